# Misconception: an address whose netloc is empty has no host.
# Refused by: sees_a_host_behind_slashes
# May also fail: refuses_origins_that_resemble_it, answers_malformed_targets

import re
from urllib.parse import urlsplit

PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    rest = target.removeprefix(origin)
    if not rest.startswith("/") or not PLAIN.fullmatch(rest):
        return "/"
    try:
        parts = urlsplit(rest)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else target
