"""Errors that say what was given, what was expected and what to do next.

The domain raises :class:`KataError`; the two doors (pytest's hooks, the ``kata`` command) translate it into
``pytest.UsageError`` and ``click.UsageError``.
"""

import difflib
from collections.abc import Iterable


class KataError(Exception):
    """Something a person can put right; the message is one line that says how."""


def nearest(given: str, known: Iterable[str]) -> str:
    """Name what was probably meant, as the end of an error line.

    Args:
        given: what was typed.
        known: what could have been typed.

    Returns:
        ``" Did you mean security, web?"``, or the empty string when nothing known is near.
    """
    names = sorted(known)
    # A bare kata name is near to its "topic/name".
    found = [name for name in names if name.partition("/")[2] == given]
    found = found or difflib.get_close_matches(given, names, n=1, cutoff=0.6)
    return f" Did you mean {' or '.join(found)}?" if found else ""
