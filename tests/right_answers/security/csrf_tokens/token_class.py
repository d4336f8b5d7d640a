# Approach: a class for tokens and one for the rules; answers pass through an iterator of our own that closes them.

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]


@dataclass(frozen=True)
class Token:
    """What a token says, without any claim that it is true."""

    time: int
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    mac: bytes = b""

    LAYOUT: ClassVar = re.compile(r"(?P<time>[1-9]\d{9})\.(?P<nonce>[\w-]{22})\.(?P<mac>[\w-]{43})", re.ASCII)

    @classmethod
    def read(cls, text: str) -> Token:
        parts = cls.LAYOUT.fullmatch(text)
        if not parts:
            raise InvalidToken("This does not have the layout of a token.")
        return cls(int(parts["time"]), parts["nonce"], b64decode(parts["mac"] + "=", altchars=b"-_", validate=True))

    def __str__(self) -> str:
        return f"{self.time}.{self.nonce}.{urlsafe_b64encode(self.mac).decode().removesuffix('=')}"

    def signed(self, secret: bytes, session_id: str) -> Token:
        message = f"{self.time}.{self.nonce}.{session_id}"
        return replace(self, mac=hmac.digest(secret, message.encode("ascii"), "sha256"))


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    return str(Token(now).signed(secret, session_id))


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    given = Token.read(token)
    if not hmac.compare_digest(given.signed(secret, session_id).mac, given.mac):
        raise InvalidToken("This was not issued for this session.")
    if given.time not in range(now - MAX_AGE, now + LEEWAY + 1):
        raise InvalidToken("This was not issued within the hour.")
    return given.time


class Answer:
    """The answer of an application, as a server sees it."""

    def __init__(self, answer: Iterable[bytes]) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        close = getattr(self._answer, "close", None)
        if close is not None:
            close()


class Rules:
    """Tell a request that must be refused."""

    def __init__(self, secret: bytes, origin: str) -> None:
        self._secret = secret
        self._rules: list[Callable[[WSGIEnvironment, int], bool]] = [
            lambda environ, now: bool(environ.get("session.id")),
            lambda environ, now: environ.get("HTTP_ORIGIN") in (None, origin),
            self._has_token,
        ]

    def allow(self, environ: WSGIEnvironment, now: int) -> bool:
        if environ["REQUEST_METHOD"] in frozenset(["GET", "HEAD", "OPTIONS", "TRACE"]):
            return True
        return all(rule(environ, now) for rule in self._rules)

    def _has_token(self, environ: WSGIEnvironment, now: int) -> bool:
        try:
            verify_token(self._secret, environ["session.id"], environ["HTTP_X_CSRF_TOKEN"], now)
        except (InvalidToken, KeyError):
            return False
        return True


class CsrfMiddleware:
    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        self._app = app
        self._secret = secret
        self._now = now
        self._rules = Rules(secret, origin)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        now = int(self._now() // 1)
        if not self._rules.allow(environ, now):
            start_response("403 Forbidden", [("Content-Length", "9"), ("Content-Type", "text/plain; charset=ascii")])
            return iter([b"Forbidden"])
        if environ.get("session.id"):
            environ["csrf.token"] = issue_token(self._secret, environ["session.id"], now)
        return Answer(self._app(environ, start_response))
