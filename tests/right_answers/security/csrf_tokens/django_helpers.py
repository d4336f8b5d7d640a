# Approach: Django compares whole tokens; a kind of InvalidToken for each reason; 403 goes out through write().

import hashlib
import hmac
import math
from collections.abc import Callable, Iterable
from functools import partial
from secrets import token_urlsafe
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.signing import b64_encode
from django.utils.crypto import constant_time_compare

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]


class Malformed(InvalidToken):
    """It is no token at all."""


class Forged(InvalidToken):
    """We did not sign this for this session."""


class Stale(InvalidToken):
    """Its time is over, or has not come."""


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    return _signed(secret, f"{now:d}.{token_urlsafe(nbytes=16)}", session_id)


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    head = token.rpartition(".")[0]
    try:
        time, _ = head.split(".")
        issued = int(time)
    except ValueError:
        raise Malformed(token) from None
    # The whole token once more: what differs anywhere, differs.
    if not constant_time_compare(token, _signed(secret, head, session_id)):
        raise Forged(token)
    if now > issued + MAX_AGE or issued > now + LEEWAY:
        raise Stale(token)
    return issued


def _signed(secret: bytes, head: str, session_id: str) -> str:
    mac = hmac.HMAC(secret, digestmod=hashlib.sha256)
    mac.update(head.encode())
    mac.update(b"." + session_id.encode())
    return f"{head}.{b64_encode(mac.digest()).decode()}"


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        self.handler = partial(handle, app, secret, origin, lambda: math.floor(now()))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.handler(environ, start_response)


def handle(
    app: WSGIApplication,
    secret: bytes,
    origin: str,
    now: Callable[[], int],
    environ: WSGIEnvironment,
    start_response: StartResponse,
) -> Iterable[bytes]:
    session_id = environ.get("session.id") or ""
    try:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "OPTIONS", "TRACE"}:
            if not session_id:
                raise Forged("no session")
            verify_token(secret, session_id, environ.get("HTTP_X_CSRF_TOKEN", ""), now())
            if environ.get("HTTP_ORIGIN", origin) != origin:
                raise Forged("sent by another site")
    except InvalidToken:
        write = start_response("403 Forbidden", [("Content-Type", 'text/plain; charset="utf-8"')])
        write(b"Forbidden\r\n")
        return []
    if session_id:
        environ.update({"csrf.token": issue_token(secret, session_id, now())})
    return app(environ, start_response)
