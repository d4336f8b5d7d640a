# Misconception: what a relative link says is relative to the root.
# Refused by: judges_links_by_where_they_end

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = os.path.realpath(root)
    todo = requested.split("/")
    if requested.startswith("/") or ".." in todo:
        raise FileNotFoundError("no such upload")
    path, links = base, 0
    try:
        while todo:
            path = os.path.join(path, todo.pop(0))
            if os.path.islink(path):
                links += 1
                target = os.path.normpath(os.path.join(base, os.readlink(path)))
                if links > 10_000 or os.path.commonpath([base, target]) != base:
                    raise FileNotFoundError("no such upload")
                todo = os.path.relpath(target, base).split("/") + todo
                path = base
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise FileNotFoundError("no such upload")
        return open(path, "rb")
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
