"""A kata as pytest sees it: a module at the learner's file, with one item per requirement.

The learner's code is never imported here; a check is judged in a process of its own when its item is run.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest

from pytest_interview_kata.errors import KataError
from pytest_interview_kata.judging import Check, checks_of
from pytest_interview_kata.model import Outcome, Requirement, Verdict
from pytest_interview_kata.workspace import Submission

VERDICT = pytest.StashKey[Verdict]()

Decide = Callable[[pytest.Item, Check, Submission], Verdict]


class NotMetError(Exception):
    """Ends an item that pytest should count as failed; the item knows the verdict."""


class KataModule(pytest.Module):
    """One kata, at the learner's file.

    Attributes:
        submission: the learner's file, read.
        decide: judges one check.
        tell: makes the text of a failure report.
    """

    submission: Submission
    decide: Decide
    tell: Callable[[Verdict], str]

    @classmethod
    def of(
        cls, parent: pytest.Collector, submission: Submission, decide: Decide, tell: Callable[[Verdict], str]
    ) -> "KataModule":
        """Make the collector."""
        module: KataModule = cls.from_parent(parent, path=submission.path)
        # pytest asks for the module's object in places; it must never get, and so import, the learner's.
        module.obj = None
        module.submission = submission
        module.decide = decide
        module.tell = tell
        return module

    def collect(self) -> Iterable["RequirementItem"]:
        """One item per requirement, in the order of the check module."""
        kata = self.submission.kata
        missing = [need for need in kata.needs if not need.satisfied]
        if missing:
            reason = "; ".join(f"needs {need.name}: {need.remedy}" for need in missing)
            return self._settled(Outcome.UNAVAILABLE, reason)
        try:
            checks = checks_of(kata)
        except KataError as error:
            return self._settled(Outcome.BROKEN, str(error))
        return [self._item(check.requirement.name, partial(self._judge, check)) for check in checks]

    def _judge(self, check: Check, item: pytest.Item) -> Verdict:
        return self.decide(item, check, self.submission)

    def _settled(self, outcome: Outcome, reason: str) -> Iterable["RequirementItem"]:
        """Requirements whose verdict is known without judging: there are no checks, so the stub's list must do."""
        kata = self.submission.kata
        names = tuple(name for name, _ in kata.requirements)
        for name, critical in kata.requirements:
            requirement = Requirement(name, f"{name.replace('_', ' ').capitalize()}.", critical=critical)
            verdict = Verdict(kata.id, requirement, outcome, reason, siblings=names)
            yield self._item(name, partial(_known, verdict))

    def _item(self, name: str, judge: Callable[[pytest.Item], Verdict]) -> "RequirementItem":
        item: RequirementItem = RequirementItem.from_parent(self, name=name)
        item.judge = judge
        return item


class RequirementItem(pytest.Item):
    """One requirement of one kata."""

    parent: KataModule
    judge: Callable[[pytest.Item], Verdict]

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """The location is in the learner's file."""
        return self.path, 0, self.name

    def runtest(self) -> None:
        """Judge, leave the verdict where the report finds it, and end as pytest should count it."""
        verdict = self.judge(self)
        self.stash[VERDICT] = verdict
        self.user_properties.append(("verdict", verdict.outcome.value))
        if verdict.outcome.skipped:
            pytest.skip(f"{verdict.outcome}: {verdict.reason}" if verdict.reason else verdict.outcome.value)
        if verdict.outcome.failed:
            raise NotMetError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any) -> Any:
        """The verdict in words; never a line of a check."""
        if excinfo.errisinstance(NotMetError):
            return self.parent.tell(self.stash[VERDICT])
        return super().repr_failure(excinfo, *args, **kwargs)


def _known(verdict: Verdict, _: pytest.Item) -> Verdict:
    return verdict
