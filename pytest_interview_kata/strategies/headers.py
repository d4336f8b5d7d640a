"""Values that end a header early and start another one."""

from hypothesis import strategies as st

from pytest_interview_kata.strategies.text import spiced_text

HEADER_ATTACKS = (
    "\r\n",
    "\n",
    "\r",
    "x\r\nSet-Cookie: session=stolen",
    "x\r\n\r\n<script>alert(1)</script>",
    "x\nX-Injected: 1",
    "\0",
    "\x7f",
    "é",
    "\N{LATIN SMALL LETTER L WITH STROKE}",
    "\u2028",
    ",",
    ";",
    '"',
    "%0d%0aX-Injected: 1",
)
HEADER_SPECIAL = '\r\n\t\0 ,;="\\%:'


def hostile_header_text(*, without: str = "", max_size: int = 100) -> st.SearchStrategy[str]:
    """Line breaks, controls and separators of RFC 9110 among ordinary text."""
    return spiced_text(HEADER_ATTACKS, HEADER_SPECIAL, without=without, max_size=max_size)
