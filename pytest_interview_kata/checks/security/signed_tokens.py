"""The hidden checks of ``security/signed_tokens``: a second service with an HMAC of its own, and hostile tokens.

Most of these draw from a list of cases that is shorter than the number of examples: Hypothesis then tries each of them
once, whatever the seed. Only `follows_the_layout` holds `sign` and `read` to the oracle; the others let the submission
read what it has signed itself wherever they can, so that one mistake in the layout does not fail them all.
"""

import base64
import contextlib
import copy
import hashlib
import hmac
import itertools
import json
import os
import pickle
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import exhibit, expected, refuses, requirement, text
from pytest_interview_kata.given.security.signed_tokens import InvalidToken
from pytest_interview_kata.strategies.watching import constant_time_comparisons

KEY = b"0123456789abcdef0123456789abcdef"
OTHER_KEY = b"the second key has 32 bytes, too"
# Random bytes: no text in any encoding, with a NUL, dots and white space where it hurts.
BINARY_KEYS = [bytes(range(224, 256)), b"\n" + b"\xff\x00.\x80" * 7 + b"\0\0 ", bytes(31) + b"\1"]
# What is signed where the data does not matter: text, which comes back as text from whatever reads it.
ANN = {"user": "ann"}
# As many digits, so that a comparison as text goes right, and around the clock on the wall: neither matters everywhere.
NOW, LATER = 1_000_000_000, 9_000_000_000
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Fields(NamedTuple):
    """A token in its parts."""

    expires: str
    payload: str
    word: str
    signature: str

    def __str__(self) -> str:
        return ".".join(self)


def fields(token: object) -> Fields:
    """Take apart a token that `sign` made."""
    parts = text(token).split(".")
    assert len(parts) == 4, "A token has four fields with three dots between them: EXPIRES.PAYLOAD.sha256.SIGNATURE."
    return Fields(*parts)


