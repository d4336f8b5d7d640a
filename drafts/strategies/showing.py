"""Showing a document beside the calls, for the part of a check that fails and for no other."""

import contextlib
from collections.abc import Iterator

from pytest_interview_kata.evidence import exhibit


@contextlib.contextmanager
def shown_on_failure(label: str, text: str) -> Iterator[None]:
    """Exhibit a document if the block fails.

    Args:
        label: what it is ("the code").
        text: the document.
    """
    try:
        yield
    except Exception:
        exhibit(label, text)
        raise
