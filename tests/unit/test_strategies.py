"""The shared strategies hit what they are for, leave out what they are told to, and shrink to little."""

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from pytest_interview_kata import strategies

TEXTS = {
    "sql": strategies.hostile_sql_text(without="\0'"),
    "html": strategies.hostile_html_text(without="\0'"),
    "links": strategies.hostile_links(without="\0'"),
    "headers": strategies.hostile_header_text(without="\0'"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_left_out_never_comes(name):
    @given(TEXTS[name])
    def holds(text):
        assert not set(text) & set("\0'")
        assert len(text) <= 100
        text.encode()

    holds()


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [
        (strategies.hostile_sql_text(), "'"),
        (strategies.hostile_sql_text(), "%"),
        (strategies.hostile_sql_text(), "_"),
        (strategies.hostile_html_text(), "<"),
        (strategies.hostile_html_text(), '"'),
        (strategies.hostile_links(), "javascript"),
        (strategies.hostile_paths(), "../"),
        (strategies.hostile_redirects("shop.example"), "\\"),
        (strategies.hostile_header_text(), "\n"),
    ],
)
def test_what_it_is_for_comes_within_a_hundred_examples(strategy, wanted):
    seen = []

    @settings(max_examples=100, derandomize=True, database=None)
    @given(strategy)
    def look(text):
        seen.append(wanted in text)

    look()
    assert sum(seen) >= 3


def test_ordinary_data_is_among_it():
    assert find(strategies.hostile_sql_text(), str.isalnum)
    assert find(strategies.hostile_html_text(), str.isalnum)


def test_names_are_legal():
    @given(strategies.file_names())
    def legal(name):
        assert name not in {"", ".", ".."}
        assert not set(name) & set("/\0")

    legal()


@given(strategies.unicode_text(without="é", min_size=1, max_size=3), st.data())
def test_unicode_text_can_be_encoded(text, data):
    assert 1 <= len(text) <= 3
    assert "é" not in text
    assert text.encode().decode() == text
