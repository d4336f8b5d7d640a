# Approach: a key ring and a token class; msgspec reads and writes the JSON.

from __future__ import annotations

import hmac
import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_letters, digits

import msgspec

from pytest_interview_kata.given.security.signed_tokens import JSON, InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

WORD = "sha256"
URL_SAFE = frozenset(ascii_letters + digits + "-_")


class Forged(InvalidToken):
    """Nobody who has a key signed this for this purpose."""


class Malformed(InvalidToken):
    """It does not look like a token at all."""


class Base64:
    @staticmethod
    def write(content: bytes) -> str:
        return urlsafe_b64encode(content).decode("ascii").replace("=", "")

    @staticmethod
    def read(text: str) -> bytes:
        if not URL_SAFE.issuperset(text):
            raise Malformed("a character that is not base64")
        try:
            return urlsafe_b64decode(text + "==")
        except ValueError:
            raise Malformed("base64 of an impossible length") from None


@dataclass(frozen=True)
class Token:
    expires: str
    payload: str
    signature: bytes

    @classmethod
    def parse(cls, text: str) -> Token:
        fields = text.split(".")
        if len(fields) != 4:
            raise Malformed(f"{len(fields)} fields")
        expires, payload, word, signature = fields
        if word != WORD:
            raise Malformed("another hash")
        if len(expires) > 15 or not (expires.isascii() and expires.isdigit()) or str(int(expires)) != expires:
            raise Malformed("no number of seconds")
        Base64.read(payload)
        return cls(expires, payload, Base64.read(signature))

    def is_over(self, now: int) -> bool:
        return int(self.expires) <= now

    def data(self) -> Session:
        try:
            return msgspec.json.decode(Base64.read(self.payload), type=dict[str, JSON_TYPE])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise Malformed(str(error)) from error


JSON_TYPE = bool | int | float | str | list | dict | None


class KeyRing:
    def __init__(self, keys: Sequence[bytes], purpose: str) -> None:
        self.keys = tuple(keys)
        self.purpose = purpose

    def mac(self, key: bytes, expires: str, payload: str) -> bytes:
        code = hmac.new(key, digestmod="sha256")
        for field in (self.purpose, expires, payload):
            code.update(field.encode("ascii") + b".")
        code.update(WORD.encode("ascii"))
        return code.digest()

    def check(self, token: Token) -> None:
        verdicts = [
            hmac.compare_digest(self.mac(key, token.expires, token.payload), token.signature) for key in self.keys
        ]
        if True not in verdicts:
            raise Forged("no key of ours made this signature")


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    _only_numbers(data)  # msgspec would write null
    ring = KeyRing(keys, purpose)
    expires, payload = str(expires_at), Base64.write(msgspec.json.encode(data))
    return ".".join([expires, payload, WORD, Base64.write(ring.mac(ring.keys[0], expires, payload))])


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    parsed = Token.parse(token)
    if parsed.is_over(now):
        raise InvalidToken(f"expired, now is {now}")
    KeyRing(keys, purpose).check(parsed)
    return parsed.data()


def _only_numbers(value: JSON) -> None:
    match value:
        case float() if not math.isfinite(value):
            raise ValueError(f"{value} is not JSON")
        case dict():
            _only_numbers(list(value.values()))
        case list():
            for item in value:
                _only_numbers(item)
