# Misconception: a backslash is a character like any other.
# Refused by: sees_a_host_behind_slashes
# May also fail: refuses_origins_that_resemble_it, answers_malformed_targets

import re

# One slash, then whatever can be printed.
PATH = re.compile(r"/(?!/)[ -~]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    return target if PATH.fullmatch(target.removeprefix(origin)) else "/"
