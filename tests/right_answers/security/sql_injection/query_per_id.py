# Approach: one query per id, in a generator; LIKE with another escape character; a ValueError of its own class.

import sqlite3
from collections.abc import Iterator, Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]


class UnknownColumnError(ValueError):
    """Somebody asked for a column that the table does not show."""

    def __init__(self, column: str) -> None:
        super().__init__(f"{column!a} is not among the columns")
        self.column = column


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    cursor = connection.execute("SELECT * FROM users WHERE name = (?) ORDER BY rowid", (name,))
    return list(map(User._make, cursor))


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    literal = "".join(f"!{character}" if character in "!%_" else character for character in prefix)
    cursor = connection.execute("SELECT * FROM users WHERE name LIKE ? ESCAPE '!' ORDER BY rowid", (f"{literal}%",))
    return list(map(User._make, cursor))


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    def found() -> Iterator[User]:
        for wanted in sorted(set(ids)):
            yield from map(User._make, connection.execute("SELECT * FROM users WHERE id = ?", (wanted,)))

    return list(found())


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    match column:
        case "id":
            statement = "SELECT * FROM users ORDER BY id"
        case "name":
            statement = "SELECT * FROM users ORDER BY name, id"
        case "email":
            statement = "SELECT * FROM users ORDER BY email, id"
        case _:
            raise UnknownColumnError(column)
    users = list(map(User._make, connection.execute(statement)))
    if descending:
        users.sort(key=lambda user: getattr(user, column), reverse=True)
    return users


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    # A savepoint works inside and outside of somebody else's transaction.
    connection.execute("SAVEPOINT adding")
    try:
        connection.execute("INSERT INTO users (name, email) VALUES (?, ?)", (name, email))
        (new_id,) = connection.execute("SELECT last_insert_rowid()").fetchone()
    except BaseException:
        connection.execute("ROLLBACK TO adding")
        raise
    finally:
        connection.execute("RELEASE adding")
    return new_id
