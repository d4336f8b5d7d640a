# Misconception: whatever stands in front of the first colon is a scheme.
# Refused by: good_links_stay_as_given

import html
import json

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

CONTROLS = bytes(range(0x21)).decode()
HARMLESS = frozenset({"http", "https"})


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    read = url.lstrip(CONTROLS).translate({9: None, 10: None})
    scheme, colon, _ = read.partition(":")
    href = url if not colon or scheme.lower() in HARMLESS else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script id="data" type="application/json">{text}</script>'
