# Approach: from the resolved file up its parents until one is the same folder as the root, by inode.

import os
from pathlib import Path
from typing import BinaryIO


def _beneath(root: Path, file: Path) -> bool:
    return any(os.path.samefile(folder, root) for folder in file.parents)


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    asked = root.joinpath(requested)
    try:
        file = asked.resolve(strict=True)
        if requested[:1] != "/" and os.path.isfile(file) and _beneath(root, file):
            return open(file, "rb", closefd=True)
    except (OSError, ValueError, RuntimeError):
        pass
    raise FileNotFoundError(requested)
