# Misconception: a dot in a pattern stands for every character.
# Refused by: serves_files_under_any_name

import re
from pathlib import Path
from typing import BinaryIO

RELATIVE = re.compile(r"[^/\0].*")


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = root.resolve()
    try:
        if not RELATIVE.fullmatch(requested):
            raise FileNotFoundError("no such upload")
        target = (base / requested).resolve(strict=True)
        if not target.is_relative_to(base) or not target.is_file():
            raise FileNotFoundError("no such upload")
        return target.open("rb")
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
