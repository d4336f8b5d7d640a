"""A learner's answer beside the reference solution: requirements, time on the same examples, code.

Data only; ``report.terminal`` shows it.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.isolation import Limits
from pytest_interview_kata.judging import checks_of, judge, reference_of
from pytest_interview_kata.model import Outcome, Verdict
from pytest_interview_kata.workspace import Submission


@dataclass(frozen=True)
class Row:
    """One requirement on both sides.

    Attributes:
        verdict: the learner's.
        ratio: the learner's time over the reference's on the same examples, the check's own work included on both
            sides; None unless both meet the requirement.
    """

    verdict: Verdict
    ratio: float | None


@dataclass(frozen=True)
class Pair:
    """One definition on both sides; a side that lacks it is empty."""

    name: str
    theirs: str
    reference: str


@dataclass(frozen=True)
class Comparison:
    """One kata on both sides.

    Attributes:
        kata: the exercise.
        rows: the requirements, in order.
        code: the definitions, in the reference's order, then what only the learner has.
        interview_answer: how to answer the question aloud: the reference's docstring.
    """

    kata: Kata
    rows: tuple[Row, ...]
    code: tuple[Pair, ...]
    interview_answer: str


def compare(submission: Submission, verdicts: tuple[Verdict, ...], limits: Limits) -> Comparison:
    """Judge the reference on the same examples and lay both sides next to each other.

    Args:
        submission: the learner's file.
        verdicts: what it got in this assessment.
        limits: for judging the reference.
    """
    kata = submission.kata
    reference = reference_of(kata)
    got = {verdict.requirement.name: verdict for verdict in verdicts}
    rows = []
    for check in checks_of(kata):
        theirs = got.get(check.requirement.name)
        if theirs is not None:
            ours = judge(check, reference, limits)
            both = theirs.outcome is ours.outcome is Outcome.MET and ours.busy > 0
            rows.append(Row(theirs, theirs.busy / ours.busy if both else None))
    return Comparison(
        kata=kata,
        rows=tuple(rows),
        code=tuple(_pairs(_definitions(submission.source), _definitions(reference.source))),
        interview_answer=ast.get_docstring(ast.parse(reference.source or b"")) or "",
    )


def aligned(pair: Pair) -> Iterator[tuple[str, str, bool]]:
    """The lines of a pair side by side; True where they are the same."""
    theirs, reference = pair.theirs.splitlines(), pair.reference.splitlines()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, theirs, reference, autojunk=False).get_opcodes():
        left, right = theirs[i1:i2], reference[j1:j2]
        height = max(len(left), len(right))
        left += [""] * (height - len(left))
        right += [""] * (height - len(right))
        for one, other in zip(left, right, strict=True):
            yield one, other, tag == "equal"


def _pairs(theirs: dict[str, str], reference: dict[str, str]) -> Iterator[Pair]:
    for name in [*reference, *(name for name in theirs if name not in reference)]:
        yield Pair(name, theirs.get(name, ""), reference.get(name, ""))


def _definitions(source: bytes | None) -> dict[str, str]:
    """The top-level statements of a module by what they define; docstrings and imports left out."""
    text = (source or b"").decode(errors="replace")
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {"": text}
    lines = text.splitlines()
    found: dict[str, str] = {}
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)) or _is_text(node):
            continue
        first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
        found[_name(node)] = "\n".join(_without_docstring(node, lines, first))
    return found


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _name(node: ast.stmt) -> str:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node.name
    return ast.unparse(node).partition("=")[0].partition(":")[0].strip()


def _without_docstring(node: ast.stmt, lines: list[str], first: int) -> list[str]:
    """The node's lines; a function's docstring is the contract, which both sides share."""
    last = node.end_lineno or node.lineno
    kept = lines[first - 1 : last]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and len(node.body) > 1 and _is_text(node.body[0]):
        start, end = node.body[0].lineno - first, (node.body[0].end_lineno or 0) - first
        kept = kept[:start] + kept[end + 1 :]
    return kept
