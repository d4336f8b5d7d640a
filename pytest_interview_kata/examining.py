"""Examine one requirement of one submission, in the process that is going to be thrown away.

Only what happens here touches the learner's code. The result is a :class:`Finding`: what the parent makes a verdict of.
"""

import contextlib
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import os
import re
import sys
import time
import unittest
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from hypothesis import control, errors

from pytest_interview_kata import evidence
from pytest_interview_kata.determinism import entropy_restored, pin_entropy, seed_of
from pytest_interview_kata.evidence import Example, Printed, Saboteur, Transcript, clean, describe, describe_error
from pytest_interview_kata.model import Counterexample, Exhibit, Frame, Outcome
from pytest_interview_kata.tampering import Snapshot, snapshot

# Examples kept for the control: the first ones are simple and may say little, the last ones are as drawn.
_KEPT_FIRST, _KEPT_LAST = 2, 6


@dataclass(frozen=True)
class Paper:
    """What is examined: a check, and the text that is judged by it.

    Attributes:
        function: the check, plain or ``@given``.
        name: the module name that the submission gets.
        path: where the submission lies.
        source: its text, read by the parent.
        hidden: prefixes of modules that the submission may neither find nor import.
        asking: folders whose files are the asking side of a transcript.
    """

    function: Callable[..., None]
    name: str
    path: Path
    source: bytes
    hidden: tuple[str, ...]
    asking: tuple[Path, ...]


@dataclass(frozen=True)
class Finding:
    """What came out.

    Attributes:
        outcome: met, unmet or not started.
        reason: why not, in a sentence or two.
        doubtful: True where our own check may be at fault: anything but a failed assertion of it.
        line: the line of the submission to look at; 0 for none.
        counterexample: the evidence.
        busy: seconds in the body of a check that was met, so without the drawing of examples.
    """

    outcome: Outcome
    reason: str = ""
    doubtful: bool = False
    line: int = 0
    counterexample: Counterexample | None = None
    busy: float = 0.0


def examine(paper: Paper, note: Callable[[bytes], None], *, output: bool) -> Finding:
    """Load the submission and hold the check to it.

    Args:
        paper: what is examined.
        note: takes what is being tried, so that the parent knows when we do not come back.
        output: True leaves the standard streams alone (pytest's ``-s``).
    """
    printed = Printed()
    if not output:
        sys.stdout = sys.stderr = printed
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  lives as long as the process
    sys.breakpointhook = _no_breakpoint
    # A project that turns warnings into errors must not change a verdict.
    warnings.simplefilter("ignore")
    before = snapshot()
    _hide(paper.hidden)
    note(b"import")
    pin_entropy("import")
    try:
        submission = load(paper.name, paper.path, paper.source)
    except BaseException as error:
        return _import_failed(error, paper, printed)
    return Trial(paper, submission, printed, note, before).hold()


