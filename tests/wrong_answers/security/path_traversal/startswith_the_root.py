# Misconception: what begins with the root's text lies beneath the root.
# Refused by: stays_beneath_the_root
# May also fail: judges_links_by_where_they_end, accepts_any_spelling_of_the_root

from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.resolve()
    try:
        target = (base / requested).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
    if not str(target).startswith(str(base)) or not target.is_file():
        raise FileNotFoundError("no such upload")
    return target.open("rb")
