# Approach: ElementTree builds and writes the elements; in the script only what HTML reads there is escaped.

import json
import re
from xml.etree import ElementTree

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

# https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
OPENS_OR_ENDS_A_SCRIPT = re.compile(r"<(?=!--|/?script)", re.IGNORECASE)
LINK = re.compile(r"https?:|[/?#]", re.IGNORECASE)


def comment(text: str) -> str:
    return element("p", text, {"class": "comment"})


def search_field(query: str) -> str:
    return element("input", None, name="q", value=query)


def homepage_link(url: str) -> str:
    return element("a", "homepage", href=url if LINK.match(url) else "#")


def data_island(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return element("script", OPENS_OR_ENDS_A_SCRIPT.sub(r"\\u003C", text), type="application/json", id="data")


def element(tag: str, text: str | None, /, attributes: dict[str, str] | None = None, **more: str) -> str:
    made = ElementTree.Element(tag, attributes or {}, **more)
    made.text = text
    return ElementTree.tostring(made, encoding="unicode", method="html")
