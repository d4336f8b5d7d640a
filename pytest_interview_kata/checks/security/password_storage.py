"""The hidden checks of ``security/password_storage``: hashlib again, and passwords that are nearly the same.

scrypt is dear even at its lowest cost (a quarter of a millisecond), so most of these draw from a list of cases that is
shorter than the number of examples: Hypothesis then tries each of them once, whatever the seed, and stops.
"""

import contextlib
import functools
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import corpus, exhibit, expected, refuses, requirement, text
from pytest_interview_kata.strategies.watching import constant_time_comparisons, substituted

LOW = 2**7
COSTS = [2**exponent for exponent in range(7, 18)]
SALT = "0123456789abcdef"
LONGEST_SALT = "AbMyZ0z9" * 8
FORM = re.compile(r"scrypt:([0-9]+):8:1\$([A-Za-z0-9]{16,64})\$([0-9a-f]{128})")

# Keys of "letmein" with SALT by cost and by iterations, which take too long to make here; made by hashlib.
DEAR_SCRYPT = {
    2**17: "4148975184c4bb16fe0af9daaf9842093269194d8163e6287fa378c5c43baef0"
    "b54056035cf28649cf8876c0ff5b9c776ed5d2aac828482e77dfed5de1859a25",
    2**18: "4aac341f2670a894c3f5d7c80e3fbb6792aca19bc28cfec26470acd529450f73"
    "c7be855a216de628ec3e2b4fc83d4a66005072f03083253c61a3b0fe30655f49",
}
DEAR_PBKDF2 = {
    600_000: "d781851bc269ce71affe5316889726db9d76678a779d345992bc6fa0dbe1e5ba",
    1_000_000: "6b6f9f443e8f14d16a942fb6b95e721129c70bafa63e3b025eb32612fcf86853",
    1_000_001: "e274479805102d5392438b50ef1b018b8a4c54470fa3902194957cc2ce674417",
}


@contextlib.contextmanager
def dear_keys_remembered(submission: object) -> Iterator[list[int]]:
    """hashlib, but the keys above come at once for exactly the calls that they are due for, which take long else.

    Yields:
        The costs that scrypt has worked with so far.
    """
    worked: list[int] = []
    true_scrypt, true_pbkdf2 = hashlib.scrypt, hashlib.pbkdf2_hmac

    def scrypt(password: bytes, **how: Any) -> bytes:
        cost, memory = how.get("n"), how.get("maxmem", 0)
        known = {"salt": SALT.encode(), "n": cost, "r": 8, "p": 1, "dklen": 64, "maxmem": memory}
        asked = {"dklen": 64, **how, "maxmem": memory}
        # The last condition is OpenSSL's own; where it does not hold, the true function refuses at once.
        if cost in DEAR_SCRYPT and password == b"letmein" and asked == known and memory >= 1024 * (cost + 3):
            key = bytes.fromhex(DEAR_SCRYPT[cost])
        else:
            key = true_scrypt(password, **how)
        worked.append(how["n"])
        return key

    def pbkdf2_hmac(hash_name: str, password: bytes, salt: bytes, iterations: int, dklen: int | None = None) -> bytes:
        asked = (hash_name, password, salt, dklen or 32)
        if iterations in DEAR_PBKDF2 and asked == ("sha256", b"letmein", SALT.encode(), 32):
            return bytes.fromhex(DEAR_PBKDF2[iterations])
        return true_pbkdf2(hash_name, password, salt, iterations, dklen)

    with substituted((hashlib, submission), (true_scrypt, scrypt), (true_pbkdf2, pbkdf2_hmac)):
        yield worked


@functools.cache
def scrypt_key(secret: bytes, salt: str = SALT, cost: int = LOW, size: int = 64) -> str:
    """The key in hexadecimal, computed by hashlib."""
    return hashlib.scrypt(secret, salt=salt.encode(), n=cost, r=8, p=1, maxmem=2**30, dklen=size).hex()


def scrypt(password: str, cost: int = LOW) -> str:
    """The form that is written today."""
    secret = unicodedata.normalize("NFKC", password).encode()
    return f"scrypt:{cost}:8:1${SALT}${scrypt_key(secret, SALT, cost)}"


def pbkdf2(secret: bytes, salt: str = SALT, iterations: int = 1, name: str = "sha256", size: int | None = None) -> str:
    """The old form."""
    key = hashlib.pbkdf2_hmac(name, secret, salt.encode(), iterations, size)
    return f"pbkdf2:{name}:{iterations}${salt}${key.hex()}"


