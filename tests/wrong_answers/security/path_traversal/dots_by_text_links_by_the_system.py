# Misconception: the dots can be judged in the text and the links on the disk, each for itself.
# Refused by: judges_links_by_where_they_end
# May also fail: stays_beneath_the_root

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = os.path.realpath(root)
    # No climbing out by dots ...
    if requested.startswith("/") or os.path.normpath(requested).split("/")[0] == "..":
        raise FileNotFoundError("no such upload")
    try:
        # ... and no link on the way that leads out.
        path = base
        for part in requested.split("/"):
            path = os.path.join(path, part)
            if os.path.islink(path):
                target = os.path.realpath(path, strict=True)
                if os.path.commonpath([base, target]) != base:
                    raise FileNotFoundError("no such upload")
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise FileNotFoundError("no such upload")
        return open(path, "rb")
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
