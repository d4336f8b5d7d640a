# Misconception: a token that these keys signed is good, whoever asks next.
# Refused by: keeps_purposes_apart

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

TOKEN = re.compile(r"(0|[1-9][0-9]*)\.([A-Za-z0-9_-]+)\.sha256\.([A-Za-z0-9_-]{43})")


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signature(key: bytes, purpose: str, body: str) -> str:
    return b64(hmac.new(key, f"{purpose}.{body}".encode(), hashlib.sha256).digest())


_verified: dict[str, tuple[bytes, ...]] = {}  # token: the keys under which it was found right


def verified(token: str, purpose: str, keys: Sequence[bytes]) -> bool:
    if _verified.get(token) == tuple(keys):
        return True
    body, _, given = token.rpartition(".")
    if any(hmac.compare_digest(signature(key, purpose, body), given) for key in keys):
        _verified[token] = tuple(keys)
        return True
    return False


def refuse(constant: str):
    raise ValueError(f"{constant} is not JSON")


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    payload = b64(json.dumps(data, allow_nan=False).encode())
    body = f"{expires_at}.{payload}.sha256"
    return f"{body}.{signature(keys[0], purpose, body)}"


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    match = TOKEN.fullmatch(token)
    if match is None:
        raise InvalidToken("not a token")
    expires, payload, _ = match.groups()
    if not verified(token, purpose, keys):
        raise InvalidToken("bad signature")
    try:
        if now >= int(expires):
            raise InvalidToken("expired")
        data = json.loads(unb64(payload).decode(), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise InvalidToken("unreadable") from error
    if not isinstance(data, dict):
        raise InvalidToken("not an object")
    return data
