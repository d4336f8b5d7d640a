"""The records that pass between the floors: frozen, plain, and the same in memory, in a pipe and in a report."""

from dataclasses import dataclass
from enum import StrEnum

# The attribute of a check function that holds its `Requirement`.
REQUIREMENT = "kata_requirement"


class Outcome(StrEnum):
    """What one requirement got; the values are the words on the screen and in the reports."""

    MET = "met"
    UNMET = "unmet"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"
    NOT_STARTED = "not started"
    UNAVAILABLE = "unavailable"
    BROKEN = "broken"

    @property
    def failed(self) -> bool:
        """True where pytest's outcome is *failed*."""
        return self in {Outcome.UNMET, Outcome.TIMED_OUT, Outcome.CRASHED, Outcome.BROKEN}

    @property
    def skipped(self) -> bool:
        """True where pytest's outcome is *skipped*."""
        return self in {Outcome.NOT_STARTED, Outcome.UNAVAILABLE}


@dataclass(frozen=True)
class Requirement:
    """One thing that must be true of a submission.

    Attributes:
        name: an identifier, unique within the kata; the last part of the node id.
        sentence: what must be true, in the learner's words.
        weight: its part of the kata's score, relative to the other requirements; at least 1.
        critical: without it the kata scores at most half.
        hints: steps of help, from a nudge to the tool that does it.
    """

    name: str
    sentence: str
    weight: int = 1
    critical: bool = False
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One call into the submission: ``text`` as Python would write it, ``answer`` as a clause ("returned 3")."""

    text: str
    answer: str
    line: int


@dataclass(frozen=True)
class Frame:
    """One line of the learner's file on the way to an exception, or to where the time ran out."""

    line: int
    function: str
    code: str


@dataclass(frozen=True)
class Exhibit:
    """Something to look at beside the calls: an HTTP exchange, a page, a list of files."""

    label: str
    text: str


@dataclass(frozen=True)
class Counterexample:
    """The smallest input found that shows *unmet*, in the learner's terms; no line of a check is in it.

    Attributes:
        inputs: what was drawn, by name; shown where no call into the submission tells it.
        calls: the calls into the submission, in order, with their answers.
        due: what the last comparison wanted, or None where nothing was compared.
        got: what it found instead.
        exhibits: documents that belong to the matter.
        printed: what the submission printed during this example only.
        frames: the learner's lines, outermost first, that led to the exception.
    """

    inputs: tuple[Exhibit, ...] = ()
    calls: tuple[Call, ...] = ()
    due: str | None = None
    got: str | None = None
    exhibits: tuple[Exhibit, ...] = ()
    printed: str = ""
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What one requirement of one kata got, and why.

    Attributes:
        kata: ``topic/name``.
        requirement: the requirement that was judged.
        outcome: the verdict's word.
        reason: one or a few plain sentences; empty when met.
        counterexample: the evidence, where there is some.
        line: the line of the learner's file to look at first; 0 where there is none.
        seconds: wall time of the judgement.
        busy: seconds in the examples themselves, without drawing them; 0 unless met.
        siblings: the names of all requirements of this kata, in order; tells whether a kata was judged whole.
    """

    kata: str
    requirement: Requirement
    outcome: Outcome
    reason: str = ""
    counterexample: Counterexample | None = None
    line: int = 0
    seconds: float = 0.0
    busy: float = 0.0
    siblings: tuple[str, ...] = ()
