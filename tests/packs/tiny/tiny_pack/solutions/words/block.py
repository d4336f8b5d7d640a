"""What is a context manager? Something with __enter__ and __exit__."""

import contextlib


@contextlib.contextmanager
def block(word):
    """Return a context manager that gives the word."""
    yield word
