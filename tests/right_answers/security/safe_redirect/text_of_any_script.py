# Approach: one pattern built from the escaped origin; letters of any script, blanks and relative paths pass.

import re
from functools import lru_cache

# A first part without a colon, or one slash, or only query and fragment; controls and backslashes nowhere.
RELATIVE = r"(?![^/?#]*:)(?!//)[^\x00-\x20\x7f\\][^\x00-\x1f\x7f\\]*"


@lru_cache
def _ours(origin: str) -> re.Pattern[str]:
    scheme, host = map(re.escape, origin.split("://"))
    behind = r"(?:[/?#][^\x00-\x1f\x7f\\]*)?"
    return re.compile(rf"(?:(?ai:{scheme}):)?//(?ai:{host}){behind}|{RELATIVE}")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    return target if _ours(origin).fullmatch(target) else "/"
