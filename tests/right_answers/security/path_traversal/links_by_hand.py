# Approach: lstat and readlink by hand, recursively, circles known by the links in progress; odd spellings are refused.

import os
import stat
from pathlib import Path
from typing import BinaryIO


class Uploads:
    """The files beneath one folder, each path followed link by link."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.following: set[str] = set()

    def follow(self, here: str, parts: list[str]) -> str:
        for part in parts:
            if part == "..":
                here = os.path.dirname(here)
            elif part not in ("", "."):
                here = self.step(os.path.join(here, part))
        return here

    def step(self, here: str) -> str:
        if not stat.S_ISLNK(os.lstat(here).st_mode):
            return here
        if here in self.following:
            raise FileNotFoundError("a circle of links")
        self.following.add(here)
        target = os.readlink(here)
        end = self.follow("/" if target.startswith("/") else os.path.dirname(here), target.split("/"))
        self.following.remove(here)
        return end

    def find(self, requested: str) -> str:
        parts = requested.split("/")
        if {"", ".", ".."}.intersection(parts):
            raise FileNotFoundError("no plain path")
        end = self.follow(self.root, parts)
        if not end.startswith(os.path.join(self.root, "")):
            raise FileNotFoundError("outside the folder of uploads")
        if not stat.S_ISREG(os.lstat(end).st_mode):
            raise FileNotFoundError("not a regular file")
        return end


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    try:
        return open(Uploads(root).find(requested), "rb")
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise FileNotFoundError(2, "No such upload", requested) from error
