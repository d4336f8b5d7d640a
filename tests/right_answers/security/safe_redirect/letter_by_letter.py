# Approach: no pattern and no parser: a little automaton in a class that reads letter by letter.

import string

FREE = frozenset(string.ascii_letters + string.digits + "-._~:/?#@!$&'()*+,;=%")


class _Reader:
    """Accepts a path with no two slashes in a row before its query or fragment."""

    def __init__(self) -> None:
        self.state = "start"

    def read(self, letter: str) -> None:
        if letter not in FREE or self.state == "failed":
            self.state = "failed"
        elif self.state == "start":
            self.state = "slash" if letter == "/" else "failed"
        elif self.state == "behind":
            pass
        elif letter in "?#":
            self.state = "behind"
        elif letter == "/":
            self.state = "failed" if self.state == "slash" else "slash"
        else:
            self.state = "name"


def is_path(text: str) -> bool:
    reader = _Reader()
    for letter in text:
        reader.read(letter)
    return reader.state in ("slash", "name", "behind")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if is_path(target):
        return target
    head, tail = target[: len(origin)], target[len(origin) :]
    if head == origin and is_path(tail):
        return target
    return "/"
