# Misconception: a link is an attack.
# Refused by: judges_links_by_where_they_end

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    *folders, name = requested.split("/")
    if requested.startswith("/") or ".." in folders or name in ("", ".", ".."):
        raise FileNotFoundError("no such upload")
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            below = os.open(folder or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = below
        if not stat.S_ISREG(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode):
            raise FileNotFoundError("no such upload")
        return os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=here), "rb")
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
    finally:
        os.close(here)
