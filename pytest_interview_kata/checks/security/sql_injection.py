"""The hidden checks of ``security/sql_injection``: a list model, and every statement as it is sent."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import exhibit, expected, refuses, requirement
from pytest_interview_kata.given.security.sql_injection import SCHEMA, User
from pytest_interview_kata.strategies import hostile_sql_text, ordinary_text

BIG = 2**63 - 1
SESSION = ("letmein", 1)


class Cursor(sqlite3.Cursor):
    """Notes the text of each statement as it was written, before values are bound to it."""

    def execute(self, statement: str, *rest: Any) -> "Cursor":
        self.connection.statements.append(statement)
        return super().execute(statement, *rest)

    def executemany(self, statement: str, *rest: Any) -> "Cursor":
        self.connection.statements.append(statement)
        return super().executemany(statement, *rest)

    def executescript(self, script: str) -> "Cursor":
        self.connection.statements.append(script)
        return super().executescript(script)


class Connection(sqlite3.Connection):
    """A connection all of whose ways to run a statement are noted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements: list[str] = []

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory if issubclass(factory, Cursor) else type("Cursor", (Cursor, factory), {}))

    def execute(self, statement: str, *rest: Any) -> Any:
        return self.cursor().execute(statement, *rest)

    def executemany(self, statement: str, *rest: Any) -> Any:
        return self.cursor().executemany(statement, *rest)

    def executescript(self, script: str) -> Any:
        return self.cursor().executescript(script)

    def __repr__(self) -> str:
        return "connection"


@contextlib.contextmanager
def database(users: Sequence[User]) -> Iterator[Connection]:
    """A fresh database with these users, and a table that is none of the submission's business."""
    with contextlib.closing(sqlite3.connect(":memory:", factory=Connection)) as connection:
        sqlite3.Connection.cursor(connection).executescript(SCHEMA)
        plain = sqlite3.Connection.cursor(connection)
        plain.executemany("INSERT INTO users VALUES (?, ?, ?)", users)
        plain.execute("INSERT INTO sessions VALUES (?, ?)", SESSION)
        connection.commit()
        yield connection


def show(users: Sequence[User]) -> None:
    """Let the learner see the table, where the answer depends on it."""
    exhibit("the table users", "\n".join(map(repr, users)) or "(empty)")


def neighbours(name: str) -> st.SearchStrategy[str]:
    """Names that a sloppy search for `name` takes for it."""
    return st.sampled_from(
        sorted(
            {
                name,
                name + "a",
                "a" + name,
                name.swapcase(),
                name[:-1],
                name.replace("%", "a").replace("_", "a"),
                name.replace("\\", ""),
                name.replace("'", ""),
                name.replace("'", "''"),
                name.strip(),
            }
        )
    ).map(lambda near: near[:100])


def numbered(names: list[str], ids: list[int]) -> list[User]:
    return [User(number, name, f"{name[:9]}@example.org") for number, name in zip(ids, names, strict=False)]


@st.composite
def a_search(draw: st.DrawFn) -> tuple[list[User], str]:
    """A text to search for, and users many of whom are near misses of it."""
    wanted = draw(hostile_sql_text())
    names = draw(st.lists(neighbours(wanted) | ordinary_text(max_size=3), max_size=4))
    ids = draw(st.permutations(range(1, 6)))
    return numbered(names, list(ids)), wanted


def folded(text: str) -> str:
    """As SQLite's LIKE folds: A-Z only."""
    return "".join(chr(ord(character) + 32) if "A" <= character <= "Z" else character for character in text)


def by_id(users: Sequence[User]) -> list[User]:
    return sorted(users, key=lambda user: user.id)


@requirement(
    "A search by name finds exactly the users with that name, whatever characters it holds.",
    weight=3,
    critical=True,
    hints=(
        "What does the database see as code, and what as data?",
        "A quote in the name must not end the string in your statement. Can you keep the name out of the statement?",
        "`connection.execute` takes the values as a second argument; each `?` in the statement stands for one.",
    ),
)
@given(search=a_search())
def finds_exact_name(submission: Any, search: tuple[list[User], str]) -> None:
    users, name = search
    show(users)
    with database(users) as connection:
        assert expected(by_id([user for user in users if user.name == name])) == submission.find_by_name(
            connection, name
        )


@requirement(
    "A search by prefix takes every character of the prefix for itself, wildcards and the escape character too.",
    weight=2,
    hints=(
        "What does your search find for `%`? And for `_`?",
        "LIKE knows wildcards; they can be escaped. What about the character you escape with?",
        "`LIKE ? ESCAPE '\\'` names the escape character; put it before `%`, `_` and itself.",
    ),
)
@given(search=a_search())
def prefix_is_literal(submission: Any, search: tuple[list[User], str]) -> None:
    users, prefix = search
    show(users)
    with database(users) as connection:
        due = by_id([user for user in users if folded(user.name).startswith(folded(prefix))])
        assert expected(due) == submission.find_by_prefix(connection, prefix)


@requirement(
    "A search by ids finds each user asked for once, for no ids, many, repeated and very large ones.",
    hints=(
        "What does your statement look like when the list is empty?",
        "One placeholder per id: the number of them may come from outside, the ids may not.",
        'A row of placeholders is `", ".join("?" * len(ids))`; SQLite accepts an empty pair of parentheses.',
    ),
)
@given(
    stored=st.lists(st.integers(1, 9) | st.sampled_from([BIG, -BIG - 1, 0, 500]), unique=True, max_size=6),
    ids=st.lists(st.integers(0, 9) | st.sampled_from([BIG, -BIG - 1, 500]), max_size=6)
    | st.just(list(range(-250, 250))),
)
def finds_every_id(submission: Any, stored: list[int], ids: list[int]) -> None:
    users = numbered(list("abcdef"), stored)
    with database(users) as connection:
        due = by_id([user for user in users if user.id in ids])
        assert expected(due) == submission.find_by_ids(connection, list(ids))


