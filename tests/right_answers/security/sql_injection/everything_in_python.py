# Approach: one constant statement reads all users; filtering and sorting is done in Python.

import sqlite3
import string
from collections.abc import Callable, Sequence
from operator import attrgetter

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]

ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
KEYS = {name: attrgetter(name) for name in User._fields}


def users_where(connection: sqlite3.Connection, condition: Callable[[User], bool]) -> list[User]:
    rows = connection.execute("SELECT id, name, email FROM users")
    return sorted(filter(condition, (User(*row) for row in rows)))


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    return users_where(connection, lambda user: user.name == name)


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    start = prefix.translate(ASCII_LOWER)
    return users_where(connection, lambda user: user.name.translate(ASCII_LOWER).startswith(start))


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    wanted = frozenset(ids)
    return users_where(connection, lambda user: user.id in wanted)


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    try:
        key = KEYS[column]
    except KeyError:
        raise ValueError("no such column") from None
    # Code points sort as their UTF-8 bytes do; a reversed sort leaves equal users in their order.
    return sorted(users_where(connection, lambda user: True), key=key, reverse=descending)


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    rows = connection.execute("INSERT INTO users (email, name) VALUES (?, ?)", (email, name))
    assert rows.lastrowid is not None
    return rows.lastrowid
