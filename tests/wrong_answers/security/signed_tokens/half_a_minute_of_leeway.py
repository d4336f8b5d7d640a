# Misconception: clocks differ, so every expiry deserves some leeway.
# Refused by: expires_on_time

import base64
import hmac
import json
import string
from collections.abc import Sequence

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

LEEWAY = 30  # seconds, the clocks of two services never agree
ALPHABET = set(string.ascii_letters + string.digits + "-_")


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    if not set(text) <= ALPHABET:
        raise ValueError("not base64")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def mac(key: bytes, message: str) -> bytes:
    return hmac.digest(key, message.encode("ascii"), "sha256")


def not_json(name: str):
    raise ValueError(name)


def number(text: str) -> int:
    if not text or not set(text) <= set(string.digits) or (len(text) > 1 and text[0] == "0"):
        raise ValueError("not a number")
    return int(text)


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    text = json.dumps(data, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    head = f"{expires_at}.{encode(text.encode('utf-8'))}.sha256"
    return head + "." + encode(mac(keys[0], f"{purpose}.{head}"))


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    try:
        expires, payload, word, signature = token.split(".")
        if word != "sha256":
            raise InvalidToken("unknown hash")
        message = f"{purpose}.{expires}.{payload}.{word}"
        given = decode(signature)
        for key in keys:
            if hmac.compare_digest(mac(key, message), given):
                break
        else:
            raise InvalidToken("not ours")
        if number(expires) + LEEWAY <= now:
            raise InvalidToken("too late")
        data = json.loads(decode(payload).decode("utf-8"), parse_constant=not_json)
    except (ValueError, RecursionError):
        raise InvalidToken("damaged") from None
    if type(data) is not dict:
        raise InvalidToken("not session data")
    return data
