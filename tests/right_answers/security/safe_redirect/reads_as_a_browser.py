# Approach: asks a WHATWG parser (ada-url) for scheme, host and port, and lets all through that stays.

from ada_url import URL


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if set(target) & set("\r\n\0"):
        return "/"
    try:
        here = URL(origin)
        there = URL(target, base=origin + "/login?next=x#y")
    except ValueError:
        return "/"
    return target if (there.protocol, there.host) == (here.protocol, here.host) else "/"
