"""A middleware that tells our own pages from everybody else's

Question: What are some common security issues that affect Python web applications?
Difficulty: 3
Minutes: 40

A page on another site held a hidden form whose target was our shop. Customers
who opened it while they were logged in changed their delivery address without
knowing, because a browser adds our session cookie to a request whoever started
it. You write the middleware that asks for proof: a token which only our own
pages can know, signed by us, tied to the session, and good for an hour.

A token is three parts with dots between them, `<time>.<nonce>.<mac>`. Other
services of ours, in other languages, make and read the same tokens:

- time: when it was issued, in whole Unix seconds, in decimal digits;
- nonce: what `secrets.token_urlsafe(16)` returns (22 letters, digits, `-`, `_`),
  new for each token;
- mac: HMAC-SHA256 with the secret as its key over the ASCII text
  `<time>.<nonce>.<session id>`, in URL-safe base64 without `=` (43 characters).

A token is valid for one session, from 30 seconds before its time (`LEEWAY`,
because the clocks of our servers differ) until 3600 seconds after it
(`MAX_AGE`), both ends included. Anything that is not a valid token of this
session at this moment is an `InvalidToken`, and never another exception. A
token in which something was changed is invalid too, unless it still decodes to
the same three values: the last character of the mac has two bits that nobody
needs, and you may ignore them or insist on them. Compare the mac through
`hmac.compare_digest` or a library that does.

Secrets are 32 to 64 bytes. Session ids are 1 to 64 letters, digits, `-` and `_`.
Times are integers from 1000000000 to 9999999999. A token that comes from outside
is any text of characters up to U+00FF, as WSGI hands over headers. The time is
given to you; read no clock.

Examples:

>>> secret, noon = b"0123456789abcdef0123456789abcdef", 1700000000
>>> token = "1700000000.Zm9yIGV4YW1wbGUgb25seQ._fY8W2OdtZ_vwqep_NiO1kG5XGUg_9i2_8mylZ3-5-c"
>>> verify_token(secret, "session-of-ann", token, now=noon + 3600)
1700000000
>>> mine = issue_token(secret, "session-of-bob", now=noon)
>>> mine.startswith("1700000000."), mine == issue_token(secret, "session-of-bob", now=noon)
(True, False)

Requirements:

- tokens_follow_the_layout
- tokens_belong_to_one_session (critical)
- changed_tokens_are_invalid
- tokens_expire
- compares_in_constant_time
- unsafe_methods_need_a_token (critical)
- foreign_origins_are_refused
- other_requests_pass_untouched
"""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    """Return a new token of this session, issued at `now`."""
    raise NotImplementedError


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    """Return the time at which `token` was issued, if it is valid for this session at `now`.

    Raises:
        InvalidToken: it is not, for whatever reason.
    """
    raise NotImplementedError


class CsrfMiddleware:
    """WSGI middleware (PEP 3333) around `app`, which passes a request on or refuses it.

    GET, HEAD, OPTIONS and TRACE are safe: they always pass, with any headers or
    none. A request with any other method (`POST`, `DELETE`, `PROPFIND`, ...; all
    come in upper case) passes only if all of this is true:

    - It has a session. The session middleware outside of this one puts the id
      into `environ["session.id"]`; without a session the key is missing or `""`.
    - Its header `X-CSRF-Token`, which WSGI calls `HTTP_X_CSRF_TOKEN`, holds a
      token that is valid for this session now.
    - Its header `Origin` equals `origin` to the letter, or was not sent at all
      (then it was no browser, or an old one, and the token decides). `null`, the
      empty value and anything else are foreign, however good the token.

    A request that passes reaches `app`: `environ` as it came, its body unread,
    and one key more if there is a session: `environ["csrf.token"]` holds a new
    token of the session, which the page will send back. What `app` answers goes
    out unchanged, and as it comes: streams stay streams and are closed.

    A request that does not pass never reaches `app`. It is answered with
    `403 Forbidden`, content type `text/plain` (a charset may follow), and a short
    ASCII body of your choice, not empty, the same whatever the reason.

    One object serves many requests, perhaps in several threads at a time.
    """

    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        """Wrap `app`.

        Args:
            app: the application to protect.
            secret: the key for the tokens.
            origin: our own, as browsers send it: `https://shop.example` or `https://shop.example:8443`.
            now: the clock, `time.time` in production. Round it down for the tokens.
        """
        raise NotImplementedError

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on to the application, or answer it with 403."""
        raise NotImplementedError
