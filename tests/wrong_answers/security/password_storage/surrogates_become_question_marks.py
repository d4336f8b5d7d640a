# Misconception: what cannot be encoded is best replaced.
# Refused by: normalises_unicode
# May also fail: accepts_only_the_password, malformed_is_false, verifies_old_hashes, writes_salted_scrypt

import hashlib
import hmac
import secrets
import string
import unicodedata

SALT_LETTERS = string.ascii_letters + string.digits
HEX = set("0123456789abcdef")


class Malformed(ValueError):
    pass


def number(text, low, high):
    if not text or not set(text) <= set("0123456789") or text[0] == "0" or len(text) > 7:
        raise Malformed(text)
    if not low <= int(text) <= high:
        raise Malformed(text)
    return int(text)


def check_salt(salt, shortest):
    if not shortest <= len(salt) <= 64 or not set(salt) <= set(SALT_LETTERS):
        raise Malformed(salt)
    return salt.encode("ascii")


def check_key(key, size):
    if len(key) != 2 * size or not set(key) <= HEX:
        raise Malformed(key)
    return key


def parse(stored):
    """Take a stored text apart: (kind, number, salt, key)."""
    parts = stored.split("$")
    if len(parts) == 1:
        return "md5", 0, b"", check_key(stored, 16)
    if len(parts) != 3:
        raise Malformed(stored)
    method, salt, key = parts
    match method.split(":"):
        case ["scrypt", n, "8", "1"]:
            cost = number(n, 2**7, 2**17)
            if cost & (cost - 1):
                raise Malformed(n)
            return "scrypt", cost, check_salt(salt, 16), check_key(key, 64)
        case ["pbkdf2", "sha256", iterations]:
            return "pbkdf2", number(iterations, 1, 1_000_000), check_salt(salt, 8), check_key(key, 32)
    raise Malformed(stored)


def compute(kind, password, salt, factor):
    if kind == "scrypt":
        secret = unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
        return hashlib.scrypt(secret, salt=salt, n=factor, r=8, p=1, maxmem=2048 * factor + 2**20).hex()
    secret = password.encode("utf-8", "replace")
    if kind == "pbkdf2":
        return hashlib.pbkdf2_hmac("sha256", secret, salt, factor).hex()
    return hashlib.md5(secret).hexdigest()


def hash_password(password: str, *, cost: int) -> str:
    salt = "".join(secrets.choice(SALT_LETTERS) for _ in range(22))
    return "$".join([f"scrypt:{cost}:8:1", salt, compute("scrypt", password, salt.encode(), cost)])


def verify_password(password: str, stored: str) -> bool:
    try:
        kind, factor, salt, key = parse(stored)
        return hmac.compare_digest(compute(kind, password, salt, factor), key)
    except ValueError:
        return False


def needs_rehash(stored: str, *, cost: int) -> bool:
    try:
        kind, factor, _, _ = parse(stored)
    except Malformed:
        return True
    return (kind, factor) != ("scrypt", cost)
