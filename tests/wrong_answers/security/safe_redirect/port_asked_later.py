# Misconception: what urlsplit has taken apart without an error has no more errors in it.
# Refused by: answers_malformed_targets
# May also fail: refuses_origins_that_resemble_it

import re
from urllib.parse import urlsplit

PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")
PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if PATH.fullmatch(target.removeprefix(origin)):
        return target
    # Ours in another spelling: HTTPS://Shop.Example:443/orders
    if not PLAIN.fullmatch(target):
        return "/"
    try:
        there, here = urlsplit(target), urlsplit(origin)
    except ValueError:
        return "/"
    default = 443 if here.scheme == "https" else 80
    if there.scheme != here.scheme or there.hostname != here.hostname:
        return "/"
    ours = default if here.port is None else here.port
    theirs = default if there.port is None else there.port
    return target if theirs == ours else "/"
