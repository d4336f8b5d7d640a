"""Session data in the visitor's hands, and nobody changes it

Question: What are some best practices for writing secure Python code?
Difficulty: 3
Minutes: 40

The shop keeps no sessions on the server: what it knows about a visitor travels
in a cookie, and "forgot my password" sends a link. Both are tokens, which
anyone may read and nobody may make or change. The old module unpickled the
cookie, and a penetration tester ran a shell with it. You write the new one. A
second service, written in Go, signs and reads the same tokens, so the layout is
settled:

    EXPIRES.PAYLOAD.sha256.SIGNATURE

    EXPIRES    seconds since 1970 in decimal, digits 0-9, no leading zeros
    PAYLOAD    the session data: a JSON object, in UTF-8, in base64
    sha256     this very word; it is there so that we can move to another hash
               one day. Today a token with another word there is refused,
               whatever its signature
    SIGNATURE  HMAC-SHA256 with one of our keys, in base64, over the ASCII text

                   PURPOSE.EXPIRES.PAYLOAD.sha256

               with the fields just as they stand in the token

Base64 is the URL-safe one (`-` and `_`) without the `=` at the end. Any JSON
text that means the data will do: spaces, the order of keys and escapes are up
to whoever signs. But `NaN` and `Infinity` are no JSON, though Python's `json`
writes and reads them.

PURPOSE says what the token is good for (`login`, `reset-2`): 1 to 30 characters
out of a-z, 0-9 and `-`. It is not in the token; whoever reads must know what
they want. Keys are 32 random bytes each. A list of keys holds 1 to 5, all
different, the newest first.

Session data is a dict with text as keys. Values are None, bool, int (64 bits,
signed), float, str, and lists and dicts of such, at most 20 deep; text has no
lone surrogates. Nothing else is passed to `sign`.

Everything that `read` does not accept is an `InvalidToken`, of whatever wording,
and nothing but an `InvalidToken`. A token comes from the visitor: any text of
up to 10,000 characters, not only ASCII. Keys leak, too: where a right signature
stands over a PAYLOAD that is not base64 of UTF-8 of a JSON object, the token is
refused as well. No token, however it is signed, makes `read` run, import or
unpickle anything.

Some changes of a token change nothing: the last character of base64 has bits
that count for nothing. A token that was altered, but means the same, may be
refused or read exactly like the original, as you prefer.

Compare signatures through `hmac.compare_digest` or a library that does.

Examples:

>>> keys = [b"0123456789abcdef0123456789abcdef"]
>>> token = "1800000000.eyJ1c2VyIjo3fQ.sha256.Srl21t-QdhWbTnqKfutrAL-UsCD3Taf1wa9z7euqn0U"
>>> read(token, keys=keys, purpose="login", now=1_799_999_999)
{'user': 7}
>>> read(token, keys=keys, purpose="login", now=1_800_000_000)  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
InvalidToken: expired
>>> data = {"cart": ["tea", 2, 3.5], "name": "Zoë", "member": None}
>>> read(sign(data, keys=keys, purpose="cart", expires_at=100), keys=keys, purpose="cart", now=99) == data
True

Requirements:

- follows_the_layout
- refuses_forgeries (critical)
- expires_on_time
- keeps_purposes_apart
- rotates_keys
- runs_no_code (critical)
- refuses_with_one_exception
- compares_in_constant_time
"""

from collections.abc import Sequence

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    """Return a token that carries `data`, signed with the first of `keys`.

    `expires_at` is in seconds since 1970, 0 or more and below 10**12. A float in
    `data` that is NaN or infinite, at any depth, is a `ValueError`.
    """
    raise NotImplementedError


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    """Return the data of a token that one of `keys` signed for this purpose.

    The data is equal to what was signed, in value and in type (1 is not 1.0, nor
    True). The token is good while `now`, in seconds since 1970, is less than
    EXPIRES: at that second it is refused. Anything wrong with it is an
    `InvalidToken`.
    """
    raise NotImplementedError
