# Misconception: what is no folder is a file, and what cannot be opened says so.
# Refused by: opens_regular_files_only

from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.resolve()
    try:
        target = (base / requested).resolve(strict=True)
        if not target.is_relative_to(base) or target.is_dir():
            raise FileNotFoundError("no such upload")
        return target.open("rb")
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