def md5(secret: bytes) -> str:
    """The oldest form."""
    return hashlib.md5(secret, usedforsecurity=False).hexdigest()


GOOD_SCRYPT, GOOD_PBKDF2, GOOD_MD5 = scrypt("letmein"), pbkdf2(b"letmein", "saltSALT", 10), md5(b"letmein")


def own_hash(submission: Any, password: str, cost: int = LOW) -> str:
    """What `hash_password` makes of it, for the requirements that are not about how it is made."""
    stored = text(submission.hash_password(password, cost=cost))
    assert stored.startswith("scrypt:"), "What is stored must be a hash, and begin with scrypt:."
    # A hash that was made at another cost is refused elsewhere. A hundred of a high one would take too long here.
    return stored if stored.startswith(f"scrypt:{cost}:") else scrypt(password, cost)


# All of these are the same in every normal form and in lower case, so that nothing but the hash itself decides.
PLAIN_WORDS = ["a", "letmein", "correct horse", "o'hara", "pa$$:word", "%s{0}", "ð", "пароль", "密码", "🔒🔑"]


@requirement(
    "A password is stored as scrypt with the cost that was asked for, and with a new random salt for every hash.",
    weight=3,
    critical=True,
    hints=(
        "Who steals the table tries billions of passwords a second. What makes each try dear, for each row anew?",
        "A function that is slow on purpose, a random salt for each hash; its numbers and the salt are in the text.",
        "`hashlib.scrypt` with n=cost, r=8, p=1, and as salt the ASCII bytes of `secrets.token_hex(16)`.",
    ),
)
@given(password=st.sampled_from(PLAIN_WORDS), cost=st.sampled_from([128, 256]))
def writes_salted_scrypt(submission: Any, password: str, cost: int) -> None:
    salt, key = salt_and_key(submission.hash_password(password, cost=cost), cost)
    due = scrypt_key(password.encode(), salt, cost)
    assert key == due, f"With this SALT, the KEY of {password!r} is due as {due[:16]}..., not {key[:16]}..."
    again, _ = salt_and_key(submission.hash_password(password, cost=cost), cost)
    assert again != salt, f"Two hashes must not share their salt, but the SALT was {salt} both times."


def salt_and_key(stored: object, cost: int) -> tuple[str, str]:
    """Take apart what `hash_password` gave back."""
    match = FORM.fullmatch(text(stored))
    assert match and match[1] == str(cost), (
        f"What is stored must read scrypt:{cost}:8:1$SALT$KEY, with 16 to 64 ASCII letters and digits as SALT and 128 "
        "lower-case hexadecimal digits as KEY."
    )
    return match[2], match[3]


# Put into a password somewhere, each of these makes another password. Many programs lose one of them.
COUNTING = [
    " ",
    "\t",
    "\n",
    "\xa0",
    "\u3000",
    "\xad",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\x01",
    "\x7f",
    "!",
    "0",
    "ß",
    "🔒",
]

# Passwords, each with others that a sloppy program takes for it; the spellings of `normalises_unicode` are not among
# them. The long ones differ beyond 72 bytes, 72 characters, 128 and 999.
NEAR_MISSES = [
    ("letmein", ["letmei", "etmein", "Letmein", "", "letmeinletmein"]),
    ("LETMEIN", ["letmein", "LETMEI"]),
    ("", ["a", " "]),
    ("aa", ["a", "aaa"]),
    ("ab", ["ba", "AB"]),
    ("correct horse", ["correct  horse", "correcthorse", "correct hors", "horse correct"]),
    (" letmein\n", ["letmein", " letmein", "letmein\n"]),
    ("\ufefflet\u200bmein\x01", ["letmein", "let\u200bmein\x01", "\ufeffletmein\x01", "\ufefflet\u200bmein"]),
    ("straße", ["strasse", "strase", "STRASSE"]),
    ("密码", ["密碼", "密", "??"]),
    ("🔒", ["🔑", "?", ""]),
    ("пароль", ["пороль", "??????"]),
    ("1", ["1.0", "01", "2"]),
    ("x" * 71 + "yz", ["x" * 71 + "ya", "x" * 71 + "y", "x" * 71]),
    ("ж" * 36 + "a", ["ж" * 36 + "b", "ж" * 36]),
    ("x" * 128 + "a", ["x" * 128 + "b", "x" * 128]),
    ("x" * 999 + "a", ["x" * 999 + "b", "x" * 999]),
    ("ж" * 999 + "a", ["ж" * 999 + "b", "ж" * 999]),
    ("ж" * 999 + "a", ["ж" * 999 + "b", "ж" * 999]),
    ("ж" * 999 + "a", ["ж" * 999 + "b", "ж" * 999]),
    *[("letmein", [counts + "letmein", f"let{counts}mein", "letmein" + counts]) for counts in COUNTING],
]
AT_COSTS = itertools.cycle([128, 128, 128, 256, 128, 128, 128, 128, 512])


