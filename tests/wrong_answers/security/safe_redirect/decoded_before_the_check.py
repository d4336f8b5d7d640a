# Misconception: what is written with percent signs is as dangerous as what it stands for.
# Refused by: keeps_paths_of_this_site
# May also fail: keeps_addresses_of_this_origin

from urllib.parse import unquote


def _stays(path: str) -> bool:
    return (
        path.startswith("/")
        and not path.startswith(("//", "/\\"))
        and not any(ord(character) < 32 or ord(character) == 127 for character in path)
    )


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    path = target.removeprefix(origin)
    # Somebody on the way may decode it once more.
    return target if _stays(path) and _stays(unquote(path)) else "/"
