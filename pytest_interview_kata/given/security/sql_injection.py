"""The table that the user search of ``security/sql_injection`` works on."""

from typing import NamedTuple

SCHEMA = """
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL);
CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER NOT NULL);
"""


class User(NamedTuple):
    """One row of the table ``users``."""

    id: int
    name: str
    email: str
