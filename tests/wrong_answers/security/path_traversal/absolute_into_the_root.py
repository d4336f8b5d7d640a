# Misconception: where the path ends is all that counts, for an absolute one too.
# Refused by: refuses_absolute_paths

import os
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = os.path.realpath(root)
    try:
        target = os.path.realpath(os.path.join(base, requested), strict=True)
        if os.path.commonpath([base, target]) == base and os.path.isfile(target):
            return open(target, "rb")
    except (OSError, ValueError):
        pass
    raise FileNotFoundError("no such upload")
