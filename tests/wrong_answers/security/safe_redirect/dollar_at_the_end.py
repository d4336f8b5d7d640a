# Misconception: a dollar sign in a pattern is the end of the text.
# Refused by: returns_what_a_header_can_carry

import re

PATH = re.compile(r"^/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*$")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    return target if PATH.match(target.removeprefix(origin)) else "/"
