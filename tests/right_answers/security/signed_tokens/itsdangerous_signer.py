# Approach: itsdangerous signs and verifies, its own lenient reading of the signature included.

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NoReturn

from itsdangerous import BadData, Signer
from itsdangerous.encoding import base64_decode, base64_encode

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

_BODY = re.compile(rb"[a-z0-9-]+\.(0|[1-9][0-9]*)\.([A-Za-z0-9_-]+)\.sha256")


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    payload = base64_encode(json.dumps(data, allow_nan=False)).decode()
    whole = _signer(keys).sign(f"{purpose}.{expires_at}.{payload}.sha256").decode()
    return whole.removeprefix(f"{purpose}.")


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    try:
        body = _BODY.fullmatch(_signer(keys).unsign(f"{purpose}.{token}"))
        if body is None:
            raise InvalidToken("signed, but not a token")
        if int(body[1]) <= now:
            raise InvalidToken(f"expired at {int(body[1])}")
        data = json.loads(base64_decode(body[2]).decode(), parse_constant=_refuse)
    except (BadData, ValueError, RecursionError) as error:
        raise InvalidToken(str(error)) from error
    if not isinstance(data, dict):
        raise InvalidToken(f"signed, but a {type(data).__name__}")
    return data


def _signer(keys: Sequence[bytes]) -> Signer:
    # itsdangerous wants the newest key last, and would derive keys of its own if we let it.
    return Signer(list(reversed(keys)), sep=".", key_derivation="none", digest_method=sha256)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
