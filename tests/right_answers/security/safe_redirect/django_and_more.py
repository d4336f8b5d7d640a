# Approach: Django's url_has_allowed_host_and_scheme, with the scheme, the controls and two slashes checked on top.

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    scheme, _, host = origin.partition("://")
    if not target or target != target.strip() or any(character <= " " for character in target):
        return "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={host}, require_https=scheme == "https"):
        return "/"
    if target.replace("\\", "/").startswith("//"):
        return "/"
    return target if urlsplit(target).scheme in ("", scheme) else "/"
