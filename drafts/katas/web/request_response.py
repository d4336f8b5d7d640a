"""A request and a response on bare WSGI

Question: How are HTTP requests handled in Python web frameworks?
Difficulty: 3
Minutes: 45

A payment provider calls our small service, which speaks WSGI without a framework.
Each handler digs in `environ` for itself. One hangs, because it reads a body that
has ended; one loses every value but the last of `?id=1&id=2`; one decodes the path
twice; and one copies what a visitor typed into a header, line breaks and all. You
write what all handlers will use from now on, the two classes that every framework
begins with.

WSGI (PEP 3333) hands over the request as a dict of text, `environ`:

    REQUEST_METHOD, PATH_INFO, QUERY_STRING, CONTENT_TYPE, CONTENT_LENGTH,
    HTTP_... for every other header: HTTP_X_REQUEST_ID is X-Request-Id
    wsgi.input, a stream of bytes with the body

The text is Latin-1, one character for one byte. All but the method may be missing.
An empty CONTENT_TYPE or CONTENT_LENGTH means a header that was not sent. An HTTP_...
that is there was sent, be it empty or not.

THE PATH came decoded from the server: `/caf%C3%A9` is `/cafÃ©` in PATH_INFO, six
bytes, of which the last two are one letter in UTF-8. So percent signs in PATH_INFO are
just percent signs, and a slash is a slash, whether it was sent as `/` or as `%2F`.

PARAMETERS, in the query string and in the body of a form, are still encoded, and
in ASCII: pairs `name=value` with `&` between them (`;` is nothing special). The name
ends at the first `=`, and may be empty. A pair without `=` is a name, and its value is
empty; where nothing at all is between two `&`, there is no pair. In names and values
alike `+` is a space and `%C3%A9` is `é`. A `%` without two hex digits behind it stands
for itself.

Both are UTF-8. In a path there may be other bytes: they become U+FFFD, as
`errors="replace"` does it. In parameters there are none.

COOKIES are in the header Cookie, in printable ASCII: `name=value` with `;` between
them. The name ends at the first `=`. Spaces around names and values do not count;
within them there are none, nor double quotes, and all other characters stand for
themselves. If a name comes twice, the first value counts: browsers send the cookie of
the longer path first. What is empty or has no name before the `=` is skipped. What has
no `=` may be skipped, or be a name with an empty value, as you like. None of these
does harm to its neighbours.

THE BODY is as long as CONTENT_LENGTH promises. The stream may be the bare socket.
Asked with `read(n)` for more bytes than are still due, or with `read()` for all, it
waits for good. It may give fewer bytes than it was asked for although more will come;
it gives none at all only if the client has gone. It is read when the body is first
needed, not before, and never again: the bytes are kept. Without a CONTENT_LENGTH, or
with 0, the body is empty and the stream is left alone.

ERRORS of a request are an `HttpError` with a status, raised by `body`, and by `form`
and `json()` where they need the body. If several fit, any of them will do. After an
error nobody asks this request for its body again.

    400    CONTENT_LENGTH is something other than one to nine digits 0-9
    400    the client has gone before all was there
    413    CONTENT_LENGTH is more than `max_body`; then nothing is read

Examples:

>>> request = Request({"REQUEST_METHOD": "GET", "PATH_INFO": "/a%2Fb", "QUERY_STRING": "id=1&id=2&q=%2541+x"})
>>> request.path, request.query, request.header("X-Request-Id"), request.body
('/a%2Fb', {'id': ['1', '2'], 'q': ['%41 x']}, None, b'')
>>> response = Response("Grüße", status=201)
>>> response.add_header("Location", "/cards/7")
>>> response.add_header("X-Note", "a\\r\\nSet-Cookie: admin=1")  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
ValueError: the text is up to you
>>> from werkzeug.test import Client
>>> answer = Client(response).get("/")
>>> answer.status_code, answer.text, answer.headers["Content-Length"], answer.headers["Location"]
(201, 'Grüße', '7', '/cards/7')

Requirements:

- decodes_the_path_once
- keeps_all_parameters
- finds_headers_and_cookies
- reads_the_body_and_not_a_byte_more (critical)
- refuses_bodies_of_a_bad_length
- reads_json
- refuses_header_injection (critical)
- answers_as_wsgi_demands
"""

import json
import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from pytest_interview_kata.given.web.request_response import HttpError

__all__ = ["HttpError"]


class Request:
    """What was asked; `environ` stays as it is, and nobody else reads its stream."""

    def __init__(self, environ: WSGIEnvironment, max_body: int = 1_000_000) -> None:
        """Take the environ; raises nothing and reads nothing, whatever is in it."""
        raise NotImplementedError

    @property
    def method(self) -> str:
        """The method, as it was sent."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """The path as text; `/` if it is missing or empty."""
        raise NotImplementedError

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters of the query string: for each name all its values, in the order they were sent."""
        raise NotImplementedError

    def header(self, name: str) -> str | None:
        """Return the value of a header, as it stands in environ, or None if it was not sent.

        Upper and lower case in `name` (letters, digits, `-`) are the same. Content-Type and Content-Length
        are headers like the others.
        """
        raise NotImplementedError

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies by name."""
        raise NotImplementedError

    @property
    def body(self) -> bytes:
        """The body, or an `HttpError`."""
        raise NotImplementedError

    @property
    def form(self) -> dict[str, list[str]]:
        """The parameters of a form in the body, like `query`.

        A form has the media type `application/x-www-form-urlencoded`: upper and lower
        case are the same, and parameters like `; charset=utf-8` may follow. With
        another media type, or none, there are no parameters, and no error.
        """
        raise NotImplementedError

    def json(self) -> Any:
        """Return the value of a JSON body.

        The media type must be `application/json`, read as for `form`; everything
        else is an `HttpError(415)`. A body that is not JSON in UTF-8 is an
        `HttpError(400)`, and so is JSON that Python's `json` cannot take because
        it is nested too deeply or holds a number too long. (A BOM, other encodings
        of Unicode, surrogates, NaN and Infinity: read or refuse, as you prefer.)
        """
        raise NotImplementedError


class Response:
    """An answer, which is a WSGI application itself and may be sent any number of times."""

    def __init__(
        self, body: str | bytes = b"", status: int = 200, content_type: str = "text/plain; charset=utf-8"
    ) -> None:
        """Make an answer; text is sent as UTF-8.

        `status` is one of those in `http.HTTPStatus`, from 200 on. `content_type`
        is held to the same rule as values in `add_header`.
        """
        raise NotImplementedError

    def add_header(self, name: str, value: str) -> None:
        """Add a header, also if there is one with that name already.

        Raises `ValueError`, and adds nothing, unless `name` consists of the letters
        A-Z and a-z, digits and `-`, begins with a letter and does not end with `-`, and
        `value` of printable ASCII characters including the space (perhaps none at all).
        The names Content-Type, Content-Length and Status, in any case, are a
        `ValueError`, too: the first two are added by the response itself, and the
        third is not for WSGI.
        """
        raise NotImplementedError

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the answer, so that `wsgiref.validate` has no complaint.

        The status comes with its phrase from `http.HTTPStatus`. The headers are
        Content-Type, Content-Length (of the body, in bytes) and those that were added,
        as they were added and in that order; the server may change the list that it
        gets. To HEAD they are the same, but the body is left out. An answer with status
        204 or 304 has no body, no Content-Type and no Content-Length, whatever it was
        made with.
        """
        raise NotImplementedError
