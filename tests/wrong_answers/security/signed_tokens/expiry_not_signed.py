# Misconception: it is the data that must not change, so the data is signed.
# Refused by: expires_on_time
# May also fail: compares_in_constant_time, follows_the_layout, keeps_purposes_apart, refuses_forgeries, refuses_with_one_exception, rotates_keys, runs_no_code

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
    return b64(hmac.new(key, f"{purpose}.{body}.sha256".encode(), hashlib.sha256).digest())


def refuse(constant: str):
    raise ValueError(f"{constant} is not JSON")


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    payload = b64(json.dumps(data, allow_nan=False).encode())
    return f"{expires_at}.{payload}.sha256.{signature(keys[0], purpose, payload)}"


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    match = TOKEN.fullmatch(token)
    if match is None:
        raise InvalidToken("not a token")
    expires, payload, given = match.groups()
    if not any(hmac.compare_digest(signature(key, purpose, payload), given) for key in keys):
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
