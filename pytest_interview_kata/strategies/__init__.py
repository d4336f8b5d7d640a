"""What checks draw from: hostile data, its neighbours, and ordinary data among it. Public, like ``authoring``.

Generic data proves nothing: a hundred examples of ``st.text()`` rarely hold one quote. So each of these mixes known
attacks, attacks wrapped in ordinary text, text over the few characters that matter, and plain values that a right
answer must accept. All shrink towards short, plain text.
"""

from pytest_interview_kata.strategies.headers import hostile_header_text
from pytest_interview_kata.strategies.html import hostile_html_text, hostile_links
from pytest_interview_kata.strategies.paths import file_names, hostile_paths
from pytest_interview_kata.strategies.sql import hostile_sql_text
from pytest_interview_kata.strategies.text import ordinary_text, spiced_text, unicode_text
from pytest_interview_kata.strategies.urls import hostile_redirects

__all__ = [
    "file_names",
    "hostile_header_text",
    "hostile_html_text",
    "hostile_links",
    "hostile_paths",
    "hostile_redirects",
    "hostile_sql_text",
    "ordinary_text",
    "spiced_text",
    "unicode_text",
]
