# Approach: Werkzeug's Request, Response and ClosingIterator; the app gets a copy of environ with the key in it.

import base64
import binascii
import hmac
import os
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.wsgi import ClosingIterator

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]

SAFE_METHODS = ["GET", "HEAD", "OPTIONS", "TRACE"]


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    nonce = base64.urlsafe_b64encode(os.urandom(16)).rstrip(b"=")
    digest = hmac.digest(secret, b".".join([b"%d" % now, nonce, session_id.encode()]), "sha256")
    return b".".join([b"%d" % now, nonce, base64.urlsafe_b64encode(digest).rstrip(b"=")]).decode()


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    # Decoded first, so the two spare bits of the last character do not count.
    try:
        time, nonce, mac = token.encode("ascii").split(b".")
        if not time.isdigit() or set(mac) & set(b"+/="):
            raise ValueError(token)
        given = binascii.a2b_base64(mac.translate(bytes.maketrans(b"-_", b"+/")) + b"=", strict_mode=True)
        issued = int(time)
    except ValueError as error:
        raise InvalidToken(f"{token!r} cannot be read") from error
    due = hmac.new(secret, time + b"." + nonce + b"." + session_id.encode(), "sha256").digest()
    if not hmac.compare_digest(due, given):
        raise InvalidToken(f"{token!r} is not for {session_id}")
    age = now - issued
    if age < -LEEWAY:
        raise InvalidToken(f"{token!r} is {-age} seconds early")
    if age > MAX_AGE:
        raise InvalidToken(f"{token!r} is {age} seconds old")
    return issued


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        self.app, self.secret, self.origin, self.now = app, secret, origin, now

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ, populate_request=False, shallow=True)
        now = int(self.now())
        session_id = environ.get("session.id", "")
        if request.method not in SAFE_METHODS and not self.proves_itself(request, session_id, now):
            refusal = Response("This page is out of date.", status="403 Forbidden", mimetype="text/plain")
            return refusal(environ, start_response)
        extra = {"csrf.token": issue_token(self.secret, session_id, now)} if session_id else {}
        return ClosingIterator(self.app({**environ, **extra}, start_response))

    def proves_itself(self, request: Request, session_id: str, now: int) -> bool:
        if session_id == "" or request.headers.get("Origin", self.origin) != self.origin:
            return False
        try:
            return verify_token(self.secret, session_id, request.headers.get("X-CSRF-Token", ""), now) > 0
        except InvalidToken:
            return False
