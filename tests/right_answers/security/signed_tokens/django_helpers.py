# Approach: Django's base64 and constant_time_compare, the fields taken off one by one with partition.

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Sequence

from django.core.signing import b64_decode, b64_encode
from django.utils.crypto import constant_time_compare

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    encoder = json.JSONEncoder(allow_nan=False, ensure_ascii=False, indent="\t")
    payload = b64_encode("".join(encoder.iterencode(data)).encode())
    body = b"%d.%b.sha256" % (expires_at, payload)
    return b".".join([body, next(_signatures(body, purpose, keys))]).decode()


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    if not token.isascii():
        raise InvalidToken(ascii(token[:20]))
    body, _, signature = token.encode().rpartition(b".")
    if not any(constant_time_compare(ours, signature) for ours in _signatures(body, purpose, keys)):
        raise InvalidToken()
    expires, _, rest = body.partition(b".")
    payload, _, word = rest.partition(b".")
    if word != b"sha256" or not re.fullmatch(rb"0|[1-9]\d{0,11}", expires) or not re.fullmatch(rb"[\w-]+", payload):
        raise InvalidToken(body)
    if not now < int(expires):
        raise InvalidToken(now, expires)
    try:
        data = json.JSONDecoder(parse_constant=_constant).decode(b64_decode(payload).decode())
    except Exception as error:
        raise InvalidToken(repr(error)) from error
    if isinstance(data, dict):
        return data
    raise InvalidToken(data)


def _signatures(body: bytes, purpose: str, keys: Sequence[bytes]) -> Iterator[bytes]:
    for key in keys:
        code = hmac.HMAC(key, purpose.encode() + b"." + body, hashlib.sha256)
        yield b64_encode(code.digest())


def _constant(name: str) -> object:
    raise ValueError(name)
