# Approach: a class around a cursor of its own kind, made before anything is checked; ids lose their repetitions first.

import enum
import re
import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]


class Column(enum.Enum):
    """What one can sort by. Enum raises the ValueError for everything else."""

    ID = "id"
    NAME = "name"
    EMAIL = "email"


class UserCursor(sqlite3.Cursor):
    """A cursor whose rows are users."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.row_factory = lambda cursor, row: User(*row)

    def select(self, rest: str, *values: object) -> list[User]:
        self.execute(f"SELECT id, name, email FROM users {rest}", values)
        return self.fetchall()


class Users:
    """The table of users."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.cursor = connection.cursor(UserCursor)

    def named(self, name: str) -> list[User]:
        return self.cursor.select("WHERE name IS ? ORDER BY id ASC", name)

    def beginning_with(self, prefix: str) -> list[User]:
        pattern = re.sub(r"[*?\[]", r"[\g<0>]", prefix) + "*"
        return self.cursor.select("WHERE lower(name) GLOB lower(?) ORDER BY id ASC", pattern)

    def with_ids(self, ids: Sequence[int]) -> list[User]:
        different = sorted(set(ids))
        if not different:
            return []
        marks = "?" + ", ?" * (len(different) - 1)
        return self.cursor.select(f"WHERE id IN ({marks}) ORDER BY id ASC", *different)

    def sorted_by(self, column: Column, descending: bool) -> list[User]:
        direction = "DESC" if descending else "ASC"
        return self.cursor.select(f"ORDER BY {column.value} {direction}, id ASC")

    def add(self, name: str, email: str) -> int:
        self.cursor.execute("INSERT INTO users VALUES (NULL, ?, ?)", (name, email))
        assert self.cursor.lastrowid is not None
        return self.cursor.lastrowid


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    return Users(connection).named(name)


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    return Users(connection).beginning_with(prefix)


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    return Users(connection).with_ids(ids)


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    return Users(connection).sorted_by(Column(column), descending)


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    return Users(connection).add(name, email)
