# Misconception: ids have no gaps, so the number of users is the new id.
# Refused by: adds_what_was_given

import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    """Return the users whose name is exactly `name`, by ascending id."""
    rows = connection.execute("SELECT id, name, email FROM users WHERE name = ? ORDER BY id", (name,))
    return [User(*row) for row in rows]


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    """Return the users whose name begins with `prefix`, by ascending id."""
    pattern = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
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
    with connection:
        connection.execute("INSERT INTO users (name, email) VALUES (?, ?)", (name, email))
        (count,) = connection.execute("SELECT count(*) FROM users").fetchone()
    return count
