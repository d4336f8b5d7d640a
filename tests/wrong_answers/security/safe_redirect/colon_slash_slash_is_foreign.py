# Misconception: what has :// in it and is not ours leads elsewhere.
# Refused by: keeps_paths_of_this_site

import re

PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if "://" in target and not target.startswith(origin + "/"):
        return "/"
    return target if PATH.fullmatch(target.removeprefix(origin)) else "/"
