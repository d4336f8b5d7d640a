"""Watching which files and folders a submission opens, by whatever way."""

import contextlib
import fcntl
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_EVENTS = {"open", "os.listdir", "os.scandir"}


@dataclass(frozen=True)
class Opening:
    """A file or folder that was opened.

    Attributes:
        path: where it lies, without any links.
        flags: as for ``os.open``.
    """

    path: str
    flags: int


class Openings:
    """What is opened beneath a folder while `watching`.

    The audit events tell the name that was passed and not the folder of a ``dir_fd``, so a relative name is looked up
    in every folder that is open at that moment, and counts where there is one answer only. Descriptors with ``O_PATH``
    open nothing: they are as harmless as ``os.stat``.
    """

    def __init__(self, top: str) -> None:
        self._top = top
        self._busy = False
        # As passed, and the builtin `open` or not: it calls an opener, which tells a second time and better.
        self._last: tuple[object, bool] | None = None
        self._known: set[int] = set()
        self._seen: list[list[Opening]] = []

    @property
    def all(self) -> list[Opening]:
        """What was opened, in order."""
        return [opening for openings in self._seen for opening in openings]

    def begin(self) -> None:
        """What is open now was not opened by those we watch."""
        self._known = {descriptor for descriptor, _ in _descriptors()}

    def take_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note one audit event. Raises nothing: it would come out of the submission's own call."""
        if self._busy or event not in _EVENTS:
            return
        self._busy = True
        try:
            self._take(event, arguments)
        except (OSError, ValueError, TypeError):
            return
        finally:
            self._busy = False

    def end(self) -> None:
        """Note what is still open."""
        self._busy = True
        self._seen.append(self._still_open())

    def _take(self, event: str, arguments: tuple[Any, ...]) -> None:
        name = "." if arguments[0] is None else arguments[0]
        if isinstance(name, int):
            return  # Opened before, and told then.
        flags = arguments[2] if event == "open" else os.O_RDONLY
        is_builtin = event == "open" and arguments[1] is not None
        if event == "open" and not is_builtin and self._last == (name, True):
            self._seen.pop()
        self._last = (name, is_builtin)
        self._seen.append(self._still_open() + self._opened(os.fsdecode(name), flags))

    def _opened(self, name: str, flags: int) -> list[Opening]:
        if flags & os.O_PATH:
            return []
        found = set()
        for folder in [""] if os.path.isabs(name) else self._folders():
            path = os.path.join(folder, name)
            if flags & os.O_NOFOLLOW and os.path.islink(path):
                continue  # The system refuses.
            end = os.path.realpath(path)
            if os.path.lexists(end):
                found.add(end)
        return [Opening(end, flags) for end in found if len(found) == 1 and self._is_beneath(end)]

    def _folders(self) -> list[str]:
        """Where a relative name may be looked up, as far as it is beneath the top."""
        folders = [os.getcwd(), *(path for _, path in _descriptors() if os.path.isdir(path))]
        return [folder for folder in folders if self._is_beneath(folder)]

    def _still_open(self) -> list[Opening]:
        found = []
        for descriptor, path in _descriptors():
            if descriptor not in self._known and self._is_beneath(path):
                flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
                if not flags & os.O_PATH and stat.S_ISDIR(os.fstat(descriptor).st_mode):
                    found.append(Opening(path, flags))
        return found

    def _is_beneath(self, path: str) -> bool:
        return path == self._top or path.startswith(f"{self._top}/")


def _descriptors() -> list[tuple[int, str]]:
    """The open descriptors, and what they are open for."""
    found = []
    for descriptor in os.listdir("/proc/self/fd"):
        # The one for this listing is gone by now.
        with contextlib.suppress(OSError):
            found.append((int(descriptor), os.readlink(f"/proc/self/fd/{descriptor}")))
    return found


_current: Openings | None = None
_installed = False


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _current is not None:
        _current.take_event(event, arguments)


@contextlib.contextmanager
def watching(top: str) -> Iterator[Openings]:
    """Note what this process opens beneath `top` while the block runs.

    Args:
        top: a folder, without any links in its path.
    """
    global _current, _installed
    openings = Openings(top)
    if not _installed:
        # It cannot be taken away again, so there is one for all.
        sys.addaudithook(_hook)
        _installed = True
    openings.begin()
    _current = openings
    try:
        yield openings
    finally:
        _current = None
        openings.end()
