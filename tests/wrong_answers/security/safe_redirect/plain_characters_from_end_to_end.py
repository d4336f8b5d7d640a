# Misconception: the characters of a path are all that an origin needs, too.
# Refused by: keeps_addresses_of_this_origin

import re

PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if not PLAIN.fullmatch(target):
        return "/"
    if target.startswith(origin + "/"):
        return target
    return target if target.startswith("/") and not target.startswith("//") else "/"
