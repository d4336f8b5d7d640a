"""How can you prevent SQL injection attacks in Python code?

Say it in a minute
    SQL injection happens when a value is pasted into the text of a statement: the database cannot tell any
    more which part the programmer wrote and which part the visitor did. The cure is to send the two apart.
    With a parameter (`?` in sqlite3, `%s` in psycopg, bound values in SQLAlchemy and Django's ORM) the
    statement is parsed before the value is looked at, so no value can change what it does. Three things
    cannot be parameters: the wildcards *inside* a LIKE pattern, which I escape; the *number* of values in an
    IN list, for which I generate placeholders, never values; and *names* of columns and tables, which I look
    up in a list of my own. Around that: a database account with few rights, and no error texts for visitors.

Trade-offs
    - Placeholders by count give one statement per list length, which fills statement caches. `json_each(?)`
      in SQLite or `= ANY(%s)` in PostgreSQL keep one text for all lengths.
    - An ORM parameterises by default, but `raw()`, `extra()`, `RawSQL` and string-built `order_by` arguments
      bring the problem back.
    - Escaping by hand is what drivers did in the nineties. It depends on the encoding and the server's mode.

Follow-up questions
    *Is validating the input enough?* No. O'Hara is a valid name. Validate for meaning, parameterise for safety.
    *Are stored procedures safe?* Only if they do not build SQL from strings themselves.
    *Can parameters be injected later?* Yes, "second order": a value that was stored safely and is pasted into
    another statement afterwards. The rule holds for every statement, not for every form.

What people get wrong
    - `cursor.execute("... WHERE name = '%s'" % name)` looks like a parameter and is string formatting.
    - `LIKE ? || '%'` is safe from injection and still wrong: a visitor's `%` is a wildcard.
    - `ORDER BY ?` sorts by a constant: no error, no order.

Read on
    - https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html
    - https://docs.python.org/3/library/sqlite3.html#how-to-use-placeholders-to-bind-values-in-sql-queries
    - https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
"""

import sqlite3
from collections.abc import Iterable, Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]

# The whole statement per column, so that no text of ours is ever joined with text of theirs.
_SORTED = {
    ("id", False): "SELECT id, name, email FROM users ORDER BY id",
    ("id", True): "SELECT id, name, email FROM users ORDER BY id DESC",
    ("name", False): "SELECT id, name, email FROM users ORDER BY name, id",
    ("name", True): "SELECT id, name, email FROM users ORDER BY name DESC, id",
    ("email", False): "SELECT id, name, email FROM users ORDER BY email, id",
    ("email", True): "SELECT id, name, email FROM users ORDER BY email DESC, id",
}


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    """Return the users whose name is exactly `name`, by ascending id."""
    return _users(connection.execute("SELECT id, name, email FROM users WHERE name = ? ORDER BY id", (name,)))


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    """Return the users whose name begins with `prefix`, by ascending id."""
    # The escape character first, or the ones added for % and _ would be escaped again.
    literal = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    statement = "SELECT id, name, email FROM users WHERE name LIKE ? ESCAPE '\\' ORDER BY id"
    return _users(connection.execute(statement, (literal + "%",)))


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    """Return the users with these ids, each once, by ascending id."""
    placeholders = ", ".join("?" * len(ids))  # only their number comes from outside
    statement = f"SELECT id, name, email FROM users WHERE id IN ({placeholders}) ORDER BY id"
    return _users(connection.execute(statement, tuple(ids)))


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    """Return all users, sorted by the column that the visitor named."""
    statement = _SORTED.get((column, descending))
    if statement is None:
        raise ValueError(f"cannot sort by {column!r}: expected id, name or email")
    return _users(connection.execute(statement))


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    """Store a new user, character by character as given, and return its id."""
    with connection:
        cursor = connection.execute("INSERT INTO users (name, email) VALUES (?, ?)", (name, email))
    assert cursor.lastrowid is not None  # an INSERT has one
    return cursor.lastrowid


def _users(rows: Iterable[tuple[int, str, str]]) -> list[User]:
    return [User(*row) for row in rows]