def encoded(content: bytes) -> str:
    """Base64 as the tokens have it."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signature(message: str, key: bytes = KEY, name: str = "sha256") -> str:
    """The HMAC that is due over this text."""
    return encoded(hmac.new(key, message.encode(), name).digest())


def issued(content: bytes | str, key: bytes = KEY, purpose: str = "login", expires: int = LATER) -> str:
    """A token as the other service makes it, rightly signed over whatever stands in PAYLOAD."""
    payload = content if isinstance(content, str) else encoded(content)
    signed = f"{expires}.{payload}.sha256"
    return f"{signed}.{signature(f'{purpose}.{signed}', key)}"


def refused(submission: Any, what: str, token: object, **how: Any) -> None:
    """The token must not be read. Whether the exception is the right one is decided elsewhere, for all of them."""
    with contextlib.suppress(InvalidToken, ValueError):
        submission.read(str(token), **how)
        raise AssertionError(f"{what[:1].upper()}{what[1:]} must be refused, but it was read.")


# --- the layout ---

LEAVES: list[Any] = [
    7,
    None,
    True,
    False,
    1,
    1.0,
    0,
    0.5,
    -1,
    2**53 + 1,
    2**63 - 1,
    -(2**63),
    1e300,
    5e-324,
    "",
    "a",
    "1",
    "null",
    "Zoë",
    "🔒",
    "\0",
    "\x7f\u2028\n",
    '"\\/',
    "a.b.sha256",
    "a=b&c",
    "?????",
    "~~~~~",
    "\u00ff" * 5,
    "NaN",
    [],
    {},
    [[], {}],
    [1, 1.0, True, "1", None],
    {"": 0, "a.b": 1, "ключ": 2, "A": 3, "a": 4, "\0": 5},
    {"__class__": "x", "py/object": "os.system", "$type": "y"},
    json.loads("[" * 17 + "]" * 17),
    json.loads('{"a":' * 17 + "7" + "}" * 17),
    "long " * 400,
]
PURPOSES = itertools.cycle(["login", "reset-2", "a", "2", "-", "abcdefghijklmnopqrstuvwxyz-012"])
EXPIRIES = itertools.cycle([1_800_000_000, 0, 7, 42, 999_999_999_999, 5_000])
KEYS = itertools.cycle([KEY, *BINARY_KEYS])


class Case(NamedTuple):
    """What is signed, and with what."""

    data: dict[str, Any]
    purpose: str
    expires: int
    key: bytes


LAYOUTS = [
    Case(data, next(PURPOSES), next(EXPIRIES), next(KEYS))
    for data in [{}, *({"user": leaf} for leaf in LEAVES), {"user": 7, "cart": ["tea", 2, 3.5], "name": "Zoë"}]
]
NO_JSON = itertools.cycle([float("nan"), float("inf"), float("-inf"), [1.5, float("nan")], [{"a": float("inf")}]])


def refuse_constant(name: str) -> NoReturn:
    """What Python reads, and JSON does not know."""
    raise ValueError(f"{name} is not JSON")


def spellings(data: dict[str, Any]) -> Iterator[bytes]:
    """The JSON that different signers write for this."""
    yield json.dumps(data, separators=(",", ":")).encode()
    yield json.dumps(data, ensure_ascii=False).encode()
    yield f"\n{json.dumps(dict(reversed(data.items())), indent=1)} ".encode()


@requirement(
    "Tokens have exactly the agreed layout, so that each service reads what the other signs: all data comes back with "
    "its types, and what is no JSON is a ValueError in `sign`.",
    weight=3,
    hints=(
        "Put a token of yours beside the one in the docstring, field by field.",
        "The signature is over PURPOSE.EXPIRES.PAYLOAD.sha256, as text, just as it stands; base64 without its `=`.",
        "`hmac.new(key, text, 'sha256').digest()`, `base64.urlsafe_b64encode`, `json.dumps(..., allow_nan=False)`.",
    ),
)
@given(case=st.sampled_from([(case, next(NO_JSON)) for case in LAYOUTS]))
def follows_the_layout(submission: Any, case: tuple[Case, Any]) -> None:
    (data, purpose, expires, key), no_json = case
    token = fields(submission.sign(copy.deepcopy(data), keys=[key], purpose=purpose, expires_at=expires))
    assert token.expires == str(expires), f"EXPIRES is due as {expires}, not {token.expires!r}."
    assert token.word == "sha256", f"The third field must be the word sha256, not {token.word!r}."
    assert set(token.payload) <= set(ALPHABET), f"PAYLOAD must be URL-safe base64 without `=`, not {token.payload!r}."
    exhibit("PAYLOAD, decoded", repr(decoded(token.payload)))
    assert expected(data) == loaded(token.payload)
    due = signature(f"{purpose}.{expires}.{token.payload}.sha256", key)
    assert token.signature == due, f"SIGNATURE is due as {due}, not {token.signature}."

    late = max(expires, LATER)
    for content in spellings(data):
        assert expected(data) == submission.read(
            issued(content, key, purpose, late), keys=[key], purpose=purpose, now=late - 1
        )

    with refuses(ValueError, what=f"signing {no_json}"):
        submission.sign({"user": copy.deepcopy(no_json)}, keys=[key], purpose=purpose, expires_at=expires)


def decoded(payload: str) -> bytes:
    """The bytes of a PAYLOAD that has the right characters."""
    try:
        return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    except ValueError:
        raise AssertionError("PAYLOAD is not base64: its length is impossible.") from None


def loaded(payload: str) -> object:
    """The data in a PAYLOAD, read strictly."""
    try:
        return json.loads(decoded(payload).decode(), parse_constant=refuse_constant)
    except ValueError as error:
        raise AssertionError(f"PAYLOAD is not JSON in UTF-8: {error}.") from None


# --- forgeries ---

SESSIONS = [
    (ANN, {"user": "bob"}),
    (ANN, {"user": "ann", "role": "admin"}),
    ({"cart": ["tea"], "name": "Zoë"}, {}),
    ({}, ANN),
    ({"user": "a"}, {"user": "ab"}),
]
PLACES = [0, 1, 8, 16, 21, 31, 32, 39, 40, 41]
OTHER_WORDS = ["sha512", "sha1", "md5", "sha384", "sha3_256", "none", "SHA256", ""]


@requirement(
    "Nobody without a key can make or change a token: payloads and signatures that were altered or exchanged, "
    "signatures of another kind, and another word in place of sha256 are refused.",
    weight=3,
    critical=True,
    hints=(
        "What can a visitor do who has two tokens of yours and a text editor, but none of your keys?",
        "Compute the signature that is due from the fields that came and from your key, with the hash that you chose.",
        "`hmac`, not a bare hash; compare all of it; the word in the token is compared with sha256, never looked up.",
    ),
)
@given(sessions=st.sampled_from(SESSIONS), place=st.sampled_from(PLACES))
def refuses_forgeries(submission: Any, sessions: tuple[dict[str, Any], dict[str, Any]], place: int) -> None:
    data, _ = sessions
    how: dict[str, Any] = {"keys": [KEY], "purpose": "login"}
    token, other = (fields(submission.sign(dict(each), **how, expires_at=LATER)) for each in sessions)
    assert expected(data) == submission.read(str(token), **how, now=NOW)
    for what, forged in forgeries(token, other, place):
        refused(submission, what, forged, **how, now=NOW)
    for same in (token._replace(payload=flipped(token.payload)), token._replace(signature=flipped(token.signature))):
        # They may mean the same: refused, or exactly what was signed.
        with contextlib.suppress(InvalidToken, ValueError):
            assert expected(data) == submission.read(str(same), **how, now=NOW)


def forgeries(token: Fields, other: Fields, place: int) -> Iterator[tuple[str, str]]:
    """Tokens made of two good ones, all well-formed, and what each of them is."""
    yield "a token with the payload of another", str(token._replace(payload=other.payload))
    yield "a token with the signature of another", str(token._replace(signature=other.signature))
    mine = encoded(b'{"user":"eve"}')
    yield "a token with a payload of the visitor's own", str(token._replace(payload=mine))

    whole = token.signature
    if whole:
        place %= len(whole)
        altered = whole[:place] + ALPHABET[ALPHABET.find(whole[place]) ^ 0b100000] + whole[place + 1 :]
        yield f"a token with character {place + 1} of its signature changed", str(token._replace(signature=altered))
    yield "a token with an empty signature", str(token._replace(signature=""))
    yield "a token with the first half of its signature", str(token._replace(signature=whole[:20]))
    yield "a token with its signature twice", str(token._replace(signature=whole[:40] + whole[:40]))
    yield "a token with the case of its signature swapped", str(token._replace(signature=whole.swapcase()))
    yield "a token with zeros for a signature", str(token._replace(signature="A" * 43))

    signed = f"{token.expires}.{mine}.sha256"
    message = f"login.{signed}"
    for key, whose in ((OTHER_KEY, "a foreign"), (b"", "an empty"), (b"sha256", "a guessed")):
        yield f"a token signed with {whose} key", f"{signed}.{signature(message, key)}"
    for hashed, name in plain_hashes(message):
        yield f"a token signed with {name} instead of the HMAC", f"{signed}.{encoded(hashlib.sha256(hashed).digest())}"

    for separators in (":..", ".:.", "..:"):
        one, two, three = separators
        signed = f"{token.expires}{one}{mine}{two}sha256"
        yield "a token with a colon for a dot, rightly signed,", f"{signed}{three}{signature(f'login.{signed}')}"
    for word in OTHER_WORDS:
        signed = f"{token.expires}.{mine}.{word}"
        message = f"login.{signed}"
        yield f"a token with the word {word!r}, rightly signed,", f"{signed}.{signature(message)}"
        yield f"a token with the word {word!r} and no signature", f"{signed}."
        if word in hashlib.algorithms_guaranteed:
            theirs = signature(message, name=word)
            yield f"a token with the word {word!r}, signed with that hash,", f"{signed}.{theirs}"


def plain_hashes(message: str) -> Iterator[tuple[bytes, str]]:
    """What people hash instead of an HMAC."""
    whole = message.encode()
    yield whole, "sha256(text)"
    for separator in (b"", b".", b":", b"|"):
        yield KEY + separator + whole, f"sha256(key + {separator.decode() + ' + ' if separator else ''}text)"
        yield whole + separator + KEY, f"sha256(text + {separator.decode() + ' + ' if separator else ''}key)"
    yield KEY + whole + KEY, "sha256(key + text + key)"


def flipped(coded: str) -> str:
    """Flip the lowest bit of the last character, if it counts for nothing."""
    return coded[:-1] + ALPHABET[ALPHABET.find(coded[-1]) ^ 1] if len(coded) % 4 else coded


# --- time ---

MOMENTS = [
    1,
    10,
    23,
    99,
    100,
    456,
    7_890,
    30_000,
    500_000,
    8 * 10**6,
    999_999_999,
    10**9,
    2 * 10**9,
    6 * 10**10,
    10**12 - 1,
]


@requirement(
    "A token is good until its second comes, by the clock that is passed in, and nobody can move that second.",
    weight=2,
    hints=(
        "Is your token still read at the very second that it names? Is 99 less than 100 in your code?",
        "Compare numbers, not texts. And what if somebody writes a later second into the token?",
        "`now >= int(expires)` is refused; EXPIRES is part of what is signed.",
    ),
)
@given(expires=st.sampled_from(MOMENTS))
def expires_on_time(submission: Any, expires: int) -> None:
    how: dict[str, Any] = {"keys": [KEY], "purpose": "login"}
    token = fields(submission.sign(dict(ANN), **how, expires_at=expires))
    for good in sorted({expires - 1, 0, *(moment for moment in MOMENTS if moment < expires)}):
        assert expected(ANN) == submission.read(str(token), **how, now=good)
    for late in sorted({expires, expires + 1, 10 * expires, *(moment for moment in MOMENTS if moment > expires)}):
        refused(submission, f"at {late}, a token that expires at {expires}", token, **how, now=late)
    for other in MOMENTS:
        if other != expires:
            altered = token._replace(expires=str(other))
            refused(submission, f"a token whose EXPIRES was changed from {expires} to {other}", altered, **how, now=0)
    ended = fields(submission.sign(dict(ANN), **how, expires_at=0))
    for late in (0, 1, expires):
        refused(submission, f"at {late}, a token that expires at 0", ended, **how, now=late)


# --- purposes ---

PURPOSE_PAIRS = [
    ("step", "step2"),
    ("step2", "step"),
    ("login", "reset"),
    ("login", "login-2"),
    ("a", "b"),
    ("a-b", "ab"),
    ("-", "--"),
    ("1", "11"),
    ("a" * 30, "a" * 29 + "b"),
    ("a" * 30, "a" * 29),
]


@requirement(
    "A token is good for its own purpose only, also when digits move from one field to the next.",
    weight=2,
    hints=(
        "May a token for `login` reset a password? How would `read` know?",
        "Sign the purpose, too. Then write down what you sign for `step` and 25000, and for `step2` and 5000.",
        "A dot between the fields keeps them apart, since no purpose holds one.",
    ),
)
@given(purposes=st.sampled_from(PURPOSE_PAIRS), digit=st.sampled_from("2915"))
def keeps_purposes_apart(submission: Any, purposes: tuple[str, str], digit: str) -> None:
    purpose, other = purposes
    how: dict[str, Any] = {"keys": [KEY], "now": NOW}
    token = fields(submission.sign(dict(ANN), keys=[KEY], purpose=purpose, expires_at=LATER))
    assert expected(ANN) == submission.read(str(token), purpose=purpose, **how)
    refused(submission, f"a token for {purpose!r}, read for {other!r},", token, purpose=other, **how)

    # The digit is the first one of EXPIRES, or the last one of the purpose.
    short, long, early, late = purpose[:29], purpose[:29] + digit, LATER, int(f"{digit}{LATER}")
    for one, expires, another, altered in ((short, late, long, early), (long, early, short, late)):
        token = fields(submission.sign(dict(ANN), keys=[KEY], purpose=one, expires_at=expires))
        what = f"a token for {one!r} until {expires}, read for {another!r} until {altered},"
        refused(submission, what, token._replace(expires=str(altered)), purpose=another, **how)


# --- keys ---

RINGS = [
    [KEY, OTHER_KEY],
    [OTHER_KEY, KEY],
    [KEY, OTHER_KEY, BINARY_KEYS[0]],
    [*BINARY_KEYS, KEY, OTHER_KEY],
    [BINARY_KEYS[1], KEY, BINARY_KEYS[2], OTHER_KEY],
]


@requirement(
    "`sign` uses the first key; `read` takes a token of any key in the list, and of none that was dropped from it.",
    weight=2,
    hints=(
        "You put a new key in front. With which one is the next token signed? Which tokens are still read?",
        "Sign with the newest; to read, one key after the other may be the right one.",
        "`keys[0]` to sign, `any(... for key in keys)` to read. itsdangerous wants its list the other way round.",
    ),
)
@given(ring=st.sampled_from(RINGS), data=st.sampled_from([ANN, {"cart": ["tea"]}]))
def rotates_keys(submission: Any, ring: list[bytes], data: dict[str, Any]) -> None:
    keys = list(ring)
    how: dict[str, Any] = {"purpose": "login", "now": NOW}
    newest = text(submission.sign(dict(data), keys=keys, purpose="login", expires_at=LATER))
    assert expected(data) == submission.read(newest, keys=keys, **how)
    assert expected(data) == submission.read(newest, keys=ring[:1], **how)
    refused(submission, "a token of the first key, when that was dropped,", newest, keys=ring[1:], **how)
    for number, key in enumerate(ring, 1):
        token = text(submission.sign(dict(data), keys=[key], purpose="login", expires_at=LATER))
        assert expected(data) == submission.read(token, keys=keys, **how)
        others = [other for other in ring if other != key]
        refused(submission, f"a token of key {number}, when that was dropped,", token, keys=others, **how)
    assert keys == ring, "Your code changed the list of keys that it was given."


# --- code ---


class Bait:
    """Calls a function when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.fspath, ("ran",)


