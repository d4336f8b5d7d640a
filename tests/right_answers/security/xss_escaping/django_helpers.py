# Approach: Django's format_html and json_script; urlsplit finds the scheme, and what it cannot read becomes "#".

from urllib.parse import urlsplit

from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]


def comment(text: str) -> SafeString:
    return format_html("<p class='comment'>{}</p>", text)


def search_field(query: str) -> SafeString:
    return format_html("<input value='{value}' name='q'>", value=query)


def homepage_link(url: str) -> SafeString:
    return format_html('<a href="{}">homepage</a>', url if _leads_to_a_site(url) else "#")


def data_island(data: Json) -> SafeString:
    return json_script(data, element_id="data")


def _leads_to_a_site(url: str) -> bool:
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return scheme in {"", "http", "https"}
