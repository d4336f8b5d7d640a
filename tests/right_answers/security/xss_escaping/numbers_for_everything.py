# Approach: every character becomes a number, attributes go without quotes; only the two kinds of good links stay.

import re
from collections.abc import Iterator

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

LABEL = "[A-Za-z](?:-?[A-Za-z0-9])*"
EMPTY = '""'
GOOD = re.compile(
    rf"""
    [Hh][Tt][Tt][Pp][Ss]? :// {LABEL} (?: \. {LABEL} )* (?: : (?P<port> [0-9]+ ) )? (?: [/?\#] [!-~]* )?
    | / (?! / ) [!-~]*
    """,
    re.VERBOSE,
)


def comment(text: str) -> str:
    return f"<P CLASS=comment>{references(text)}</P>\n"


def search_field(query: str) -> str:
    return f"\n<INPUT NAME=q VALUE={references(query) or EMPTY}>"


def homepage_link(url: str) -> str:
    return f"<A HREF={references(url) if is_good(url) else '#'}>{references('homepage')}</A>"


def data_island(data: Json) -> str:
    return f"<SCRIPT ID=data TYPE=application/json>{''.join(encoded(data))}</script>"


def references(text: str) -> str:
    return "".join(f"&#x{ord(char):x};" for char in text)


def is_good(url: str) -> bool:
    found = GOOD.fullmatch(url)
    if found is None or "\\" in url:
        return False
    return found["port"] is None or int(found["port"]) in range(1, 65536)


def encoded(value: Json) -> Iterator[str]:
    match value:
        case None:
            yield "null"
        case bool():
            yield str(value).lower()
        case int() | float():
            yield repr(value)
        case str():
            units = value.encode("utf-16-be").hex()
            yield '"' + "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4)) + '"'
        case list():
            for number, item in enumerate(value):
                yield "," if number else "["
                yield from encoded(item)
            yield "]" if value else "[]"
        case dict():
            for number, (key, item) in enumerate(value.items()):
                yield "," if number else "{"
                yield from encoded(key)
                yield ":"
                yield from encoded(item)
            yield "}" if value else "{}"
