# Misconception: Python's codec idna makes of a host name what a browser makes of it.
# Refused by: refuses_origins_that_resemble_it
# May also fail: sees_through_blanks_and_controls, answers_malformed_targets

import re
from urllib.parse import urlsplit

PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")
PORTS = {"http": 80, "https": 443}


def _origin(address: str) -> tuple[str, bytes, int | None]:
    parts = urlsplit(address)
    port = PORTS.get(parts.scheme) if parts.port is None else parts.port
    return parts.scheme, (parts.hostname or "").encode("idna"), port


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if PATH.fullmatch(target.removeprefix(origin)):
        return target
    # The same host in other letters: HTTPS://Shop.Example/, https://SHOP。example/
    if not re.match(r"https?://[^/]", target, re.IGNORECASE) or re.search(r"[\x00-\x20\x7f\\\[\]@]", target):
        return "/"
    try:
        return target if _origin(target) == _origin(origin) else "/"
    except ValueError:
        return "/"
