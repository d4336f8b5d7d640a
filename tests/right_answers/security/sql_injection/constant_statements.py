# Approach: one constant text per function, with json_each for the ids, CASE for the column and RETURNING for the id.

import json
import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]

BY_NAME = "SELECT id, name, email FROM users WHERE name = :name ORDER BY id"

BY_PREFIX = """
    SELECT id, name, email FROM users
    WHERE substr(name, 1, length(:prefix)) = :prefix COLLATE NOCASE
    ORDER BY id
"""

BY_IDS = """
    SELECT id, name, email FROM users
    WHERE id IN (SELECT value FROM json_each(:ids))
    ORDER BY id
"""

SORTED = """
    SELECT id, name, email FROM users
    ORDER BY
        CASE WHEN NOT :descending THEN CASE :column WHEN 'id' THEN id WHEN 'name' THEN name ELSE email END END,
        CASE WHEN :descending THEN CASE :column WHEN 'id' THEN id WHEN 'name' THEN name ELSE email END END DESC,
        id
"""

ADD = "INSERT INTO users (name, email) VALUES (:name, :email) RETURNING id"


def query(connection: sqlite3.Connection, statement: str, **values: object) -> list[User]:
    return [User._make(row) for row in connection.execute(statement, values).fetchall()]


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    return query(connection, BY_NAME, name=name)


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    return query(connection, BY_PREFIX, prefix=prefix)


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    return query(connection, BY_IDS, ids=json.dumps(list(ids)))


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    if column not in {"id", "name", "email"}:
        raise ValueError(column)
    return query(connection, SORTED, column=column, descending=descending)


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    with connection:
        ((new_id,),) = connection.execute(ADD, {"name": name, "email": email}).fetchall()
    return new_id
