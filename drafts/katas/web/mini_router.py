"""From a path to the function that answers it

Question: How are HTTP requests handled in Python web frameworks?
Difficulty: 2
Minutes: 45

The team wants a small service without a framework, on bare WSGI. The first attempt
had a chain of `if path.startswith(...)`: `/admin-help` showed the admin page, a
`DELETE` to a page that can only be read said "not found", and a crash showed the
visitor our source. You write what every web framework has at its core, an `App`
that finds the handler for a request:

    app = App()

    @app.route("/items/<int:id>", methods=("GET", "PUT"))
    def item(environ, id):
        return Response(f"item {id}")

PATTERNS begin with `/`. What stands between two slashes, or behind the last one, is
a part: either literal text without `<` and `>`, which means itself, every character
of it (`robots.txt`, `c++`; empty only at the very end), or exactly one variable:

    <name>          one or more characters, none of them a slash; handed over as text
    <int:name>      one or more of the digits 0-9; handed over as an int
    <path:name>     only as the last part: one or more characters, slashes too, but
                    not a slash at the beginning; handed over as text

A pattern matches the whole path or not at all. `/items` and `/items/` are two paths,
upper and lower case differ, and a line break is a character like any other.

THE PATH is `environ["PATH_INFO"]`; if that is empty, `/`. The server has decoded
percent signs already, so what still looks like `%41` is just these three characters.
WSGI hands over the bytes of the path as Latin-1, one character per byte; patterns
and values are the text that these bytes mean in UTF-8. The bytes are always valid
UTF-8 here, and at most 1,000.

WHICH ROUTE. If several routes match the path and take the method, the most
specific one answers, in whatever order they were added: at the first part in which
two of them differ, literal text goes before `<int:>`, `<int:>` before `<name>`, and
that before `<path:>`.

METHODS. A route takes its own methods, which are among GET, POST, PUT, PATCH and
DELETE. If it takes GET it takes HEAD as well: the handler is called, and the answer
has the same status and headers as for GET, and an empty body. This goes for every
answer to HEAD, errors included. OPTIONS is answered by the app, without a handler:
200, an empty body, and `Allow`. `Allow` lists, in any order and each once, the methods
of all the routes that match the path, HEAD if GET is among them, and OPTIONS.

ERRORS. If no route matches the path, it is a 404, whatever the method. If some do
but none takes the method, it is a 405 with `Allow`. A handler may raise `HttpError`
(but not one of 405). Any other `Exception` in a handler is a 500. All these errors are
answered alike: by the error handler for that status, if there is one (after a crash it
gets an `HttpError` with status 500 and no message), or else by a short text of yours
with that status. What an error handler returns is sent as it is, its status too, but
`Allow` comes along if the error was a 405. If an error handler raises an exception
itself, the answer is your text for 500.

Of a crash, in a handler or an error handler, the visitor learns nothing: no text of
the exception, no traceback. The traceback is written to `environ["wsgi.errors"]`.

ANSWERS follow PEP 3333 (`wsgiref.validate` has no complaint). Every answer has a status
with its phrase from `HTTPStatus` (`404 Not Found`; no others are used), a `Content-Type`
(yours are `text/plain`), and a `Content-Length` that counts the bytes.

One app serves many requests, at the same time in several threads, and a handler may
call the app again before it answers. Two apps share nothing. All routes and error
handlers are added before the first request. No two routes that have a method in common
differ in the names of variables only, so each request has one most specific route.

Examples:

>>> from werkzeug.test import Client
>>> app = App()
>>> @app.route("/hello/<name>")
... def hello(environ, name):
...     return Response(f"Hello, {name}!")
>>> @app.route("/hello/nobody", methods=("POST",))
... def nobody(environ):
...     return Response("Who?", status=201)
>>> @app.error_handler(404)
... def lost(environ, error):
...     return Response("Lost?", status=error.status)
>>> client = Client(app)
>>> client.get("/hello/Zo%C3%AB").text, client.get("/hello/nobody").text
('Hello, Zoë!', 'Hello, nobody!')
>>> answer = client.delete("/hello/nobody")
>>> answer.status_code, sorted(answer.headers["Allow"].split(", "))
(405, ['GET', 'HEAD', 'OPTIONS', 'POST'])
>>> client.get("/hello/").text
'Lost?'

Requirements:

- hands_over_converted_values
- matches_whole_paths_only (critical)
- prefers_the_most_specific_route
- tells_which_methods_are_allowed
- answers_head_like_get
- uses_the_error_handlers
- tells_visitors_nothing_of_a_crash (critical)
- keeps_requests_and_apps_apart
"""

import re
import traceback
from collections.abc import Callable, Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from pytest_interview_kata.given.web.mini_router import ErrorHandler, Handler, HttpError, Response

__all__ = ["ErrorHandler", "Handler", "HttpError", "Response"]


class App:
    """A WSGI application that passes each request to the handler for its path and method."""

    def __init__(self) -> None:
        """Begin without routes and without error handlers."""
        raise NotImplementedError

    def route(self, pattern: str, methods: Iterable[str] = ("GET",)) -> Callable[[Handler], Handler]:
        """Return a decorator that adds a route to the handler, and gives the handler back as it is.

        A handler can have several routes. It is called with the environ, as it
        came, and with the values of the variables by keyword.
        """
        raise NotImplementedError

    def error_handler(self, status: int) -> Callable[[ErrorHandler], ErrorHandler]:
        """Return a decorator that adds the handler for one status, 400 to 599, and gives it back as it is.

        It is called with the environ and the `HttpError`. There is at most one for a status.
        """
        raise NotImplementedError

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        raise NotImplementedError
