"""User search that nobody can talk into running their own SQL

Question: How can you prevent SQL injection attacks in Python code?
Difficulty: 2
Minutes: 30

The support desk searches users by name, by the beginning of a name, by a list
of ids, and sorts the table by a column they click on. Last month somebody
typed a quote into the search field and the page showed everybody. You rewrite
the module that talks to the database.

The database is SQLite, with this table (among others that are not yours):

    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL)

Every function takes an open `sqlite3.Connection` first, in its default
configuration, and leaves it open and as it was: settings that would change a
later answer are put back. Whether you commit is up to you. Names, prefixes,
e-mail addresses, ids and columns come straight from the visitor. A text is up
to 100 characters long, quotes and backslashes and percent signs included, but
without what SQLite's LIKE cannot tell apart (NUL, and U+FFFD to U+FFFF) and
without lone surrogates.

The rule that the security team will look for: the text of each SQL statement
that you send must be the same whatever the visitor's values are. It may depend
on how many different ids there are, on whether a text is empty, and on the
column once you know that it is one.

Examples:

>>> connection = sqlite3.connect(":memory:")
>>> _ = connection.executescript(SCHEMA)
>>> add_user(connection, "O'Hara", "scarlett@example.org")
1
>>> find_by_name(connection, "O'Hara")
[User(id=1, name="O'Hara", email='scarlett@example.org')]
>>> find_by_prefix(connection, "%")
[]

Requirements:

- finds_exact_name (critical)
- prefix_is_literal
- finds_every_id
- sorts_by_named_column
- refuses_unknown_columns
- adds_what_was_given
- values_stay_out_of_the_statement (critical)
"""

import sqlite3
from collections.abc import Sequence

from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

__all__ = ["SCHEMA", "User"]


def find_by_name(connection: sqlite3.Connection, name: str) -> list[User]:
    """Return the users whose name is exactly `name`, by ascending id.

    Upper and lower case differ.
    """
    raise NotImplementedError


def find_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[User]:
    """Return the users whose name begins with `prefix`, by ascending id.

    Every character of `prefix` stands for itself, `%`, `_` and `\\` too. The
    letters A-Z and a-z match each other whatever their case, as in SQLite's
    LIKE; all other characters match exactly. An empty prefix finds everybody.
    """
    raise NotImplementedError


def find_by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[User]:
    """Return the users with these ids, each once, by ascending id.

    `ids` holds 0 to 500 integers of 64 bits (signed), in any order, perhaps
    repeated; unknown ones are ignored.
    """
    raise NotImplementedError


def list_sorted(connection: sqlite3.Connection, column: str, descending: bool = False) -> list[User]:
    """Return all users, sorted by the column that the visitor named.

    `column` is exactly `id`, `name` or `email`; anything else is a
    `ValueError`, raised without a word to the database. Text is ordered as
    SQLite does by default. Users with equal values come by ascending id, in
    both directions.
    """
    raise NotImplementedError


def add_user(connection: sqlite3.Connection, name: str, email: str) -> int:
    """Store a new user, character by character as given, and return its id."""
    raise NotImplementedError
