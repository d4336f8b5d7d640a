"""Scores and verdicts as lines of text. Every other report that is text is made of these."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from pytest_interview_kata.model import Counterexample, Outcome, Verdict
from pytest_interview_kata.scoring import Band, KataScore, TopicScore

BAR_WIDTH = 10
WIDTH_LIMIT = 100
_BLOCK_LINES = 12


@dataclass(frozen=True)
class Line:
    """One line, with the markup of pytest's ``TerminalWriter`` for it."""

    text: str
    markup: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Signs:
    """The few characters beyond letters. ASCII where the stream cannot do better."""

    full: str = "\N{FULL BLOCK}"
    empty: str = "\N{LIGHT SHADE}"
    met: str = "\N{CHECK MARK}"
    failed: str = "\N{BALLOT X}"
    open: str = "\N{MIDDLE DOT}"

    @classmethod
    def for_encoding(cls, encoding: str | None) -> "Signs":
        """The signs that a stream of this encoding can show."""
        signs = cls()
        try:
            "".join(vars(signs).values()).encode(encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return cls("#", ".", "+", "x", "-")
        return signs


_COLOURS = {
    Band.READY: {"green": True},
    Band.NEARLY: {"yellow": True},
    Band.GETTING_THERE: {"yellow": True},
    Band.NOT_STARTED: {"light": True},
    Band.NOT_JUDGED: {"light": True},
    Band.UNAVAILABLE: {"light": True},
    Band.BROKEN: {"red": True},
}


@dataclass(frozen=True)
class Teller:
    """How things are told on this stream.

    Attributes:
        width: columns to fill at most.
        signs: see `Signs`.
    """

    width: int = 80
    signs: Signs = field(default_factory=Signs)

    def kata(self, score: KataScore, label_width: int, *, absent: bool = False) -> Line:
        """One kata: bar, requirements met of all, score, state."""
        label = f"{score.kata:<{label_width}}"
        if absent:
            return Line(f"{self.signs.open} {label}  no file; 'kata init' lays it out", {"light": True})
        if score.band in {Band.NOT_STARTED, Band.UNAVAILABLE}:
            return Line(f"{self.signs.open} {label}  {score.band}", {"light": True})
        failed = any(verdict.outcome.failed for verdict in score.verdicts)
        sign = self.signs.met if score.everything_met else self.signs.failed if failed else self.signs.open
        points = "  -" if score.points is None else f"{score.points:>3}"
        count = f"{score.met}/{len(score.verdicts) - score.not_checked}"
        rest = f", {score.not_checked} not checked" if score.not_checked else ""
        text = f"{sign} {label}  {self.bar(score.points)} {count:>5} {points}  {score.band}{rest}"
        return Line(text, _COLOURS[score.band])

    def topic(self, score: TopicScore, label_width: int) -> Line:
        """One topic: bar, readiness, word."""
        points = "  -" if score.points is None else f"{score.points:>3}"
        ready = sum(kata.band is Band.READY for kata in score.katas)
        text = f"  {score.topic:<{label_width}}  {self.bar(score.points)}       {points}  {score.band}"
        return Line(f"{text} ({ready} of {len(score.katas)} ready)", {**_COLOURS[score.band], "bold": True})

    def bar(self, points: int | None) -> str:
        """A bar of ten cells."""
        full = (points or 0) * BAR_WIDTH // 100
        return self.signs.full * full + self.signs.empty * (BAR_WIDTH - full)

    def verdict(self, verdict: Verdict, path: str) -> Iterator[Line]:
        """One requirement with its evidence.

        Args:
            verdict: what it got.
            path: the learner's file, as it is to be shown.
        """
        yield self._headline(verdict)
        if not verdict.outcome.failed:
            if verdict.reason:
                yield from self._wrapped(verdict.reason, "      ")
            return
        yield from self._wrapped(verdict.requirement.sentence, "      ", {"bold": True})
        if verdict.reason:
            yield from self._wrapped(verdict.reason, "      ")
        if verdict.counterexample is not None:
            yield from self._counterexample(verdict.counterexample, path)
        if verdict.line and not (verdict.counterexample and verdict.counterexample.frames):
            yield Line(f"      {path}:{verdict.line}", {"cyan": True})
        elif not verdict.line:
            yield Line(f"      {path}", {"cyan": True})

    def _headline(self, verdict: Verdict) -> Line:
        sign = {Outcome.MET: self.signs.met}.get(
            verdict.outcome, self.signs.failed if verdict.outcome.failed else self.signs.open
        )
        critical = " (critical)" if verdict.requirement.critical else ""
        colour = {"green": verdict.outcome is Outcome.MET, "red": verdict.outcome.failed}
        word = "" if verdict.outcome is Outcome.MET else f": {verdict.outcome}"
        return Line(f"    {sign} {verdict.requirement.name}{critical}{word}", colour)

    def _counterexample(self, example: Counterexample, path: str) -> Iterator[Line]:
        for call in example.calls:
            yield from self._wrapped(call.text, "      ")
            yield from self._wrapped(call.answer, "        ", {"red": True})
        if not example.calls:
            for shown in example.inputs:
                yield from self._wrapped(f"with {shown.label} = {shown.text}", "      ")
        if example.due is not None:
            if not (example.calls and example.calls[-1].answer == f"returned {example.got}"):
                yield from self._wrapped(f"got {example.got}", "        ", {"red": True})
            yield from self._wrapped(f"due {example.due}", "        ", {"green": True})
        for shown in example.exhibits:
            yield from self._block(shown.label, shown.text)
        if example.printed:
            yield from self._block("your code printed", example.printed)
        for frame in example.frames:
            yield Line(f"      {path}:{frame.line}: in {frame.function}", {"cyan": True})
            if frame.code:
                yield Line(f"          {frame.code}")

    def _block(self, label: str, text: str) -> Iterator[Line]:
        lines = text.rstrip("\n").split("\n")
        yield Line(f"      {label}:")
        for line in lines[:_BLOCK_LINES]:
            yield from self._wrapped(line, "        ", {"light": True}) if line.strip() else [Line("")]
        if len(lines) > _BLOCK_LINES:
            yield Line(f"        ({len(lines) - _BLOCK_LINES} more lines)", {"light": True})

    def _wrapped(self, text: str, indent: str, markup: dict[str, bool] | None = None) -> Iterator[Line]:
        width = max(40, min(self.width, WIDTH_LIMIT))
        pieces = textwrap.wrap(
            text, width, initial_indent=indent, subsequent_indent=indent + "  ", drop_whitespace=True,
            break_on_hyphens=False, expand_tabs=False, replace_whitespace=False,
        )  # fmt: skip
        for piece in pieces:
            for line in piece.split("\n"):
                yield Line(line, markup or {})