@requirement(
    "A password is verified against its own hash, made at whatever cost, and no other password is.",
    weight=3,
    critical=True,
    hints=(
        "What does your code do with the 73rd byte of a passphrase? With a space at its end?",
        "Whatever is cut off, stripped or folded before hashing makes other passwords right, too.",
        "Hash the whole text as it was typed, and verify with the parameters in the stored text, not with today's.",
    ),
)
@given(case=st.sampled_from([(*case, next(AT_COSTS)) for case in NEAR_MISSES]))
def accepts_only_the_password(submission: Any, case: tuple[str, list[str], int]) -> None:
    password, others, cost = case
    stored = own_hash(submission, password, cost)
    assert expected(True) == submission.verify_password(password, stored)
    for other in others:
        if len(password) > 100:
            exhibit_ends(password, other)
        assert expected(False) == submission.verify_password(other, stored)


def exhibit_ends(password: str, other: str) -> None:
    """Tell two long passwords apart, which are cut in the report before they differ."""
    exhibit("hashed", f"{len(password)} characters, {password[-4:]!r} at the end")
    exhibit("verified", f"{len(other)} characters, {other[-4:]!r} at the end")


# One password, another spelling of it, and a password that is neither.
SPELLINGS = [
    ("caf\u00e9", "cafe\u0301", "cafe"),
    ("\u03ac", "\u1f71", "\u03b1"),  # Greek, an accent with two names
    ("\u1ee9", "\u01b0\u0301", "\u01b0"),
    ("q\u0323\u0307", "q\u0307\u0323", "q\u0323"),  # the order of marks
    ("\uac00", "\u1100\u1161", "\u1100"),  # Hangul and its parts
    ("fish", "\ufb01sh", "fsh"),  # ligature
    ("pin1", "pin\u2460", "pin2"),  # circled digit
    ("pin2", "pin\u00b2", "pin"),  # superscript
    ("abc", "\uff41bc", "bc"),  # full width
    ("\u30ac", "\uff76\uff9e", "\u30ab"),  # half width, two characters
    ("a b", "a\u00a0b", "ab"),  # no-break space
    ("wait...", "wait\u2026", "wait"),
    ("l", "\u2113", "k"),  # script
]
LONE_SURROGATES = itertools.cycle(["letme\ud800", "\udfff", "let\udc00mein"])
SPELLED = [
    (*case, next(LONE_SURROGATES))
    for one, two, other in SPELLINGS
    for case in ((one, two, other), (two, one, other))
]  # fmt: skip
# What programs make of a lone surrogate that they do not want to hear of.
MAKESHIFTS = ["replace", "ignore", "surrogatepass", "backslashreplace"]


@requirement(
    "All spellings of a character that NFKC makes one are the same password, and a lone surrogate is none: a "
    "ValueError in `hash_password`, False in `verify_password`.",
    weight=2,
    hints=(
        "The same accent comes as one character from one keyboard and as two from another. Is it the same password?",
        "Unicode has normal forms. Which one does the contract name, and on both sides of the comparison?",
        "`unicodedata.normalize`; and let `str.encode` be strict, so that surrogates raise a `UnicodeEncodeError`.",
    ),
)
@given(spellings=st.sampled_from(SPELLED))
def normalises_unicode(submission: Any, spellings: tuple[str, str, str, str]) -> None:
    one, two, other, lone = spellings
    exhibit("in escapes", f"same:  {one!a}, {two!a}\nother: {other!a}")
    stored = own_hash(submission, two)
    assert expected(True) == submission.verify_password(one, stored)
    assert expected(True) == submission.verify_password(two, stored)
    assert expected(False) == submission.verify_password(other, stored)
    # NFKD tells the same passwords apart, but nobody else can verify what it wrote.
    secret, match = unicodedata.normalize("NFKD", two).encode(), FORM.fullmatch(stored)
    if match and secret != unicodedata.normalize("NFKC", two).encode():
        decomposed = scrypt_key(secret, match[2])
        assert match[3] != decomposed, f"This KEY was made from {two!a} in the form NFKD; NFKC is due."

    with refuses(ValueError, what=f"hashing {lone!r}"):
        submission.hash_password(lone, cost=LOW)
    for made in MAKESHIFTS:
        secret = lone.encode(errors=made)
        for row in (f"scrypt:{LOW}:8:1${SALT}${scrypt_key(secret)}", pbkdf2(secret), md5(secret)):
            assert expected(False) == submission.verify_password(lone, row)


