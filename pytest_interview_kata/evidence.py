"""What is said of a submission's answers: the comparison that cannot be fooled, and the record of one example.

All of this runs in the judged child, for one example at a time; :data:`CURRENT` is the example that is running.
"""

import dataclasses
import dis
import inspect
import io
import re
import sys
from collections.abc import Callable, Mapping
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from pytest_interview_kata.model import Call, Exhibit, Frame

TEXT_LIMIT = 300
EXHIBIT_LIMIT = 2_000
PRINT_LIMIT = 2_000
CALL_LIMIT = 8


@dataclasses.dataclass
class Example:
    """What is noted while one example runs.

    Attributes:
        mismatch: what the last failing comparison wanted and found, as text.
        exhibits: what the check chose to show.
    """

    mismatch: tuple[str, str] | None = None
    exhibits: list[Exhibit] = dataclasses.field(default_factory=list)


CURRENT = Example()


def begin() -> Example:
    """Forget the example before and start a new one."""
    global CURRENT
    CURRENT = Example()
    return CURRENT


class Expected:
    """What was due. ``expected(value) == answer`` decides, whatever the answer's own ``__eq__`` claims.

    Both sides are compared recursively and with exact types: ``True`` is not ``1``, a subclass of ``str`` is no
    ``str``, and nothing of the answer's own code is run for built-in values. A mismatch is remembered, so that it
    stays one when the submission swallows the check's exception.
    """

    __hash__ = None  # type: ignore[assignment]  # two of them are never compared

    def __init__(self, *alternatives: object) -> None:
        self._alternatives = alternatives

    def __eq__(self, answer: object) -> bool:
        if any(same(due, answer) for due in self._alternatives):
            return True
        due = " or ".join(describe(alternative) for alternative in self._alternatives)
        CURRENT.mismatch = (due, describe(answer))
        return False

    def __ne__(self, answer: object) -> bool:
        return not self == answer


def exhibit(label: str, text: str) -> None:
    """Show a document beside the calls if this example is the counterexample.

    Args:
        label: what it is ("the page", "response").
        text: the document; what is too long is cut.
    """
    CURRENT.exhibits.append(Exhibit(label, clean(_cut(text, EXHIBIT_LIMIT))))


def same(due: object, got: object) -> bool:
    """Compare recursively with exact types, running no code of `got` for values of built-in types."""
    if type(due) is not type(got):
        return False
    if isinstance(due, (list, tuple)):
        return _same_sequence(due, got)
    if isinstance(due, dict):
        return _same_mapping(due, got)
    if isinstance(due, (set, frozenset)):
        return _same_set(due, got)
    if isinstance(due, float):
        return due == got or (due != due and got != got)
    if dataclasses.is_dataclass(due) and not isinstance(due, type):
        names = [field.name for field in dataclasses.fields(due) if field.compare]
        return all(same(getattr(due, name), getattr(got, name)) for name in names)
    return due is got or bool(due == got)


def _same_sequence(due: Any, got: Any) -> bool:
    # The base class's own methods: a subclass that is the same on both sides may still lie.
    kind = list if isinstance(due, list) else tuple
    if kind.__len__(due) != kind.__len__(got):
        return False
    return all(same(one, other) for one, other in zip(kind.__iter__(due), kind.__iter__(got), strict=True))


def _same_mapping(due: Any, got: Any) -> bool:
    if dict.__len__(due) != dict.__len__(got):
        return False
    unmatched = list(dict.items(got))
    for key, value in dict.items(due):
        # By search, not by hash: a key may lie about its hash, too. What is due is small.
        position = next((index for index, (other, _) in enumerate(unmatched) if same(key, other)), None)
        if position is None or not same(value, unmatched.pop(position)[1]):
            return False
    return True


def _same_set(due: Any, got: Any) -> bool:
    if len(due) != len(got):
        return False
    unmatched = list(got)
    for element in due:
        position = next((index for index, other in enumerate(unmatched) if same(element, other)), None)
        if position is None:
            return False
        del unmatched[position]
    return True


