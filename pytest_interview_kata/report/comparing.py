"""A comparison as lines of text, side by side as wide as the terminal allows."""

import textwrap
from collections.abc import Iterator

from pytest_interview_kata.compare import Comparison, Pair, aligned
from pytest_interview_kata.model import Outcome
from pytest_interview_kata.report.telling import Line, Signs

# Below this a line of code is cut to pieces, so both sides go below each other.
_NARROWEST_SIDE = 56


def tell(comparison: Comparison, width: int, signs: Signs) -> Iterator[Line]:
    """The whole comparison.

    Args:
        comparison: what is told.
        width: columns of the terminal.
        signs: see `Signs`.
    """
    yield Line("")
    yield Line(f"{comparison.kata.id}: {comparison.kata.question}", {"bold": True})
    yield Line("")
    yield from _rows(comparison, signs)
    yield Line("")
    side = (width - 3) // 2
    if side >= _NARROWEST_SIDE:
        yield Line(f"{'your answer':<{side}} | the reference", {"bold": True})
        for pair in comparison.code:
            yield from _beside(pair, side)
    else:
        for pair in comparison.code:
            yield from _below(pair)
    yield Line("")
    yield Line("How to answer aloud", {"bold": True})
    for line in comparison.interview_answer.splitlines():
        yield Line(line)


def _rows(comparison: Comparison, signs: Signs) -> Iterator[Line]:
    width = max((len(row.verdict.requirement.name) for row in comparison.rows), default=0)
    for row in comparison.rows:
        met = row.verdict.outcome is Outcome.MET
        time = "" if row.ratio is None else f"  {row.ratio:.1f} times the reference's time"
        sign = signs.met if met else signs.failed
        yield Line(
            f"  {sign} {row.verdict.requirement.name:<{width}}  {row.verdict.outcome}{time}",
            {"green": met, "red": not met},
        )


def _beside(pair: Pair, side: int) -> Iterator[Line]:
    yield Line(f"{'-' * side}-+-{'-' * side}", {"light": True})
    for theirs, reference, same in aligned(pair):
        left = textwrap.wrap(theirs, side, drop_whitespace=False, break_on_hyphens=False) or [""]
        right = textwrap.wrap(reference, side, drop_whitespace=False, break_on_hyphens=False) or [""]
        for row in range(max(len(left), len(right))):
            one = left[row] if row < len(left) else ""
            other = right[row] if row < len(right) else ""
            yield Line(f"{one:<{side}} | {other}".rstrip(), {"light": same})


def _below(pair: Pair) -> Iterator[Line]:
    if pair.theirs == pair.reference:
        yield Line(f"{pair.name}: the same in both", {"bold": True})
        return
    for label, code in (("your answer", pair.theirs), ("the reference", pair.reference)):
        yield Line(f"{pair.name}, {label}:", {"bold": True})
        for line in code.splitlines() or ["(does not have it)"]:
            yield Line(f"    {line}")
    yield Line("")
