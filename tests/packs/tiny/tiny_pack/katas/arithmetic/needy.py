"""Adding with a library

Question: How does one add?
Difficulty: 1
Minutes: 5
Needs: no_such_module (pip install no-such-module)

Requirements:

- adds (critical)
"""


def add(a: int, b: int) -> int:
    """Return the sum."""
    raise NotImplementedError
