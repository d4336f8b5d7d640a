"""The hidden checks of ``security/csrf_tokens``: an HMAC of our own, and a WSGI server that watches both sides."""

import base64
import hashlib
import hmac
import io
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import describe, exhibit, expected, items, octets, refuses, requirement, text
from pytest_interview_kata.given.security.csrf_tokens import InvalidToken
from pytest_interview_kata.strategies.watching import constant_time_comparisons

SECRET = b"0123456789abcdef0123456789abcdef"
SECRETS = (SECRET, bytes(range(64)), b"\xff" * 47 + b"k")
ANN, BOB = "session-of-ann", "session-of-bob"
SESSIONS = (ANN, "7", "A_b-9", "x" * 64)
NOON = 1_700_000_000
TIMES = (NOON, 1_000_000_000, 9_999_996_399)
ORIGIN = "https://shop.example"

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encoded(data: bytes) -> str:
    """URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def mac_of(secret: bytes, time: str, nonce: str, session_id: str) -> str:
    """The mac that the stub describes."""
    return encoded(hmac.new(secret, f"{time}.{nonce}.{session_id}".encode(), hashlib.sha256).digest())


def parts_of(token: str) -> tuple[str, str, str]:
    """The three parts, as text."""
    parts = token.split(".")
    assert len(parts) == 3, f"A token has three parts with dots between them; {token!r} has {len(parts)}."
    return parts[0], parts[1], parts[2]


def must_be_valid(
    submission: Any, token: object, now: int, issued: int, secret: bytes = SECRET, session_id: str = ANN
) -> None:
    """`verify_token` must return the time at which the token was issued."""
    try:
        answer = submission.verify_token(secret, session_id, token, now)
    except InvalidToken:
        raise AssertionError(f"This token must be valid; it was issued at {issued}, and now is {now}.") from None
    assert expected(issued) == answer


# What secrets.token_urlsafe(16) can return; the first and the last character may be of any kind.
NONCES = tuple(
    encoded(bytes_) for bytes_ in (b"for example only", bytes(16), b"\xff" * 16, b"\xfb\xef\xbe" * 5 + b"\xfa")
)
# Tokens of other services: when, and with which nonce.
MADE = tuple(zip((*TIMES, NOON), NONCES, strict=True))


@requirement(
    "A token is `<time>.<nonce>.<mac>` to the byte, with a new nonce each time, and tokens that other services made "
    "are read.",
    weight=2,
    hints=(
        "Can you make the token of the example again from its time, its nonce and its session?",
        "An HMAC is no plain hash. Look at what it is computed over, and at how its 32 bytes become 43 characters.",
        "`hmac.digest(secret, message, 'sha256')`, `base64.urlsafe_b64encode` without `=`, `secrets`.",
    ),
)
@given(secret=st.sampled_from(SECRETS), session_id=st.sampled_from(SESSIONS), made=st.sampled_from(MADE))
def tokens_follow_the_layout(submission: Any, secret: bytes, session_id: str, made: tuple[int, str]) -> None:
    now, nonce = made
    time, own_nonce, mac = parts_of(text(submission.issue_token(secret, session_id, now)))
    assert expected(str(now)) == time
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", own_nonce), (
        f"A nonce is 22 letters, digits, `-` and `_`, as `secrets.token_urlsafe(16)` returns it, not {own_nonce!r}."
    )
    if expected(mac_of(secret, str(now), own_nonce, session_id)) != mac:
        exhibit("what is to be under the mac", f"{now}.{own_nonce}.{session_id}")
        raise AssertionError
    _, next_nonce, _ = parts_of(text(submission.issue_token(secret, session_id, now)))
    assert next_nonce != own_nonce, f"Two tokens have the same nonce, {own_nonce!r}."
    foreign = f"{now}.{nonce}.{mac_of(secret, str(now), nonce, session_id)}"
    must_be_valid(submission, foreign, now, now, secret, session_id)


# Two sessions, and two secrets, each a close neighbour of the other.
SESSION_PAIRS = (
    (ANN, BOB),
    ("a", "b"),
    ("a", "A"),
    ("a", "ab"),
    ("ab", "a"),
    ("ba", "a"),
    ("session-1", "session-10"),
    ("7", "07"),
    ("1", "-1"),
    ("a-b", "a_b"),
    ("-", "_"),
    ("x" * 64, "x" * 63),
    ("x" * 63 + "a", "x" * 63 + "b"),
    ("a" + "x" * 63, "b" + "x" * 63),
)
# No secret is another one with zero bytes after it: for an HMAC these two are one key.
SECRET_PAIRS = (
    (SECRET, SECRET[::-1]),
    (SECRET, SECRET[:-1] + b"g"),
    (SECRET, b"1" + SECRET[1:]),
    (SECRET, SECRET + b"f"),
    (b"k" * 64, b"k" * 63 + b"K"),
)


@requirement(
    "A token is good for the session and the secret that it was made for, and for no other.",
    weight=3,
    critical=True,
    hints=(
        "An attacker can ask your shop for a token of their own. What keeps it from working in another session?",
        "Whatever the token shall be bound to must be under the signature, though it need not be in the token.",
        "Put the session id into the message of the HMAC, the secret into its key, and compute both anew to verify.",
    ),
)
@given(sessions=st.sampled_from(SESSION_PAIRS), secrets=st.sampled_from(SECRET_PAIRS))
def tokens_belong_to_one_session(submission: Any, sessions: tuple[str, str], secrets: tuple[bytes, bytes]) -> None:
    (session_id, other_session), (secret, other_secret) = sessions, secrets
    token = submission.issue_token(secret, session_id, NOON)
    must_be_valid(submission, token, NOON, NOON, secret, session_id)
    with refuses(InvalidToken, what="a token of another session"):
        submission.verify_token(secret, other_session, token, NOON)
    with refuses(InvalidToken, what="a token made with another secret"):
        submission.verify_token(other_secret, session_id, token, NOON)


@dataclass(frozen=True)
class Change:
    """What becomes of a token.

    Attributes:
        what: its name for the report.
        form: the new token, with `{t}`, `{n}` and `{m}` for the parts of the old one, and `{T}`, `{N}` and `{M}` for
            those of a later one; see `changed_by` for more.
        start: which of its characters are kept, from here ...
        end: ... to here.
    """

    what: str
    form: str = field(default="{t}.{n}.{m}", repr=False)
    start: int = field(default=0, repr=False)
    end: int | None = field(default=None, repr=False)


def flipped(part: str, at: int, step: int = 32) -> str:
    """The part with one character changed; unless told otherwise in a bit that counts even in the last one."""
    at %= len(part)
    old = ALPHABET.find(part[at])
    return part[:at] + ("A" if old < 0 else ALPHABET[old ^ step]) + part[at + 1 :]


def changed_by(change: Change, one: tuple[str, str, str], two: tuple[str, str, str]) -> str:
    """The first token, changed; the second is what it may be spliced with."""
    (t, n, m), (later_t, later_n, later_m) = one, two
    parts = {"t": t, "n": n, "m": m, "T": later_t, "N": later_n, "M": later_m}
    parts |= {"n_case": n.swapcase(), "m_case": m.swapcase(), "n_rest": n[1:], "m_rest": m[1:]}
    parts |= {f"n_{at}": flipped(n, at) for at in (0, 11, 21)}
    parts |= {f"m_{at}": flipped(m, at) for at in (0, 1, 21, 41, 42)}
    parts |= {f"m_spare_{step}": flipped(m, -1, step) for step in (1, 2)}
    return change.form.format(**parts)[change.start : change.end]


# The simple ones first.
FORMS = {
    "an empty token": ("",),
    "a token of dots": (".", "..", "..."),
    "a made-up token": ("a.b.c", "None", "1700000000", "{{}}", "a b", "\0"),
    "a token of accented letters": ("\xe9", "\xe9.\xe9.\xe9"),
    "a token with an endless number": ("9" * 5000 + ".a.b", "9" * 5000 + ".{n}.{m}", "9" * 400 + ".{n}.{m}"),
    "a token with a part of another one": ("{T}.{n}.{m}", "{t}.{N}.{m}", "{t}.{n}.{M}"),
    "a token with two parts of another one": ("{t}.{N}.{M}", "{T}.{n}.{M}", "{T}.{N}.{m}"),
    "a token with its parts in another order": ("{m}.{n}.{t}", "{n}.{t}.{m}", "{t}.{m}.{n}"),
    "a token with a part too many": ("{t}.{n}.{m}.", ".{t}.{n}.{m}", "{t}.{n}.{m}.{m}", "{t}.{n}.{N}.{m}"),
    "a token with a dot moved": ("{t}{n[0]}.{n_rest}.{m}", "{t}.{n}{m[0]}.{m_rest}", "{t}{n}.{m}", "{t}.{n}{m}"),
    "a token with its time changed": ("1700000001.{n}.{m}", "1699999999.{n}.{m}", "1700000300.{n}.{m}", "0.{n}.{m}"),
    "a token with no number for its time": (
        *(f"{time}.{{n}}.{{m}}" for time in ("", "\xe9", "\xb2", "\xb9700000000", "now", "nan", "1e9", "0x6553f100")),
    ),
    "a token with its time spelled otherwise": (
        "0{t}.{n}.{m}",
        "+{t}.{n}.{m}",
        " {t}.{n}.{m}",
        "1_700_000_000.{n}.{m}",
    ),
    "a token with its nonce changed": ("{t}.{n_0}.{m}", "{t}.{n_11}.{m}", "{t}.{n_21}.{m}", "{t}.{n_case}.{m}"),
    "a token without its nonce": ("{t}..{m}", "{t}.\xe9.{m}"),
    "a token with its mac changed": (
        *(f"{{t}}.{{n}}.{mac}" for mac in ("{m_0}", "{m_1}", "{m_21}", "{m_41}", "{m_42}", "{m_case}", "{m_rest}")),
        *(f"{{t}}.{{n}}.{mac}" for mac in ("A" * 43, "\xaa" * 43, "*" * 43, "A", "\xe9", " ", "=")),
    ),
    "a token with something after it": (
        "{t}.{n}.{m}A",
        "{t}.{n}.{m}AA",
        "{t}.{n}.{m}\xe9",
        "{t}.{n}.{m}=",
        "{t}.{n}.{m}\n",
    ),
    "a token with a spare bit changed": ("{t}.{n}.{m_spare_1}", "{t}.{n}.{m_spare_2}"),
}
CHANGES = (
    *(Change(what, form) for what, forms in FORMS.items() for form in forms),
    *(Change("a token that was cut", end=end) for end in (1, 10, 11, 33, 34, 35, 44, 66, 75, 76)),
    *(Change("a token without its beginning", start=start) for start in (1, 10, 11, 34)),
)


def same_values(token: str, changed: str) -> bool:
    """True if a lenient reader finds the same three values in both.

    Lenient is what `int` takes for a number, and what a base64 decoder makes of bits that nobody needs, padding and
    characters that are not in its alphabet.
    """

    def values(text_: str) -> object:
        time, nonce, mac = text_.split(".")
        return int(time), *(decoded(part) for part in (nonce, mac))

    def decoded(part: str) -> bytes:
        known = "".join(character for character in part.replace("+", "-").replace("/", "_") if character in ALPHABET)
        return base64.urlsafe_b64decode(known + "=" * (-len(known) % 4))

    try:
        return values(token) == values(changed)
    except ValueError:
        return False


@requirement(
    "A token that was cut, spliced, changed or made up is an InvalidToken, whatever characters it holds; the original "
    "is valid.",
    weight=3,
    hints=(
        "What does your code do with an empty token, with one that holds an `é`, and with an hour more in the time?",
        "All that the token says must be under the mac, and all of the mac must be compared. Garbage may raise "
        "exceptions of its own.",
        "Catch `ValueError` where the token is taken apart. `compare_digest` takes any bytes, but only ASCII text.",
    ),
)
@given(change=st.sampled_from(CHANGES))
def changed_tokens_are_invalid(submission: Any, change: Change) -> None:
    now = NOON + 600
    token = text(submission.issue_token(SECRET, ANN, NOON))
    later = text(submission.issue_token(SECRET, ANN, now))
    must_be_valid(submission, token, now, NOON)
    changed = changed_by(change, parts_of(token), parts_of(later))
    # With one nonce for all tokens, a splice can be one of the two tokens again.
    for original, time in ((token, NOON), (later, now)):
        if same_values(original, changed):
            try:
                answer = submission.verify_token(SECRET, ANN, changed, now)
            except InvalidToken:
                return
            assert expected(time) == answer
            return
    with refuses(InvalidToken, what=change.what):
        submission.verify_token(SECRET, ANN, changed, now)


@requirement(
    "A token is valid from 30 seconds before its time until 3600 seconds after it, both ends included.",
    weight=2,
    hints=(
        "What about a token that is exactly an hour old? And one that another server will issue in 30 seconds?",
        "There are two limits, one on each side, and both belong to the good times.",
        "A chained comparison of `now - issued` with `-LEEWAY` and `MAX_AGE`, and `<=` twice.",
    ),
)
@given(
    # Times have ten digits, and those below and above still do.
    issued=st.sampled_from((NOON, 1_000_003_600, 9_999_991_000)),
    good=st.sampled_from((3600, -30, 0)),
    bad=st.sampled_from((3601, -31, 3630, -3600, 8000, -60)),
)
def tokens_expire(submission: Any, issued: int, good: int, bad: int) -> None:
    token = submission.issue_token(SECRET, ANN, issued)
    must_be_valid(submission, token, issued + good, issued)
    with refuses(
        InvalidToken, what=f"a token {bad} s after its time" if bad > 0 else f"a token {-bad} s before its time"
    ):
        submission.verify_token(SECRET, ANN, token, issued + bad)


@requirement(
    "The mac of a token is compared in constant time, whether it is right or wrong.",
    hints=(
        "How long does `==` take when the first character differs? And when only the last one does?",
        "There is a function whose time does not tell where two values differ.",
        "`hmac.compare_digest`, best with two `bytes`.",
    ),
)
@given(secret=st.sampled_from(SECRETS), session_id=st.sampled_from(SESSIONS), at=st.sampled_from((0, 20)))
def compares_in_constant_time(submission: Any, secret: bytes, session_id: str, at: int) -> None:
    token = text(submission.issue_token(secret, session_id, NOON))
    with constant_time_comparisons(submission) as seen:
        must_be_valid(submission, token, NOON, NOON, secret, session_id)
    assert seen, "A right mac was compared, but not by hmac.compare_digest."
    time, nonce, mac = parts_of(token)
    with constant_time_comparisons(submission) as seen, refuses(InvalidToken, what="a token with its mac changed"):
        submission.verify_token(secret, session_id, f"{time}.{nonce}.{flipped(mac, at)}", NOON)
    assert seen, "A wrong mac was compared, but not by hmac.compare_digest."


class Body:
    """The body of a request, with what WSGI promises and no more; notes whether somebody read it."""

    def __init__(self, content: bytes) -> None:
        self._stream = io.BytesIO(content)
        self.untouched = True

    def read(self, size: int = -1) -> bytes:
        self.untouched = False
        return self._stream.read(size)

    def readline(self, size: int = -1) -> bytes:
        self.untouched = False
        return self._stream.readline(size)

    def readlines(self, hint: int = -1) -> list[bytes]:
        self.untouched = False
        return self._stream.readlines(hint)

    def __iter__(self) -> Iterator[bytes]:
        self.untouched = False
        return iter(self._stream)

    def __repr__(self) -> str:
        return "body"


class Stream:
    """An answer that is made piece by piece; notes how far it came, and whether it was closed."""

    def __init__(self, pieces: Iterable[bytes], begin: Callable[[], object]) -> None:
        self._pieces = pieces
        self._begin = begin
        self.made = b""
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        self._begin()
        for piece in self._pieces:
            self.made += piece
            yield piece

    def close(self) -> None:
        self.closed = True

    def __repr__(self) -> str:
        return "stream"


@dataclass
class Visit:
    """What the application saw of one request: environ and body as they were then, and the stream it answered with."""

    environ: dict[str, Any]
    unread: bool
    stream: Stream | None = None


STATUS = "201 Created"
HEADERS = (("Content-Type", "text/html"), ("X-Cart", "1"), ("Set-Cookie", "a=b"), ("Set-Cookie", "c=d"))
PIECES = (b"<p>", b"moved", b"</p>")


class Shop:
    """The application behind the middleware; notes its visits.

    Args:
        way: how it answers: with a "list", with a "stream", or "late", with a stream that calls `start_response` when
            it is read, as an application that is a generator does.
    """

    def __init__(self, way: str = "list") -> None:
        self._way = way
        self.visits: dict[str, list[Visit]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        assert type(environ) is dict, "The application must get a dict as environ, not a thing of another type."
        body = environ.get("wsgi.input")
        visit = Visit(dict(environ), unread=not isinstance(body, Body) or body.untouched)
        self.visits.setdefault(environ.get("PATH_INFO", ""), []).append(visit)

        def begin() -> None:
            start_response(STATUS, list(HEADERS))

        if self._way != "late":
            begin()
        if self._way == "list":
            return list(PIECES)
        visit.stream = Stream(PIECES, begin if self._way == "late" else lambda: None)
        return visit.stream

    def __repr__(self) -> str:
        return "app"


class Clock:
    """Shows the time that was set; while somebody looks at it the first time, something else may happen."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.meanwhile: Callable[[], object] | None = None

    def __call__(self) -> float:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return self.seconds

    def __repr__(self) -> str:
        return "clock"


