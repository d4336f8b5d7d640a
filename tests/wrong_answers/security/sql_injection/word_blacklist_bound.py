# Misconception: taking SQL words out of the values is a harmless second belt.
# Refused by: finds_exact_name
# May also fail: prefix_is_literal, adds_what_was_given

import re
import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]


SQL = re.compile(r"--|;|/\*|\*/|\b(select|insert|update|delete|drop|alter|union)\b", re.IGNORECASE)


def clean(text: str) -> str:
    return SQL.sub("", text)


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    """Return the users whose name is exactly `name`, by ascending id."""
    rows = connection.execute("SELECT id, name, email FROM users WHERE name = ? ORDER BY id", (clean(name),))
    return [User(*row) for row in rows]


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    """Return the users whose name begins with `prefix`, by ascending id."""
    pattern = clean(prefix).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = connection.execute("SELECT id, name, email FROM users WHERE name LIKE ? ESCAPE '\\' ORDER BY id", (pattern,))
    return [User(*row) for row in rows]


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    """Return the users with these ids, each once, by ascending id."""
    marks = ",".join("?" for _ in ids)
    rows = connection.execute(f"SELECT id, name, email FROM users WHERE id IN ({marks}) ORDER BY id", list(ids))
    return [User(*row) for row in rows]


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    """Return all users, sorted by the column that the visitor named."""
    if column not in ("id", "name", "email"):
        raise ValueError(f"unknown column: {column!r}")
    direction = "DESC" if descending else "ASC"
    rows = connection.execute(f"SELECT id, name, email FROM users ORDER BY {column} {direction}, id ASC")
    return [User(*row) for row in rows]


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    """Store a new user, character by character as given, and return its id."""
    cursor = connection.execute("INSERT INTO users (name, email) VALUES (?, ?)", (clean(name), clean(email)))
    connection.commit()
    return cursor.lastrowid
