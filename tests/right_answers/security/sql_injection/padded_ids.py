# Approach: always 500 placeholders, filled up with NULL; the database escapes the pattern; columns by a table of keys.

import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]

MOST = 500
MARKS = ", ".join(["?"] * MOST)
DIRECTIONS = {False: "ASC", True: "DESC"}
COLUMNS = {"id": "u.id", "name": "u.name", "email": "u.email"}


def _select(connection: sqlite3.Connection, rest: str, values: Sequence[object] = ()) -> list[User]:
    cursor = connection.cursor()
    cursor.row_factory = lambda _, row: User(id=row[0], name=row[1], email=row[2])
    try:
        cursor.execute("SELECT u.id, u.name, u.email FROM main.users AS u " + rest, values)
        users: list[User] = []
        while batch := cursor.fetchmany(64):
            users.extend(batch)
        return users
    finally:
        cursor.close()


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    return _select(connection, "WHERE u.name = ? COLLATE BINARY ORDER BY u.id", (name,))


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    pattern = "replace(replace(replace(?, '^', '^^'), '%', '^%'), '_', '^_') || '%'"
    return _select(connection, f"WHERE u.name LIKE {pattern} ESCAPE '^' ORDER BY u.id", (prefix,))


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    padded = [*ids, *[None] * (MOST - len(ids))]  # NULL is no user's id
    return _select(connection, f"WHERE u.id IN ({MARKS}) ORDER BY u.id", padded)


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    expression = COLUMNS.get(column)
    if not expression:
        raise ValueError(f"Sorry, the table cannot be sorted by {column!r}.")
    return _select(connection, f"ORDER BY {expression} {DIRECTIONS[descending]}, u.id ASC")


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    cursor = connection.cursor()
    try:
        cursor.execute("INSERT INTO main.users (name, email) VALUES (@name, @email)", {"name": name, "email": email})
        connection.commit()
        assert cursor.lastrowid is not None
        return cursor.lastrowid
    finally:
        cursor.close()
