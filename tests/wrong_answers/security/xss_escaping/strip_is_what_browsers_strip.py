# Misconception: str.strip() takes away what a browser takes away.
# Refused by: no_link_runs_a_script

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    as_read = "".join(url.strip().split("\t"))
    as_read = "".join(as_read.split("\n"))
    found = SCHEME.match(as_read)
    href = url if found is None or found[1].lower() in {"http", "https"} else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script id="data" type="application/json">{text}</script>'
