"""The hidden checks of ``security/sql_injection``: a list model, and every statement as it is sent."""

import contextlib
import html
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import corpus, exhibit, expected, items, refuses, requirement
from pytest_interview_kata.given.security.sql_injection import SCHEMA, User

BIG = 2**63 - 1
SESSION = ("letmein", 1)


class Cursor(sqlite3.Cursor):
    """Notes the text of each statement as it was written, before values are bound to it."""

    connection: "Connection"

    def execute(self, statement: str, *rest: Any) -> Any:
        self.connection.statements.append(statement)
        return super().execute(statement, *rest)

    def executemany(self, statement: str, *rest: Any) -> Any:
        self.connection.statements.append(statement)
        return super().executemany(statement, *rest)

    def executescript(self, script: str) -> Any:
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
def database(users: Sequence[User] = ()) -> Iterator[Connection]:
    """A fresh database with these users, and a table that is none of the submission's business."""
    with contextlib.closing(sqlite3.connect(":memory:", factory=Connection)) as connection:
        plainly(connection).executescript(SCHEMA)
        store(connection, users)
        plainly(connection).execute("INSERT INTO sessions VALUES (?, ?)", SESSION)
        connection.commit()
        yield connection


def plainly(connection: Connection) -> sqlite3.Cursor:
    """A cursor of our own, which nobody takes notes of."""
    return sqlite3.Connection.cursor(connection)


def store(connection: Connection, users: Sequence[User]) -> None:
    plainly(connection).executemany("INSERT INTO users VALUES (?, ?, ?)", users)
    connection.commit()


def show(users: Sequence[User]) -> None:
    """Let the learner see the table, where the answer depends on it."""
    exhibit("the table users", "\n".join(map(repr, users)) or "(empty)")


class Probe(NamedTuple):
    """A text to search for, and names that a sloppy search takes for it."""

    text: str
    near_misses: tuple[str, ...]


# One character or word each that a sloppy statement, pattern or comparison reads in its own way.
SPECIAL = (
    *(
        "'",
        "%",
        "_",
        "\\",
        " ",
        '"',
        "*",
        "?",
        "[",
        "^",
        "\x1b",
        "!",
        "|",
        "#",
        "$",
        "~",
        "\n",
        "--",
        ";",
        "&",
        "<",
        "''",
        "\\'",
    ),
    *(
        "É",
        "ß",
        "\N{KELVIN SIGN}",
        "\N{LATIN SMALL LIGATURE FI}",
        "e\u0301",
        "\N{GRINNING FACE}",
        "O'Hara",
        "' OR 1=1 --",
    ),
    *(
        "' UNION SELECT 1, token, user_id FROM sessions --",
        "'; DROP TABLE sessions; --",
        "select drop union delete",
        "a",
    ),
)
NEAR: dict[str, Callable[[str, str, str], str]] = {
    "the same": lambda before, special, after: before + special + after,
    "more behind": lambda before, special, after: before + special + after + "\N{GRINNING FACE}",
    "more before": lambda before, special, after: "x" + before + special + after,
    "other case": lambda before, special, after: (before + special + after).swapcase(),
    "replaced": lambda before, special, after: before + "x" + after,
    "dropped": lambda before, special, after: before + after,
    "doubled": lambda before, special, after: before + special * 2 + after,
    "escaped": lambda before, special, after: before + "\\" + special + after,
    "blank behind": lambda before, special, after: before + special + after + " ",
    "blank before": lambda before, special, after: " " + before + special + after,
    "as HTML": lambda before, special, after: html.escape(before + special + after),
    "composed": lambda before, special, after: unicodedata.normalize("NFKC", before + special + after),
}  # fmt: skip
PARTS = [(before, special, after) for before in ("", "a", "Z") for after in ("", "a", "Z") for special in SPECIAL]


def probe(parts: tuple[str, str, str], kinds: Sequence[str]) -> Probe:
    return Probe("".join(parts), tuple(NEAR[kind](*parts)[:100] for kind in kinds))


def probes() -> st.SearchStrategy[list[Probe]]:
    """A few texts, each with some of its near misses."""
    kinds = st.lists(st.sampled_from(list(NEAR)), max_size=4)
    return st.lists(st.builds(probe, st.sampled_from(PARTS), kinds), min_size=1, max_size=4)


# What most often goes wrong, each near miss alone, so that the smallest table is shown; then everything else.
EVERY = [
    *(probe(("", special, ""), [kind]) for special in SPECIAL[:5] for kind in NEAR),
    *(probe(("", special, ""), list(NEAR)) for special in SPECIAL[5:]),
]


