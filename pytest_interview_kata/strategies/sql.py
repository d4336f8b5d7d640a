"""Text that means something to a SQL database when it is taken for SQL."""

from hypothesis import strategies as st

from pytest_interview_kata.strategies.text import spiced_text

# After the OWASP Web Security Testing Guide, "Testing for SQL Injection", and SQLite's own syntax.
SQL_ATTACKS = (
    "'",
    '"',
    "''",
    "\\",
    "\\'",
    "--",
    "%",
    "_",
    "?",
    ":name",
    "%s",
    "{0}",
    "O'Hara",
    "' OR 1=1 --",
    "' OR '1'='1",
    '" OR 1=1 --',
    "' UNION SELECT 1, token, user_id FROM sessions --",
    "'; DELETE FROM users; --",
    "'; DROP TABLE sessions; --",
    "\\' OR 1=1 --",
    "' || (SELECT token FROM sessions) || '",
    "1) OR (1=1",
    "select drop union insert delete",
    "%' OR '%'='",
    "\N{FULLWIDTH APOSTROPHE} OR 1=1 --",
    "x'\n OR 1=1; --",
)
SQL_SPECIAL = "'\"\\%_;-?:()*[]^! \n"


def hostile_sql_text(*, without: str = "\0\ufffd\ufffe\uffff", max_size: int = 100) -> st.SearchStrategy[str]:
    """Injections, wildcards, placeholders and quotes, in ordinary text too.

    Args:
        without: characters that must not occur; by default those that SQLite's LIKE cannot tell apart: NUL, where
            it stops, and U+FFFD to U+FFFF.
        max_size: in characters.
    """
    return spiced_text(SQL_ATTACKS, SQL_SPECIAL, without=without, max_size=max_size)
