"""Adding up

Question: How does one add?
Difficulty: 1
Minutes: 5

Requirements:

- adds (critical)
- totals
- counts
"""


def add(a: int, b: int) -> int:
    """Return the sum."""
    raise NotImplementedError


def total(numbers: list[int]) -> int:
    """Return the sum of all numbers."""
    raise NotImplementedError


def count(numbers: list[int]) -> int:
    """Return how many numbers there are."""
    raise NotImplementedError
