# Misconception: an unknown name in double quotes is an error of the database.
# Refused by: refuses_unknown_columns
# May also fail: values_stay_out_of_the_statement

import json
import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    cursor = connection.cursor()
    cursor.execute("SELECT id, name, email FROM users WHERE name = :name ORDER BY id", {"name": name})
    return [User(*row) for row in cursor.fetchall()]


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT id, name, email FROM users WHERE substr(name, 1, length(:prefix)) = :prefix COLLATE NOCASE ORDER BY id",
        {"prefix": prefix},
    )
    return [User(*row) for row in cursor.fetchall()]


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT id, name, email FROM users WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
        {"ids": json.dumps(list(ids))},
    )
    return [User(*row) for row in cursor.fetchall()]


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    quoted = '"' + column.replace('"', '""') + '"'
    direction = "DESC" if descending else "ASC"
    try:
        rows = connection.execute(f"SELECT id, name, email FROM users ORDER BY {quoted} {direction}, id")
    except sqlite3.Error as error:
        raise ValueError(f"unknown column: {column!r}") from error
    return [User(*row) for row in rows]


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    cursor = connection.cursor()
    cursor.execute("INSERT INTO users (name, email) VALUES (:name, :email)", {"name": name, "email": email})
    return cursor.lastrowid
