"""Passwords that are safe in a stolen table, the old ones too

Question: What are some best practices for writing secure Python code?
Difficulty: 2
Minutes: 35

A shop has moved twice. Its users came from a PHP forum with MD5, then the
first Flask version wrote PBKDF2. Today it is to be scrypt, and nobody may be
asked for a new password: whoever logs in with an old hash gets a new one on
the spot. Last year somebody tried bcrypt, until a customer found that the end
of her long passphrase did not matter. You write the module for all this.

The column `password` holds text in one of three forms. The first two are those
of Werkzeug, which Flask brings; you may use it, or hashlib, or both.

    scrypt:N:8:1$SALT$KEY             what you write
        N     a power of two, 2**7 (128) to 2**17 (131072); r is 8, p is 1
        SALT  16 to 64 ASCII letters and digits, new and random for every hash
        KEY   scrypt of the password with these parameters, 64 bytes
    pbkdf2:sha256:ITERATIONS$SALT$KEY         old
        ITERATIONS  1 to 1000000
        SALT  8 to 64 ASCII letters and digits
        KEY   PBKDF2-HMAC-SHA256 of the password, 32 bytes
    KEY                                       oldest
        KEY   MD5 of the password, 16 bytes, no salt

N and ITERATIONS are decimal without leading zeros. The salt that goes into the
function is the ASCII bytes of SALT, just as they stand there. A KEY is written
in lower-case hexadecimal: 128, 64 and 32 digits. Whatever is not exactly of one
of these forms, with its numbers and lengths in these bounds, is malformed: a
damaged row must not end in a 500, nor an absurd number keep the server busy.

From text to bytes: for scrypt, the password is brought to Unicode's normal form
NFKC and then encoded as UTF-8, so that an accent typed on another keyboard, as
one character or as two, is the same password. The two old forms were made from
the UTF-8 of the password as it was typed, without any normal form. Beyond that
every character counts, whatever it is and wherever it stands.

Passwords are any text of 0 to 1000 characters, but without the NUL character
(PBKDF2 and scrypt cannot tell one at the end from none). Whether one is good
enough is decided elsewhere: the empty one is hashed like any other. JSON can
smuggle in lone surrogates (U+D800 to U+DFFF), which UTF-8 cannot encode: see
each function.

Compare keys through `hmac.compare_digest` or a library that does.

Examples:

>>> stored = hash_password("correct horse", cost=2**7)
>>> stored.startswith("scrypt:128:8:1$")
True
>>> verify_password("correct horse", stored), verify_password("Correct horse", stored)
(True, False)
>>> needs_rehash(stored, cost=2**7), needs_rehash(stored, cost=2**14)
(False, True)
>>> known = (
...     "scrypt:128:8:1$0123456789abcdef$"
...     "adbfbc841fb2d001e6263c2081a224162aa9294346656797cd949504bf502a18"
...     "4d0209812394a399b3bda6661b2b9103899536ec1626db39dd30866ef8b1c07d"
... )
>>> verify_password("cafe" + chr(0x301), known), verify_password("caf" + chr(0xE9), known)
(True, True)
>>> verify_password("letmein", "0d107d09f5bbe40cade3de5c71e9e9b7")
True
>>> verify_password("letmein", "scrypt:a lot:8:1$salt$key")
False

Requirements:

- writes_salted_scrypt (critical)
- accepts_only_the_password (critical)
- normalises_unicode
- works_at_high_cost
- verifies_old_hashes
- finds_what_needs_rehash
- malformed_is_false
- compares_in_constant_time
"""


def hash_password(password: str, *, cost: int) -> str:
    """Return what is to be stored for this password: the scrypt form, with N = `cost`.

    `cost` is a power of two from 2**7 to 2**17, and all of them must work (the
    high ones take their time and up to 128 MiB). Two calls with the same
    password give different texts. A password with a lone surrogate is a
    `ValueError` (`UnicodeEncodeError` is one).
    """
    raise NotImplementedError


def verify_password(password: str, stored: str) -> bool:
    """Tell whether `password` is the one that `stored` was made from.

    `stored` is any text. A form above is computed with its own parameters,
    whatever `hash_password` is called with these days. False, never an
    exception, when `stored` is malformed or `password` has a lone surrogate.
    """
    raise NotImplementedError


def needs_rehash(stored: str, *, cost: int) -> bool:
    """Tell whether `stored` should be replaced by a new hash at the next login.

    False when it has the scrypt form and its N is `cost`. True for everything
    else: another N (lower or higher), the old forms, malformed text. `stored`
    is any text, `cost` as in `hash_password`.
    """
    raise NotImplementedError
