"""What the author of a check imports. Public: it changes only with a new major version.

A check is a plain function with ``@requirement``, most often over Hypothesis's ``@given``. It takes the learner's
module as ``submission``, and asserts::

    @requirement("Finds exactly the users with that name, whatever characters it holds.", weight=3, critical=True)
    @given(users=stored_users(), name=hostile_text())
    def finds_exact_name(submission, users, name):
        with database(users) as connection:
            assert expected([user for user in users if user.name == name]) == submission.find_by_name(connection, name)

- Compare answers with ``expected(value) == answer``, never with ``==``, ``in`` or ``len`` alone: the answer may be an
  object that equals everything. For parts of an answer take them out with `text`, `octets`, `number` or `items` first.
- ``assert condition, "A sentence for the learner."`` where there is nothing to compare. The sentence is shown.
- The body draws nothing, assumes nothing and skips nothing; all that it needs comes from ``@given``.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import example

from pytest_interview_kata.evidence import Expected, describe, exhibit
from pytest_interview_kata.model import REQUIREMENT, Requirement

__all__ = [
    "Refused",
    "corpus",
    "describe",
    "exhibit",
    "expected",
    "items",
    "number",
    "octets",
    "refuses",
    "requirement",
    "scratch",
    "text",
]

Function = TypeVar("Function", bound=Callable[..., None])
Value = TypeVar("Value")


def requirement(
    sentence: str, *, weight: int = 1, critical: bool = False, hints: Sequence[str] = ()
) -> Callable[[Function], Function]:
    """Make a function the check of one requirement; its name is the requirement's.

    Args:
        sentence: what must be true, in the learner's words, and never how it is tested.
        weight: its part of the kata's score, relative to the others.
        critical: True for what carries the danger: without it the kata scores at most half.
        hints: steps of help: a nudge, the idea, the tool that does it.

    Raises:
        ValueError: the weight is below 1, or the sentence is empty.
    """
    if weight < 1 or not sentence.strip():
        raise ValueError(f"a requirement needs a sentence and a weight of 1 or more, not {sentence!r} and {weight}")

    def mark(function: Function) -> Function:
        what = Requirement(function.__name__, " ".join(sentence.split()), weight, critical, tuple(hints))
        setattr(function, REQUIREMENT, what)
        return function

    return mark


def corpus(cases: Iterable[Mapping[str, Any]]) -> Callable[[Function], Function]:
    """Try these cases in every run, before anything is drawn; stands between ``@requirement`` and ``@given``.

    What is drawn hits one thing among fifty often, and not always: Hypothesis repeats and varies what it drew before.
    What must not be missed is tried by name. A case is told as it is, it does not shrink: give small ones, the
    simplest first.

    Args:
        cases: all that ``@given`` draws, by name, for each case.
    """

    def add(function: Function) -> Function:
        # The last one added is tried first.
        for case in reversed(list(cases)):
            function = example(**case)(function)
        return function

    return add


def expected(*alternatives: object) -> Any:
    """What an answer must be: ``assert expected(3) == submission.count(...)``.

    Decides with exact types, recursively, whatever the answer's own ``__eq__`` claims, and remembers what was due
    for the report.

    Args:
        alternatives: the right values; most often one.
    """
    if not alternatives:
        raise TypeError("expected() needs at least one value")
    return Expected(*alternatives)


def scratch() -> Path:
    """An empty folder, new at each call, gone after the verdict whatever the submission does.

    It lies in the judged process's working directory, where the temporary files of the submission go, too.
    """
    return Path(tempfile.mkdtemp(prefix="scratch-"))


class Refused:
    """What `refuses` caught: `error` is the exception."""

    error: BaseException


@contextlib.contextmanager
def refuses(*errors: type[Exception], what: str = "this") -> Iterator[Refused]:
    """The block must raise one of `errors`; anything else is a failed assertion or passes through.

    Args:
        errors: exception types that are right.
        what: the refused thing, for the sentence that the learner reads.
    """
    caught = Refused()
    names = " or ".join(error.__name__ for error in errors)
    try:
        yield caught
    except errors as error:
        caught.error = error
    else:
        raise AssertionError(f"{what[:1].upper()}{what[1:]} must raise {names}; nothing was raised.")


def text(answer: object) -> str:
    """The answer as a true ``str``; subclasses (``Markup``) are taken for what they hold.

    Raises:
        AssertionError: it is no text; tells the learner so.
    """
    return _plain(answer, str, str.__str__)


def octets(answer: object) -> bytes:
    """The answer as true ``bytes``.

    Raises:
        AssertionError: it is not ``bytes``.
    """
    return _plain(answer, bytes, bytes.__bytes__)


def number(answer: object) -> int:
    """The answer as a true ``int``; ``bool`` is none.

    Raises:
        AssertionError: it is not an ``int``.
    """
    if type(answer) is bool:
        raise AssertionError(f"An int was due, not {answer!r}.")
    return _plain(answer, int, int.__int__)


def items(answer: object) -> list[Any]:
    """The elements of a ``list`` or ``tuple``, read past whatever a subclass overrides.

    Raises:
        AssertionError: it is neither.
    """
    if isinstance(answer, tuple):
        return list(tuple.__iter__(answer))
    return list(_plain(answer, list, list.__iter__))


def _plain(answer: object, kind: type, read: Callable[[Any], Value]) -> Value:
    # type(), not isinstance(): __class__ can be anything that the answer likes.
    if not issubclass(type(answer), kind):
        # Raised, not asserted: pytest may have rewritten this module, and would add how it is written.
        raise AssertionError(f"{kind.__name__} was due, not {describe(answer)}.")
    return read(answer)
