# Misconception: only an end tag can disturb a script.
# Refused by: data_stays_in_its_island
# May also fail: data_reads_back

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

ALLOWED = re.compile(r"https?://|/", re.IGNORECASE)


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    href = url if ALLOWED.match(url) else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/json" id="data">{text}</script>'
