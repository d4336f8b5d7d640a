# Misconception: what follows the host begins with a slash.
# Refused by: good_links_stay_as_given

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

# An address on the web (a port and a path may follow), or a path on our own site.
ALLOWED = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[!-~]*)?|/(?!/)[!-~]*", re.IGNORECASE)


def comment(text: str) -> str:
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    href = url if ALLOWED.fullmatch(url) else "#"
    return f'<a href="{html.escape(href)}">homepage</a>'


def data_island(data: Json) -> str:
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
