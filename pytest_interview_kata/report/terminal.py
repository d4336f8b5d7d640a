"""What the learner sees in the terminal: pytest's own reporter, with katas where it has files and failures."""

from collections.abc import Iterable

import pytest

from pytest_interview_kata.assessment import Assessment, NextStep, first_open
from pytest_interview_kata.compare import compare
from pytest_interview_kata.isolation import Limits
from pytest_interview_kata.model import Verdict
from pytest_interview_kata.report import comparing
from pytest_interview_kata.report.telling import Line, Signs, Teller
from pytest_interview_kata.scoring import KataScore


# "final", and yet the only way to keep all of its options and its standing with other plugins.
class KataReporter(pytest.TerminalReporter):  # type: ignore[misc]
    """A line per kata as it is finished, its first unmet requirement below it, readiness at the end."""

    assessment: Assessment
    fail_under: int | None = None

    def report_on(self, assessment: Assessment, fail_under: int | None) -> None:
        """Say whose progress is to be told."""
        self.assessment = assessment
        self.fail_under = fail_under
        self._told: set[str] = set()
        self._seen = 0
        self._all = 0

    @property
    def teller(self) -> Teller:
        """How things are told on this stream."""
        file = getattr(self._tw, "_file", None)
        return Teller(self._tw.fullwidth, Signs.for_encoding(getattr(file, "encoding", None)))

    # What the stock reporter writes per test is replaced by what `take` writes per kata.

    def pytest_runtest_logstart(self, nodeid: object, location: object) -> None:
        """Nothing: no line per check."""

    def pytest_runtest_logfinish(self, nodeid: object) -> None:
        """Nothing: no percentage per check."""

    def summary_failures(self) -> None:
        """Nothing: each failure stands under its kata."""

    def short_test_summary(self) -> None:
        """pytest's own summary, only where ``-r`` asks for it."""
        if self.config.getoption("reportchars") not in {"", "fE"}:
            super().short_test_summary()

    def expect(self, count: int) -> None:
        """Say how many requirements will be judged, for the progress line."""
        self._all = count

    def take(self, verdict: Verdict) -> None:
        """Take one verdict: show progress, and the kata if it is complete."""
        self._seen += 1
        score = self.assessment.add(verdict)
        if self.isatty:
            self.rewrite(f"judging {verdict.kata}  {self._seen}/{self._all or '?'}", erase=True)
        if score is not None:
            self._tell_kata(score)

    def tell_readiness(self) -> None:
        """The end of the report: katas that were not judged whole, readiness, what to do next."""
        self._clear_progress()
        for kata in self.assessment.katas:
            score = self.assessment.score(kata)
            if kata not in self._told and (score.verdicts or kata in self.assessment.absent):
                self._tell_kata(score)
        topics = self.assessment.topics()
        width = max(len(topic.topic) for topic in topics)
        self.write_sep("=", "readiness")
        self._write(self.teller.topic(topic, width) for topic in topics)
        if self.verbosity >= 0:
            self._tell_gaps()
            self._tell_next(self.assessment.next_step())
        if self.fail_under is not None and not self.assessment.reaches(self.fail_under):
            self._write([Line(f"Readiness is below --kata-fail-under={self.fail_under}.", {"red": True})])

    def tell_comparisons(self, *, reveal: bool) -> None:
        """Answers beside references, for the katas that are solved; with `reveal` for the others, too."""
        self.write_sep("=", "comparison")
        for kata in self.assessment.katas.values():
            score = self.assessment.score(kata.id)
            if not score.everything_met and not reveal:
                path = self._path_of(kata.id)
                self._write([Line(f"{path} is not solved yet; --kata-reveal shows its reference all the same.")])
                continue
            comparison = compare(self.assessment.workspace.submission(kata), score.verdicts, Limits())
            self._write(comparing.tell(comparison, self._tw.fullwidth, self.teller.signs))

    def _tell_kata(self, score: KataScore) -> None:
        self._clear_progress()
        self._told.add(score.kata)
        width = max(map(len, self.assessment.katas))
        self._write([self.teller.kata(score, width, absent=score.kata in self.assessment.absent)])
        if self.verbosity < 0:
            return
        path = self._path_of(score.kata)
        verdicts = score.verdicts
        if self.verbosity == 0:
            first = first_open(verdicts)
            verdicts = (first,) if first is not None and score.started else ()
        for verdict in verdicts:
            self._write(self.teller.verdict(verdict, path))

    def _tell_gaps(self) -> None:
        if any(topic.points is None for topic in self.assessment.topics()):
            self._write([Line("No score where a kata was not judged whole (-k, -x, --lf, a node id) or is broken.")])

    def _tell_next(self, step: NextStep | None) -> None:
        if step is None:
            return
        path = self._path_of(step.kata.id)
        if step.verdict is None:
            text = f"Next: {path}, {step.kata.title} ({step.kata.minutes} minutes)."
        else:
            text = f"Next: {path}:{step.verdict.line or 1}, {step.verdict.requirement.name}."
        self._write([Line(text, {"bold": True})])

    def _path_of(self, kata: str) -> str:
        path = self.assessment.workspace.path_of(self.assessment.katas[kata])
        return self.assessment.relative(path, self.config.invocation_params.dir)

    def _clear_progress(self) -> None:
        if self.isatty:
            self.rewrite("", erase=True)
            self.rewrite("")
        self.currentfspath = None

    def _write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._tw.line(line.text, **line.markup)
