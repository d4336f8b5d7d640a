"""The hidden checks of ``security/path_traversal``: real files, links and pipes, and every opening of one."""

import contextlib
import enum
import functools
import os
import socket
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import describe, exhibit, expected, octets, refuses, requirement, scratch
from pytest_interview_kata.strategies.openings import watching

ROOT = "srv/uploads"


@dataclass(frozen=True)
class Link:
    """A symbolic link; ``{top}`` in its target is the folder that holds everything."""

    target: str


@dataclass(frozen=True)
class Same:
    """Another name of the same file."""

    name: str


class Odd(enum.Enum):
    """What is no regular file."""

    FOLDER = "folder"
    PIPE = "named pipe"
    SOCKET = "socket"


Entry = bytes | Link | Same | Odd


class Disk:
    """A folder with all that a check needs, laid out when it is first asked for.

    One for all examples of a check: nobody changes it, and laying it out takes longer than an example.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self._top: str | None = None

    @property
    def top(self) -> str:
        """The folder that holds everything, without a link in its path."""
        if self._top is None or not os.path.isdir(self._top):
            self._top = os.path.realpath(scratch())
            for name, entry in self.entries.items():
                lay_out(self._top, name, entry)
        return self._top

    @property
    def root(self) -> Path:
        """The folder of uploads."""
        return Path(self.top, ROOT)

    def content(self, name: str) -> bytes:
        """What is in this file beneath the root."""
        content = self.entries[f"{ROOT}/{name}"]
        assert isinstance(content, bytes)
        return content

    def show(self, *names: str) -> None:
        """Let the learner see what lies where, as far as it matters."""
        lines = []
        for name in names:
            match self.entries.get(name):
                case Link(target):
                    lines.append(f"{name} -> {target.replace('{top}', self.top)}")
                case Same(other):
                    lines.append(f"{name} (the same file as {other})")
                case Odd() as odd:
                    lines.append(f"{name} ({odd.value})")
                case _:
                    lines.append(describe(name)[1:-1])
        exhibit(f"in {self.top}", "\n".join(lines))


def lay_out(top: str, name: str, entry: Entry) -> None:
    """Make one file, link, folder, pipe or socket, and the folders around it."""
    path = os.path.join(top, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    match entry:
        case bytes():
            with open(path, "wb") as file:
                file.write(entry)
        case Link(target):
            os.symlink(target.replace("{top}", top), path)
        case Same(other):
            os.link(os.path.join(top, other), path)
        case Odd.FOLDER:
            os.mkdir(path)
        case Odd.PIPE:
            os.mkfifo(path)
            # Held open for as long as the process lives, so that opening it ends for those who should not have.
            os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        case Odd.SOCKET:
            os.mknod(path, stat.S_IFSOCK | 0o600)


def fetch(submission: Any, root: Path, requested: str) -> bytes:
    """What the submission serves for a request."""
    file = submission.open_upload(root, requested)
    assert callable(getattr(file, "read", None)), f"An open file was due, not {describe(file)}."
    with contextlib.closing(file):
        return octets(file.read())


@contextlib.contextmanager
def refused(requested: str) -> Iterator[None]:
    """The block asks for this, and must not get it."""
    with refuses(FileNotFoundError, what=f"a request for {describe(requested, 120)}"):
        yield


@contextlib.contextmanager
def nothing_opened_outside(disk: Disk) -> Iterator[None]:
    """Fails if a file or folder outside the root was opened, whatever else is wrong."""
    root = str(disk.root)
    with watching(disk.top) as openings:
        yield
    outside = [opening.path for opening in openings.all if not f"{opening.path}/".startswith(f"{root}/")]
    if outside:
        what = "folder" if os.path.isdir(outside[0]) else "file"
        raise AssertionError(f"The request was refused, but the {what} {outside[0]} outside the root was opened first.")


def outcome(submission: Any, root: Path, requested: str) -> bytes | str:
    """What is served, or that it was refused."""
    try:
        return fetch(submission, root, requested)
    except FileNotFoundError:
        return "FileNotFoundError"
