# Misconception: int() reads whatever isdigit() is true of.
# Refused by: refuses_with_one_exception
# May also fail: refuses_forgeries

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

BASE64 = re.compile(r"[A-Za-z0-9_-]*")


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _signature(key: bytes, purpose: str, expires: str, payload: str) -> str:
    message = ".".join([purpose, expires, payload, "sha256"])
    return _b64(hmac.new(key, message.encode("utf-8", "replace"), hashlib.sha256).digest())


def _refuse(name: str):
    raise InvalidToken(f"{name} is not JSON")


def _data(payload: str) -> Session:
    if not BASE64.fullmatch(payload):
        raise InvalidToken("not base64")
    try:
        raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        data = json.loads(raw.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise InvalidToken("not JSON") from None
    if not isinstance(data, dict):
        raise InvalidToken("not an object")
    return data


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    payload = _b64(json.dumps(data, allow_nan=False, sort_keys=True).encode())
    return f"{expires_at}.{payload}.sha256.{_signature(keys[0], purpose, str(expires_at), payload)}"


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    fields = token.split(".")
    if len(fields) != 4 or fields[2] != "sha256":
        raise InvalidToken("not a token of ours")
    expires, payload, _, signature = fields
    if not expires.isdigit() or (expires[0] == "0" and expires != "0"):
        raise InvalidToken("no time of expiry")
    if int(expires) <= now:
        raise InvalidToken("expired")
    if not BASE64.fullmatch(signature):
        raise InvalidToken("no signature")
    if not any(hmac.compare_digest(signature, _signature(key, purpose, expires, payload)) for key in keys):
        raise InvalidToken("forged")
    return _data(payload)
