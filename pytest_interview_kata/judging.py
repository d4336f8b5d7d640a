"""Judge one requirement of one submission: a check in a process of its own, and a verdict of what comes back.

Only an explicit, well-formed *met* from a child that ended by itself is a *met*; everything else is not.
"""

import ast
import contextlib
import importlib
import inspect
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from pytest_interview_kata import isolation
from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.errors import KataError
from pytest_interview_kata.examining import Finding, Paper, examine
from pytest_interview_kata.isolation import DEFAULT_SECONDS, Ended, Ending, Limits, Line
from pytest_interview_kata.model import REQUIREMENT, Counterexample, Exhibit, Frame, Outcome, Requirement, Verdict
from pytest_interview_kata.workspace import Submission


@dataclass(frozen=True)
class Check:
    """The hidden function that decides one requirement.

    Attributes:
        kata: what it belongs to.
        requirement: what it decides.
        function: plain or ``@given``; takes ``submission`` and what is drawn.
        siblings: the names of all requirements of the kata.
    """

    kata: Kata
    requirement: Requirement
    function: Callable[..., None]
    siblings: tuple[str, ...]


def checks_of(kata: Kata) -> tuple[Check, ...]:
    """Import the check module of a kata and find its checks, in the order of their definition.

    Hypothesis must be settled before: a ``@given`` keeps the profile that it finds.

    Raises:
        KataError: the checks do not load; it is the pack's fault, and the message says so.
    """
    try:
        with _assertions_as_written():
            module = importlib.import_module(kata.checks)
        _import_what_the_reference_imports(kata)
        functions = [
            value for value in vars(module).values() if isinstance(getattr(value, REQUIREMENT, None), Requirement)
        ]
        for function in functions:
            _check_parameters(function)
        if not functions:
            raise ValueError("no function has @requirement")
    except Exception as error:
        raise KataError(
            f"This is not your fault: the checks of {kata.id} do not load ({type(error).__name__}: {error}). "
            f"Please report it to the pack {kata.pack.name}."
        ) from error
    names = tuple(function.__name__ for function in functions)
    return tuple(Check(kata, getattr(function, REQUIREMENT), function, names) for function in functions)


def judge(check: Check, submission: Submission, limits: Limits) -> Verdict:
    """Hold a submission to one requirement.

    Args:
        check: decides.
        submission: the learner's file, as read when the kata was collected.
        limits: for the child.
    """
    started = time.perf_counter()
    finding = _find(check, submission, limits)
    if finding.doubtful and (fault := _our_fault(check, limits)):
        finding = fault
    return Verdict(
        kata=check.kata.id,
        requirement=check.requirement,
        outcome=finding.outcome,
        reason=finding.reason,
        counterexample=finding.counterexample,
        line=finding.line,
        seconds=round(time.perf_counter() - started, 4),
        busy=round(finding.busy, 4),
        siblings=check.siblings,
    )


@contextlib.contextmanager
def _assertions_as_written() -> Iterator[None]:
    """Keep pytest from rewriting what is imported: a rewritten assertion tells the learner how the check is written."""
    finders = list(sys.meta_path)
    sys.meta_path[:] = [finder for finder in finders if not type(finder).__module__.startswith("_pytest.")]
    try:
        yield
    finally:
        sys.meta_path[:] = finders


def _check_parameters(function: Callable[..., None]) -> None:
    # What @given draws is no parameter any more. Fixtures would tie a kata to pytest, and it is judged without, too.
    parameters = list(inspect.signature(function).parameters)
    if parameters != ["submission"]:
        raise TypeError(f"{function.__name__} must take 'submission' and what @given draws, not {parameters}")


def _import_what_the_reference_imports(kata: Kata) -> None:
    """Import what most answers need, once and before the forks; each child would pay for it again."""
    for node in ast.parse(kata.solution.read_bytes()).body:
        names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in filter(None, names):
            importlib.import_module(name)


def paper_of(check: Check, submission: Submission) -> Paper:
    """What a child needs to know to examine this check."""
    package = check.kata.pack.package
    return Paper(
        function=check.function,
        name=check.kata.name,
        path=submission.path,
        source=submission.source or b"",
        hidden=tuple(
            {f"{name}.{folder}" for name in (package, __package__ or "") for folder in ("checks", "solutions")}
        ),
        asking=tuple({check.kata.pack.root, Path(__file__).parent}),
    )


