# Approach: Python decides inside SQLite, through a registered function; the ids are bound as one text.

import sqlite3
import string
from collections.abc import Sequence
from operator import attrgetter

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]

_FOLD = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


def _begins_with(text: str, prefix: str) -> bool:
    return text[: len(prefix)].translate(_FOLD) == prefix.translate(_FOLD)


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    users = _all(connection, "WHERE name = $name", {"name": name})
    return sorted(users, key=attrgetter("id"))


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    connection.create_function("begins_with", 2, _begins_with, deterministic=True)
    return _all(connection, "WHERE begins_with(name, $prefix) ORDER BY id", {"prefix": prefix})


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    wanted = "," + "".join(f"{one:d}," for one in ids)
    return _all(connection, "WHERE instr($wanted, ',' || id || ',') > 0 ORDER BY id", {"wanted": wanted})


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    if column != "id" and column != "name" and column != "email":
        raise ValueError
    users = _all(connection, "ORDER BY id")
    users.sort(key=attrgetter(column), reverse=bool(descending))
    return users


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    cursor = connection.cursor()
    with connection:
        cursor.execute("INSERT INTO users (name, email) VALUES ($name, $email)", {"name": name, "email": email})
    new_id = cursor.lastrowid
    if new_id is None:
        raise RuntimeError("the database gave no id")
    return new_id


def _all(connection: sqlite3.Connection, rest: str, values: dict[str, object] | None = None) -> list[User]:
    rows = connection.execute(f"SELECT name, email, id FROM users {rest}", values or {})
    return [User(id=number, name=name, email=email) for name, email, number in rows]
