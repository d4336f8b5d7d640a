# Misconception: the four characters & < > and " are all that HTML reads.
# Refused by: query_stays_in_its_attribute

import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

CONTROLS = "".join(map(chr, range(0x21)))
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def comment(text: str) -> str:
    return '<p class="comment">%s</p>' % text.translate(ESCAPES)


def search_field(query: str) -> str:
    return "<input name='q' value='%s'>" % query.translate(ESCAPES)


def homepage_link(url: str) -> str:
    read = url.lstrip(CONTROLS).replace("\t", "").replace("\n", "")
    scheme = SCHEME.match(read)
    if scheme and scheme[1].lower() not in ("http", "https"):
        url = "#"
    return '<a href="%s">homepage</a>' % url.translate(ESCAPES)


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