def stored(found: list[Probe], backwards: bool) -> list[User]:
    """The near misses as users; their ids rise or fall."""
    names = [name for probe in found for name in probe.near_misses]
    ids = range(len(names), 0, -1) if backwards else range(1, len(names) + 1)
    return [User(number, name, f"{number}@a.org") for number, name in zip(ids, names, strict=True)]


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
@corpus({"searches": [probe], "backwards": False} for probe in EVERY)
@given(searches=probes(), backwards=st.booleans())
def finds_exact_name(submission: Any, searches: list[Probe], backwards: bool) -> None:
    users = stored(searches, backwards)
    show(users)
    with database() as connection:
        # Before there is anything to find: an answer that remembers is told from one that looks.
        assert expected([]) == submission.find_by_name(connection, searches[0].text)
        store(connection, users)
        for text in dict.fromkeys(probe.text for probe in searches):
            due = by_id([user for user in users if user.name == text])
            assert expected(due) == submission.find_by_name(connection, text)


@requirement(
    "A search by prefix takes every character of the prefix for itself, wildcards and the escape character too.",
    weight=2,
    hints=(
        "What does your search find for `%`? And for `_`?",
        "LIKE knows wildcards; they can be escaped. What about the character you escape with?",
        "`LIKE ? ESCAPE '\\'` names the escape character; put it before `%`, `_` and itself.",
    ),
)
@corpus({"searches": [probe], "backwards": False, "shorter": 0, "by_name_first": False} for probe in EVERY)
@given(searches=probes(), backwards=st.booleans(), shorter=st.integers(0, 2), by_name_first=st.booleans())
def prefix_is_literal(
    submission: Any, searches: list[Probe], backwards: bool, shorter: int, by_name_first: bool
) -> None:
    users = stored(searches, backwards)
    show(users)
    with database(users) as connection:
        if by_name_first:
            # What another function leaves behind on the connection must not matter; whether it answers is not asked.
            with contextlib.suppress(Exception):
                submission.find_by_name(connection, "a")
        for text in dict.fromkeys(probe.text for probe in searches):
            prefix = text[: max(0, len(text) - shorter)]
            due = by_id([user for user in users if folded(user.name).startswith(folded(prefix))])
            assert expected(due) == submission.find_by_prefix(connection, prefix)


STORED_IDS = (1, 2, 3, 9, 10, 150, 250, 400, 0, -1, -3, BIG, -BIG - 1)
LONG_LISTS = st.sampled_from(
    [
        tuple(range(-240, 260)),
        tuple(range(410, -90, -1)),
        (*range(1, 251), *range(250, 0, -1)),
        tuple(range(150, 400)),
    ]
)


@requirement(
    "A search by ids finds each user asked for once, for no ids, many, repeated and very large ones.",
    hints=(
        "What does your statement look like when the list is empty?",
        "One placeholder per id: the number of them may come from outside, the ids may not.",
        'A row of placeholders is `", ".join("?" * len(ids))`; SQLite accepts an empty pair of parentheses.',
    ),
)
@given(
    ids=st.lists(st.sampled_from(STORED_IDS), unique=True, max_size=6),
    asked=st.lists(st.lists(st.sampled_from((*STORED_IDS, 4, 77)), max_size=6).map(tuple) | LONG_LISTS, max_size=3),
)
def finds_every_id(submission: Any, ids: list[int], asked: list[tuple[int, ...]]) -> None:
    users = [User(number, f"user {number}", f"{number}@example.org") for number in ids]
    show(users)
    with database(users) as connection:
        for wanted in [(), *asked]:
            due = by_id([user for user in users if user.id in wanted])
            assert expected(due) == submission.find_by_ids(connection, wanted)
            assert expected(due) == submission.find_by_ids(connection, list(wanted))


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
    rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=5),
    first=st.sampled_from([1, 7, -2]),
    backwards=st.booleans(),
    column=st.sampled_from(["name", "email", "id"]),
)
def sorts_by_named_column(
    submission: Any, rows: list[tuple[str, str]], first: int, backwards: bool, column: str
) -> None:
    numbers = range(first, first + len(rows))
    users = [User(number, *row) for number, row in zip(reversed(numbers) if backwards else numbers, rows, strict=True)]
    show(users)
    with database(users) as connection:
        for descending in (False, True):
            due = sorted(by_id(users), key=lambda user: getattr(user, column), reverse=descending)
            assert expected(due) == submission.list_sorted(connection, column, descending)
        assert expected(sorted(by_id(users), key=lambda user: user.name)) == submission.list_sorted(connection, "name")


