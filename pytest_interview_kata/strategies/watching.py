"""Watching what a submission does where its answers do not tell, and sparing it what takes long."""

import _operator
import contextlib
import hmac
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any

# `hmac` and `secrets` have OpenSSL's where there is one, and that of `_operator` else.
_COMPARISONS: tuple[Any, ...] = (hmac.compare_digest, _operator._compare_digest)
# The last two are what native libraries (cryptography) call theirs.
_COMPARISON_NAMES = {"compare_digest", "_compare_digest", "bytes_eq", "verify"}


@contextlib.contextmanager
def substituted(modules: Sequence[object], *pairs: tuple[Callable[..., Any], Callable[..., Any]]) -> Iterator[None]:
    """While the block runs, the global names of `modules` that mean a function mean its substitute.

    Args:
        modules: those that own the functions, and the submission, which may have imported them by name.
        pairs: a function, and what stands in for it.
    """
    places = [
        # By identity: what a module holds may have an `__eq__` of its own.
        (names, name, value, substitute)
        for names in map(vars, modules)
        for name, value in names.items()
        for function, substitute in pairs
        if value is function
    ]
    try:
        for names, name, _, substitute in places:
            names[name] = substitute
        yield
    finally:
        for names, name, value, _ in places:
            names[name] = value


@contextlib.contextmanager
def constant_time_comparisons(*modules: object) -> Iterator[list[str]]:
    """Note each call of `hmac.compare_digest`, or of a native function like it, while the block runs.

    A profile hook sees the calls that Python code makes, under whatever name and through any library. It does not see
    those that C code makes (``map(hmac.compare_digest, ...)``), so the names that people use lead past us as well.

    Args:
        modules: whose global names may stand for it, too; most often the submission.

    Yields:
        The names of the functions that were called so far.
    """
    seen: list[str] = []

    def profile(frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and getattr(function, "__name__", "") in _COMPARISON_NAMES:
            seen.append(function.__name__)

    def noting(function: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
        def compare_digest(one: Any, other: Any, /) -> bool:
            seen.append("compare_digest")
            return function(one, other)

        return compare_digest

    pairs = [(function, noting(function)) for function in _COMPARISONS]
    before = sys.getprofile()
    with substituted((hmac, secrets, *modules), *pairs):
        sys.setprofile(profile)
        try:
            yield seen
        finally:
            sys.setprofile(before)
