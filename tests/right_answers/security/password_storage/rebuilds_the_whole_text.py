# Approach: what should be stored is built anew from the parts, in canonical form, and compared as a whole.

import hashlib
import random
import secrets
import string
import unicodedata

LETTERS = string.ascii_letters + string.digits
RANDOM = random.SystemRandom()


def _write(password: str, method: str, salt: str) -> str:
    """What is stored for this password under this method, or nothing that could ever be."""
    if not set(salt) <= set(LETTERS):
        return ""
    name, *numbers = method.split(":")
    if name == "scrypt" and 16 <= len(salt) <= 64:
        cost = int(numbers[0])
        if 2**7 <= cost <= 2**17 and cost.bit_count() == 1:
            secret = unicodedata.normalize("NFKC", password).encode()
            memory = 128 * 8 * (cost + 4)
            key = hashlib.scrypt(secret, salt=salt.encode("ascii"), n=cost, r=8, p=1, maxmem=memory, dklen=64)
            return f"scrypt:{cost}:8:1${salt}${key.hex()}"
    if name == "pbkdf2" and 8 <= len(salt) <= 64:
        iterations = int(numbers[1])
        if 0 < iterations <= 1000**2:
            key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode("ascii"), iterations)
            return f"pbkdf2:sha256:{iterations}${salt}${key.hex()}"
    return ""


def hash_password(password: str, *, cost: int) -> str:
    salt = "".join(RANDOM.choices(LETTERS, k=RANDOM.randint(16, 64)))
    return _write(password, f"scrypt:{cost}:8:1", salt)


def verify_password(password: str, stored: str) -> bool:
    if len(stored) > 300:
        return False
    try:
        if "$" in stored:
            method, salt, _ = stored.split("$")
            due = _write(password, method, salt)
        else:
            due = hashlib.md5(password.encode(), usedforsecurity=False).hexdigest()
        return due != "" and secrets.compare_digest(due.encode(), stored.encode())
    except (ValueError, IndexError):
        return False


def needs_rehash(stored: str, *, cost: int) -> bool:
    start = f"scrypt:{cost}:8:1$"
    salt, _, key = stored.removeprefix(start).partition("$")
    current = (
        stored == f"{start}{salt}${key}"
        and len(salt) in range(16, 65)
        and set(salt) <= set(LETTERS)
        and len(key) == 128
        and set(key) <= set("0123456789abcdef")
    )
    return not current
