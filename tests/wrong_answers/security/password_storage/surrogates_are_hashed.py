# Misconception: what cannot be encoded can be let through.
# Refused by: normalises_unicode
# May also fail: accepts_only_the_password, malformed_is_false, writes_salted_scrypt

import hashlib
import hmac
import re
import secrets
import unicodedata

SCRYPT = re.compile(r"scrypt:([1-9][0-9]{2,5}):8:1\$([A-Za-z0-9]{16,64})\$([0-9a-f]{128})")
PBKDF2 = re.compile(r"pbkdf2:sha256:([1-9][0-9]{0,6})\$([A-Za-z0-9]{8,64})\$([0-9a-f]{64})")
MD5 = re.compile(r"[0-9a-f]{32}")
COSTS = [2**exponent for exponent in range(7, 18)]
MAX_ITERATIONS = 1_000_000


def scrypt_key(password: str, salt: str, cost: int) -> str:
    secret = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt.encode(), n=cost, r=8, p=1, maxmem=160 * 1024 * 1024).hex()


def pbkdf2_key(password: str, salt: str, iterations: int) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt.encode(), iterations).hex()


def md5_key(password: str) -> str:
    return hashlib.md5(password.encode("utf-8")).hexdigest()


def hash_password(password: str, *, cost: int) -> str:
    salt = secrets.token_hex(16)
    return f"scrypt:{cost}:8:1${salt}${scrypt_key(password, salt, cost)}"


def verify_password(password: str, stored: str) -> bool:
    try:
        password.encode("utf-8")
        if match := SCRYPT.fullmatch(stored):
            cost, salt, key = match.groups()
            if int(cost) not in COSTS:
                return False
            computed = scrypt_key(password, salt, int(cost))
        elif match := PBKDF2.fullmatch(stored):
            iterations, salt, key = match.groups()
            if int(iterations) > MAX_ITERATIONS:
                return False
            computed = pbkdf2_key(password, salt, int(iterations))
        elif MD5.fullmatch(stored):
            key = stored
            computed = md5_key(password)
        else:
            return False
    except UnicodeEncodeError:
        return False
    return hmac.compare_digest(computed, key)


def needs_rehash(stored: str, *, cost: int) -> bool:
    match = SCRYPT.fullmatch(stored)
    return match is None or int(match[1]) != cost
