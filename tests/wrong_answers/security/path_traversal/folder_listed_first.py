# Misconception: only opening the file itself counts, looking into its folder beforehand does not.
# Refused by: stays_beneath_the_root
# May also fail: judges_links_by_where_they_end, opens_regular_files_only, accepts_any_spelling_of_the_root

import os
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = root.resolve()
    try:
        target = (base / requested).resolve(strict=True)
        with os.scandir(target.parent) as entries:
            files = {entry.name for entry in entries if entry.is_file(follow_symlinks=False)}
    except (OSError, ValueError, RuntimeError):
        raise FileNotFoundError("no such upload") from None
    if target.name not in files or not target.is_relative_to(base):
        raise FileNotFoundError("no such upload")
    return target.open("rb")
