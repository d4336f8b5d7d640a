# Misconception: names that look alike are one name, so the text goes into normal form first.
# Refused by: serves_files_under_any_name

import unicodedata
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    wanted = unicodedata.normalize("NFC", requested)
    if wanted.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.resolve()
    try:
        target = (base / wanted).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
    if not target.is_relative_to(base) or not target.is_file():
        raise FileNotFoundError("no such upload")
    return target.open("rb")
