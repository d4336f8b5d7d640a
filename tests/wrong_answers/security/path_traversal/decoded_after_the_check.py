# Misconception: what is safe before decoding is safe after it.
# Refused by: stays_beneath_the_root
# May also fail: serves_files_under_any_name, judges_links_by_where_they_end, refuses_absolute_paths, opens_regular_files_only, answers_impossible_paths, accepts_any_spelling_of_the_root

import os
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    base = os.path.realpath(root)
    try:
        if requested.startswith("/"):
            raise FileNotFoundError(requested)
        target = os.path.realpath(os.path.join(base, requested))
        if os.path.commonpath([base, target]) != base:
            raise FileNotFoundError(requested)
        path = unquote(target)  # a customer's link may be encoded
        if not os.path.isfile(path):
            raise FileNotFoundError(requested)
        return open(path, "rb")
    except (OSError, ValueError):
        raise FileNotFoundError("no such upload") from None
