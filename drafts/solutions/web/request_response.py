"""How are HTTP requests handled in Python web frameworks?

Say it in a minute
    A server such as gunicorn accepts the connection, parses the request line and the headers, and calls the
    application. The agreement between the two is WSGI (PEP 3333), or ASGI for async: a dict, `environ`, with method,
    path, headers and a stream for the body; back come a status, a list of headers and an iterable of bytes. The
    framework makes a request object of the dict, which decodes things when they are asked for: query and form
    into lists per name, headers without regard to case, cookies, JSON. Middleware may look at it, the router picks the
    view, and the view returns a response object, which turns itself into status, headers and bytes. Two rules
    carry much of the safety. Whatever comes from the client has a limit before it is read; and nothing the client
    sent goes into a header without a look at it, because a line break there starts a new header or the page itself.
    In Flask these classes are Werkzeug's; Django has `HttpRequest` and `HttpResponse`.

Trade-offs
    - Lazy or eager: parsing on access costs nothing for handlers that never look, and lets a handler refuse before
      a body is read. But errors then come up in the middle of a view. Frameworks catch them around it.
    - `bytes` in memory are simple, and right up to a limit. Uploads are streamed to a file (multipart parsers do).
    - Dicts of lists are plain. MultiDicts (`request.args["id"]` gives the first, `getlist` all) read nicer, and
      make it easy to forget that there can be more.
    - Replacement characters for bad UTF-8 keep old clients alive; refusing with 400 is stricter and also right.

Follow-up questions
    *Why is PATH_INFO decoded and QUERY_STRING not?* History: CGI did so. `%2F` and `/` cannot be told apart
    any more, so ids with slashes in a path are trouble. Some servers add the raw text as `RAW_URI` or `REQUEST_URI`.
    *What if there is no Content-Length?* Then a WSGI application takes the body for empty. A chunked body has none:
    the server must buffer it, or say `wsgi.input_terminated`, which lets one read to the end.
    *Who closes what?* An iterable with `close()` is closed by the server, also if the client has gone. That is where
    files and database connections of a streaming answer are given back.

What people get wrong
    - `dict(parse_qsl(...))` keeps the last of several values, and `parse_qs` alone drops the empty ones.
    - `environ["wsgi.input"].read()` waits for bytes that never come, or takes those of the next request on the same
      connection; one `read(n)` may return fewer than n.
    - `int(environ["CONTENT_LENGTH"])` takes `-1`, `+5` and `1_0`, and `read(-1)` means all. Two programs that read a
      length differently are how request smuggling begins.
    - `unquote(environ["PATH_INFO"])`: a second decoding turns `%252e%252e` into `..` behind the back of every filter.
    - `SimpleCookie` for what a browser sends: one odd cookie and others are lost, and one called `path` is taken for
      an attribute of its neighbour.
    - `Content-Length` in characters. `len("é")` is 1, and two bytes are sent.

Read on
    - https://peps.python.org/pep-3333/
    - https://werkzeug.palletsprojects.com/en/stable/wrappers/
    - https://docs.djangoproject.com/en/stable/ref/request-response/
    - https://www.rfc-editor.org/rfc/rfc9110 (HTTP), https://www.rfc-editor.org/rfc/rfc6265 (cookies)
    - https://owasp.org/www-community/attacks/HTTP_Response_Splitting
"""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from pytest_interview_kata.given.web.request_response import HttpError

__all__ = ["HttpError"]