CODE = [
    *(pickle.dumps({"user": bait}, protocol) for protocol in (0, 2, 4, 5) for bait in (Bait(), 7)),
    pickle.dumps(Bait(), 0),
    b'{"user": __import__("os").fspath("ran")}',
    b'__import__("os").fspath("ran")',
    b'{"user": (lambda: 7)()}',
    b'{"user": 3 + 4}',
    b'!!python/object/apply:os.fspath ["ran"]',
    b'{user: !!python/object/apply:os.fspath ["ran"]}',
]

_found: list[str] | None = None
_hooked = False


@contextlib.contextmanager
def bait_taken() -> Iterator[list[str]]:
    """What was looked up or run out of one of the tokens above while the block runs."""
    global _found, _hooked
    if not _hooked:
        # An audit hook stays for good: one, and with a switch.
        sys.addaudithook(_audit)
        _hooked = True
    found: list[str] = []
    _found = found
    try:
        yield found
    finally:
        _found = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _found is None:
        return
    if event == "pickle.find_class":
        _found.append(f"unpickled {'.'.join(map(str, arguments))} out of the last token")
    elif event == "exec" and "fspath" in getattr(arguments[0], "co_names", ()):
        _found.append("ran the last token as Python")


@requirement(
    "No token makes `read` run, import or unpickle anything, however rightly it is signed; good ones are read.",
    weight=3,
    critical=True,
    hints=(
        "A key leaks, as keys do. What can its finder make your server do with a token?",
        "`pickle.loads` and `eval` run what they are given. The signature only tells who gave it.",
        "`json.loads`, and an InvalidToken when it fails; no second try with anything else.",
    ),
)
@given(content=st.sampled_from(CODE))
def runs_no_code(submission: Any, content: bytes) -> None:
    how: dict[str, Any] = {"keys": [KEY], "purpose": "login"}
    good = fields(submission.sign(dict(ANN), **how, expires_at=LATER))
    assert expected(ANN) == submission.read(str(good), **how, now=NOW)

    exhibit("PAYLOAD of the last token, decoded", repr(content))
    hostile, was_read = issued(content), False
    # Whether this is the right exception is decided elsewhere.
    with bait_taken() as taken, contextlib.suppress(InvalidToken, ValueError):
        submission.read(hostile, **how, now=NOW)
        was_read = True
    assert not taken, f"Your code {taken[0]}: whoever makes such a token runs what they like."
    assert not was_read, "A token that holds code or a pickle must be refused; it was read."


