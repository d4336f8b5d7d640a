# Misconception: http: and https: without slashes begin a path of our own.
# Refused by: refuses_schemes_without_a_host
# May also fail: refuses_origins_that_resemble_it, sees_a_host_behind_slashes, answers_malformed_targets

import re
from urllib.parse import urlsplit

PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")
PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if PATH.fullmatch(target.removeprefix(origin)):
        return target
    # Relative ones are ours as well: orders, ?page=2, https:orders
    if not PLAIN.fullmatch(target) or "//" in re.split(r"[?#]", target)[0]:
        return "/"
    return target if urlsplit(target).scheme in ("", "http", "https") else "/"