def reference_of(kata: Kata) -> Submission:
    """The reference solution, as something to judge."""
    return Submission(kata, kata.solution, kata.solution.read_bytes())


def _find(check: Check, submission: Submission, limits: Limits) -> Finding:
    if submission.untouched:
        return Finding(Outcome.NOT_STARTED)
    if submission.source is None:
        return Finding(Outcome.UNMET, f"Your file {submission.unreadable}.")
    paper = paper_of(check, submission)
    scratch = Path(tempfile.mkdtemp(prefix="kata-"))
    ended = isolation.run(partial(_in_child, paper, scratch, output=limits.output), limits, scratch)
    return _finding_of(ended, paper, limits)


def _in_child(paper: Paper, scratch: Path, line: Line, *, output: bool) -> None:
    # What is written to relative paths and to temporary files goes when the scratch folder goes.
    os.chdir(scratch)
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
    finding = examine(paper, line.note, output=output)
    # Closed, or replaced by something else: that is the submission's affair.
    with contextlib.suppress(Exception):
        sys.stdout.flush()
    line.send(msgspec.json.encode(finding))


def _finding_of(ended: Ended, paper: Paper, limits: Limits) -> Finding:
    if ended.how is Ending.TIMED_OUT:
        return _timed_out(ended, paper, limits)
    if ended.how is Ending.EXITED and ended.status == 0 and ended.message is not None:
        try:
            return msgspec.json.decode(ended.message, type=Finding)
        except msgspec.MsgspecError:
            pass
    reasons = {
        Ending.EXITED: f"Your code ended the process (exit status {ended.status}) before there was a verdict.",
        Ending.KILLED: f"Your code crashed the interpreter (signal {ended.status}).",
        Ending.LOST: "Your code ended the process that watches it; there is no verdict without a witness.",
    }
    if ended.how is Ending.EXITED and ended.status == 0:
        reasons[Ending.EXITED] = "Your code ended the process, or spoke in its place, before there was a verdict."
    return Finding(
        Outcome.CRASHED, reasons[ended.how], doubtful=True, counterexample=Counterexample(inputs=_inputs(ended))
    )


def _timed_out(ended: Ended, paper: Paper, limits: Limits) -> Finding:
    frames = _frames(ended.stack, paper)
    during = " while it was imported" if ended.note == b"import" else ""
    return Finding(
        Outcome.TIMED_OUT,
        f"Your code was still running after {limits.seconds:g} s{during}.",
        doubtful=True,
        line=frames[-1].line if frames else 0,
        counterexample=Counterexample(inputs=_inputs(ended), frames=frames),
    )


def _inputs(ended: Ended) -> tuple[Exhibit, ...]:
    lines = ended.note.decode(errors="replace").splitlines()
    return tuple(Exhibit(name, text) for name, sign, text in (line.partition(" = ") for line in lines) if sign)


def _frames(stack: str, paper: Paper) -> tuple[Frame, ...]:
    """The submission's lines in a dump of ``faulthandler``, which lists the innermost first."""
    source = paper.source.decode(errors="replace").splitlines()
    found = re.findall(r'^  File "([^"]*)", line (\d+) in (.*)$', stack, re.MULTILINE)
    mine = [(int(line), function) for path, line, function in found if path == str(paper.path)]
    frames = [Frame(line, name, source[line - 1].strip() if line <= len(source) else "") for line, name in mine]
    return tuple(reversed(frames[:6]))


def _our_fault(check: Check, limits: Limits) -> Finding | None:
    """A finding against ourselves, if the reference does not pass this check either."""
    # A time limit that is too short for everybody is the user's choice, and no fault of the check.
    seconds = None if limits.seconds is None else max(limits.seconds, DEFAULT_SECONDS)
    finding = _find(check, reference_of(check.kata), replace(limits, seconds=seconds))
    if finding.outcome is Outcome.MET:
        return None
    return replace(
        finding,
        outcome=Outcome.BROKEN,
        reason=(
            f"This is not your fault: the reference solution fails this check, too. {finding.reason} Please report "
            f"the kata {check.kata.id}, requirement {check.requirement.name}, to the pack {check.kata.pack.name}."
        ),
        counterexample=None,
        line=0,
    )
