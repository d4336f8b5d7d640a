# Misconception: once the signature is verified the bytes are our own, so unpickling them is safe.
# Refused by: runs_no_code
# May also fail: follows_the_layout, refuses_forgeries, expires_on_time, keeps_purposes_apart, rotates_keys, refuses_with_one_exception, compares_in_constant_time

import base64
import hashlib
import hmac
import math
import pickle
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


def check_floats(value):
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("NaN and infinity cannot be stored")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            check_floats(item)


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    check_floats(data)
    payload = b64(pickle.dumps(data))
    body = f"{expires_at}.{payload}.sha256"
    return f"{body}.{signature(keys[0], purpose, body)}"


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    match = TOKEN.fullmatch(token)
    if match is None:
        raise InvalidToken("not a token")
    expires, payload, given = match.groups()
    body = token.rpartition(".")[0]
    if not any(hmac.compare_digest(signature(key, purpose, body), given) for key in keys):
        raise InvalidToken("bad signature")
    try:
        if now >= int(expires):
            raise InvalidToken("expired")
        data = pickle.loads(unb64(payload))
    except InvalidToken:
        raise
    except Exception as error:
        raise InvalidToken("unreadable") from error
    if not isinstance(data, dict):
        raise InvalidToken("not an object")
    return data
