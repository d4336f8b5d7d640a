# Misconception: S_IFREG is a flag of its own in a file's mode.
# Refused by: opens_regular_files_only

import stat
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.resolve()
    try:
        target = (base / requested).resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
    if not target.is_relative_to(base) or not mode & stat.S_IFREG:
        raise FileNotFoundError("no such upload")
    return target.open("rb")
