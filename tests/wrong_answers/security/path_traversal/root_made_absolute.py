# Misconception: an absolute root is a resolved root.
# Refused by: accepts_any_spelling_of_the_root

from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.absolute()
    try:
        target = (base / requested).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
    if not target.is_relative_to(base) or not target.is_file():
        raise FileNotFoundError("no such upload")
    return target.open("rb")
