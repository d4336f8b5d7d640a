# Misconception: POSIX follows eight links (_POSIX_SYMLOOP_MAX), so more than eight are a circle.
# Refused by: judges_links_by_where_they_end

import os
import stat
from pathlib import Path
from typing import BinaryIO

SYMLOOP_MAX = 8


def follow(path: str) -> str:
    for _ in range(SYMLOOP_MAX):
        if not os.path.islink(path):
            return path
        path = os.path.join(os.path.dirname(path), os.readlink(path))
    if os.path.islink(path):
        raise FileNotFoundError("too many links")
    return path


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = os.path.realpath(root)
    try:
        path = base
        for part in requested.split("/"):
            path = follow(os.path.join(path, part))
        target = os.path.realpath(path, strict=True)
        if os.path.commonpath([base, target]) == base and stat.S_ISREG(os.stat(target).st_mode):
            return open(target, "rb")
    except (OSError, ValueError):
        pass
    raise FileNotFoundError("no such upload")
