# Misconception: a normalised path is where the file is.
# Refused by: judges_links_by_where_they_end
# May also fail: stays_beneath_the_root

import os
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = os.path.realpath(root)
    target = os.path.normpath(os.path.join(base, requested))
    if requested.startswith("/") or os.path.commonpath([base, target]) != base:
        raise FileNotFoundError("no such upload")
    try:
        if not os.path.isfile(target):
            raise FileNotFoundError("no such upload")
        return open(target, "rb")
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
