"""What handlers and the router of ``web/mini_router`` pass to each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from wsgiref.types import WSGIEnvironment


@dataclass(frozen=True)
class Response:
    """What a handler answers.

    Attributes:
        body: text, sent as UTF-8.
        status: a status with a body, such as 200, 201, 400 or 404.
        content_type: of the body.
        headers: more headers, for instance ``Location``; never ``Content-Type``, ``Content-Length`` or ``Allow``.
    """

    body: str = ""
    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class HttpError(Exception):
    """Raised in a handler to end the request with a status from 400 to 599.

    Attributes:
        status: the status.
        message: a word to the visitor; may be empty.
    """

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message


# A handler takes the environ, and by keyword the values from the path.
Handler: TypeAlias = Callable[..., Response]
ErrorHandler: TypeAlias = Callable[[WSGIEnvironment, HttpError], Response]
