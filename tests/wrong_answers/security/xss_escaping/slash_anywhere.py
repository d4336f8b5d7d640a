# Misconception: a caret holds for both sides of the bar.
# Refused by: no_link_runs_a_script

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

ALLOWED = re.compile(r"^https?://|/", re.IGNORECASE)


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    href = url if ALLOWED.search(url) else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