# --- exceptions ---

JUNK = [
    "",
    " ",
    ".",
    "=",
    "A",
    "é",
    "\0",
    "\ud800",
    "\u0661",
    "\u00b2",
    "-1",
    "1e9",
    "1_000",
    "0x10",
    "+-/_",
    "A===",
    "💥" * 20,
    "a.b",
    "....",
    "9" * 5000,
    "é" * 43,
    "A" * 9000,
    encoded(b"\xff\xfe"),
    encoded(b"[1, 2]"),
    encoded(b"not JSON"),
    encoded(b"[" * 6500),
    encoded(b'{"a":' * 1300),
    encoded(b"9" * 6000),
]
# PAYLOADs: bytes that are encoded, or base64 as it is.
NO_SESSIONS: list[bytes | str] = [
    b"",
    b" ",
    b"not JSON",
    b"{",
    b"{}}",
    b'{"user":7} {"user":8}',
    b'{"user":7',
    b'{"user":7,}',
    b"{'user': 7}",
    b"{user: 7}",
    b'{"user": None}',
    b'{"user":0x10}',
    b'{"user":07}',
    b"null",
    b"true",
    b"7",
    b'"user"',
    b"[]",
    b'[{"user":7}]',
    b'[["user",7]]',
    b'{"user":NaN}',
    b'{"user":Infinity}',
    b'{"user":[1.5,-Infinity]}',
    b'{"a":{"b":NaN}}',
    b'{"user":"\xff"}',
    b'{"user":"\xe9"}',
    b"\xff",
    "",
    "A",
    encoded(b'{"user":7}  ') + "A",
    b'{"user":' + b"[" * 5000,
    '{"user":7}'.encode("utf-16"),
    '{"user":7}'.encode("utf-16-le"),
    encoded(b'{"user":7}')[:4] + "!!!!" + encoded(b'{"user":7}')[4:],
]


