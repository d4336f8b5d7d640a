"""How does one add?

With a plus sign.
"""


def add(a: int, b: int) -> int:
    """Return the sum."""
    return a + b


def total(numbers: list[int]) -> int:
    """Return the sum of all numbers."""
    return sum(numbers)


def count(numbers: list[int]) -> int:
    """Return how many numbers there are."""
    return len(numbers)
