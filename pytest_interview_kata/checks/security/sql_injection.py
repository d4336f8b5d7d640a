"""The hidden checks of ``security/sql_injection``: a list model, and every statement as it is sent."""

import contextlib
import html
import itertools
import random
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import exhibit, expected, items, refuses, requirement
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


def probe(before: str, special: str, after: str, kinds: Iterable[str] = tuple(NEAR)) -> Probe:
    return Probe(before + special + after, tuple(NEAR[kind](before, special, after)[:100] for kind in kinds))


# What most often goes wrong, each near miss alone, so that the smallest table is shown; then everything else; then some
# in the midst of a text, and several searches on one connection. Few enough for all of them to be tried in every run.
SEARCHES = (
    *([probe("", special, "", [kind])] for special in SPECIAL[:4] for kind in NEAR),
    *([probe("", special, "")] for special in SPECIAL[4:]),
    *([probe("a", special, "Z"), probe("", special, "a")] for special in SPECIAL[:14]),
)


def stored(found: list[Probe]) -> list[User]:
    """The near misses as users, whose ids fall, so that the order of the rows is not that of the ids."""
    names = [name for one in found for name in one.near_misses]
    ids = range(len(names), 0, -1)
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
@given(searches=st.sampled_from(SEARCHES))
def finds_exact_name(submission: Any, searches: list[Probe]) -> None:
    users = stored(searches)
    show(users)
    with database() as connection:
        # Before there is anything to find: an answer that remembers is told from one that looks.
        assert expected([]) == submission.find_by_name(connection, searches[0].text)
        store(connection, users)
        for text in dict.fromkeys(one.text for one in searches):
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
@given(searches=st.sampled_from(SEARCHES))
def prefix_is_literal(submission: Any, searches: list[Probe]) -> None:
    users = stored(searches)
    show(users)
    with database(users) as connection:
        if len(searches) > 1:
            # What another function leaves behind on the connection must not matter; whether it answers is not asked.
            with contextlib.suppress(Exception):
                submission.find_by_name(connection, "a")
        for prefix in dict.fromkeys([*(one.text for one in searches), *(one.text[:1] for one in searches), ""]):
            due = by_id([user for user in users if folded(user.name).startswith(folded(prefix))])
            assert expected(due) == submission.find_by_prefix(connection, prefix)


STORED_IDS = (1, 2, 3, 9, 10, 150, 250, 400, 0, -1, -3, BIG, -BIG - 1)
LONG_LISTS = (
    tuple(range(-240, 260)),
    tuple(range(410, -90, -1)),
    (*range(1, 251), *range(250, 0, -1)),
    tuple(range(150, 400)),
)


def id_cases() -> list[tuple[list[int], list[tuple[int, ...]]]]:
    """Ids that are stored, and lists of ids that are asked for one after the other; the small ones first."""
    dice = random.Random(17)
    cases: list[tuple[list[int], list[tuple[int, ...]]]] = [
        ([], []),
        ([1], [(1,)]),
        ([1], [(1, 1)]),
        ([1, 2], [(2, 1)]),
    ]
    cases += [([number], [(number,)]) for number in STORED_IDS]
    cases += [(list(STORED_IDS), [long]) for long in LONG_LISTS]
    for _ in range(40):
        size = dice.randrange(1, 6)
        asked = [tuple(dice.choices((*STORED_IDS, 4, 77), k=dice.randrange(1, 6))) for _ in range(2)]
        cases.append((dice.sample(STORED_IDS, size), asked))
    return cases


@requirement(
    "A search by ids finds each user asked for once, for no ids, many, repeated and very large ones.",
    hints=(
        "What does your statement look like when the list is empty?",
        "One placeholder per id: the number of them may come from outside, the ids may not.",
        'A row of placeholders is `", ".join("?" * len(ids))`; SQLite accepts an empty pair of parentheses.',
    ),
)
@given(case=st.sampled_from(id_cases()))
def finds_every_id(submission: Any, case: tuple[list[int], list[tuple[int, ...]]]) -> None:
    ids, asked = case
    users = [User(number, f"user {number}", f"{number}@example.org") for number in ids]
    show(users)
    with database(users) as connection:
        for wanted in [(), *asked]:
            due = by_id([user for user in users if user.id in wanted])
            assert expected(due) == submission.find_by_ids(connection, wanted)
            assert expected(due) == submission.find_by_ids(connection, list(wanted))