def refused_or_read(submission: Any, token: object, data: dict[str, Any], **how: Any) -> None:
    """An InvalidToken and no other exception; whether the token is refused at all is decided elsewhere."""
    with contextlib.suppress(InvalidToken):
        assert expected(data) == submission.read(str(token), **how)


@requirement(
    "Whatever is not accepted is an InvalidToken and no other exception: any text, and rightly signed PAYLOADs that "
    "are no JSON object.",
    weight=2,
    hints=(
        "Send your `read` a token with an é in each field. Send it a rightly signed NaN.",
        "Which exceptions can base64, UTF-8, JSON, `int` and `compare_digest` raise? Are all of them yours?",
        "Check the layout first, as ASCII, then the signature, then decode; `json.loads` has `parse_constant`.",
    ),
)
@given(case=st.sampled_from([*(("text", junk) for junk in JUNK), *(("signed", content) for content in NO_SESSIONS)]))
def refuses_with_one_exception(submission: Any, case: tuple[str, Any]) -> None:
    kind, what = case
    how: dict[str, Any] = {"keys": [KEY], "purpose": "login"}
    token = fields(submission.sign(dict(ANN), **how, expires_at=LATER))
    assert expected(ANN) == submission.read(str(token), **how, now=NOW)
    if kind == "signed":
        exhibit("PAYLOAD, decoded" if isinstance(what, bytes) else "PAYLOAD", repr(what))
        with refuses(InvalidToken, what="a rightly signed token that holds no JSON object"):
            submission.read(issued(what), **how, now=NOW)
        return
    # Alone; in place of each field of a good token; before and after it.
    replaced = [str(token._replace(**{name: what})) for name in token._fields]
    for hostile in (what, *replaced, f"{what}.{token}", f"{token}.{what}"):
        refused_or_read(submission, hostile[:10_000], ANN, **how, now=NOW)
    # All reasons to refuse a token of ours; that it is refused is decided elsewhere.
    forged = token._replace(signature="A" * 43)
    worded = token._replace(word="sha512")
    for good, keys, purpose, now in (
        (token, [KEY], "login", LATER),
        (token, [KEY], "reset", NOW),
        (token, [OTHER_KEY], "login", NOW),
        (forged, [KEY], "login", NOW),
        (worded, [KEY], "login", NOW),
    ):
        refused_or_read(submission, good, ANN, keys=keys, purpose=purpose, now=now)


@requirement(
    "Signatures are compared in constant time.",
    hints=(
        "How long does `==` take when the first character differs? And when only the last one does?",
        "There is a function that takes the same time wherever two texts differ.",
        "`hmac.compare_digest`; itsdangerous uses it, too.",
    ),
)
def compares_in_constant_time(submission: Any) -> None:
    how: dict[str, Any] = {"keys": [KEY], "purpose": "login"}
    token = text(submission.sign(dict(ANN), **how, expires_at=LATER))
    with constant_time_comparisons(submission) as seen:
        answer = submission.read(token, **how, now=NOW)
    assert expected(ANN) == answer
    assert seen, "The signature was found right, but not through hmac.compare_digest."