@requirement(
    "Every cost up to 2**17 works, to hash and to verify.",
    hints=(
        "Does `hash_password` work with cost=2**15? With 2**17?",
        "scrypt needs 128 * r * N bytes and a little more. OpenSSL allows 32 MiB unless it is told otherwise.",
        "`hashlib.scrypt(..., maxmem=...)`: more than 128 MiB for N = 2**17.",
    ),
)
def works_at_high_cost(submission: Any) -> None:
    stored = text(submission.hash_password("letmein", cost=2**15))
    assert stored.startswith("scrypt:32768:8:1$"), "What is stored for cost=32768 must begin with scrypt:32768:8:1$."
    # The highest cost: 64 MiB are enough for 2**15, and even 128 MiB are not quite enough for 2**17.
    with dear_keys_remembered(submission) as worked:
        answer = submission.verify_password("letmein", f"scrypt:131072:8:1${SALT}${DEAR_SCRYPT[2**17]}")
    # Whoever hashes something else than the password, but does it at this cost, fails elsewhere.
    assert 2**17 in worked or expected(True) == answer


# A password, and another that must not pass for it: the two old forms know no normal form.
AS_TYPED = [
    ("letmein", "Letmein"),
    ("", "a"),
    ("correct horse", "correct horsf"),
    ("cafe\u0301", "caf\u00e9"),
    ("caf\u00e9", "cafe\u0301"),
    ("\ufb01sh", "fish"),
    ("fish", "\ufb01sh"),
    ("\u2126", "\u03a9"),
    ("\u03a9", "\u2126"),
    ("пароль", "??????"),
    ("🔒", "🔑"),
]
PARAMETERS = [(1, SALT), (9, "saltSALT"), (190, LONGEST_SALT), (1000, "0123456789abcdef0123456789abcdef")]
OLD_ROWS = [
    *[(md5(password.encode()), password, [other]) for password, other in AS_TYPED],
    *[
        (pbkdf2(password.encode(), salt, iterations), password, [other])
        for iterations, salt in PARAMETERS
        for password, other in AS_TYPED
    ],
    # Werkzeug's own numbers, then and now.
    *[
        (f"pbkdf2:sha256:{iterations}${SALT}${DEAR_PBKDF2[iterations]}", "letmein", [])
        for iterations in (600_000, 1_000_000)
    ],
]


@requirement(
    "Old hashes, PBKDF2 and MD5, are verified with the password exactly as it was typed, and with no other.",
    weight=2,
    hints=(
        "What was hashed when these rows were written? Not what you would hash today.",
        "No normal form here; and the number of iterations and the salt come from the stored text.",
        "`hashlib.pbkdf2_hmac('sha256', ...)` with the ASCII bytes of the salt, and `hashlib.md5`.",
    ),
)
@given(row=st.sampled_from(OLD_ROWS))
def verifies_old_hashes(submission: Any, row: tuple[str, str, list[str]]) -> None:
    stored, password, others = row
    if not password.isascii():
        exhibit("was hashed, in escapes", ascii(password))
    with dear_keys_remembered(submission):
        assert expected(True) == submission.verify_password(password, stored)
        for other in others:
            assert expected(False) == submission.verify_password(other, stored)


def needing_rehash(cost: int) -> list[str]:
    """Texts that have not the scrypt form with this N, and look like it to a careless reader."""
    good = f"scrypt:{cost}:8:1${SALT}${DEAR_SCRYPT[2**17]}"
    return [
        "",
        good[:-1],
        good[:-128],
        good + "0",
        good.replace("scrypt:", ""),
        good.replace(f":{cost}:", f":{cost}0:"),
        good.replace(f":{cost}:", ":a lot:"),
        good.replace(":8:1$", "$"),
        good.replace(":8:1$", ":1:1$"),
        good.replace("$", ""),
        f"scrypt:{cost}:8:1",
        f"scrypt:{cost}:8:1$salt$key",
        f"pbkdf2:sha256:{cost}${SALT}${DEAR_PBKDF2[1_000_000]}",
        f"pbkdf2:sha256:1000000${SALT}${DEAR_PBKDF2[1_000_000]}",
        "0d107d09f5bbe40cade3de5c71e9e9b7",
        "\ud800$é$\0",
    ]


