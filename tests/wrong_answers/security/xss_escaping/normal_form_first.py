# Misconception: text in normal form is the same text.
# Refused by: comment_is_shown_as_text
# May also fail: query_stays_in_its_attribute, odd_links_stay_links

import html
import json
import unicodedata
from urllib.parse import urlsplit

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

def escape(text: str) -> str:
    return html.escape(unicodedata.normalize("NFC", text))


def comment(text: str) -> str:
    return f'<p class="comment">{escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{escape(query)}">'


def homepage_link(url: str) -> str:
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = "unknown"
    href = url if scheme in ("", "http", "https") else "#"
    return f'<a href="{escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