TEXTS = ("a", "b", "B", "", "é", "Z", "10", "9")


def tables() -> list[list[User]]:
    """Tables with equal and unequal texts, ids that rise and fall, that pass from one digit to two and below zero."""
    dice = random.Random(4)
    found: list[list[User]] = [[], [User(1, "a", "b")]]
    for size in [2] * 30 + [3] * 20 + [5] * 20:
        first = dice.choice([1, 7, 9, -2])
        numbers = list(range(first, first + size))[:: dice.choice([1, -1])]
        found.append([User(number, dice.choice(TEXTS[:3]), dice.choice(TEXTS)) for number in numbers])
    return found


@requirement(
    "The list is sorted by the column that was named, up or down, and equal values come by ascending id.",
    weight=2,
    hints=(
        "Is your list really sorted, or only not refused? Try a column whose order is not that of the ids.",
        "A placeholder stands for a value. `ORDER BY 'name'` sorts by the same constant for every row.",
        "Choose the column's name from a list of your own, and add the id as a second key.",
    ),
)
@given(users=st.sampled_from(tables()))
def sorts_by_named_column(submission: Any, users: list[User]) -> None:
    show(users)
    with database(users) as connection:
        for column, descending in itertools.product(("name", "email", "id"), (False, True)):
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
@given(column=st.sampled_from([*COLUMNS, *SPECIAL]), descending=st.booleans())
def refuses_unknown_columns(submission: Any, column: str, descending: bool) -> None:
    with database([User(2, "b", "b"), User(1, "a", "a")]) as connection:
        for known in ("name", "email", "id"):
            assert expected(2) == len(items(submission.list_sorted(connection, known)))
        heard = len(connection.statements)
        with refuses(ValueError, what=f"sorting by {column!r}"):
            submission.list_sorted(connection, column, descending)
        said = "; ".join(connection.statements[heard:])
        assert not said, (
            f"Sorting by {column!r} must be refused before the database hears of it, but it was sent: {said}"
        )


# Who is there already, and who is added, one after the other.
ADDITIONS: list[tuple[list[int], list[tuple[str, str]]]] = [
    *(([], [(special, f"{special}@a.org")]) for special in SPECIAL),
    *(
        ([1, 5], [(f"a{special}Z", email)])
        for special, email in zip(SPECIAL[:20], itertools.cycle(("A@a.org", "", " a@a.org ")))
    ),
    ([], [("a", "a@a.org"), ("a", "a@a.org")]),
    ([], [("a", "a@a.org"), ("b", "a@a.org"), ("a", "b@a.org")]),
    ([1], [("already here", "a@a.org")]),
    ([BIG], [("a", "a@a.org")]),
    ([2, BIG], [("a", "a@a.org"), ("b", "b@a.org")]),
]


@requirement(
    "A new user is stored character by character as given, gets an id of its own, and nothing else changes.",
    weight=2,
    hints=(
        "What is stored for a name with a quote in it? With a trailing space?",
        "If you changed the text to make it safe, it is not the user's name any more.",
        "`INSERT INTO users (name, email) VALUES (?, ?)`; the cursor knows the new id as `lastrowid`.",
    ),
)
@given(addition=st.sampled_from(ADDITIONS))
def adds_what_was_given(submission: Any, addition: tuple[list[int], list[tuple[str, str]]]) -> None:
    ids, added_ones = addition
    users = [User(number, "already here", "a@example.org") for number in ids]
    show(users)
    with database(users) as connection:
        due = {user.id: user for user in users}
        for name, email in added_ones:
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
@given(
    function=st.sampled_from(["find_by_name", "find_by_prefix", "find_by_ids", "add_user"]),
    text=st.sampled_from(["Brown", *SPECIAL[:20], *SPECIAL[-3:]]),
)
def values_stay_out_of_the_statement(submission: Any, function: str, text: str) -> None:
    count = 1 + len(text) % 3
    number = BIG - len(text)

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
    hostile = sent(User(number, text, f"{text}@example.org"))
    if plain != hostile:
        exhibit("sent for the first call", "\n".join(plain))
        exhibit("sent for the second", "\n".join(hostile))
        raise AssertionError(f"The text of the statement that {function} sends changes with the values.")
