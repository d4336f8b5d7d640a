# Misconception: the schemes that do harm are known, so a list of them will do.
# Refused by: no_link_runs_a_script

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

CONTROLS = "".join(map(chr, range(0x21)))
BAD = re.compile(
    r"(?:java|live|vb)script:|(?:data|mailto|file|filesystem|blob|about|view-source|ftp|tel|sms|ws|wss|chrome):"
    r"|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:[0-9]|localhost:",  # a host and a port without a scheme
    re.IGNORECASE,
)


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    read = url.lstrip(CONTROLS).replace("\t", "").replace("\n", "")
    href = "#" if BAD.match(read) else url
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script id="data" type="application/json">{text}</script>'
