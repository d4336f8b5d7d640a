# Misconception: POST, PUT, PATCH and DELETE are the methods that change something.
# Refused by: unsafe_methods_need_a_token
# May also fail: foreign_origins_are_refused

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
REFUSED = b"Forbidden. Please reload the page.\n"


def _mac(secret: bytes, time: str, nonce: str, session_id: str) -> str:
    message = f"{time}.{nonce}.{session_id}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    nonce = secrets.token_urlsafe(16)
    return f"{now}.{nonce}.{_mac(secret, str(now), nonce, session_id)}"


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    try:
        time, nonce, mac = token.split(".")
        issued = int(time)
    except ValueError:
        raise InvalidToken("not a token") from None
    expected = _mac(secret, time, nonce, session_id)
    if not hmac.compare_digest(mac.encode(), expected.encode()):
        raise InvalidToken("wrong signature")
    if not issued - LEEWAY <= now <= issued + MAX_AGE:
        raise InvalidToken("expired")
    return issued


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        self.app = app
        self.secret = secret
        self.origin = origin
        self.now = now

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        session_id = environ.get("session.id", "")
        now = int(self.now())
        if environ["REQUEST_METHOD"] in UNSAFE and not self.allowed(environ, session_id, now):
            start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", str(len(REFUSED)))])
            return [REFUSED]
        if session_id:
            environ["csrf.token"] = issue_token(self.secret, session_id, now)
        return self.app(environ, start_response)

    def allowed(self, environ: WSGIEnvironment, session_id: str, now: int) -> bool:
        if not session_id:
            return False
        if environ.get("HTTP_ORIGIN", self.origin) != self.origin:
            return False
        try:
            verify_token(self.secret, session_id, environ.get("HTTP_X_CSRF_TOKEN", ""), now)
        except InvalidToken:
            return False
        return True
