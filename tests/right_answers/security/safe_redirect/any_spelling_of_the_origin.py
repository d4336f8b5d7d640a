# Approach: urlsplit behind a list of characters; other spellings of the origin (case, port, user) pass.

import re
from urllib.parse import SplitResult, urlsplit

VISIBLE = re.compile(r"[!-Z^-~]*")  # ASCII without blank, controls, brackets and backslash


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    default = {"http": 80, "https": 443}.get(parts.scheme, -1)
    return parts.scheme, parts.hostname, default if parts.port is None else parts.port


def _stays(target: str, origin: str) -> bool:
    if target.startswith((origin + "/", origin + "?", origin + "#")):
        return VISIBLE.fullmatch(target, len(origin)) is not None
    if not VISIBLE.fullmatch(target):
        return False
    if target.startswith(("?", "#")):
        return True
    if target.startswith("/"):
        return not target.startswith("//")
    return "://" in target and _origin(urlsplit(target)) == _origin(urlsplit(origin))


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    try:
        stays = _stays(target, origin)
    except ValueError:
        stays = False
    return target if stays else "/"