@requirement(
    "A hash is to be replaced unless it is scrypt with exactly the cost of today.",
    hints=(
        "Which rows would you like to be rid of? Which can stay?",
        "One form stays, with one N. A higher N is another one, too, and what is damaged stays least of all.",
        "Read N with the same pattern that `verify_password` uses: no match is True, another number is True.",
    ),
)
@given(
    cost=st.sampled_from([2**7, 2**10, 2**14, 2**15, 2**17]), number=st.sampled_from(range(len(needing_rehash(LOW))))
)
def finds_what_needs_rehash(submission: Any, cost: int, number: int) -> None:
    key = DEAR_SCRYPT[2**17]  # any will do: no password is asked for
    assert expected(False) == submission.needs_rehash(f"scrypt:{cost}:8:1${LONGEST_SALT}${key}", cost=cost)
    for other in COSTS:
        assert expected(other != cost) == submission.needs_rehash(f"scrypt:{other}:8:1${SALT}${key}", cost=cost)
    row = needing_rehash(cost)[number]
    exhibit_row(row)
    assert expected(True) == submission.needs_rehash(row, cost=cost)


def exhibit_row(stored: str) -> None:
    """Show a long stored text whole; it is cut where calls are shown."""
    if 100 < len(stored) < 300:
        sizes = " + ".join(str(len(part)) for part in stored.split("$"))
        exhibit("the last stored text", f"{stored}\n({sizes} characters between the $)")


def malformed() -> list[str]:
    """Damaged and absurd values; the key is that of "letmein" wherever there can be one."""
    head, salt, key = GOOD_SCRYPT.split("$")
    numbers = [
        "0",
        "-128",
        "129",
        "1000",
        "",
        "a lot",
        "12.8",
        "1e3",
        "\u00b2",
        "0x80",
        "9" * 20,
        "9" * 5000,
        "1073741824",
    ]
    of_scrypt = [
        f"{head}${salt}$",
        f"{head}${salt}${key[:2]}",
        f"{head}${salt}${key[:64]}",
        f"{head}${salt}${key[:-1]}",
        f"{head}${salt}${scrypt_key(b'letmein', size=65)}",
        f"{head}${salt}${key[:-1]}g",
        f"{head}${salt}${key[:-1]}é",
        f"{head}${salt}${key}$",
        f"{head}:{salt}${key}",
        f"{head}${salt}:{key}",
        f"{head}${salt}",
        f"{head}${salt}{key}",
        f"{head}$$",
        f"{head}",
        f"{head}$é{salt}${key}",
        f"{head}$\ud800{salt}${key}",
        f"scrypt:128${salt}${key}",
        f"scrypt:128:8${salt}${key}",
        f"scrypt:128:8:1:1${salt}${key}",
        f"scrypt:128:8:a${salt}${key}",
        f"scrypt:128:0:1${salt}${key}",
        f"scrypt:128:8:{'9' * 20}${salt}${key}",
        f"scrypt:128:1073741824:1${salt}${key}",
        f"scrypt${salt}${key}",
        f"bcrypt:128:8:1${salt}${key}",
        *[f"scrypt:{number}:8:1${salt}${key}" for number in numbers],
    ]
    head, salt, key = GOOD_PBKDF2.split("$")
    numbers = ["0", "-10", "", "many", "1.5", "1e3", "\u00b2", "9" * 20, "9" * 5000]
    of_pbkdf2 = [
        f"{head}${salt}$",
        f"{head}${salt}${key[:2]}",
        f"{head}${salt}${key[:-1]}",
        f"{head}${salt}${key[:-1]}é",
        pbkdf2(b"letmein", salt, 10, size=64),
        f"{head}:{salt}${key}",
        f"{head}${salt}:{key}",
        f"{head}${salt}",
        f"{head}",
        f"pbkdf2:sha256${salt}${key}",
        f"pbkdf2:10${salt}${key}",
        f"pbkdf2:nonsense:10${salt}${key}",
        *[pbkdf2(b"letmein", salt, 10, name) for name in ("sha1", "sha512", "sha3_256")],
        *[f"pbkdf2:sha256:{number}${salt}${key}" for number in numbers],
    ]
    of_md5 = ["", "$", "$$", ":::$$", "letmein", "\ud800" * 32, "\0" * 32, "é" * 32, f"$1${GOOD_MD5}"]
    of_md5 += [GOOD_MD5[:-1], GOOD_MD5[:-1] + "g", GOOD_MD5 + "0", GOOD_MD5 + "$"]
    beyond = [
        f"scrypt:64:8:1${SALT}${scrypt_key(b'letmein', cost=64)}",
        f"scrypt:262144:8:1${SALT}${DEAR_SCRYPT[2**18]}",
        f"pbkdf2:sha256:1000001${SALT}${DEAR_PBKDF2[1_000_001]}",
    ]
    return [*of_md5, *of_pbkdf2, *of_scrypt, *beyond, *misspelt()]


