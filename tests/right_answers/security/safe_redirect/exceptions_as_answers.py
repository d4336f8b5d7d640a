# Approach: segments split by hand, refusals are exceptions; the query may be anything without controls.

import unicodedata


class _Leaves(Exception):
    pass


def _check(path: str) -> None:
    ends = [place for place in map(path.find, "?#") if place >= 0]
    head, tail = (path[: min(ends)], path[min(ends) :]) if ends else (path, "")
    first, *segments = head.split("/")
    if first or not segments or "" in segments[:-1]:
        raise _Leaves("no path, or two slashes")
    if not head.isascii() or not head.isprintable() or "\\" in head or " " in head:
        raise _Leaves("odd characters before the query")
    for character in tail:
        if unicodedata.category(character) in ("Cc", "Zl", "Zp"):
            raise _Leaves("a control in the query")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    before, found, after = target.partition(origin)
    try:
        _check(after if found and not before else target)
    except _Leaves:
        return "/"
    return target
