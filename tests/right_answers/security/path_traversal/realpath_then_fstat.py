# Approach: realpath and commonpath on strings, and what is open is asked what it is.

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    folder = os.path.realpath(os.fspath(root))
    try:
        if os.path.isabs(requested):
            raise FileNotFoundError("absolute")
        real = os.path.realpath(folder + "/" + requested, strict=True)
        if os.path.commonpath((folder, real)) != folder:
            raise FileNotFoundError("outside")
        # A pipe or a folder beneath the root may be opened as long as nobody waits; a socket cannot be.
        descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise FileNotFoundError("not a file")
        return os.fdopen(descriptor, "rb")
    except (OSError, ValueError) as error:
        raise FileNotFoundError(f"{requested!r} is not served: {error}") from error
