# Misconception: a slash in front is a slip, what follows it is meant.
# Refused by: refuses_absolute_paths

from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = root.resolve()
    try:
        target = base.joinpath(requested.lstrip("/")).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
    if not target.is_relative_to(base) or not target.is_file():
        raise FileNotFoundError("no such upload")
    return target.open("rb")