def misspelt() -> list[str]:
    """Nearly of a form, with the key that fits: a program that reads generously takes them for good."""
    _, salt, key = GOOD_SCRYPT.split("$")
    salts = [SALT[:15], "s" * 65, SALT[:-1] + "-", SALT[:-1] + "_", SALT[:-1] + " ", SALT + "\n"]
    _, old_salt, old_key = GOOD_PBKDF2.split("$")
    foreign = SALT[:15] + "é"
    old_salts = ["s" * 7, "s" * 65, "salt-SALT", "salt salt"]
    return [
        *[
            f"scrypt:{number}:8:1${salt}${key}"
            for number in ("0128", "+128", " 128", "1_28", "128 ", "\uff11\uff12\uff18")
        ],
        *[f"scrypt:128:8:1${odd}${scrypt_key(b'letmein', odd)}" for odd in salts],
        *[f"scrypt:128:8:1${salt}${spelt}" for spelt in (key.upper(), f"{key}\n", f" {key}", f"{key[:2]} {key[2:]}")],
        f"scrypt:128:16:1${salt}${hashlib.scrypt(b'letmein', salt=salt.encode(), n=128, r=16, p=1).hex()}",
        f"scrypt:128:8:2${salt}${hashlib.scrypt(b'letmein', salt=salt.encode(), n=128, r=8, p=2).hex()}",
        f"scrypt:128:8:1${foreign}${hashlib.scrypt(b'letmein', salt=foreign.encode(), n=128, r=8, p=1).hex()}",
        *[f"pbkdf2:sha256:{number}${old_salt}${old_key}" for number in ("010", "+10", " 10", "1_0", "\uff11\uff10")],
        *[pbkdf2(b"letmein", odd, 10) for odd in old_salts],
        *[f"pbkdf2:sha256:10${old_salt}${spelt}" for spelt in (old_key.upper(), f"{old_key}\n", f" {old_key}")],
        *[GOOD_MD5.upper(), f"{GOOD_MD5}\n", f" {GOOD_MD5}", f"{GOOD_MD5[:2]} {GOOD_MD5[2:]}"],
    ]


@requirement(
    "What is malformed, absurd numbers too, is False and never an exception; what is well-formed is still verified.",
    weight=2,
    hints=(
        "What happens at the login of someone whose row was cut off? Whose row says 2000000000 iterations?",
        "Decide what a good row looks like, to the last digit, before you compute anything from it.",
        "`re.fullmatch` with one pattern per form, lengths and numbers included; False where none matches.",
    ),
)
@corpus({"stored": row} for row in malformed())
@given(stored=st.sampled_from(malformed()[:20]))
def malformed_is_false(submission: Any, stored: str) -> None:
    with dear_keys_remembered(submission):
        # One will do, the cheapest first: whether each of the forms is understood is decided elsewhere.
        good = any(submission.verify_password("letmein", row) is True for row in (GOOD_MD5, GOOD_PBKDF2, GOOD_SCRYPT))
        assert good, "Well-formed rows were refused with the right password, in all three forms."
        exhibit_row(stored)
        assert expected(False) == submission.verify_password("letmein", stored)


@requirement(
    "Keys are compared in constant time, in each of the three forms.",
    hints=(
        "How long does `==` take when the first character differs? And when only the last one does?",
        "There is a function that takes the same time wherever two texts differ.",
        "`hmac.compare_digest`, or `werkzeug.security.check_password_hash`, which uses it.",
    ),
)
def compares_in_constant_time(submission: Any) -> None:
    own = own_hash(submission, "letmein")
    for stored in (own, GOOD_PBKDF2, GOOD_MD5):
        with constant_time_comparisons(submission) as seen:
            answer = submission.verify_password("letmein", stored)
        # Old forms that are not understood at all fail elsewhere.
        if stored is own or answer is True:
            assert expected(True) == answer
            assert seen, "The right password was found right, but not through hmac.compare_digest."
