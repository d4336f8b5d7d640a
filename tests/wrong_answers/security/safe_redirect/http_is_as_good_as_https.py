# Misconception: the host decides whose site it is, http or https is the same.
# Refused by: refuses_origins_that_resemble_it

import re

PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    site = origin.partition("://")[2]
    path = target.removeprefix(f"https://{site}") if target.startswith("https") else target.removeprefix(f"http://{site}")
    return target if PATH.fullmatch(path) else "/"
