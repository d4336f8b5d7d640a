# Misconception: a link that begins with a slash leads out of the root.
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
    place: list[str] = []
    links = 0
    try:
        while todo:
            part = todo.pop(0)
            if part == "..":
                place.pop()
            elif part not in ("", "."):
                path = os.path.join(base, *place, part)
                if stat.S_ISLNK(os.lstat(path).st_mode):
                    target = os.readlink(path)
                    links += 1
                    if links > 10_000 or target.startswith("/"):
                        raise FileNotFoundError("no such upload")
                    todo[:0] = target.split("/")
                else:
                    place.append(part)
        file = os.path.join(base, *place)
        if not stat.S_ISREG(os.lstat(file).st_mode):
            raise FileNotFoundError("no such upload")
        return open(file, "rb")
    except (OSError, ValueError, IndexError):
        raise FileNotFoundError("no such upload") from None
