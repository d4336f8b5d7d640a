"""Whose fault is it? Ours."""


def word() -> str:
    """Return "word"."""
    return "word"