def load(name: str, path: Path, source: bytes) -> ModuleType:
    """Import this text as a module, without looking for a file or writing byte code.

    Raises:
        BaseException: whatever the text raises, and ``SyntaxError``.
    """
    spec = importlib.util.spec_from_file_location(name, path, loader=_Text(str(path), source))
    assert spec is not None and spec.loader is not None, "a loader was given"
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Trial:
    """One check held to one loaded submission."""

    def __init__(
        self,
        paper: Paper,
        submission: ModuleType,
        printed: Printed,
        note: Callable[[bytes], None],
        before: Snapshot,
    ) -> None:
        self._paper = paper
        self._submission = submission
        self._printed = printed
        self._note = note
        self._before = before
        self._filename = str(paper.path)
        self._function = paper.function
        self._inner: Callable[..., Any] = paper.function
        self._names: list[str] = []
        self._kept_first: list[dict[str, Any]] = []
        self._kept_last: deque[dict[str, Any]] = deque(maxlen=_KEPT_LAST)
        self._failure: tuple[BaseException, Example, dict[str, str], Transcript | None] | None = None
        self._busy = 0.0
        self.transcript: Transcript | None = None

    def hold(self) -> Finding:
        """Run the check and say what came out."""
        try:
            self._run()
        except _NotStartedError:
            return Finding(Outcome.NOT_STARTED)
        except errors.HypothesisException as error:
            if isinstance(error, _FLAKY) and self._failure is not None:
                return self._unmet("Your code answers differently for the same input. " + self._why(), doubtful=True)
            return Finding(Outcome.UNMET, f"The examples could not be drawn: {describe_error(error)}", doubtful=True)
        except BaseException as error:
            if self._failure is None:
                return Finding(Outcome.UNMET, f"Judging ended early: {describe_error(error)}", doubtful=True)
            return self._unmet(self._why(), doubtful=not isinstance(self._failure[0], AssertionError))
        if self._failure is not None:
            # It failed, and yet whoever ran it was content: they were tampered with.
            return self._unmet(self._why(), doubtful=False)
        replaced = self._before.replaced()
        if replaced is not None:
            return Finding(Outcome.UNMET, f"Your code replaces {replaced}; an answer must leave Python as it is.")
        if not self._control_refused():
            return Finding(
                Outcome.UNMET,
                "After your code ran, this check accepted an answer that always fails: something in the file changes "
                "Python or the libraries that judge it. Answer the question instead.",
                doubtful=True,
            )
        return Finding(Outcome.MET, busy=self._busy)

    @property
    def failure(self) -> BaseException | None:
        """What left the check's body last."""
        return self._failure[0] if self._failure else None

    def function_of(self, code: CodeType) -> Callable[..., Any] | None:
        """The submission's function with this code, for a debugger to call again."""
        for found in gc.get_referrers(code):
            if isinstance(found, FunctionType) and found.__code__ is code:
                return found
        return None

    def _run(self) -> None:
        handle = getattr(self._function, "hypothesis", None)  # put there by @given
        if handle is None:
            self._body(submission=self._submission)
            return
        self._inner = handle.inner_test
        self._names = list(inspect.signature(self._inner).parameters)
        # Hypothesis reads the seed off the text of what it wraps, so the wrapper must look like it.
        body = self._body
        handle.inner_test = _like(self._inner, lambda *args, **kwargs: body(*args, **kwargs))
        try:
            self._function(submission=self._submission)
        finally:
            handle.inner_test = self._inner

    def _body(self, *args: Any, **kwargs: Any) -> None:
        """One example: everything that leaves the check's body ends up here."""
        # Hypothesis passes what it draws by position or by name, as it sees fit.
        kwargs.update(zip(self._names, args, strict=False))
        inputs = {name: value for name, value in kwargs.items() if name != "submission"}
        seed = seed_of(inputs)
        example = evidence.begin()
        self._printed.forget()
        # What was drawn may be changed by the submission, so it is told now.
        told = {name: describe(value) for name, value in inputs.items()}
        self._note("\n".join(f"{name} = {text}" for name, text in told.items()).encode())
        self._keep(kwargs)
        transcript = Transcript(self._filename, self._asks) if _is_final() else None
        pin_entropy(seed)
        started = time.perf_counter()
        try:
            with transcript or contextlib.nullcontext():
                self._inner(**kwargs)
        except NotImplementedError as error:
            raise _NotStartedError("not implemented") from error
        except BaseException as error:
            self._failure = (error, example, told, transcript)
            if isinstance(error, Exception) and not isinstance(error, _ESCAPES):
                raise
            raise _EscapedError(type(error).__name__) from error
        finally:
            self._busy += time.perf_counter() - started
        if example.mismatch is not None:
            # The comparison failed and yet nothing was raised: the submission caught it, or the check went on.
            swallowed = AssertionError()
            self._failure = (swallowed, example, told, transcript)
            raise swallowed

    def _keep(self, kwargs: dict[str, Any]) -> None:
        if len(self._kept_first) < _KEPT_FIRST:
            self._kept_first.append(kwargs)
        else:
            self._kept_last.append(kwargs)

    def _control_refused(self) -> bool:
        """True when the same body refuses a submission that cannot be right."""
        for kwargs in [*self._kept_last, *self._kept_first]:
            example = evidence.begin()
            try:
                self._inner(**{**kwargs, "submission": Saboteur("submission")})
            except BaseException:
                return True
            if example.mismatch is not None:
                return True
        return False

    def _asks(self, filename: str) -> bool:
        return any(filename.startswith(f"{folder}{os.sep}") for folder in self._paper.asking)

    def _why(self) -> str:
        assert self._failure is not None
        error = self._failure[0]
        frames = evidence.frames_of(error.__traceback__, self._filename, self._paper.source)
        if isinstance(error, AssertionError) and not (frames and _innermost_is(error, self._filename)):
            return clean(str(error))
        if isinstance(error, AttributeError) and error.obj is self._submission:
            return f"Your file has no `{error.name}`."
        if isinstance(error, TypeError) and not frames and re.match(r"[\w.]+\(\) (takes|missing|got)", str(error)):
            return f"Your code cannot be called as the stub says: {describe_error(error)}"
        if isinstance(error, _ESCAPES):
            return f"Your code raised {type(error).__name__}, which ends a program or a test; an answer must not."
        if frames:
            return f"Your code raised {describe_error(error)}"
        return f"What your code gave back could not be used ({describe_error(error)})."

    def _unmet(self, reason: str, *, doubtful: bool) -> Finding:
        assert self._failure is not None
        error, example, told, transcript = self._failure
        frames = evidence.frames_of(error.__traceback__, self._filename, self._paper.source)
        calls = transcript.calls if transcript else ()
        due, got = example.mismatch or (None, None)
        self.transcript = transcript
        counterexample = Counterexample(
            inputs=tuple(Exhibit(name, text) for name, text in told.items()),
            calls=calls,
            due=due,
            got=got,
            exhibits=tuple(example.exhibits),
            printed=self._printed.text(),
            frames=frames,
        )
        line = frames[-1].line if frames else calls[-1].line if calls else 0
        return Finding(Outcome.UNMET, reason, doubtful, line, counterexample)


