# Misconception: a file that is closed again unread was never given away.
# Refused by: stays_beneath_the_root
# May also fail: judges_links_by_where_they_end, opens_regular_files_only, accepts_any_spelling_of_the_root

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it.

    Checks what is open, so nobody can swap the file between check and use.
    """
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.resolve()
    try:
        descriptor = os.open(base / requested, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
    opened = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
    if not opened.is_relative_to(base) or not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError("no such upload")
    return os.fdopen(descriptor, "rb")
