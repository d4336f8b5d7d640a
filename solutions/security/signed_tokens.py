"""What are some best practices for writing secure Python code?

Say it in a minute
    One practice covers many: never trust what comes back from the client, even if we sent it. State that travels
    through a browser is signed. I use HMAC with a secret key, because a plain hash has no secret in it and
    `sha256(key + text)` can be extended by someone who does not know the key. The signature covers
    *everything* that decides: data, expiry and purpose, joined so that no two different sets of fields give the same
    bytes. I verify first and decode afterwards, compare in constant time, and choose the algorithm myself,
    not from the token. Inside is JSON: data, not objects, since `pickle.loads` runs whatever code it is told to. Keys
    come from the environment, as a list, so that they can be replaced without logging everybody out. In a project I
    take itsdangerous (Flask's session) or `django.core.signing`, which have all of this.

Trade-offs
    - A signed token can be read by everyone who holds it. Secrets need encryption or a session on the server.
    - It cannot be taken back before it expires. Short lives, or a number in the user's row that "log out everywhere"
      raises; a session on the server is simpler when you need that.
    - The purpose could also choose a key derived from the main one (the `salt` of Django and itsdangerous). That is as
      good. What counts is that a token for one use cannot be spent on another.
    - JWT buys interoperability with a choice of algorithms inside the token. Pin the list when you verify (RFC 8725).
    - JSON has no dates, bytes or tuples, and big numbers suffer in JavaScript. That is the price of data only.

Follow-up questions
    *Someone stole the secret key. What now?* Put a new key first and *remove* the old one, so all sessions end. Keeping
    it as a fallback is for planned rotation only. With pickle inside, the thief would own the server as well.
    *How do you make a reset link work once?* Sign something that using it changes: Django puts the last login and the
    password hash into the signed text, so the link dies with the old password.
    *Cookie flags?* Secure, HttpOnly, SameSite=Lax. The signature stops changes, not theft, and not replay.

What people get wrong
    - "Signed, so pickle is fine." One leaked key, and keys do leak, turns a forged cookie into a shell.
    - Expiry checked but not signed, or purpose, expiry and data glued together without a separator: the digits of
      one field slide into the next. JSON of a list, fixed lengths or a separator that no field may hold prevent it.
    - `json.dumps` writes NaN, which is not JSON, and `json.loads` accepts it: Python talks to itself, and the
      other service fails.
    - `hmac.compare_digest` takes text only if it is ASCII and raises `TypeError` otherwise: a hostile cookie becomes
      a 500.
    - The order of keys. Flask 3.1.0 signed with the oldest of `SECRET_KEY_FALLBACKS` (CVE-2025-47278, fixed in 3.1.1),
      because itsdangerous signs with the *last* of its list.

Read on
    - https://docs.python.org/3/library/hmac.html
    - https://itsdangerous.palletsprojects.com/en/stable/concepts/
    - https://docs.djangoproject.com/en/stable/topics/signing/
    - https://www.rfc-editor.org/rfc/rfc2104 (HMAC), https://www.rfc-editor.org/rfc/rfc8725 (JWT, best practices)
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from typing import NoReturn

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

# The hash is a constant of ours. As a field of the token it is only recognised, never obeyed.
_LAYOUT = re.compile(r"((0|[1-9][0-9]{0,11})\.([A-Za-z0-9_-]+)\.sha256)\.([A-Za-z0-9_-]{43})")


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    """Return a token that carries `data`, signed with the first of `keys`."""
    text = json.dumps(data, allow_nan=False, separators=(",", ":"))
    signed = f"{expires_at}.{_encode(text.encode())}.sha256"
    return f"{signed}.{_signature(keys[0], purpose, signed)}"


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    """Return the data of a token that one of `keys` signed for this purpose."""
    match = _LAYOUT.fullmatch(token)
    if match is None:  # from here on all is ASCII, and the numbers are small
        raise InvalidToken("not laid out like a token of ours")
    signed, expires, payload, signature = match.groups()
    # Before the signature is known to be right, nothing in the token is decoded.
    if not any(hmac.compare_digest(signature, _signature(key, purpose, signed)) for key in keys):
        raise InvalidToken("not signed by us for this purpose")
    if now >= int(expires):
        raise InvalidToken("expired")
    try:
        data = json.loads(_decode(payload).decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):  # of base64, UTF-8 and JSON alike, and of 5,000 open brackets
        raise InvalidToken("signed, but not JSON") from None
    if not isinstance(data, dict):
        raise InvalidToken("signed, but not an object")
    return data


def _signature(key: bytes, purpose: str, signed: str) -> str:
    # No purpose holds a dot, so the first dot always ends it and the fields cannot shift.
    return _encode(hmac.new(key, f"{purpose}.{signed}".encode(), hashlib.sha256).digest())


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