class _NotStartedError(unittest.SkipTest):
    """A stub's ``NotImplementedError`` left the body. A SkipTest, so that Hypothesis ends at once and draws no more."""


class _EscapedError(Exception):
    """Something that would have ended the run left the body; as an ordinary exception it is a failing example."""


# `Flaky` has been `FlakyFailure` since Hypothesis 6.112; the old name stays its base class.
_FLAKY = (errors.Flaky,)
_ESCAPES = (SystemExit, KeyboardInterrupt, GeneratorExit, unittest.SkipTest, errors.HypothesisException)


def _is_final() -> bool:
    """True while Hypothesis replays the smallest example, and always outside of it."""
    context = control._current_build_context.value
    return True if context is None else bool(getattr(context, "is_final", True))


def _like(original: Callable[..., Any], wrapper: Callable[..., Any]) -> Callable[..., Any]:
    wrapper.__wrapped__ = original  # type: ignore[attr-defined]  # where inspect looks for the source
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(wrapper, name, getattr(original, name))
    wrapper.__signature__ = inspect.signature(original)  # type: ignore[attr-defined]
    return wrapper


def _innermost_is(error: BaseException, filename: str) -> bool:
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback is not None and traceback.tb_frame.f_code.co_filename == filename


def _import_failed(error: BaseException, paper: Paper, printed: Printed) -> Finding:
    frames: Sequence[Frame] = evidence.frames_of(error.__traceback__, str(paper.path), paper.source)
    line = frames[-1].line if frames else 0
    if isinstance(error, SyntaxError) and error.filename in {str(paper.path), None, "<unknown>"}:
        text = clean((error.text or "").strip())
        line = error.lineno or 0
        reason = f"Your file is not Python yet: {clean(error.msg)}" + (f", line {line}: {text}" if text else "")
        return Finding(Outcome.UNMET, reason, line=line)
    reason = f"Your file could not be imported: {describe_error(error)}"
    return Finding(
        Outcome.UNMET, reason, line=line, counterexample=Counterexample(frames=tuple(frames), printed=printed.text())
    )


def _no_breakpoint(*_: object, **__: object) -> None:
    raise RuntimeError("breakpoint() does not work in a judged process: run pytest with --pdb")


def _hide(prefixes: tuple[str, ...]) -> None:
    """Take the checks and references out of reach of an import."""
    for name in [name for name in sys.modules if name.startswith(prefixes)]:
        parent, _, child = name.rpartition(".")
        if parent in sys.modules:
            with contextlib.suppress(AttributeError):
                delattr(sys.modules[parent], child)
        del sys.modules[name]
    sys.meta_path.insert(0, _Veil(prefixes))


class _Veil(importlib.abc.MetaPathFinder):
    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self._prefixes = prefixes

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname.startswith(self._prefixes):
            raise ModuleNotFoundError(f"{fullname} is not for submissions", name=fullname)


class _Text(importlib.abc.SourceLoader):
    """A loader for text that is in memory; it has no byte code cache, which would be stale within a second."""

    def __init__(self, path: str, source: bytes) -> None:
        self._path = path
        self._source = source

    def get_filename(self, fullname: str) -> str:
        return self._path

    def get_data(self, path: str | bytes) -> bytes:
        return self._source


@contextlib.contextmanager
def in_session(paper: Paper) -> Iterator[Trial]:
    """Load a submission into this very process, for a debugger; everything is put back afterwards but the learner's
    own effects.
    """
    before = snapshot()
    namesake = sys.modules.get(paper.name)
    try:
        with entropy_restored():
            yield Trial(paper, load(paper.name, paper.path, paper.source), Printed(), lambda _: None, before)
    finally:
        if namesake is None:
            sys.modules.pop(paper.name, None)
        else:
            sys.modules[paper.name] = namesake
