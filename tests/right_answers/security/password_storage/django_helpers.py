# Approach: Django's tools for salts, PBKDF2 and comparing; lengths and alphabets are checked by translation.

import hashlib
import unicodedata
from typing import NamedTuple

from django.utils.crypto import constant_time_compare, get_random_string, pbkdf2


class Form(NamedTuple):
    name: str
    number: int
    salt: str
    key: str


NOTHING = Form("", 0, "", "")


def hash_password(password: str, *, cost: int) -> str:
    try:
        salt = get_random_string(22)
        return f"scrypt:{cost:d}:8:1${salt}${_key(Form('scrypt', cost, salt, ''), password)}"
    except UnicodeError as error:
        raise ValueError("This password cannot be stored.") from error


def verify_password(password: str, stored: str) -> bool:
    form = _form(stored)
    try:
        return form != NOTHING and constant_time_compare(_key(form, password), form.key)
    except UnicodeError:
        return False


def needs_rehash(stored: str, *, cost: int) -> bool:
    return _form(stored)[:2] != ("scrypt", cost)


def _key(form: Form, password: str) -> str:
    if form.name == "scrypt":
        password = unicodedata.normalize("NFKC", password)
        return hashlib.scrypt(
            password.encode(), salt=form.salt.encode(), n=form.number, r=8, p=1, maxmem=1100 * form.number + 20_000
        ).hex()
    if form.name == "pbkdf2":
        return pbkdf2(password.encode(), form.salt, form.number, digest=hashlib.sha256).hex()
    return hashlib.md5(password.encode()).digest().hex()


def _form(stored: str) -> Form:
    shape = _shape(stored)
    parts = stored.split("$")
    if shape == "h" * 32:
        return Form("md5", 0, "", stored)
    if len(parts) != 3 or not stored.isascii():
        return NOTHING
    method, salt, key = parts
    if not salt.isalnum() or _shape(key) != "h" * len(key):
        return NOTHING
    sizes = len(salt), len(key)
    if method in SCRYPT and sizes[0] in range(16, 65) and sizes[1] == 128:
        return Form("scrypt", SCRYPT[method], salt, key)
    number = method.removeprefix("pbkdf2:sha256:")
    if number == method or not number.isdecimal() or number.startswith("0") or len(number) > 7:
        return NOTHING
    if int(number) <= 1_000_000 and sizes[0] in range(8, 65) and sizes[1] == 64:
        return Form("pbkdf2", int(number), salt, key)
    return NOTHING


SCRYPT = {f"scrypt:{2**exponent}:8:1": 2**exponent for exponent in range(7, 18)}
HEXADECIMAL = str.maketrans(dict.fromkeys("0123456789abcdef", "h") | {"h": "-"})


def _shape(text: str) -> str:
    return text.translate(HEXADECIMAL)
