# Misconception: a nonce is a number used once, so a token is good for one request.
# Refused by: foreign_origins_are_refused
# May also fail: other_requests_pass_untouched, unsafe_methods_need_a_token

import hmac
import math
import re
import secrets
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]

TOKEN = re.compile(r"([0-9]{10})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    head = f"{now}.{secrets.token_urlsafe(16)}"
    return f"{head}.{urlsafe_b64encode(_sign(secret, head, session_id)).decode()[:43]}"


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    match = TOKEN.fullmatch(token)
    if match is None:
        raise InvalidToken
    time, nonce, mac = match.groups()
    if not hmac.compare_digest(urlsafe_b64decode(f"{mac}="), _sign(secret, f"{time}.{nonce}", session_id)):
        raise InvalidToken
    issued = int(time)
    if now < issued - LEEWAY or now > issued + MAX_AGE:
        raise InvalidToken
    return issued


def _sign(secret: bytes, head: str, session_id: str) -> bytes:
    return hmac.digest(secret, f"{head}.{session_id}".encode("ascii"), "sha256")


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        self._app, self._secret, self._origin, self._now = app, secret, origin, now
        self._used: dict[tuple[str, str], int] = {}  # session and nonce -> time of the token
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        session_id = environ.get("session.id") or None
        now = math.floor(self._now())
        if environ["REQUEST_METHOD"] not in SAFE_METHODS:
            try:
                self._check(environ, session_id, now)
            except InvalidToken:
                start_response("403 Forbidden", [("Content-Type", "text/plain; charset=us-ascii")])
                return [b"This request did not come from our pages."]
        if session_id is not None:
            environ["csrf.token"] = issue_token(self._secret, session_id, now)
        return self._app(environ, start_response)

    def _check(self, environ: WSGIEnvironment, session_id: str | None, now: int) -> None:
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin != self._origin:
            raise InvalidToken("foreign origin")
        if session_id is None:
            raise InvalidToken("no session")
        token = environ.get("HTTP_X_CSRF_TOKEN", "")
        issued = verify_token(self._secret, session_id, token, now)
        key = (session_id, token.split(".")[1])
        with self._lock:
            self._used = {old: time for old, time in self._used.items() if now <= time + MAX_AGE}
            if key in self._used:
                raise InvalidToken("used before")
            self._used[key] = issued
