"""Run a function in a process of its own, which cannot outlive us, outlast its time or hurt anyone but itself.

Three processes: the *session* (ours), a *supervisor* forked from it, and the *child* forked from that, which does the
work. The child may kill its parent: that is only the supervisor, and the session then learns that it is gone. The
session may be killed: the supervisor sees its lifeline pipe close and ends the child. Whatever the child leaves
behind, in whatever process group or session, is adopted by the supervisor (or, when that is gone, by us) and killed:
``PR_SET_CHILD_SUBREAPER``, see prctl(2). Linux only.
"""

import contextlib
import ctypes
import faulthandler
import gc
import mmap
import os
import resource
import secrets
import select
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

DEFAULT_SECONDS = 10.0
MESSAGE_LIMIT = 1 << 20
NOTE_LIMIT = 1 << 14
# How long the supervisor may take, beyond the child's time, to bury it and say so.
GRACE_SECONDS = 5.0
_DUMP_SIGNAL = signal.SIGUSR2
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


class Ending(StrEnum):
    """How the child ended."""

    EXITED = "exited"
    KILLED = "killed"
    TIMED_OUT = "timed out"
    LOST = "lost"


@dataclass(frozen=True)
class Limits:
    """What the child may use.

    Attributes:
        seconds: wall time; None for as long as it takes.
        memory: bytes of address space beyond what the session has; None for no limit.
        file_size: bytes of the largest file it may write.
        output: True lets its standard output and error through, else they go nowhere.
    """

    seconds: float | None = DEFAULT_SECONDS
    memory: int | None = 1 << 30
    file_size: int = 1 << 28
    output: bool = False


@dataclass(frozen=True)
class Ended:
    """What is known of a child that is gone.

    Attributes:
        how: how it ended.
        status: its exit status, or the number of the signal that killed it.
        message: what it sent; None unless it was sent whole, once and by the child itself.
        note: the last note it took, see :class:`Line`.
        stack: where it was when its time ran out, as ``faulthandler`` writes it.
    """

    how: Ending
    status: int
    message: bytes | None
    note: bytes
    stack: str


class Line:
    """The child's end: one message at the end, and a note that survives its death."""

    def __init__(self, descriptor: int, notes: mmap.mmap, seal: bytes) -> None:
        self._descriptor = descriptor
        self._notes = notes
        self._seal = seal

    def note(self, content: bytes) -> None:
        """Remember what is going on, in memory shared with the session; costs microseconds."""
        content = content[: NOTE_LIMIT - 4]
        self._notes[:4] = len(content).to_bytes(4, "little")
        self._notes[4 : 4 + len(content)] = content

    def send(self, message: bytes) -> None:
        """Send the result. What comes without the seal, twice, or from a copy of this process is nobody's word."""
        remaining = memoryview(self._seal + len(message).to_bytes(4, "little") + message)
        while remaining:
            remaining = remaining[os.write(self._descriptor, remaining) :]


def run(work: Callable[[Line], None], limits: Limits, scratch: Path) -> Ended:
    """Run ``work`` in a child and wait until it and all it started are gone.

    Args:
        work: called with its :class:`Line` in the child; it sees the session's memory as it was. The child exits
            when it returns, without running exit handlers.
        limits: what it may use.
        scratch: a folder that goes when the child is gone, even if this process is killed meanwhile.
    """
    seal = secrets.token_bytes(16)
    message_read, message_write = os.pipe()
    status_read, status_write = os.pipe()
    lifeline_read, lifeline_write = os.pipe()
    stack = os.memfd_create("stack")
    notes = mmap.mmap(-1, NOTE_LIMIT)
    ours = {message_read, status_read, lifeline_write}
    theirs = {message_write, status_write, lifeline_read}
    bystanders = _children()
    _adopt_orphans()
    try:
        supervisor = _fork()
        if supervisor == 0:
            try:
                _close(ours)
                ends = _Ends(message_write, status_write, lifeline_read, stack)
                _supervise(work, limits, Line(message_write, notes, seal), ends, scratch)
            finally:
                os._exit(1)
        _close(theirs)
        theirs = set()
        status, message = _listen(status_read, message_read, limits.seconds)
        _bury(supervisor, bystanders)
        how, _, number = status.partition(":")
        return Ended(
            how=Ending(how) if how in set(Ending) else Ending.LOST,
            status=int(number) if number.lstrip("-").isdigit() else 0,
            message=_opened(message, seal),
            note=notes[4 : 4 + int.from_bytes(notes[:4], "little")],
            stack=os.pread(stack, 1 << 16, 0).decode(errors="replace"),
        )
    finally:
        _close(ours | theirs | {stack})
        notes.close()
        _remove(scratch)


def prepare() -> None:
    """Make forks cheap and alike: what exists now is left out of the children's garbage collections."""
    gc.collect()
    gc.freeze()


