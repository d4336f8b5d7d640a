# Approach: Werkzeug's safe_join reads the dots by the text, strict resolving the links; an unbuffered file.

from pathlib import Path
from typing import BinaryIO, cast

from werkzeug.security import safe_join


class NotServed(FileNotFoundError):
    """Nothing to see here."""


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    real_root = root.resolve(strict=True)
    joined = safe_join(str(real_root), requested)
    if joined is None:
        raise NotServed
    try:
        real = Path(joined).resolve(strict=True)
    except Exception as error:
        raise NotServed from error
    if real_root not in real.parents or not real.is_file():
        raise NotServed
    return cast(BinaryIO, real.open("rb", buffering=0))
