"""Short sequences over a handful of things, drawn at one go."""

import itertools
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

Element = TypeVar("Element")


def short_sequences(
    elements: Sequence[Element], *, max_size: int, min_size: int = 0, including: Element | None = None
) -> st.SearchStrategy[tuple[Element, ...]]:
    """All tuples over `elements` of these sizes, each as likely as the others.

    Half the time of ``st.lists(st.sampled_from(...))``, since one choice picks the whole. They are all made beforehand,
    so keep them below some thousands. They shrink to few and early elements.

    Args:
        elements: the simplest first.
        max_size: of a tuple.
        min_size: of a tuple.
        including: what each of them must hold, once or more.
    """
    tuples = (some for size in range(min_size, max_size + 1) for some in itertools.product(elements, repeat=size))
    return st.sampled_from([some for some in tuples if including is None or including in some])
