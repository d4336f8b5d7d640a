# Misconception: white space in HTML is the space, the tab and the line feed.
# Refused by: query_stays_in_its_attribute

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

CONTROLS = "".join(map(chr, range(0x21)))
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def attribute(name: str, value: str) -> str:
    """HTML asks for quotes only where the value is empty or holds white space; the rest is escaped."""
    quote = '"' if not value or re.search(r"[ \t\n]", value) else ""
    return f"{name}={quote}{html.escape(value)}{quote}"


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f"<input {attribute('name', 'q')} {attribute('value', query)}>"


def homepage_link(url: str) -> str:
    read = url.lstrip(CONTROLS).replace("\t", "").replace("\n", "")
    scheme = SCHEME.match(read)
    if scheme and scheme[1].lower() not in ("http", "https"):
        url = "#"
    return f'<a href="{html.escape(url)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
