# Misconception: what Django's function lets through can be sent to any browser.
# Refused by: answers_malformed_targets
# May also fail: sees_a_host_behind_slashes

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    scheme, _, host = origin.partition("://")
    if any(character <= " " for character in target):
        return "/"
    if not url_has_allowed_host_and_scheme(target, {host}, require_https=scheme == "https"):
        return "/"
    return target if urlsplit(target).scheme in ("", scheme) else "/"
