# Misconception: a number that we computed is no visitor's value.
# Refused by: values_stay_out_of_the_statement

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
    statement = f"""
        SELECT id, name, email FROM users
        WHERE substr(name, 1, {len(prefix)}) = ? COLLATE NOCASE
        ORDER BY id
    """
    return [User(*row) for row in connection.execute(statement, (prefix,))]


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT id, name, email FROM users WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
        {"ids": json.dumps(list(ids))},
    )
    return [User(*row) for row in cursor.fetchall()]


ORDERS = {
    "id": ("id ASC", "id DESC"),
    "name": ("name ASC, id ASC", "name DESC, id ASC"),
    "email": ("email ASC, id ASC", "email DESC, id ASC"),
}


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    if column not in ORDERS:
        raise ValueError("You can sort by id, name or email.")
    cursor = connection.cursor()
    cursor.execute("SELECT id, name, email FROM users ORDER BY " + ORDERS[column][bool(descending)])
    return [User(*row) for row in cursor.fetchall()]


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    cursor = connection.cursor()
    cursor.execute("INSERT INTO users (name, email) VALUES (:name, :email)", {"name": name, "email": email})
    return cursor.lastrowid
