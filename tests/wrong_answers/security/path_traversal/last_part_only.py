# Misconception: only the file itself can be a link, the folders on the way are folders.
# Refused by: judges_links_by_where_they_end
# May also fail: stays_beneath_the_root

import os
from pathlib import Path
from typing import BinaryIO

from werkzeug.security import safe_join


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = os.path.realpath(root)
    joined = safe_join(base, requested)
    if joined is None:
        raise FileNotFoundError("no such upload")
    try:
        if os.path.islink(joined):
            joined = os.path.realpath(joined, strict=True)
            if os.path.commonpath([base, joined]) != base:
                raise FileNotFoundError("no such upload")
        if not os.path.isfile(joined):
            raise FileNotFoundError("no such upload")
        return open(joined, "rb")
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
