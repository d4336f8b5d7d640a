# Approach: Werkzeug makes and checks both of its forms; patterns only decide what it gets to see.

import hmac
import re
from hashlib import md5
from unicodedata import normalize

from werkzeug.security import check_password_hash, generate_password_hash

GUARD = re.compile(
    r"""
      (?P<scrypt> scrypt : (?P<n> 128|256|512|1024|2048|4096|8192|16384|32768|65536|131072 ) :8:1
                  \$ [0-9A-Za-z]{16,64} \$ [0-9a-f]{128} )
    | (?P<pbkdf2> pbkdf2:sha256 : (?: 1000000 | [1-9][0-9]{,5} )
                  \$ [0-9A-Za-z]{8,64} \$ [0-9a-f]{64} )
    | (?P<md5> [0-9a-f]{32} )
    """,
    re.VERBOSE,
)


def hash_password(password: str, *, cost: int) -> str:
    return generate_password_hash(normalize("NFKC", password), method=f"scrypt:{cost}:8:1", salt_length=16)


def verify_password(password: str, stored: str) -> bool:
    form = GUARD.fullmatch(stored)
    try:
        typed = password.encode()
    except UnicodeEncodeError:
        return False
    match form and form.lastgroup:
        case "scrypt":
            return check_password_hash(stored, normalize("NFKC", password))
        case "pbkdf2":
            return check_password_hash(stored, password)
        case "md5":
            return hmac.compare_digest(md5(typed).digest(), bytes.fromhex(stored))
        case _:
            return False


def needs_rehash(stored: str, *, cost: int) -> bool:
    form = GUARD.fullmatch(stored)
    return not (form and form["n"] == str(cost))
