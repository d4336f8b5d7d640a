# Approach: Django's url_has_allowed_host_and_scheme, with the scheme and the controls checked on top.

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    scheme, _, host = origin.partition("://")
    if not target or not all(" " < character for character in target):
        return "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={host}, require_https=scheme == "https"):
        return "/"
    return target if urlsplit(target).scheme in ("", scheme) else "/"