def _listen(status: int, message: int, seconds: float | None) -> tuple[str, bytes]:
    """Read both pipes until the supervisor is gone or overdue."""
    deadline = None if seconds is None else time.monotonic() + seconds + GRACE_SECONDS
    read: dict[int, bytes] = {status: b"", message: b""}
    open_ones = {status, message}
    while status in open_ones:
        left = None if deadline is None else deadline - time.monotonic()
        ready = [] if left is not None and left <= 0 else select.select(list(open_ones), [], [], left)[0]
        if not ready:
            break
        for descriptor in ready:
            chunk = os.read(descriptor, 1 << 16)
            # Past the limit we go on reading, so that the writer goes on to its end, and keep nothing.
            if len(read[descriptor]) <= MESSAGE_LIMIT:
                read[descriptor] += chunk
            if not chunk:
                open_ones.discard(descriptor)
    while message in open_ones and select.select([message], [], [], 0)[0] and len(read[message]) <= MESSAGE_LIMIT:
        chunk = os.read(message, 1 << 16)
        if not chunk:
            break
        read[message] += chunk
    return read[status].decode("ascii", "replace"), read[message]


def _opened(sent: bytes, seal: bytes) -> bytes | None:
    """The message, if exactly one came, whole and sealed."""
    head = len(seal) + 4
    if not sent.startswith(seal) or len(sent) < head or len(sent) > MESSAGE_LIMIT:
        return None
    length = int.from_bytes(sent[len(seal) : head], "little")
    return sent[head:] if len(sent) == head + length else None


def _bury(supervisor: int, bystanders: set[int]) -> None:
    """End the supervisor and all that it, or its child after killing it, has left to us."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(supervisor, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(supervisor, signal.SIGKILL)
    os.waitpid(supervisor, 0)
    _end_children(except_for=bystanders)


# --- in the supervisor ---


@dataclass(frozen=True)
class _Ends:
    """The supervisor's and the child's ends of the pipes, and the file for the stack."""

    message: int
    status: int
    lifeline: int
    stack: int


def _supervise(work: Callable[[Line], None], limits: Limits, line: Line, ends: _Ends, scratch: Path) -> NoReturn:
    """Fork the child, wait for its end, its deadline or ours, and leave nothing behind."""
    os.setsid()
    _adopt_orphans()
    child = _fork()
    if child == 0:
        try:
            _close({ends.status, ends.lifeline})
            _work(work, limits, line, ends)
        finally:
            os._exit(1)
    os.close(ends.message)
    try:
        in_time = _wait(child, limits.seconds, ends.lifeline)
        if not in_time:
            # The dump comes from a signal handler in C, so it comes from endless loops in C, too.
            os.kill(child, _DUMP_SIGNAL)
            _wait(child, 0.1, ends.lifeline)
            os.kill(child, signal.SIGKILL)
    except _SessionIsGoneError:
        os.kill(child, signal.SIGKILL)
        _end_children(except_for=set())
        _remove(scratch)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    _end_children(except_for=set())
    code = os.waitstatus_to_exitcode(status)
    how = Ending.TIMED_OUT if not in_time else Ending.KILLED if code < 0 else Ending.EXITED
    os.write(ends.status, f"{how}:{abs(code)}".encode())
    os._exit(0)


class _SessionIsGoneError(Exception):
    """The lifeline is closed: whoever waits for the result has died."""


def _wait(child: int, seconds: float | None, lifeline: int) -> bool:
    """Wait for the child; False when the time was up.

    Raises:
        _SessionIsGoneError: nobody waits for us any more.
    """
    watched = os.pidfd_open(child)
    try:
        ready = select.select([watched, lifeline], [], [], seconds)[0]
    finally:
        os.close(watched)
    if lifeline in ready:
        raise _SessionIsGoneError
    return bool(ready)


def _end_children(except_for: set[int]) -> None:
    """Kill and reap all our children, and theirs as we inherit them, until none is left."""
    while children := _children() - except_for:
        for child in children:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        for child in children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child, 0)


def _children() -> set[int]:
    """The process ids of our children, as the kernel lists them (proc(5), ``children``)."""
    found: set[int] = set()
    for task in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError), open(f"/proc/self/task/{task}/children", encoding="ascii") as file:
            found.update(map(int, file.read().split()))
    return found


# --- in the child ---


def _work(work: Callable[[Line], None], limits: Limits, line: Line, ends: _Ends) -> NoReturn:
    """Set the limits, do the work, and go without running anybody's exit handlers."""
    os.setsid()
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _silence(limits.output)
    _close_all_but({0, 1, 2, ends.message, ends.stack})
    # A copy of this process must not be able to speak for it.
    os.register_at_fork(after_in_child=lambda: _close({ends.message}))
    faulthandler.register(_DUMP_SIGNAL, file=ends.stack, all_threads=False)
    _restrict(limits)
    work(line)
    os._exit(0)


def _silence(output: bool) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    if not output:
        os.dup2(null, 1)
        os.dup2(null, 2)
    os.close(null)


def _restrict(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A write beyond the limit becomes an OSError instead of a death.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    if limits.memory is not None:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.memory)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _close_all_but(kept: set[int]) -> None:
    # A snapshot first: listing the folder opens a descriptor itself.
    _close({int(name) for name in os.listdir("/proc/self/fd")} - kept)


# --- everywhere ---

_LIBC = ctypes.CDLL(None, use_errno=True)


def _adopt_orphans() -> None:
    _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _fork() -> int:
    # What is buffered now would be written by both. Only the streams in use: while pytest captures, the others still
    # hold its report, and their descriptors lead into the capture.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    with warnings.catch_warnings():
        # xdist's workers hold a receiving thread; the child never touches what it may have locked (from 3.12 on).
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _close(descriptors: Iterable[int]) -> None:
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
