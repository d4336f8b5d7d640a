"""How are HTTP requests handled in Python web frameworks?

Say it in a minute
    A server (gunicorn, uWSGI, mod_wsgi) speaks HTTP with the client, and calls the application through a small
    agreement: WSGI, or ASGI for async code. WSGI is one call per request, `app(environ, start_response)`: a dict with
    method, path, headers and a stream for the body goes in, a status, headers and an iterable of bytes come out.
    Around the application there may be middleware, which has the same shape on both sides. The framework wraps the
    environ into a request object, and its router finds the view: the path is matched against patterns, parts of it
    are converted and handed over as arguments. The view returns a response, or raises; exceptions become error pages,
    a 500 with a traceback in the log and none for the visitor. Flask's router is Werkzeug's: the most specific rule
    wins. Django walks `urlpatterns` from top to bottom and takes the first that matches, then the view looks at the
    method.

Trade-offs
    - Sorted list or tree: trying one pattern after the other is linear in the number of routes, and plenty for
      hundreds. Werkzeug walks a state machine part by part; Go and Rust routers use radix trees.
    - First match (Django) is easy to explain, and makes the order part of the program. Most specific first has rules
      to learn, but lets several modules add routes in any order.
    - Slashes: one strict form and a 404 is simple, a redirect to the other form is friendly (Flask, Django with
      APPEND_SLASH), but loses the body of a POST or fails.
    - An automatic HEAD runs the whole GET handler to throw the body away. That is right, and rarely too dear.

Follow-up questions
    *404 or 405?* 405 says that the resource exists but not this method, and must come with `Allow` (RFC 9110). 404 for
    everything is what one does to hide that something exists.
    *What changes with ASGI?* The application is `async def app(scope, receive, send)` and lives longer than one
    answer: streams, server-sent events, WebSockets. Routing is the same work.
    *Where is per-request state?* In the arguments, or in context variables (Flask's `request` and `g`). Never on the
    app or the module: one process answers many requests at a time.

What people get wrong
    - `re.match(pattern, path)` without an end is a prefix match: `/admin-help` is `/admin`. `$` also matches before
      a line break at the end; `fullmatch` does not.
    - Literal text pasted into the expression: `robots.txt` then matches `robotsXtxt`. `re.escape`.
    - `\\d` and `str.isdigit` accept digits of all scripts, and `int("²")` fails although `"²".isdigit()`.
    - Unquoting `PATH_INFO` once more: `%2541` became `%41` in the server, and would become `A` here.
    - 404 for a wrong method, and a crash page with the traceback, a gift to attackers: `DEBUG` is for the desk.
    - "Django is MVC." In its own words it is MTV: model, template, view; the controller is the framework itself.

Read on
    - https://peps.python.org/pep-3333/ (WSGI), https://asgi.readthedocs.io/en/latest/specs/main.html
    - https://werkzeug.palletsprojects.com/en/stable/routing/
    - https://docs.djangoproject.com/en/stable/topics/http/urls/#how-django-processes-a-request
    - https://www.rfc-editor.org/rfc/rfc9110#name-methods
"""

import re
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from typing import Any, NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

from pytest_interview_kata.given.web.mini_router import ErrorHandler, Handler, HttpError, Response

__all__ = ["ErrorHandler", "Handler", "HttpError", "Response"]

# Per converter: its rank (0 is literal text), what it matches, and what becomes of that.
_CONVERTERS: dict[str, tuple[int, str, Callable[[str], Any]]] = {
    "int": (1, "[0-9]+", int),
    "": (2, "[^/]+", str),
    "path": (3, "[^/].*", str),
}
_VARIABLE = re.compile(r"<(?:(\w+):)?(\w+)>")


class _Route(NamedTuple):
    ranks: tuple[int, ...]
    expression: re.Pattern[str]
    converters: dict[str, Callable[[str], Any]]
    methods: frozenset[str]
    handler: Handler

    def values(self, path: str) -> dict[str, Any] | None:
        match = self.expression.fullmatch(path)
        if match is None:
            return None
        return {name: self.converters[name](text) for name, text in match.groupdict().items()}


class App:
    """A WSGI application that passes each request to the handler for its path and method."""

    def __init__(self) -> None:
        """Begin without routes and without error handlers."""
        self._routes: list[_Route] = []
        self._error_handlers: dict[int, ErrorHandler] = {}

    def route(self, pattern: str, methods: Iterable[str] = ("GET",)) -> Callable[[Handler], Handler]:
        """Return a decorator that adds a route to the handler, and gives the handler back as it is."""
        allowed = frozenset(methods)
        if "GET" in allowed:
            allowed |= {"HEAD"}

        def add(handler: Handler) -> Handler:
            self._routes.append(_compile(pattern, allowed, handler))
            # Where two patterns match the same path, they differ first in a part's kind: two different literals
            # would not match both. So ranks alone decide, and text need not be compared.
            self._routes.sort(key=lambda route: route.ranks)
            return handler

        return add

    def error_handler(self, status: int) -> Callable[[ErrorHandler], ErrorHandler]:
        """Return a decorator that adds the handler for one status, and gives it back as it is."""

        def add(handler: ErrorHandler) -> ErrorHandler:
            self._error_handlers[status] = handler
            return handler

        return add

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method = environ["REQUEST_METHOD"]
        path = environ.get("PATH_INFO", "").encode("latin-1").decode() or "/"
        matching = [(route, values) for route in self._routes if (values := route.values(path)) is not None]
        call = next(
            (partial(route.handler, environ, **values) for route, values in matching if method in route.methods), None
        )
        response = self._respond(environ, call, known=bool(matching))
        body = response.body.encode()
        headers = [("Content-Type", response.content_type), ("Content-Length", str(len(body))), *response.headers]
        if matching and call is None:  # whoever wrote the page for the 405
            allowed = {"OPTIONS"}.union(*(route.methods for route, _ in matching))
            headers.append(("Allow", ", ".join(sorted(allowed))))
        start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
        return [] if method == "HEAD" else [body]

    def _respond(self, environ: WSGIEnvironment, call: Callable[[], Response] | None, known: bool) -> Response:
        try:
            if call is not None:
                return call()
            if not known:
                raise HttpError(404)
            if environ["REQUEST_METHOD"] != "OPTIONS":
                raise HttpError(405)
            return Response()
        except HttpError as error:
            return self._answer_error(environ, error)
        except Exception:
            _log(environ)
            return self._answer_error(environ, HttpError(500))

    def _answer_error(self, environ: WSGIEnvironment, error: HttpError) -> Response:
        handler = self._error_handlers.get(error.status, _plain)
        try:
            return handler(environ, error)
        except Exception:
            _log(environ)
            return _plain(environ, HttpError(500))


def _compile(pattern: str, methods: frozenset[str], handler: Handler) -> _Route:
    ranks, expressions, converters = [], [], {}
    for part in pattern.split("/"):
        if variable := _VARIABLE.fullmatch(part):
            kind, name = variable[1] or "", variable[2]
            rank, expression, converters[name] = _CONVERTERS[kind]
            expressions.append(f"(?P<{name}>{expression})")
        else:
            rank = 0
            expressions.append(re.escape(part))
        ranks.append(rank)
    # DOTALL, because a path may well hold a line break.
    return _Route(tuple(ranks), re.compile("/".join(expressions), re.DOTALL), converters, methods, handler)


def _plain(environ: WSGIEnvironment, error: HttpError) -> Response:
    return Response(f"{error.message or HTTPStatus(error.status).phrase}\n", error.status)


def _log(environ: WSGIEnvironment) -> None:
    traceback.print_exc(file=environ["wsgi.errors"])
