# Misconception: missing, not a folder, a circle and NUL are all that can go wrong with a path.
# Refused by: answers_impossible_paths
# May also fail: stays_beneath_the_root

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/") or "\0" in requested:
        raise FileNotFoundError("no such upload")
    base = os.path.realpath(root)
    try:
        target = os.path.realpath(os.path.join(base, requested), strict=True)
        mode = os.stat(target).st_mode
    except OSError as error:
        if error.errno in NOT_THERE:
            raise FileNotFoundError("no such upload") from None
        raise
    if os.path.commonpath([base, target]) != base or not stat.S_ISREG(mode):
        raise FileNotFoundError("no such upload")
    return open(target, "rb")
