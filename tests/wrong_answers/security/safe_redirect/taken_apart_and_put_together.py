# Misconception: what urlsplit takes apart, geturl puts together again.
# Refused by: keeps_paths_of_this_site
# May also fail: keeps_addresses_of_this_origin

import re
from urllib.parse import urlsplit

PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if not PATH.fullmatch(target.removeprefix(origin)):
        return "/"
    return urlsplit(target).geturl()
