# Approach: itsdangerous signs and compares, with its own base64; requests are matched, and refused by a generator.

import re
import secrets
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from itsdangerous import Signer

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]

_HEAD = re.compile(r"[1-9][0-9]{9}\.[\w-]{22}", re.ASCII)


def _signer(secret: bytes) -> Signer:
    return Signer(secret, key_derivation="none", digest_method=sha256)


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    head = f"{now}.{secrets.token_urlsafe(16)}"
    return f"{head}.{_signer(secret).get_signature(f'{head}.{session_id}').decode()}"


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    head, _, mac = token.rpartition(".")
    if not _HEAD.fullmatch(head) or len(mac) != 43:
        raise InvalidToken("malformed")
    if not _signer(secret).verify_signature(f"{head}.{session_id}", mac):
        raise InvalidToken("forged")
    issued = int(head.split(".")[0])
    if now not in range(issued - LEEWAY, issued + MAX_AGE + 1):
        raise InvalidToken("at another time")
    return issued


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float] = time.time) -> None:
        self.app = app
        self.secret = secret
        self.origin = origin
        self.now = now

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        match environ:
            case {"REQUEST_METHOD": "GET" | "HEAD" | "OPTIONS" | "TRACE"}:
                return self.passed(environ, start_response)
            case {"HTTP_ORIGIN": origin} if origin != self.origin:
                return self.refused(start_response)
            case {"session.id": str(session_id), "HTTP_X_CSRF_TOKEN": str(token)} if session_id:
                try:
                    verify_token(self.secret, session_id, token, int(self.now()))
                except InvalidToken:
                    return self.refused(start_response)
                return self.passed(environ, start_response)
        return self.refused(start_response)

    def passed(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if session_id := environ.get("session.id"):
            environ |= {"csrf.token": issue_token(self.secret, session_id, int(self.now()))}
        return self.app(environ, start_response)

    @staticmethod
    def refused(start_response: StartResponse) -> Iterable[bytes]:
        start_response("403 Forbidden", [("content-type", "text/plain"), ("cache-control", "no-store")])
        yield b"403 "
        yield b"Forbidden"
