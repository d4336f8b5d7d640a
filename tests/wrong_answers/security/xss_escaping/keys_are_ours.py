# Misconception: the keys are names that programmers chose.
# Refused by: data_stays_in_its_island
# May also fail: data_reads_back

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

CONTROLS = "".join(map(chr, range(0x21)))
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    read = url.lstrip(CONTROLS).replace("\t", "").replace("\n", "")
    scheme = SCHEME.match(read)
    if scheme and scheme[1].lower() not in ("http", "https"):
        url = "#"
    return f'<a href="{html.escape(url)}">homepage</a>'


def data_island(data: Json) -> str:
    return f'<script type="application/json" id="data">{encode(data)}</script>'


def encode(value: Json) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {encode(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(encode(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value).replace("<", "\\u003c")
    return json.dumps(value)
