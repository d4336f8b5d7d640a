# Approach: a table of patterns and functions; whatever goes wrong in between is False, the costs are checked too.

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable
from hmac import compare_digest

Derive = Callable[[str, bytes, int], bytes]


def _scrypt(password: str, salt: bytes, cost: int) -> bytes:
    if cost not in {128 << shift for shift in range(11)}:
        raise ValueError(f"{cost} is not a cost")
    if "\0" in password:
        raise ValueError("a password cannot contain NUL")
    secret = bytes(unicodedata.normalize("NFKC", password), "utf-8", "strict")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=8, p=1, maxmem=1 << 30)


def _pbkdf2(password: str, salt: bytes, iterations: int) -> bytes:
    if iterations > 1_000_000:
        raise ValueError("this would take too long")
    return hashlib.pbkdf2_hmac("SHA256", bytes(password, "utf-8"), salt, iterations)


def _md5(password: str, salt: bytes, number: int) -> bytes:
    digest = hashlib.md5()
    digest.update(bytes(password, "utf-8"))
    return digest.digest()


FORMS: dict[str, Derive] = {
    r"\Ascrypt:(?P<number>[1-9]\d+):8:1\$(?P<salt>[A-Z0-9]{16,64})\$(?P<key>[\da-f]{128})\Z": _scrypt,
    r"\Apbkdf2:sha256:(?P<number>[1-9]\d{,6})\$(?P<salt>[A-Z0-9]{8,64})\$(?P<key>[\da-f]{64})\Z": _pbkdf2,
    r"\A(?P<number>)(?P<salt>)(?P<key>[\da-f]{32})\Z": _md5,
}
FORMS = {pattern.replace("A-Z0-9", "A-Za-z0-9"): derive for pattern, derive in FORMS.items()}


def hash_password(password: str, *, cost: int) -> str:
    salt = secrets.token_bytes(32).hex()
    key = _scrypt(password, salt.encode(), cost)
    return f"scrypt:{cost:d}:8:1${salt}${key.hex()}"


def verify_password(password: str, stored: str) -> bool:
    verdicts = [_verdict(pattern, derive, password, stored) for pattern, derive in FORMS.items()]
    return any(verdicts)


def _verdict(pattern: str, derive: Derive, password: str, stored: str) -> bool:
    try:
        found = re.search(pattern, stored, re.ASCII)
        assert found
        key = derive(password, found["salt"].encode(), int(found["number"] or 0))
    except Exception:
        return False
    return compare_digest(memoryview(key), bytes.fromhex(found["key"]))


def needs_rehash(stored: str, *, cost: int) -> bool:
    for pattern, derive in FORMS.items():
        found = re.match(pattern, stored, re.ASCII)
        if found and derive is _scrypt:
            return found["number"] != f"{cost}"
    return True
