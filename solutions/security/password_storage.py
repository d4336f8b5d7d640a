"""What are some best practices for writing secure Python code?

Say it in a minute
    I would rather name habits than a list of functions: let no input change the meaning of code, give every
    part few rights, keep secrets out of the repository, take the framework's safe default instead of writing
    my own, keep dependencies up to date, and assume that the database will leak one day. Passwords are where that
    last one counts. They are hashed, never encrypted, with a function that is *slow and hungry on purpose*: Argon2id
    where I can add a dependency, scrypt from the standard library otherwise. Each has a random salt of its own,
    so that equal passwords look different and one guess tests one user. Algorithm and parameters stand in
    the stored text, so I can raise the cost next year and rehash at the next login, the only moment when I hold
    the password. OWASP's floor today: Argon2id with 19 MiB and 2 passes, scrypt with N=2**17, r=8, p=1,
    or PBKDF2-HMAC-SHA256 with 600,000 iterations where FIPS rules.

Trade-offs
    - Cost is paid by us at every login. N=2**17 is 128 MiB and about half a second each: fifty logins at once
      need 6 GiB, so limit attempts per account and address, and cap how many hashes run together.
    - In a Flask or Django project the framework's hasher is the answer; by hand is right for a kata, or to read a
      foreign format. Defaults differ: Werkzeug writes scrypt with N=2**15, Django PBKDF2 unless told otherwise.
    - NFKC makes a password typed on any keyboard match, and also folds a few that look different (a ligature
      and its two letters). NIST asked for NFKC or NFKD until revision 3; revision 4 (2025) and RFC 8265 say NFC. Either
      is fine; changing it later locks people out.
    - Bounds on what we read from our own table look paranoid until an import writes ITERATIONS=2000000000.

Follow-up questions
    *Some users never come back. Their MD5 stays?* Not if you wrap: store scrypt(md5(password)) for every row
    tonight, under a name of its own, and replace it by plain scrypt at the next login. Or delete the hash and ask for
    a reset.
    *Is a pepper worth it?* It is a key outside the database, best an HMAC under a key that a vault holds. It helps when
    only the table leaks; it does not replace salt or cost, and rotating it needs a plan.
    *What does a login form tell strangers?* Whether an account exists: an unknown name answers faster. Verify against
    a dummy hash of the current cost, and say the same words.

What people get wrong
    - SHA-256 with a salt. The salt is right, the speed is not: one graphics card tries billions a second.
    - bcrypt for long passphrases: it looks at 72 bytes. Python's bcrypt cut silently up to 4.x; 5.0 raises a
      `ValueError`. Hashing with SHA-256 first brings new traps (a NUL byte ends the input of many bcrypts).
    - "Every byte counts in PBKDF2 and scrypt." All but NUL bytes at the end: HMAC pads a short key with them, so a
      password with and without one have the same hash. Refuse NUL in the form.
    - `hashlib.scrypt` allows 32 MiB by default, so N=2**15 fails until `maxmem` is raised, and 128*N*r is not
      quite enough. N=2**14 is not "the maximum".
    - "The salt must be secret." It must be unique. Secret is the pepper's job.
    - "The comparison is the weak spot." With a salt it hardly is: who does not know the salt cannot tell which guess
      has which key, so the time of `==` says little. Constant time costs nothing, so do it; salt and cost come first.

Read on
    - https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    - https://docs.python.org/3/library/hashlib.html#hashlib.scrypt
    - https://www.rfc-editor.org/rfc/rfc7914 (scrypt)
    - https://pages.nist.gov/800-63-4/sp800-63b.html
"""

import hashlib
import hmac
import re
import secrets
import unicodedata

# The bounds are part of the patterns: what matches is safe to compute, and its key is ASCII.
_COSTS = "|".join(str(2**exponent) for exponent in range(7, 18))
_SCRYPT = re.compile(rf"scrypt:({_COSTS}):8:1\$([A-Za-z0-9]{{16,64}})\$([0-9a-f]{{128}})")
_PBKDF2 = re.compile(r"pbkdf2:sha256:([1-9][0-9]{0,5}|1000000)\$([A-Za-z0-9]{8,64})\$([0-9a-f]{64})")
_MD5 = re.compile(r"[0-9a-f]{32}")


def hash_password(password: str, *, cost: int) -> str:
    """Return what is to be stored for this password: the scrypt form, with N = `cost`."""
    salt = secrets.token_hex(16)
    return f"scrypt:{cost}:8:1${salt}${_scrypt(password, salt, cost)}"


def verify_password(password: str, stored: str) -> bool:
    """Tell whether `password` is the one that `stored` was made from."""
    try:
        if match := _SCRYPT.fullmatch(stored):
            cost, salt, key = match.groups()
            candidate = _scrypt(password, salt, int(cost))
        elif match := _PBKDF2.fullmatch(stored):
            iterations, salt, key = match.groups()
            candidate = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), int(iterations)).hex()
        elif _MD5.fullmatch(stored):
            key = stored
            candidate = hashlib.md5(password.encode(), usedforsecurity=False).hexdigest()
        else:
            return False
    except UnicodeEncodeError:  # a lone surrogate: no stored hash was ever made from that
        return False
    return hmac.compare_digest(candidate, key)


def needs_rehash(stored: str, *, cost: int) -> bool:
    """Tell whether `stored` should be replaced by a new hash at the next login."""
    match = _SCRYPT.fullmatch(stored)
    return match is None or int(match[1]) != cost


def _scrypt(password: str, salt: str, cost: int) -> str:
    secret = unicodedata.normalize("NFKC", password).encode()
    # scrypt works on 128 * r * N bytes and a little more. OpenSSL refuses above maxmem, 32 MiB unless told.
    return hashlib.scrypt(secret, salt=salt.encode(), n=cost, r=8, p=1, maxmem=2 * 128 * 8 * cost).hex()