TEXTS = st.sampled_from(["a", "b", "B", "", "é", "Z", "10", "9"])


@requirement(
    "The list is sorted by the column that was named, up or down, and equal values come by ascending id.",
    weight=2,
    hints=(
        "Is your list really sorted, or only not refused? Try a column whose order is not that of the ids.",
        "A placeholder stands for a value. `ORDER BY 'name'` sorts by the same constant for every row.",
        "Choose the column's name from a list of your own, and add the id as a second key.",
    ),
)
@given(
    names=st.lists(TEXTS, max_size=5),
    emails=st.lists(TEXTS, min_size=5, max_size=5),
    ids=st.permutations(range(1, 6)),
    column=st.sampled_from(["name", "email", "id"]),
    descending=st.booleans(),
)
def sorts_by_named_column(
    submission: Any, names: list[str], emails: list[str], ids: list[int], column: str, descending: bool
) -> None:
    users = [User(*row) for row in zip(ids, names, emails, strict=False)]
    with database(users) as connection:
        due = sorted(by_id(users), key=lambda user: getattr(user, column), reverse=descending)
        assert expected(due) == submission.list_sorted(connection, column, descending)


COLUMNS = st.sampled_from(
    [
        "",
        "rowid",
        "token",
        "ID",
        "Name",
        "name ",
        "1",
        "nam",
        "name, id",
        "name DESC",
        "name; DROP TABLE sessions",
        "(SELECT token FROM sessions)",
        '"name"',
        "users.name",
        "id--",
        "CASE WHEN 1 THEN id ELSE name END",
        "random()",
    ]
)


@requirement(
    "A column that is not id, name or email is a ValueError before the database hears of it; those three sort.",
    weight=2,
    hints=(
        "Who decides what a column is: the visitor, the database or you?",
        "A list of what is allowed is short and complete; a list of what is forbidden never is.",
        "Look the column up in a dict or a set first, and raise ValueError when it is not there.",
    ),
)
@given(column=COLUMNS | hostile_sql_text(), descending=st.booleans(), known=st.sampled_from(["name", "email", "id"]))
def refuses_unknown_columns(submission: Any, column: str, descending: bool, known: str) -> None:
    users = numbered(["b", "a"], [2, 1])
    if column in {"id", "name", "email"}:
        column = "unknown"
    with database(users) as connection:
        assert expected(2) == len(list(submission.list_sorted(connection, known)))
        heard = len(connection.statements)
        with refuses(ValueError, what=f"sorting by {column!r}"):
            submission.list_sorted(connection, column, descending)
        said = "; ".join(connection.statements[heard:])
        assert not said, (
            f"Sorting by {column!r} must be refused before the database hears of it, but it was sent: {said}"
        )


@requirement(
    "A new user is stored character by character as given, gets an id of its own, and nothing else changes.",
    weight=2,
    hints=(
        "What is stored for a name with a quote in it? With a trailing space?",
        "If you changed the text to make it safe, it is not the user's name any more.",
        "`INSERT INTO users (name, email) VALUES (?, ?)`; the cursor knows the new id as `lastrowid`.",
    ),
)
@given(search=a_search(), email=hostile_sql_text())
def adds_what_was_given(submission: Any, search: tuple[list[User], str], email: str) -> None:
    users, name = search
    with database(users) as connection:
        new = submission.add_user(connection, name, email)
        rows = [User(*row) for row in sqlite3.Connection.cursor(connection).execute("SELECT * FROM users ORDER BY id")]
        stored = [row for row in rows if row.id not in {user.id for user in users}]
        assert len(stored) == 1, f"One user was to be added; {len(stored)} were."
        assert expected(stored[0].id) == new
        assert expected(User(stored[0].id, name, email)) == stored[0]
        assert expected(by_id(users)) == [row for row in rows if row != stored[0]]
        sessions = sqlite3.Connection.cursor(connection).execute("SELECT * FROM sessions").fetchall()
        assert expected([SESSION]) == sessions


@requirement(
    "The text of every statement is the same whatever the values are.",
    weight=3,
    critical=True,
    hints=(
        "Write down the statement your code sends for the name O'Hara, and for the name Smith. Is it one statement?",
        "What differs belongs into the values that you pass beside the statement.",
        "`?` placeholders, for every value, in every function; for a list of ids as many as there are ids.",
    ),
)
@given(
    function=st.sampled_from(["find_by_name", "find_by_prefix", "find_by_ids", "add_user"]),
    name=hostile_sql_text(),
    email=hostile_sql_text(),
    number=st.integers(2, BIG),
    count=st.integers(1, 4),
)
def values_stay_out_of_the_statement(
    submission: Any, function: str, name: str, email: str, number: int, count: int
) -> None:
    def sent(user: User) -> list[str]:
        values = {
            "find_by_ids": ([user.id - step for step in range(count)],),
            "add_user": (user.name, user.email),
        }.get(function, (user.name,))
        with database([user]) as connection:
            getattr(submission, function)(connection, *values)
            return connection.statements

    plain = sent(User(7, "Smith", "smith@example.org"))
    hostile = sent(User(number, name, email))
    assert plain, f"{function} must send its statement through the connection it was given."
    if plain != hostile:
        exhibit("sent for the first call", "\n".join(plain))
        exhibit("sent for the second", "\n".join(hostile))
        raise AssertionError(f"The text of the statement that {function} sends changes with the values.")