class AnotherThread:
    """Work for another thread, which is waited for, but not for long: a lock of the submission may keep it waiting."""

    PATIENCE = 0.05

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._error: BaseException | None = None
        self.started = False

    def __call__(self) -> None:
        self.started = True
        self._thread.start()
        self._thread.join(self.PATIENCE)

    def finish(self) -> None:
        """Wait for the end of the work, here if nobody has begun it; raise what it raised."""
        if not self.started:
            self._work()
            return
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:
            self._error = error


def a_request(method: str, session: str | None = None, path: str = "/address", **more: str) -> dict[str, Any]:
    """What a WSGI server hands in for a request; what matters comes first.

    Args:
        method: in upper case.
        session: its id; None for no key at all.
        path: of the URL.
        more: other keys, such as `HTTP_ORIGIN`; `body` is the body.
    """
    body = more.pop("body", "street=Main" if method in {"POST", "PUT"} else "").encode()
    return {
        "REQUEST_METHOD": method,
        **({} if session is None else {"session.id": session}),
        **more,
        "PATH_INFO": path,
        "QUERY_STRING": more.get("QUERY_STRING", ""),
        "SCRIPT_NAME": "",
        "SERVER_NAME": "shop.example",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": Body(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


class StartResponse:
    """What a server hands over for status and headers to be told."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange

    def __call__(self, status: object, headers: object, exc_info: object = None) -> Callable[[object], None]:
        pairs = [items(pair) for pair in items(headers)]
        assert all(len(pair) == 2 for pair in pairs), "A header is a pair of a name and a value."
        self._exchange.status = text(status)
        self._exchange.headers = [(text(name), text(value)) for name, value in pairs]
        return Write(self._exchange)

    def __repr__(self) -> str:
        return "start_response"


class Write:
    """What `start_response` returns: the old way to answer."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange

    def __call__(self, piece: object) -> None:
        self._exchange.receive(piece)

    def __repr__(self) -> str:
        return "write"


class Site:
    """The middleware as the submission makes it, between a server and the application.

    Attributes:
        shop: the application.
        clock: the middleware's.
        middleware: the submission's.
    """

    def __init__(self, submission: Any, *, origin: str = ORIGIN, way: str = "list") -> None:
        self.shop = Shop(way)
        self.clock = Clock(NOON + 60.75)
        self.middleware = submission.CsrfMiddleware(self.shop, SECRET, origin, self.clock)

    @property
    def now(self) -> int:
        """The clock's time, rounded down."""
        return int(self.clock.seconds)

    def send(self, environ: dict[str, Any], *, hang_up: bool = False) -> "Exchange":
        """Send a request.

        Args:
            environ: made of it by the server.
            hang_up: True if the client is gone after the first piece of the answer.
        """
        return Exchange(self, environ, hang_up)


class Exchange:
    """One request that is sent through the middleware as a server does it, and what became of it."""

    def __init__(self, site: Site, environ: dict[str, Any], hang_up: bool) -> None:
        self.sent = dict(environ)
        self.seconds = site.clock.seconds
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.body = b""
        before = len(site.shop.visits.get(environ["PATH_INFO"], ()))
        # How far the client and the application were after each piece.
        self.progress: list[tuple[bytes, bytes]] = []

        def visits() -> list[Visit]:
            return site.shop.visits.get(self.sent["PATH_INFO"], [])[before:]

        result = site.middleware(environ, StartResponse(self))
        try:
            for piece in result:
                self.receive(piece)
                self.progress += [(self.body, visit.stream.made) for visit in visits() if visit.stream]
                if hang_up and self.body:
                    break
        finally:
            if hasattr(result, "close"):
                result.close()
        self.visits = visits()

    def receive(self, piece: object) -> None:
        """Take a piece of the answer."""
        self.body += octets(piece)

    def header(self, wanted: str) -> str | None:
        """The value of a header, None if there is none."""
        return next((value for name, value in self.headers if name.lower() == wanted), None)

    def must(self, condition: object, sentence: str) -> None:
        """Fail with this sentence, and with the exchange for the learner to see, unless the condition is true."""
        if condition:
            return
        told = [f"{self.sent['REQUEST_METHOD']} {self.sent['PATH_INFO']}"]
        if self.sent["QUERY_STRING"]:
            told[0] += f"?{self.sent['QUERY_STRING']}"
        told += [
            f"{key.removeprefix('HTTP_').replace('_', '-').title().replace('Csrf', 'CSRF')}: {value}"
            for key, value in self.sent.items()
            if key.startswith("HTTP_")
        ]
        told.append(f"session: {self.sent['session.id']!r}" if "session.id" in self.sent else "no session")
        told.append(f"the clock shows {self.seconds}")
        exhibit("the request", "\n".join(told))
        answer = [self.status or "(no status)", *(f"{name}: {value}" for name, value in self.headers)]
        exhibit("the answer to it", "\n".join([*answer, "", self.body.decode("latin-1")]))
        raise AssertionError(sentence)

    def must_pass(self, what: str) -> None:
        """The request must have reached the application, and the answer come from there."""
        self.must(self.visits, f"A request with {what} must reach the application; it did not.")
        self.must(len(self.visits) == 1, "A request must reach the application once.")
        self.must(self.status == STATUS, f"The application answered {STATUS!r}; the client got {self.status!r}.")

    def must_not_pass(self, what: str) -> None:
        """The request must not have reached the application."""
        self.must(not self.visits, f"A request with {what} reached the application.")

    def must_be_refused(self, what: str) -> None:
        """The request must not have reached the application, and the answer be a plain 403."""
        self.must_not_pass(what)
        self.must(re.match(r"403( |$)", self.status), f"A request with {what} must be answered with 403 Forbidden.")
        kind = (self.header("content-type") or "").partition(";")[0].strip().lower()
        self.must(kind == "text/plain", "The content type of a refusal is `text/plain`.")
        self.must(self.body and self.body.isascii(), "A refusal has a body, in ASCII.")
        length = self.header("content-length")
        self.must(length in {None, str(len(self.body))}, f"Content-Length is {length}; the body has {len(self.body)}.")


class Reason(NamedTuple):
    """Why a request must be refused.

    Attributes:
        what: the request's peculiarity, for the report.
        session: its id; None for no key.
        keys: more of environ. `{ann}` and `{bob}` are tokens of these sessions, `{nobody}` and `{none}` such as a
            careless server would take for those of the session "" and of the session None.
        later: how many seconds later it is sent.
    """

    what: str
    session: str | None
    keys: dict[str, str]
    later: int = 0


TOKEN = "HTTP_X_CSRF_TOKEN"
REASONS = (
    Reason("neither session nor token", None, {}),
    Reason("a session and no token", ANN, {}),
    Reason("an empty session and no token", "", {}),
    Reason("a session and an empty token", ANN, {TOKEN: ""}),
    Reason("an empty session and an empty token", "", {TOKEN: ""}),
    Reason("a token and no session", None, {TOKEN: "{ann}"}),
    Reason("a token and an empty session", "", {TOKEN: "{ann}"}),
    Reason("a token that was signed for no session, and no session", None, {TOKEN: "{nobody}"}),
    Reason("a token that was signed for no session, and an empty session", "", {TOKEN: "{nobody}"}),
    Reason("a token that was signed for the session None, and no session", None, {TOKEN: "{none}"}),
    Reason("the token of another session", ANN, {TOKEN: "{bob}"}),
    Reason("the token in the query only", ANN, {"QUERY_STRING": "csrf_token={ann}"}),
    Reason("the token in a cookie only", ANN, {"HTTP_COOKIE": "csrf_token={ann}; csrftoken={ann}"}),
    Reason("the token in the body only", ANN, {"body": "csrf_token={ann}"}),
    Reason("the token in another header only", ANN, {"HTTP_X_XSRF_TOKEN": "{ann}", "HTTP_X_CSRFTOKEN": "{ann}"}),
    Reason("a token that was good two hours ago", ANN, {TOKEN: "{ann}"}, later=7200),
    Reason("a foreign origin", ANN, {TOKEN: "{ann}", "HTTP_ORIGIN": "https://evil.example"}),
)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
# A method for the request that must be refused, and one for a request without a token, which must be refused, too.
METHODS = (("POST", "CONNECT"), ("DELETE", "QUERY"), ("PUT", "MKCOL"), ("PATCH", "LINK"), ("PROPFIND", "PURGE"))


def is_valid(submission: Any, session_id: str, token: str, now: int) -> bool:
    """What the submission itself thinks of a token."""
    try:
        submission.verify_token(SECRET, session_id, token, now)
    except InvalidToken:
        return False
    return True


@requirement(
    "With any method that is not safe, a request reaches the application only with a session and a token of it; else "
    "the answer is a plain 403, the same for all reasons.",
    weight=3,
    critical=True,
    hints=(
        "Which methods change nothing? What do you compare with what when there is neither session nor token?",
        "List what is safe; all else needs a proof. No session is no session that a token could belong to.",
        "`environ.get`, then your own `verify_token` in a `try`, and one place that says 403 for all reasons.",
    ),
)
@given(reason=st.sampled_from(REASONS), methods=st.sampled_from(METHODS))
def unsafe_methods_need_a_token(submission: Any, reason: Reason, methods: tuple[str, str]) -> None:
    method, other_method = methods
    site = Site(submission)
    tokens = {"ann": text(submission.issue_token(SECRET, ANN, NOON))}
    if "{bob}" in reason.keys.values():
        tokens["bob"] = text(submission.issue_token(SECRET, BOB, NOON))
    for name, nobody in (("nobody", ""), ("none", "None")):
        tokens[name] = f"{NOON}.{NONCES[0]}.{mac_of(SECRET, str(NOON), NONCES[0], nobody)}"

    good = site.send(a_request(method, ANN, HTTP_ORIGIN=ORIGIN, **{TOKEN: tokens["ann"]}))
    good.must_pass("a session and its token")
    plain = site.send(a_request(other_method, ANN, HTTP_ORIGIN=ORIGIN))
    plain.must_be_refused("a session and no token")

    site.clock.seconds += reason.later
    keys = {"HTTP_ORIGIN": ORIGIN, **{key: value.format(**tokens) for key, value in reason.keys.items()}}
    bad = site.send(a_request(method, reason.session, **keys))
    # Which origins are foreign, and which tokens are good, is other requirements' matter.
    token = keys.get(TOKEN)
    foreign = keys["HTTP_ORIGIN"] != ORIGIN
    excused = bad.visits and (
        foreign or (reason.session and token and is_valid(submission, reason.session, token, site.now))
    )
    if not excused:
        bad.must_be_refused(reason.what)
        bad.must(
            bad.body == plain.body,
            f"The body of a refusal is the same whatever the reason; without a token it was {plain.body!r}.",
        )


ORIGINS = (ORIGIN, "https://shop.example:8443", "http://localhost:8000")
FOREIGN = (
    "null",
    "",
    "https://evil.example",
    # It goes on behind ours, ...
    "{origin}.evil.example",
    "{origin}@evil.example",
    "{origin}0",
    "{origin}:81",
    "{origin}/",
    "{origin} ",
    "{origin}, https://evil.example",
    # ... ends with it, ...
    "{scheme}://evil{address}",
    "{scheme}://a.{address}",
    "https://evil.example#{origin}",
    "https://evil.example, {origin}",
    " {origin}",
    # ... or is almost the same.
    "{other}://{address}",
    "{scheme}://{host}:1",
    "{scheme}://{host}.",
    "{cut}",
    "{upper}",
    "{address}",
    "//{address}",
    "{dots}",
    "NULL",
    "None",
    "*",
    "{scheme}:",
    "{origin}\xe9",
)


def foreign_to(origin: str, form: str) -> str:
    """Another origin, which resembles this one."""
    scheme, _, address = origin.partition("://")
    return form.format(
        origin=origin,
        scheme=scheme,
        other="http" if scheme == "https" else "https",
        address=address,
        host=address.partition(":")[0],
        cut=origin[:-1],
        upper=origin.upper(),
        # What a dot in a pattern matches.
        dots=origin.replace(".", "x") if "." in origin else f"{origin}x",
    )


@requirement(
    "An `Origin` that is not ours to the letter is refused, however good the token; ours passes, and so does none.",
    weight=2,
    hints=(
        "What sends `Origin: null`? And what is the difference between an empty header and none?",
        "An origin is a whole: compare all of it. No header is a case of its own.",
        "`environ.get` with your own origin as its default; then `==`. With `or` an empty header would pass.",
    ),
)
@given(form=st.sampled_from(FOREIGN), origin=st.sampled_from(ORIGINS))
def foreign_origins_are_refused(submission: Any, form: str, origin: str) -> None:
    site, other = Site(submission, origin=origin), foreign_to(origin, form)
    good = {TOKEN: text(submission.issue_token(SECRET, ANN, NOON))}
    site.send(a_request("POST", ANN, HTTP_ORIGIN=origin, **good)).must_pass("our own origin and a good token")
    site.send(a_request("POST", ANN, **good)).must_pass("no origin and a good token")
    site.send(a_request("POST", ANN, HTTP_ORIGIN=other, **good)).must_not_pass(f"the origin {other!r}")


class Passing(NamedTuple):
    """A request that passes.

    Attributes:
        method: safe, or the keys hold a token.
        session: its id; None for no key.
        keys: more of environ. `{ann}` is a good token, `{oldest}` and `{newest}` are hardly good any more, or already.
    """

    method: str
    session: str | None
    keys: dict[str, str]


class Behaviour(NamedTuple):
    """What the application, the client and other visitors do.

    Attributes:
        way: how the application answers, see `Shop`.
        hang_up: True if the client is gone after the first piece of the answer.
        together: True if another visitor is served at the same time.
    """

    way: str
    hang_up: bool
    together: bool


PASSING = (
    Passing("GET", None, {}),
    Passing("HEAD", None, {}),
    Passing("OPTIONS", None, {}),
    Passing("TRACE", None, {}),
    Passing("GET", ANN, {}),
    Passing("HEAD", ANN, {}),
    Passing("OPTIONS", ANN, {}),
    Passing("TRACE", ANN, {}),
    Passing("GET", "", {}),
    Passing("GET", None, {"HTTP_ORIGIN": "null"}),
    Passing("HEAD", ANN, {"HTTP_ORIGIN": ""}),
    Passing("OPTIONS", ANN, {"HTTP_ORIGIN": "https://evil.example"}),
    Passing("TRACE", ANN, {"HTTP_ORIGIN": "https://evil.example", TOKEN: "a.b.c"}),
    Passing("GET", ANN, {TOKEN: "\xe9"}),
    Passing("OPTIONS", "", {TOKEN: "{ann}"}),
    Passing("POST", ANN, {TOKEN: "{ann}", "HTTP_ORIGIN": ORIGIN}),
    Passing("PUT", ANN, {TOKEN: "{ann}", "HTTP_ORIGIN": ORIGIN, "HTTP_X_EXTRA": "1"}),
    Passing("POST", ANN, {TOKEN: "{oldest}", "HTTP_ORIGIN": ORIGIN}),
    Passing("POST", ANN, {TOKEN: "{newest}", "HTTP_ORIGIN": ORIGIN}),
)
BEHAVIOURS = (
    Behaviour("list", False, False),
    Behaviour("stream", False, True),
    Behaviour("stream", True, False),
    Behaviour("late", True, False),
)
# When a token was issued, seen from the request.
ISSUED_AT = {"{ann}": -60, "{oldest}": -3600, "{newest}": 30}

NOTHING = object()


def must_be_untouched(submission: Any, exchange: Exchange) -> None:
    """The application must have got the request as it came, and a new token if there is a session."""
    visit = exchange.visits[0]
    exchange.must(visit.unread, "The body of the request was read before it reached the application.")
    token = visit.environ.pop("csrf.token", NOTHING)
    for key, value in exchange.sent.items():
        found = visit.environ.pop(key, None)
        exchange.must(
            found is value or (type(found) is type(value) and found == value),
            f"The server hands in environ[{key!r}] as {value!r}; the application gets {describe(found)}.",
        )
    more = describe(list(visit.environ))
    exchange.must(not visit.environ, f"The application gets more keys in environ than the server handed in: {more}.")
    session = exchange.sent.get("session.id", "")
    if not session:
        exchange.must(token is NOTHING, "The request has no session, but environ holds a `csrf.token`.")
        return
    exchange.must(token is not NOTHING, "The request has a session, but environ['csrf.token'] is missing.")
    exhibit(f"environ['csrf.token'] when the clock showed {exchange.seconds}", describe(token))
    now = int(exchange.seconds)
    must_be_valid(submission, text(token), now, now, session_id=session)


@requirement(
    "All other requests reach the application as they came, with a new token if there is a session, and its answer "
    "goes out as it comes.",
    weight=3,
    hints=(
        "What does your middleware do with a download of many gigabytes? And with two visitors at the same time?",
        "What belongs to one request stays in local variables. What the application returns needs no unpacking.",
        "`return self.app(environ, start_response)`. A generator around the answer must pass on `close`, too.",
    ),
)
@given(passing=st.sampled_from(PASSING), behaviour=st.sampled_from(BEHAVIOURS))
def other_requests_pass_untouched(submission: Any, passing: Passing, behaviour: Behaviour) -> None:
    (method, session, keys), (way, hang_up, together) = passing, behaviour
    site = Site(submission, way=way)
    if keys.get(TOKEN) in ISSUED_AT:
        token = text(submission.issue_token(SECRET, ANN, site.now + ISSUED_AT[keys[TOKEN]]))
        # Where the limits are is another requirement's matter; here both parts of the submission must agree on them.
        good = is_valid(submission, ANN, token, site.now)
        keys = {**keys, TOKEN: token if good else text(submission.issue_token(SECRET, ANN, site.now))}

    # Somebody else at the same time, or the same visitor again, on another page.
    others: list[Exchange] = []
    other = a_request("GET", BOB if together else ANN, "/basket")
    again = AnotherThread(lambda: others.append(site.send(other)))
    if together:
        site.clock.meanwhile = again
    exchange = site.send(a_request(method, session, **keys), hang_up=hang_up)
    site.clock.meanwhile = None
    if again.started:
        exhibit("at the same time, in another thread", f"GET /basket\nsession: {BOB!r}")
    else:
        site.clock.seconds += 40
    again.finish()

    exchange.must_pass("a safe method" if method in SAFE_METHODS else "a session and its token")
    exchange.must(exchange.headers == list(HEADERS), f"The headers of the application were {list(HEADERS)}.")
    due = PIECES[0] if hang_up else b"".join(PIECES)
    exchange.must(
        due == exchange.body[: len(due)], f"The application answered {due!r}; the client got {exchange.body!r}."
    )
    for received, made in exchange.progress:
        exchange.must(
            received == made,
            f"The application had made {made!r} when the client had {received!r}: an answer goes out as it comes.",
        )
    stream = exchange.visits[0].stream
    after = ", although the client was gone" if hang_up else ""
    exchange.must(stream is None or stream.closed, f"The answer of the application was not closed{after}.")
    must_be_untouched(submission, exchange)
    others[0].must_pass("a safe method")
    must_be_untouched(submission, others[0])
