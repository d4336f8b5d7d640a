"""A kata as pytest sees it: a module at the learner's file, whose functions are hidden checks.

The learner's code is never imported here; a check is judged in a process of its own when it is run.
"""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from pytest_interview_kata import debugging
from pytest_interview_kata.catalogue import Kata
from pytest_interview_kata.isolation import Limits
from pytest_interview_kata.judging import Check, judge
from pytest_interview_kata.model import REQUIREMENT, Outcome, Requirement, Verdict
from pytest_interview_kata.workspace import Submission

VERDICT = pytest.StashKey[Verdict]()
LIMITS = pytest.StashKey[Callable[[pytest.Item], Limits]]()


class NotMetError(Exception):
    """Carries a verdict through pytest's machinery, which then asks the item how to tell it."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class KataModule(pytest.Module):
    """One kata. ``path`` is the learner's file; the functions come from the check module."""

    kata: Kata
    submission: Submission
    tell: Callable[[Verdict], str]

    @classmethod
    def of(cls, parent: pytest.Collector, submission: Submission, tell: Callable[[Verdict], str]) -> "KataModule":
        """Make the collector.

        Args:
            parent: pytest's collector of the folder.
            submission: the learner's file, read.
            tell: makes the text of a failure report.
        """
        module: KataModule = cls.from_parent(parent, path=submission.path)
        # pytest asks for the module in places; it must never get the learner's.
        module.obj = None
        module.kata = submission.kata
        module.submission = submission
        module.tell = tell
        return module

    def collect(self) -> Iterable[pytest.Item]:
        """One item per requirement, in the order of the check module."""
        missing = [need for need in self.kata.needs if not need.satisfied]
        if missing:
            reason = "; ".join(f"needs {need.name}: {need.remedy}" for need in missing)
            yield from self._settled(Outcome.UNAVAILABLE, reason)
            return
        try:
            checks = checks_of(self.kata)
        except Exception as error:
            yield from self._settled(
                Outcome.BROKEN,
                f"This is not your fault: the checks of {self.kata.id} do not load ({type(error).__name__}: {error}). "
                f"Please report it to the pack {self.kata.pack.name}.",
            )
            return
        for check in checks:
            yield RequirementItem.from_parent(self, name=check.requirement.name, callobj=check.function, check=check)

    def _settled(self, outcome: Outcome, reason: str) -> Iterator[pytest.Item]:
        """Requirements whose verdict is known before anything is judged."""
        names = tuple(name for name, _ in self.kata.requirements)
        for name, critical in self.kata.requirements:
            requirement = Requirement(name, name.replace("_", " ").capitalize() + ".", critical=critical)
            item: SettledItem = SettledItem.from_parent(self, name=name)
            item.verdict = Verdict(self.kata.id, requirement, outcome, reason, siblings=names)
            yield item


def checks_of(kata: Kata) -> tuple[Check, ...]:
    """Import the check module of a kata and find its checks, in the order of their definition.

    Raises:
        ImportError: it is not there, or cannot be imported.
        ValueError: it holds no requirement.
    """
    module = importlib.import_module(kata.checks)
    _import_what_the_reference_imports(kata)
    functions = [value for value in vars(module).values() if isinstance(getattr(value, REQUIREMENT, None), Requirement)]
    if not functions:
        raise ValueError("no function has @requirement")
    names = tuple(function.__name__ for function in functions)
    return tuple(Check(kata, getattr(function, REQUIREMENT), function, names) for function in functions)


class RequirementItem(pytest.Function):
    """One requirement of one kata."""

    parent: KataModule

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """The location is in the learner's file."""
        return self.path, 0, self.name

    def runtest(self) -> None:
        """Judge, and put the verdict where the report finds it."""
        arguments = {name: self.funcargs[name] for name in self.fixturenames if name in self._parameters()}
        if debugging.wanted(self.config):
            verdict = debugging.judge_here(self.config, self.check, self.parent.submission, arguments)
        else:
            verdict = judge(self.check, self.parent.submission, arguments, self.config.stash[LIMITS](self))
        conclude(self, verdict)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any) -> Any:
        """The verdict in words; never a line of a check."""
        if isinstance(excinfo.value, NotMetError):
            return self.parent.tell(excinfo.value.verdict)
        return super().repr_failure(excinfo, *args, **kwargs)

    def _parameters(self) -> set[str]:
        return set(inspect.signature(self.check.function).parameters) - {"submission"}


class SettledItem(pytest.Item):
    """A requirement that is not judged: unavailable here, or broken."""

    parent: KataModule
    verdict: Verdict

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """The location is in the learner's file."""
        return self.path, 0, self.name

    def runtest(self) -> None:
        """Say so."""
        conclude(self, self.verdict)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any) -> Any:
        """The verdict in words."""
        return self.parent.tell(self.verdict)


def conclude(item: pytest.Item, verdict: Verdict) -> None:
    """Leave the verdict with the item and end as pytest should count it."""
    item.stash[VERDICT] = verdict
    item.user_properties.append(("verdict", verdict.outcome.value))
    if verdict.outcome.skipped:
        pytest.skip(f"{verdict.outcome}: {verdict.reason}" if verdict.reason else verdict.outcome.value)
    if verdict.outcome.failed:
        raise NotMetError(verdict)


def _import_what_the_reference_imports(kata: Kata) -> None:
    """Import what most answers need, once and before the forks; each child would pay for it again."""
    for node in ast.parse(kata.solution.read_bytes()).body:
        names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in filter(None, names):
            importlib.import_module(name)
