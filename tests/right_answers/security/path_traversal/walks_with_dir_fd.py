# Approach: part by part with dir_fd and O_NOFOLLOW, links followed by hand; what the text shows to climb is refused.

import os
import stat
from pathlib import Path
from typing import BinaryIO

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class _Walk:
    """One open folder beneath the root, and the names that led there."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.names: list[str] = []
        self.here = os.open(self.root, FOLDER)
        self.links = 0

    def close(self) -> None:
        os.close(self.here)

    def down(self, name: str) -> None:
        below = os.open(name, FOLDER, dir_fd=self.here)
        os.close(self.here)
        self.here = below
        self.names.append(name)

    def go(self, names: list[str]) -> None:
        os.close(self.here)
        self.here = os.open(self.root, FOLDER)
        self.names = []
        for name in names:
            self.down(name)

    def up(self) -> None:
        if not self.names:
            raise FileNotFoundError("above the root")
        self.go(self.names[:-1])

    def follow(self, name: str) -> list[str]:
        self.links += 1
        if self.links > 10_000:
            raise FileNotFoundError("a circle of links")
        target = os.readlink(name, dir_fd=self.here)
        if target.startswith("/"):
            real = os.path.realpath(target, strict=True)
            if os.path.commonpath([self.root, real]) != self.root:
                raise FileNotFoundError("a link out of the root")
            self.go([])
            target = os.path.relpath(real, self.root)
        return target.split("/")

    def file(self, todo: list[str]) -> BinaryIO:
        while todo:
            name = todo.pop(0)
            if name in ("", "."):
                continue
            if name == "..":
                self.up()
                continue
            mode = os.stat(name, dir_fd=self.here, follow_symlinks=False).st_mode
            if stat.S_ISLNK(mode):
                todo[:0] = self.follow(name)
            elif stat.S_ISDIR(mode):
                self.down(name)
            elif stat.S_ISREG(mode) and not todo:
                return os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self.here), "rb")
            else:
                raise FileNotFoundError("neither a folder on the way nor a file at its end")
        raise FileNotFoundError("a folder")


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    parts = requested.split("/")
    if parts[0] == "" or ".." in parts:
        raise FileNotFoundError("no such upload")
    walk = _Walk(root)
    try:
        return walk.file(parts)
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
    finally:
        walk.close()
