"""A kata whose checks are wrong in two ways

Question: Whose fault is it?
Difficulty: 2
Minutes: 5

Requirements:

- says_a_word
- has_a_fault
"""


def word() -> str:
    """Return "word"."""
    raise NotImplementedError
