# Approach: the ids go to a temporary table with executemany; columns are sorted by their number.

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]

COLUMNS = ("id", "name", "email")


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    with closing(connection.cursor()) as cursor:
        cursor.execute("SELECT id, name, email FROM users WHERE name == ?1 ORDER BY 1", [name])
        return [User(*row) for row in cursor]


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    with closing(connection.cursor()) as cursor:
        cursor.execute("SELECT id, name, email FROM users WHERE instr(lower(name), lower(?)) = 1 ORDER BY 1", [prefix])
        return [User(*row) for row in cursor]


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    with closing(connection.cursor()) as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS wanted (id INTEGER PRIMARY KEY)")
        cursor.execute("DELETE FROM temp.wanted")
        cursor.executemany("INSERT OR IGNORE INTO temp.wanted VALUES (?)", zip(ids, strict=True))
        cursor.execute("SELECT users.id, name, email FROM users JOIN temp.wanted USING (id) ORDER BY 1")
        users = [User(*row) for row in cursor]
        cursor.execute("DROP TABLE temp.wanted")
        return users


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    number = COLUMNS.index(column) + 1  # raises the ValueError
    direction = "DESC" if descending else "ASC"
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"SELECT id, name, email FROM users ORDER BY {number} {direction}, 1")
        return [User(*row) for row in cursor]


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    with closing(connection.cursor()) as cursor:
        cursor.execute("INSERT INTO users (name, email) SELECT ?, ?", [name, email])
        cursor.execute("SELECT last_insert_rowid()")
        return int(cursor.fetchone()[0])
