"""What ``patched`` of ``concepts/monkey_patch`` returns."""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Protocol, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Patch(Protocol):
    """A context manager that is a decorator as well."""

    def __enter__(self) -> Any:
        """Put the replacement in place, and return it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None, /
    ) -> bool | None:
        """Put back what was there."""

    def __call__(self, function: Function, /) -> Function:
        """Return a function like this one, which is patched while it runs."""
