# Misconception: two addresses of one origin are on one site, whatever their scheme.
# Refused by: refuses_schemes_without_a_host

from ada_url import URL


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if any(character in target for character in "\r\n\0"):
        return "/"
    try:
        there = URL(target, base=origin + "/")
    except ValueError:
        return "/"
    return target if there.origin == origin else "/"
