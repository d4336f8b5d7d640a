"""What are some common security issues that affect Python web applications?

Say it in a minute
    The common ones: injection into SQL, shells and pages, requests forged from other sites, objects that
    anybody can read by their id, paths that leave their folder, redirects and fetches to addresses that a
    visitor chose, weak password storage, unpickled data, old dependencies, DEBUG left on. Cross-site request
    forgery (CSRF) is this: a browser adds our cookies to a request whichever page started it, so a form on
    another site acts with the visitor's rights. The attacker can send, but cannot read. So I ask for something
    that one must have read on our own page: a token, tied to the session, in a header or a hidden field.
    Requests that change something never use GET. Beside the token I check `Origin`, and set the session cookie
    to `SameSite=Lax` and `Secure`. Django brings the token and the check of `Origin`; for Flask, Flask-WTF brings
    the token.

Trade-offs
    - A signed token needs no storage, so any server can check it; but a single one cannot be taken back. A
      random token kept in the session (the synchronizer pattern) can, and needs no secret key.
    - An age limit makes a leaked token worth less, and turns a form that was left open over lunch into an error.
      OWASP advises against it: the session's end is the token's end. Where there is a limit it must be signed,
      and the page should be able to fetch a new token.
    - A header suits `fetch` and htmx. Plain forms need a hidden field: then the middleware reads the body, and
      has to bound it and to put it back for the application.
    - `Sec-Fetch-Site` (all major browsers since 2023, https only) does most of this without tokens; OWASP
      accepts it with a check of `Origin` as a fallback, Go has it in its standard library.

Follow-up questions
    *Is SameSite not enough?* No. Only Chromium treats a cookie without the attribute as Lax, and then it still
    goes along with a POST for its first two minutes. "Same site" includes every subdomain, also the one that
    was forgotten and taken over. And Lax does nothing for a GET that changes something.
    *Does a JSON API need it?* If it reads cookies, yes. A form can send JSON as `text/plain`, and many endpoints
    parse the body whatever its type. With a bearer token in `Authorization` it does not: no browser adds that.
    *Why is `Origin: null` refused, and no `Origin` accepted?* A sandboxed frame on any site sends `null`, so it
    proves nothing. Today's browsers send the header with every unsafe method; a client without it has no
    visitor's cookies to abuse. The price: `Referrer-Policy: no-referrer` on our own pages makes their forms send
    `null`, so use `same-origin` there.

What people get wrong
    - Signing without the session: the attacker fetches a token of their own and puts it into the form.
    - Comparing the cookie with the header and nothing else: a subdomain can set the cookie, and if both are
      missing they are equal.
    - A time beside the signature instead of under it: everybody sets their own clock.
    - `hmac.compare_digest` on text: one `é` raises `TypeError`, and the refusal becomes a 500. Compare bytes.
    - `origin.startswith("https://shop.example")`: so does https://shop.example.evil.example.
    - Guarding POST only. List what is safe, not what is dangerous: DELETE, PATCH and tomorrow's method.
    - Caching a page that holds a token for everybody. And hoping that tokens survive cross-site scripting: a
      script in our page reads them.

Read on
    - https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
    - https://docs.djangoproject.com/en/stable/ref/csrf/#how-it-works
    - https://www.rfc-editor.org/rfc/rfc9110#name-safe-methods
    - https://fetch.spec.whatwg.org/#origin-header
    - https://peps.python.org/pep-3333/#middleware-components-that-play-both-sides
    - https://docs.python.org/3/library/hmac.html#hmac.compare_digest
"""

import base64
import hmac
import secrets
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from pytest_interview_kata.given.security.csrf_tokens import LEEWAY, MAX_AGE, InvalidToken

__all__ = ["LEEWAY", "MAX_AGE", "InvalidToken"]

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})  # RFC 9110; whatever else there is may change things
_REFUSAL = b"Request refused. Please reload the page and try again.\n"


def issue_token(secret: bytes, session_id: str, now: int) -> str:
    """Return a new token of this session, issued at `now`."""
    time, nonce = str(now), secrets.token_urlsafe(16)
    return f"{time}.{nonce}.{_mac(secret, time, nonce, session_id)}"


def verify_token(secret: bytes, session_id: str, token: str, now: int) -> int:
    """Return the time at which `token` was issued, if it is valid for this session at `now`."""
    try:
        time, nonce, mac = token.split(".")
        issued = int(time)
    except ValueError:
        raise InvalidToken("not in the form of a token") from None
    # The text of the time is signed, not the number: each number has many spellings. And bytes are compared, because
    # compare_digest raises TypeError on text that is not ASCII.
    if not hmac.compare_digest(mac.encode(), _mac(secret, time, nonce, session_id).encode()):
        raise InvalidToken("not a token of this session")
    if not -LEEWAY <= now - issued <= MAX_AGE:
        raise InvalidToken("too old, or from the future")
    return issued


class CsrfMiddleware:
    """WSGI middleware around `app`, which lets unsafe requests pass only with a token of their session."""

    def __init__(self, app: WSGIApplication, secret: bytes, origin: str, now: Callable[[], float]) -> None:
        """Wrap `app`."""
        self._app = app
        self._secret = secret
        self._origin = origin
        self._now = now

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on to the application, or answer it with 403."""
        session_id = environ.get("session.id", "")
        now = int(self._now())
        if environ["REQUEST_METHOD"] not in _SAFE_METHODS and not self._is_ours(environ, session_id, now):
            # The reason is for our log, not for whoever tries things out.
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(_REFUSAL)))]
            start_response("403 Forbidden", headers)
            return [_REFUSAL]
        if session_id:
            environ["csrf.token"] = issue_token(self._secret, session_id, now)
        return self._app(environ, start_response)

    def _is_ours(self, environ: WSGIEnvironment, session_id: str, now: int) -> bool:
        if environ.get("HTTP_ORIGIN", self._origin) != self._origin:
            return False
        if not session_id:  # "no session" is no session that a token could belong to
            return False
        try:
            verify_token(self._secret, session_id, environ.get("HTTP_X_CSRF_TOKEN", ""), now)
        except InvalidToken:
            return False
        return True


def _mac(secret: bytes, time: str, nonce: str, session_id: str) -> str:
    # No part can hold a dot, so no other three parts give the same text.
    mac = hmac.digest(secret, f"{time}.{nonce}.{session_id}".encode(), "sha256")
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()
