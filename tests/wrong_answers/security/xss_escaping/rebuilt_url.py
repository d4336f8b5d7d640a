# Misconception: geturl() gives back what urlsplit() was given.
# Refused by: good_links_stay_as_given
# May also fail: odd_links_stay_links

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
    try:
        parts = urlsplit(url)
    except ValueError:
        href = "#"
    else:
        # What goes into the page is what was looked at.
        href = parts.geturl() if parts.scheme in ("", "http", "https") else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
