# Approach: HMAC over hashlib and base64 over one big integer; the mac is compared as text through secrets.

import secrets
import string
from collections.abc import Callable, Iterable
from hashlib import sha256
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def to_base64(content: bytes) -> str:
    spare = -len(content) * 8 % 6
    number = int.from_bytes(content, "big") << spare
    length = (len(content) * 8 + spare) // 6
    return "".join(ALPHABET[number >> 6 * place & 63] for place in reversed(range(length)))


def mac_of(secret: bytes, *fields: str) -> str:
    key = secret.ljust(64, b"\0")  # secrets have 64 bytes at most, as much as a block of SHA-256
    inner = sha256(bytes(byte ^ 0x36 for byte in key) + ".".join(fields).encode()).digest()
    return to_base64(sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest())


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    time = str(now)
    nonce = to_base64(secrets.token_bytes(16))
    return ".".join([time, nonce, mac_of(secret, time, nonce, session_id)])


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    fields = token.split(".")
    if [len(field) for field in fields] != [10, 22, 43]:
        raise InvalidToken
    time, nonce, mac = fields
    if not set(time) <= set(string.digits) or not set(nonce + mac) <= set(ALPHABET):
        raise InvalidToken
    # The age first: it needs no secret.
    if not int(time) - LEEWAY <= now <= int(time) + MAX_AGE:
        raise InvalidToken
    if not secrets.compare_digest(mac_of(secret, time, nonce, session_id), mac):
        raise InvalidToken
    return int(time)


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        self.app = app
        self.secret = secret
        self.origin = origin
        self.now = now

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        session_id = environ.get("session.id", "")
        if method not in ("GET", "HEAD", "OPTIONS", "TRACE"):
            body = b"No.\n"
            headers = [("Content-Type", "text/plain;charset=utf-8"), ("Content-Length", str(len(body)))]
            if not session_id or "HTTP_X_CSRF_TOKEN" not in environ:
                start_response("403 Forbidden", headers)
                return (body,)
            if "HTTP_ORIGIN" in environ and environ["HTTP_ORIGIN"] != self.origin:
                start_response("403 Forbidden", headers)
                return (body,)
            try:
                verify_token(self.secret, session_id, environ["HTTP_X_CSRF_TOKEN"], now=int(self.now()))
            except InvalidToken:
                start_response("403 Forbidden", headers)
                return (body,)
        if session_id:
            environ["csrf.token"] = issue_token(self.secret, session_id, now=int(self.now()))
        return self.app(environ, start_response)
