# Misconception: an ampersand that begins a character reference is escaped already.
# Refused by: comment_is_shown_as_text
# May also fail: query_stays_in_its_attribute

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

ALLOWED = re.compile(r"https?://|/", re.IGNORECASE)
# Not those of &lt; and &#39;, which would show up as &amp;lt; on the page.
BARE_AMPERSAND = re.compile(r"&(?!#[0-9]+;|#x[0-9a-f]+;|[a-z][a-z0-9]*;)", re.IGNORECASE)


def escape(text: str) -> str:
    text = BARE_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def comment(text: str) -> str:
    return f'<p class="comment">{escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{escape(query)}">'


def homepage_link(url: str) -> str:
    href = url if ALLOWED.match(url) else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
