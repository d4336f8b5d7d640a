"""One assessment: what was selected, what has been judged, and what it comes to. Knows nothing of pytest."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.model import Outcome, Verdict
from pytest_interview_kata.scoring import Band, KataScore, TopicScore, score_kata, score_topic
from pytest_interview_kata.workspace import Workspace


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next.

    Attributes:
        kata: what to work on.
        verdict: the requirement to start with; None for a kata that is not started.
    """

    kata: Kata
    verdict: Verdict | None


class Assessment:
    """Collects verdicts as they come, in any order, and scores what is complete.

    Args:
        katas: what was selected.
        workspace: where the learner's files are.
    """

    def __init__(self, katas: Sequence[Kata], workspace: Workspace) -> None:
        self.katas = {kata.id: kata for kata in katas}
        self.workspace = workspace
        self.absent = {kata.id for kata in katas if not workspace.path_of(kata).is_file()}
        self._verdicts: dict[str, dict[str, Verdict]] = {kata.id: {} for kata in katas}

    def narrow(self, paths: Collection[Path]) -> None:
        """Leave out the katas whose files are not among these."""
        self.katas = {name: kata for name, kata in self.katas.items() if self.workspace.path_of(kata) in paths}
        self.absent &= set(self.katas)

    def add(self, verdict: Verdict) -> KataScore | None:
        """Take a verdict; returns the kata's score when it was the last one missing."""
        judged = self._verdicts.setdefault(verdict.kata, {})
        judged[verdict.requirement.name] = verdict
        return self.score(verdict.kata) if _whole(judged.values()) else None

    def score(self, kata: str) -> KataScore:
        """Score one kata as far as it has been judged."""
        if kata in self.absent:
            return KataScore(kata, (), Fraction(0), Band.NOT_STARTED, 0, started=False)
        judged = self._verdicts[kata]
        names = next(iter(judged.values())).siblings if judged else ()
        ordered = sorted(judged.values(), key=lambda verdict: names.index(verdict.requirement.name))
        return score_kata(kata, ordered, whole=_whole(judged.values()))

    def topics(self) -> tuple[TopicScore, ...]:
        """The readiness per topic, in catalogue order."""
        names = dict.fromkeys(kata.topic for kata in self.katas.values())
        return tuple(
            score_topic(name, (self.score(kata.id) for kata in self.katas.values() if kata.topic == name))
            for name in names
        )

    def next_step(self) -> NextStep | None:
        """What to do next: finish what is nearest to its end, else start the easiest."""
        scores = [self.score(kata) for kata in self.katas]
        begun = [score for score in scores if score.started and first_open(score.verdicts) is not None]
        if begun:
            best = max(begun, key=lambda score: (score.part or 0, any(one.outcome.failed for one in score.verdicts)))
            return NextStep(self.katas[best.kata], first_open(best.verdicts))
        fresh = [self.katas[score.kata] for score in scores if score.band is Band.NOT_STARTED]
        return NextStep(min(fresh, key=lambda kata: kata.difficulty), None) if fresh else None

    def everything_met(self) -> bool:
        """True when every requirement that was selected and is available is met, and at least one was."""
        judged = [verdict for verdicts in self._verdicts.values() for verdict in verdicts.values()]
        available = [verdict for verdict in judged if verdict.outcome is not Outcome.UNAVAILABLE]
        return bool(available) and not self.absent and all(verdict.outcome is Outcome.MET for verdict in available)

    def reaches(self, points: int) -> bool:
        """True when every topic has a score and none is below `points`."""
        return all(topic.points is not None and topic.points >= points for topic in self.topics())

    def relative(self, path: Path, start: Path) -> str:
        """A path as people like to click it: relative to where they are, if it is below."""
        return str(path.relative_to(start)) if path.is_relative_to(start) else str(path)


def _whole(verdicts: Collection[Verdict]) -> bool:
    return bool(verdicts) and {verdict.requirement.name for verdict in verdicts} == set(next(iter(verdicts)).siblings)


def first_open(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The first requirement that failed, else the first that is not started."""
    ranked = sorted(verdicts, key=lambda verdict: not verdict.outcome.failed)
    return next(
        (verdict for verdict in ranked if verdict.outcome.failed or verdict.outcome is Outcome.NOT_STARTED), None
    )
