# Misconception: line breaks are the only controls that do any harm.
# Refused by: sees_through_blanks_and_controls
# May also fail: sees_a_host_behind_slashes, refuses_origins_that_resemble_it, answers_malformed_targets

import re

PATH = re.compile(r"/(?![/\\])[^\r\n\0]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    return target if PATH.fullmatch(target.removeprefix(origin)) else "/"