def describe(value: object, limit: int = TEXT_LIMIT) -> str:
    """Tell a value in a line: its ``repr``, without addresses, cut where it is long, whatever it does."""
    try:
        text = repr(value)
        if type(text) is not str:
            text = str.__str__(text)
    except RecursionError:
        text = f"<{type(value).__name__}, nested too deeply to show>"
    except Exception as error:
        text = f"<{type(value).__name__}, whose repr raises {type(error).__name__}>"
    text = re.sub(r"<(?:[\w.<>]+\.)?(\w+) object at 0x[0-9a-f]+>", r"<\1>", text)
    return clean(_cut(re.sub(r" at 0x[0-9a-f]+", "", text), limit))


def clean(text: str) -> str:
    """Make text fit for a screen and for UTF-8: control characters and lone surrogates are written as escapes."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in "\n\t" else character.encode("unicode_escape").decode()
        for character in text
    )


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]}... ({len(text):,} characters)"


class Printed(io.TextIOWrapper):
    """A standard output that keeps the beginning of what one example prints and forgets the rest."""

    def __init__(self) -> None:
        self._kept = _Beginning(PRINT_LIMIT * 4)
        # A buffer's reading half is missing, and never asked for.
        super().__init__(self._kept, encoding="utf-8", errors="backslashreplace", write_through=True)

    def forget(self) -> None:
        """Start a new example."""
        self._kept.kept = b""

    def text(self) -> str:
        """What was printed since."""
        return clean(_cut(self._kept.kept.decode(errors="replace"), PRINT_LIMIT))


class _Beginning(io.RawIOBase):
    def __init__(self, limit: int) -> None:
        self.kept = b""
        self._limit = limit

    name = "<what the submission printed>"

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if len(self.kept) < self._limit:
            self.kept += bytes(data)[: self._limit - len(self.kept)]
        return len(data)


class Transcript:
    """Records the calls from a check into the submission while a ``with`` block runs.

    A trace function, so that everything is seen that has a frame: methods, generators, coroutines. Calls of the
    submission by itself, and by libraries that it plugs into, are left out: what people want to read is what the check
    asked and what came back.

    Args:
        filename: the submission's, as compiled.
        asks: tells from a file's name whether its frames are the asking side.
    """

    def __init__(self, filename: str, asks: Callable[[str], bool]) -> None:
        self._filename = filename
        self._asks = asks
        self._open: dict[FrameType, _OpenCall] = {}
        self._calls: list[_OpenCall] = []
        self._busy = False

    def __enter__(self) -> "Transcript":
        self._before = sys.gettrace()
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls, the last few where there were many."""
        return tuple(call.told() for call in self._calls[-CALL_LIMIT:])

    @property
    def last(self) -> "tuple[CodeType, dict[str, object]] | None":
        """The last call's code and arguments by name, for a debugger to replay it."""
        return (self._calls[-1].code, self._calls[-1].arguments) if self._calls else None

    def _enter(self, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != self._filename or self._busy:
            return None
        if frame not in self._open:
            caller = frame.f_back
            if caller is not None and not self._asks(caller.f_code.co_filename):
                return None
            with self._undisturbed():
                self._open[frame] = call = _OpenCall(frame)
            self._calls.append(call)
        else:
            self._open[frame].raised = None  # a generator goes on
        return self._within

    def _within(self, frame: FrameType, event: str, argument: Any) -> Any:
        call = self._open.get(frame)
        if call is None or self._busy:
            return self._within
        if event == "exception":
            call.raised, call.moved = argument[1], False
        elif event == "line":
            call.moved = True
        elif event == "return":
            with self._undisturbed():
                call.leave(frame, argument)
        return self._within

    def _undisturbed(self) -> "_Undisturbed":
        return _Undisturbed(self)


class _Undisturbed:
    """While a value is described, its own ``__repr__`` is no call to record."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript

    def __enter__(self) -> None:
        self._transcript._busy = True

    def __exit__(self, *_: object) -> None:
        self._transcript._busy = False


# Which of them there are depends on the Python.
_YIELD = {dis.opmap["YIELD_VALUE"], dis.opmap["RESUME"]}  # from 3.13 on it is the RESUME behind it
_RETURN = {dis.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST", "RETURN_GENERATOR") if name in dis.opmap}


class _OpenCall:
    def __init__(self, frame: FrameType) -> None:
        self.code = frame.f_code
        self.arguments = _arguments(frame)
        self.text = _call_text(frame, self.arguments)
        self.answer = "has not come back"
        self.raised: BaseException | None = None
        self.moved = False
        self._yielded: list[str] = []

    def leave(self, frame: FrameType, value: object) -> None:
        # A frame that an exception leaves stands at another instruction than a return; or at the `yield` at which it
        # was thrown in, and then no line has followed.
        last = self.code.co_code[frame.f_lasti]
        went_on = self.moved if last in _YIELD else last in _RETURN
        left_by_exception = self.raised is not None and not went_on
        if left_by_exception and isinstance(self.raised, GeneratorExit):
            return  # it was closed; what it yielded is told
        if self.code.co_flags & inspect.CO_GENERATOR and last in _YIELD and not left_by_exception:
            self._yielded.append(describe(value, 80))
            self.answer = "yielded " + ", ".join(self._yielded[:10]) + (", ..." if len(self._yielded) > 10 else "")
        elif left_by_exception and self.raised is not None:
            self.answer = f"raised {describe_error(self.raised)}"
        elif self.code.co_flags & inspect.CO_GENERATOR:
            self.answer = (self.answer + " and ended") if self._yielded else "yielded nothing"
        elif self.code.co_name == "__init__" and self.arguments:
            self.answer = f"made {describe(next(iter(self.arguments.values())))}"
        else:
            self.answer = f"returned {describe(value)}"

    def told(self) -> Call:
        return Call(self.text, self.answer, self.code.co_firstlineno)


def _arguments(frame: FrameType) -> dict[str, object]:
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    local = frame.f_locals
    return {name: local[name] for name in code.co_varnames[:count] if name in local}


def _call_text(frame: FrameType, arguments: Mapping[str, object]) -> str:
    code = frame.f_code
    # co_qualname is new in 3.11, which is the oldest we support.
    name = code.co_qualname.rpartition("<locals>.")[2]
    values = dict(arguments)
    if name.endswith(".__init__") and values:
        values.pop(next(iter(values)))
        name = name.removesuffix(".__init__")
    positional = code.co_varnames[: code.co_argcount]
    parts = []
    for key, value in values.items():
        if key in positional:
            parts.append(describe(value, 120))
        elif isinstance(value, tuple) and not key_is_keyword(code, key):
            parts.extend(describe(element, 120) for element in value)
        elif isinstance(value, dict) and not key_is_keyword(code, key):
            parts.extend(f"{keyword}={describe(element, 120)}" for keyword, element in value.items())
        else:
            parts.append(f"{key}={describe(value, 120)}")
    return f"{name}({', '.join(parts)})"


def key_is_keyword(code: CodeType, name: str) -> bool:
    """True for a keyword-only parameter, False for ``*args`` and ``**kwargs``."""
    return name in code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]


def describe_error(error: BaseException) -> str:
    """Tell an exception in a line: its type and message."""
    try:
        message = str.__str__(str(error))
    except Exception:
        message = ""
    message = clean(_cut(message, TEXT_LIMIT))
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def frames_of(traceback: TracebackType | None, filename: str, source: bytes) -> tuple[Frame, ...]:
    """The submission's own lines in a traceback, outermost first; at most the first three and the last three."""
    lines = source.decode(errors="replace").splitlines()
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == filename:
            number = traceback.tb_lineno
            text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
            found.append(Frame(number, code.co_name, clean(_cut(text, 160))))
        traceback = traceback.tb_next
    return tuple(found if len(found) <= 6 else found[:3] + found[-3:])


class Saboteur(ModuleType):
    """A submission whose every attribute raises; no sound check accepts it."""

    def __getattribute__(self, name: str) -> Any:
        raise SabotageError(name)


class SabotageError(Exception):
    """What the saboteur raises."""
