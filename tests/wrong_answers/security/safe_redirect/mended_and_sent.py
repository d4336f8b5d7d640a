# Misconception: what a browser leaves out can be left out for it.
# Refused by: returns_what_a_header_can_carry
# May also fail: sees_through_blanks_and_controls

import re

PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    target = re.sub(r"[\t\r\n\0]", "", target).strip()
    return target if PATH.fullmatch(target.removeprefix(origin)) else "/"