# fmt: off
COLUMNS = (
    "", "rowid", "oid", "token", "ID", "Name", "name ", " id", "name\n", "1", "nam", "am", "idx", "NULL", "?",
    "name, id", "id,name,email", "email name", "name DESC", "users.name", "id--", '"name"', "'name'", "[id]", "`email`",
    "name; DROP TABLE sessions", "(SELECT token FROM sessions)", "CASE WHEN 1 THEN id ELSE name END", "random()",
    "n\N{CYRILLIC SMALL LETTER A}me", "password",
)
# fmt: on


@requirement(
    "A column that is not id, name or email is a ValueError before the database hears of it; those three sort.",
    weight=2,
    hints=(
        "Who decides what a column is: the visitor, the database or you?",
        "A list of what is allowed is short and complete; a list of what is forbidden never is.",
        "Look the column up in a dict or a set first, and raise ValueError when it is not there.",
    ),
)
@corpus({"columns": [column], "descending": False, "known": "name"} for column in COLUMNS)
@given(
    columns=st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3),
    descending=st.booleans(),
    known=st.sampled_from(["name", "email", "id"]),
)
def refuses_unknown_columns(submission: Any, columns: list[str], descending: bool, known: str) -> None:
    with database([User(2, "b", "b"), User(1, "a", "a")]) as connection:
        assert expected(2) == len(items(submission.list_sorted(connection, known)))
        for column in columns:
            heard = len(connection.statements)
            with refuses(ValueError, what=f"sorting by {column!r}"):
                submission.list_sorted(connection, column, descending)
            said = "; ".join(connection.statements[heard:])
            assert not said, (
                f"Sorting by {column!r} must be refused before the database hears of it, but it was sent: {said}"
            )


EMAILS = st.sampled_from(["a@example.org", "A@Example.org", "", "'@example.org", "é@example.org", "a@example.org "])


@requirement(
    "A new user is stored character by character as given, gets an id of its own, and nothing else changes.",
    weight=2,
    hints=(
        "What is stored for a name with a quote in it? With a trailing space?",
        "If you changed the text to make it safe, it is not the user's name any more.",
        "`INSERT INTO users (name, email) VALUES (?, ?)`; the cursor knows the new id as `lastrowid`.",
    ),
)
@corpus(
    {"ids": [], "names": [Probe(special, ())], "emails": [f"{special}@example.org"], "twice": False}
    for special in SPECIAL
)
@given(
    ids=st.lists(st.sampled_from([1, 2, 5, BIG]), unique=True, max_size=2),
    names=probes(),
    emails=st.lists(EMAILS, min_size=4, max_size=4),
    twice=st.booleans(),
)
def adds_what_was_given(submission: Any, ids: list[int], names: list[Probe], emails: list[str], twice: bool) -> None:
    users = [User(number, "already here", "a@example.org") for number in ids]
    show(users)
    new = [(probe.text, email) for probe, email in zip(names, emails, strict=False)]
    with database(users) as connection:
        due = {user.id: user for user in users}
        for name, email in new + new[:1] * twice:
            answer = submission.add_user(connection, name, email)
            rows = {row[0]: User(*row) for row in plainly(connection).execute("SELECT * FROM users")}
            added = [number for number in rows if number not in due]
            assert len(added) == 1, f"One user was to be added; {len(added)} were."
            assert expected(added[0]) == answer
            assert expected(User(added[0], name, email)) == rows[added[0]]
            due[added[0]] = rows[added[0]]
            assert expected(due) == rows
        assert expected([SESSION]) == plainly(connection).execute("SELECT * FROM sessions").fetchall()


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
@corpus(
    {"function": function, "names": [Probe(special, ())], "number": 10, "count": 1}
    for function in ("find_by_name", "find_by_prefix", "find_by_ids", "add_user")
    for special in SPECIAL[:9]
)
@given(
    function=st.sampled_from(["find_by_name", "find_by_prefix", "find_by_ids", "add_user"]),
    names=probes(),
    number=st.integers(2, BIG),
    count=st.integers(1, 4),
)
def values_stay_out_of_the_statement(
    submission: Any, function: str, names: list[Probe], number: int, count: int
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
    assert plain, f"{function} must send its statement through the connection it was given."
    for probe in names:
        hostile = sent(User(number, probe.text or "a", f"{probe.text}@example.org"))
        if plain != hostile:
            exhibit("sent for the first call", "\n".join(plain))
            exhibit("sent for the last call", "\n".join(hostile))
            raise AssertionError(f"The text of the statement that {function} sends changes with the values.")
