# Approach: one Jinja template per piece with autoescape and tojson; every odd link stays as given.

import re

from jinja2 import DictLoader, Environment, StrictUndefined

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

PIECES = {
    "comment": '<p class="comment">{{ value }}</p>',
    "search": """
        <input
            value="{{ value }}"
            name="q"
        />
    """,
    "link": "<a href='{% if value is followable %}{{ value }}{% else %}#{% endif %}'>homepage</a>\n",
    "data": '<script type="application/json" id="data">\n  {{ value|tojson(indent=2) }}\n</script>',
}
SCHEME = re.compile(r"[\x01-\x20]*(?P<scheme>[a-z][a-z0-9+.-]*):", re.ASCII | re.IGNORECASE)


def followable(url: str) -> bool:
    found = SCHEME.match(re.sub(r"[\t\n]", "", url))
    return not found or found["scheme"].lower() in ("http", "https")


environment = Environment(loader=DictLoader(PIECES), autoescape=True, undefined=StrictUndefined)
environment.tests["followable"] = followable


def comment(text: str) -> str:
    return environment.get_template("comment").render(value=text)


def search_field(query: str) -> str:
    return environment.get_template("search").render(value=query)


def homepage_link(url: str) -> str:
    return environment.get_template("link").render(value=url)


def data_island(data: Json) -> str:
    return environment.get_template("data").render(value=data)