_LENGTH = re.compile("[0-9]{1,9}")  # int() would take "-1", "+5", " 5" and "1_0" as well
_HEADER_NAME = re.compile("[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_HEADER_VALUE = re.compile("[ -~]*")
_NOT_TO_ADD = frozenset({"content-type", "content-length", "status"})
_WITHOUT_BODY = frozenset({204, 304})


class Request:
    """What was asked, decoded when somebody wants to know."""

    def __init__(self, environ: WSGIEnvironment, max_body: int = 1_000_000) -> None:
        """Take the environ; nothing is read yet."""
        self._environ = environ
        self._max_body = max_body

    @property
    def method(self) -> str:
        """The method, as it was sent."""
        method: str = self._environ["REQUEST_METHOD"]
        return method

    @property
    def path(self) -> str:
        """The path as text; `/` if it is missing or empty."""
        # The server has unquoted it: what is left is to undo the disguise of bytes as Latin-1.
        raw: str = self._environ.get("PATH_INFO", "")
        return raw.encode("latin-1").decode(errors="replace") or "/"

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters of the query string: for each name all its values, in the order they were sent."""
        return _parameters(self._environ.get("QUERY_STRING", ""))

    def header(self, name: str) -> str | None:
        """Return the value of a header, as it stands in environ, or None if it was not sent."""
        key = name.upper().replace("-", "_")
        if key in {"CONTENT_TYPE", "CONTENT_LENGTH"}:  # CGI gave these two no prefix
            return self._environ.get(key) or None
        return self._environ.get(f"HTTP_{key}")

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies by name."""
        cookies: dict[str, str] = {}
        for pair in (self.header("Cookie") or "").split(";"):
            name, separator, value = pair.partition("=")
            if separator and name.strip():
                cookies.setdefault(name.strip(), value.strip())
        return cookies

    @cached_property
    def body(self) -> bytes:
        """The body, or an `HttpError`."""
        promised = self.header("Content-Length") or "0"
        if not _LENGTH.fullmatch(promised):
            raise HttpError(400, "Content-Length is not a number")
        missing = int(promised)
        if missing > self._max_body:  # by the promise, before a byte of it is in memory
            raise HttpError(413, f"more than {self._max_body} bytes")
        chunks = []
        while missing:
            chunk: bytes = self._environ["wsgi.input"].read(missing)
            if not chunk:
                raise HttpError(400, "the body ended early")
            chunks.append(chunk)
            missing -= len(chunk)
        return b"".join(chunks)

    @property
    def form(self) -> dict[str, list[str]]:
        """The parameters of a form in the body, like `query`."""
        if self._media_type != "application/x-www-form-urlencoded":
            return {}
        return _parameters(self.body.decode(errors="replace"))

    def json(self) -> Any:
        """Return the value of a JSON body."""
        if self._media_type != "application/json":
            raise HttpError(415, "application/json was expected")
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:  # of UTF-8, JSON, numbers; of brackets
            raise HttpError(400, "the body is not JSON") from error

    @property
    def _media_type(self) -> str:
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()


class Response:
    """An answer, which is a WSGI application itself and may be sent any number of times."""

    def __init__(
        self, body: str | bytes = b"", status: int = 200, content_type: str = "text/plain; charset=utf-8"
    ) -> None:
        """Make an answer; text is sent as UTF-8."""
        self._body = body.encode() if isinstance(body, str) else body
        self._status = HTTPStatus(status)
        self._content_type = _checked(content_type)
        self._added: list[tuple[str, str]] = []

    def add_header(self, name: str, value: str) -> None:
        """Add a header, also if there is one with that name already."""
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _NOT_TO_ADD:
            raise ValueError(f"not the name of a header to add: {name!r}")
        self._added.append((name, _checked(value)))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the answer."""
        headers = list(self._added)  # the server may change the list that it gets
        body = self._body
        if self._status in _WITHOUT_BODY:
            body = b""
        else:
            headers[:0] = [("Content-Type", self._content_type), ("Content-Length", str(len(body)))]
        start_response(f"{self._status.value} {self._status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _parameters(encoded: str) -> dict[str, list[str]]:
    return parse_qs(encoded, keep_blank_values=True)


def _checked(value: str) -> str:
    # A list of what may be in a header, not of what may not. fullmatch, because `$` lets a line break pass.
    if not _HEADER_VALUE.fullmatch(value):
        raise ValueError(f"a header cannot hold {value!r}")
    return value
