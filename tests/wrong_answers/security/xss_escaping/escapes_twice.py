# Misconception: Markup.format escapes for text, an attribute needs html.escape on top of it.
# Refused by: query_stays_in_its_attribute

import html
import json
import re

from markupsafe import Markup

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

ALLOWED = re.compile(r"https?://|/", re.IGNORECASE)

P = Markup('<p class="comment">{}</p>')
INPUT = Markup('<input name="q" value="{}">')
A = Markup('<a href="{}">homepage</a>')
SCRIPT = Markup('<script type="application/json" id="data">{}</script>')


def comment(text: str) -> str:
    return P.format(text)


def search_field(query: str) -> str:
    return INPUT.format(html.escape(query, quote=True))


def homepage_link(url: str) -> str:
    return A.format(url if ALLOWED.match(url) else "#")


def data_island(data: Json) -> str:
    return SCRIPT.format(Markup(json.dumps(data).replace("<", "\\u003c")))
