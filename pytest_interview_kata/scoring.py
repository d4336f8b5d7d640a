"""Verdicts become readiness. Pure.

The rules: a kata scores the weight it met of the weight it has, at most one half while a critical requirement is
not met. A topic scores the mean of its katas, in hundredths, rounded down, so that 100 means everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pytest_interview_kata.model import Outcome, Verdict

READY_FROM = 85
NEARLY_FROM = 60


class Band(StrEnum):
    """The word beside a number."""

    NOT_STARTED = "not started"
    GETTING_THERE = "getting there"
    NEARLY = "nearly"
    READY = "ready"
    NOT_JUDGED = "not judged whole"
    UNAVAILABLE = "unavailable"
    BROKEN = "broken"


@dataclass(frozen=True)
class KataScore:
    """One kata's part in its topic.

    Attributes:
        kata: ``topic/name``.
        verdicts: one per requirement that was judged, in the kata's order.
        part: 0 to 1; None where the kata was not judged whole, is unavailable, or a check of ours is broken.
        band: the word for it.
        not_checked: how many requirements this machine could not check.
        started: False when nothing was implemented.
    """

    kata: str
    verdicts: tuple[Verdict, ...]
    part: Fraction | None
    band: Band
    not_checked: int
    started: bool

    @property
    def points(self) -> int | None:
        """The part in hundredths, rounded down."""
        return None if self.part is None else int(self.part * 100)

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(verdict.outcome is Outcome.MET for verdict in self.verdicts)

    @property
    def everything_met(self) -> bool:
        """True when all that could be checked is met, and something was."""
        return self.part is not None and self.part == 1


@dataclass(frozen=True)
class TopicScore:
    """A topic's readiness: the mean of its selected katas.

    Attributes:
        topic: the folder's name.
        katas: the scores it is made of.
        points: 0 to 100, or None where a kata has no score.
        band: the word for it.
    """

    topic: str
    katas: tuple[KataScore, ...]
    points: int | None
    band: Band


def score_kata(kata: str, verdicts: Sequence[Verdict], *, whole: bool) -> KataScore:
    """Score one kata.

    Args:
        kata: ``topic/name``.
        verdicts: at most one per requirement.
        whole: False when some requirement was deselected or the run ended early.
    """
    counted = [verdict for verdict in verdicts if verdict.outcome is not Outcome.UNAVAILABLE]
    not_checked = len(verdicts) - len(counted)
    started = any(verdict.outcome is not Outcome.NOT_STARTED for verdict in counted)
    part: Fraction | None = None
    if any(verdict.outcome is Outcome.BROKEN for verdict in verdicts):
        band = Band.BROKEN
    elif not whole:
        band = Band.NOT_JUDGED
    elif not counted:
        band = Band.UNAVAILABLE
    else:
        part = _part(counted)
        band = _band(int(part * 100), started=started, sure=_critical_ones_met(verdicts))
    return KataScore(kata, tuple(verdicts), part, band, not_checked, started)


def score_topic(topic: str, katas: Iterable[KataScore]) -> TopicScore:
    """Score one topic: the mean of its katas that this machine can judge, or none while one of them has none."""
    katas = tuple(katas)
    for hindrance in (Band.BROKEN, Band.NOT_JUDGED):
        if any(kata.band is hindrance for kata in katas):
            return TopicScore(topic, katas, None, hindrance)
    known = [kata.part for kata in katas if kata.part is not None]
    if not known:
        return TopicScore(topic, katas, None, Band.UNAVAILABLE)
    points = int(sum(known, Fraction()) / len(known) * 100)
    sure = all(_critical_ones_met(kata.verdicts) for kata in katas)
    return TopicScore(topic, katas, points, _band(points, started=any(kata.started for kata in katas), sure=sure))


def _part(verdicts: Sequence[Verdict]) -> Fraction:
    met = sum(verdict.requirement.weight for verdict in verdicts if verdict.outcome is Outcome.MET)
    part = Fraction(met, sum(verdict.requirement.weight for verdict in verdicts))
    return part if _critical_ones_met(verdicts) else min(part, Fraction(1, 2))


def _critical_ones_met(verdicts: Iterable[Verdict]) -> bool:
    """True when every critical requirement was judged and met; unavailable is not met."""
    return all(verdict.outcome is Outcome.MET for verdict in verdicts if verdict.requirement.critical)


def _band(points: int, *, started: bool, sure: bool) -> Band:
    if not started:
        return Band.NOT_STARTED
    if points >= READY_FROM and sure:
        return Band.READY
    return Band.NEARLY if points >= NEARLY_FROM else Band.GETTING_THERE
