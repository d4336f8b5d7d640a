# Misconception: a browser goes where urljoin goes.
# Refused by: sees_a_host_behind_slashes
# May also fail: refuses_origins_that_resemble_it, sees_through_blanks_and_controls, refuses_schemes_without_a_host, answers_malformed_targets

from urllib.parse import urljoin, urlsplit


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if any(character in target for character in "\r\n\0"):
        return "/"
    try:
        there = urlsplit(urljoin(origin + "/", target))
    except ValueError:
        return "/"
    return target if f"{there.scheme}://{there.netloc}" == origin else "/"
