# Misconception: what begins with the origin is on the origin.
# Refused by: refuses_origins_that_resemble_it
# May also fail: answers_malformed_targets

import re

PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if target.startswith(origin):
        return target if PLAIN.fullmatch(target[len(origin):]) else "/"
    return target if target[:1] == "/" != target[1:2] and PLAIN.fullmatch(target) else "/"
