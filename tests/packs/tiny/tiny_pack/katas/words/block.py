"""A context manager

Question: What is a context manager?
Difficulty: 1
Minutes: 5

Requirements:

- gives_the_word
"""

from contextlib import AbstractContextManager


def block(word: str) -> AbstractContextManager[str]:
    """Return a context manager that gives the word."""
    raise NotImplementedError
