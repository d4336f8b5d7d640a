# Misconception: urlsplit reads any text.
# Refused by: odd_links_stay_links
# May also fail: no_link_runs_a_script

import html
import json
from urllib.parse import urlsplit

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    if urlsplit(url).scheme not in {"", "http", "https"}:
        url = "#"
    return f'<a href="{html.escape(url)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script id="data" type="application/json">{text}</script>'
