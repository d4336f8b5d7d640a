# Misconception: a path without ../ cannot climb, so taking it out makes any path safe.
# Refused by: stays_beneath_the_root
# May also fail: serves_files_under_any_name, judges_links_by_where_they_end

import os
from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    if requested.startswith("/"):
        raise FileNotFoundError("no such upload")
    base = os.path.realpath(root)
    path = base
    try:
        for part in requested.replace("../", "").split("/"):
            path = os.path.join(path, part)
            if os.path.islink(path):  # a link could lead anywhere
                path = os.path.realpath(path, strict=True)
                if os.path.commonpath([base, path]) != base:
                    raise FileNotFoundError("no such upload")
        if os.path.isfile(path):
            return open(path, "rb")
    except (OSError, ValueError):
        pass
    raise FileNotFoundError("no such upload")
