# Approach: reads the file and hands back its bytes in a BytesIO; the root is compared part by part in a tuple.

import io
import os
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = root.resolve().parts
    try:
        if requested.startswith("/") or not requested or requested.endswith("/"):
            raise FileNotFoundError("no file's name")
        end = Path(os.path.realpath(root / requested, strict=True))
        if end.parts[: len(base)] != base or not end.is_file():
            raise FileNotFoundError("not beneath the root")
        return io.BytesIO(end.read_bytes())
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
