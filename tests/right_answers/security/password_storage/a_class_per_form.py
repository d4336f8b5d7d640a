# Approach: an abstract class with one subclass per form, no regular expressions, keys compared as bytes.

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import ClassVar


class MalformedError(Exception):
    """The text has none of the forms."""


class UnspeakableError(ValueError):
    """The password has characters that no encoding knows."""


def utf8(text: str) -> bytes:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnspeakableError("lone surrogates cannot be hashed")
    return text.encode("utf-8")


def made_of(text: str, alphabet: str, sizes: range) -> str:
    if len(text) not in sizes or any(letter not in alphabet for letter in text):
        raise MalformedError(text)
    return text


def key_of(text: str, size: int) -> bytes:
    return bytes.fromhex(made_of(text, "0123456789abcdef", range(2 * size, 2 * size + 1)))


@dataclass(frozen=True)
class Stored(ABC):
    key: bytes

    forms: ClassVar[list[type[Stored]]] = []

    def __init_subclass__(cls) -> None:
        cls.forms.append(cls)

    @classmethod
    @abstractmethod
    def read(cls, parts: list[str]) -> Stored: ...

    @abstractmethod
    def derive(self, password: str) -> bytes: ...

    @staticmethod
    def parse(text: str) -> Stored:
        for form in Stored.forms:
            try:
                return form.read(text.split("$"))
            except MalformedError:
                continue
        raise MalformedError(text)

    def accepts(self, password: str) -> bool:
        return hmac.compare_digest(self.derive(password), self.key)


@dataclass(frozen=True)
class Md5(Stored):
    @classmethod
    def read(cls, parts: list[str]) -> Md5:
        if len(parts) != 1:
            raise MalformedError
        return cls(key_of(parts[0], 16))

    def derive(self, password: str) -> bytes:
        return hashlib.new("md5", utf8(password), usedforsecurity=False).digest()


@dataclass(frozen=True)
class Salted(Stored):
    salt: str
    number: int

    prefix: ClassVar[str] = ""
    suffix: ClassVar[str] = ""
    numbers: ClassVar[Collection[int]]
    shortest_salt: ClassVar[int]
    size: ClassVar[int]

    @classmethod
    def read(cls, parts: list[str]) -> Salted:
        if len(parts) != 3 or not cls.prefix:
            raise MalformedError
        method, salt, key = parts
        number = method.removeprefix(cls.prefix).removesuffix(cls.suffix)
        made_of(number, digits, range(1, 8))
        if method != cls.prefix + str(int(number)) + cls.suffix or int(number) not in cls.numbers:
            raise MalformedError(method)
        made_of(salt, ascii_letters + digits, range(cls.shortest_salt, 65))
        return cls(key_of(key, cls.size), salt, int(number))


class Pbkdf2(Salted):
    prefix, numbers = "pbkdf2:sha256:", range(1, 1_000_001)
    shortest_salt, size = 8, 32

    def derive(self, password: str) -> bytes:
        return hashlib.pbkdf2_hmac("sha256", utf8(password), self.salt.encode(), self.number, dklen=self.size)


class Scrypt(Salted):
    prefix, suffix, numbers = "scrypt:", ":8:1", frozenset(1 << shift for shift in range(7, 18))
    shortest_salt, size = 16, 64

    def derive(self, password: str) -> bytes:
        secret = utf8(unicodedata.normalize("NFKC", password))
        salt = self.salt.encode()
        return hashlib.scrypt(secret, salt=salt, n=self.number, r=8, p=1, maxmem=2**31 - 1, dklen=self.size)

    @classmethod
    def create(cls, password: str, cost: int) -> Scrypt:
        blank = cls(b"", "".join(secrets.choice(ascii_letters + digits) for _ in range(64)), cost)
        return cls(blank.derive(password), blank.salt, cost)

    def __str__(self) -> str:
        return f"{self.prefix}{self.number}{self.suffix}${self.salt}${self.key.hex()}"


def hash_password(password: str, *, cost: int) -> str:
    return str(Scrypt.create(password, cost))


def verify_password(password: str, stored: str) -> bool:
    try:
        return Stored.parse(stored).accepts(password)
    except (MalformedError, UnspeakableError):
        return False


def needs_rehash(stored: str, *, cost: int) -> bool:
    try:
        form = Stored.parse(stored)
    except MalformedError:
        return True
    return not isinstance(form, Scrypt) or form.number != cost
