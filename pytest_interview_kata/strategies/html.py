"""Text that leaves the place it was put in on an HTML page, and links that run code."""

from hypothesis import strategies as st

from pytest_interview_kata.strategies.text import ordinary_text, spiced_text

# After the OWASP Cross Site Scripting Prevention Cheat Sheet; the last ones are about comments and character
# references as the HTML standard's tokenizer reads them.
HTML_ATTACKS = (
    "<",
    ">",
    "&",
    '"',
    "'",
    "&lt;",
    "&amp;",
    "&#60;",
    "</p>",
    "<b>",
    '">',
    "'>",
    "</script>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    " onmouseover=alert(1) x=",
    "<!--",
    "-->",
    "<!--<script>",
    "]]>",
    "\\u003c",
    "\\",
    "</SCRIPT >",
    "</textarea><script>",
    "&lt;script&gt;",
    "&quot;",
    "a & b < c",
    "\u2028",
    "`",
    "{{ 7 * 7 }}",
    "{0}",
    "%s",
    "${1}",
)
HTML_SPECIAL = "<>&\"'`=/\\!-#; \n{}$%"

_SCHEMES = ("javascript", "JavaScript", "vbscript", "data", "jAvAsCrIpT")
_BREAKERS = ("", "\t", "\n", "\x01", " ", "\x1f")
LINK_ATTACKS = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript\t:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "javascript:alert(1)//http://example.org",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "blob:https://example.org/1",
    "file:///etc/passwd",
)


def hostile_html_text(*, without: str = "", max_size: int = 100) -> st.SearchStrategy[str]:
    """Break-outs of text, attributes, scripts and comments, half references, and ordinary text."""
    return spiced_text(HTML_ATTACKS, HTML_SPECIAL, without=without, max_size=max_size)


def hostile_links(*, without: str = "", max_size: int = 100) -> st.SearchStrategy[str]:
    """Links that run code or read files, in the spellings that browsers accept.

    The WHATWG URL standard strips leading controls and spaces, and removes tabs and line breaks anywhere.
    """
    broken = st.builds(
        lambda lead, scheme, at, breaker, tail: lead + scheme[:at] + breaker + scheme[at:] + ":" + tail,
        st.sampled_from(_BREAKERS),
        st.sampled_from(_SCHEMES),
        st.integers(0, 10),
        st.sampled_from(("", "\t", "\n", "\r", "\t\n")),
        st.sampled_from(("alert(1)", "//example.org/%0aalert(1)", "text/html,<b>")) | ordinary_text(),
    )
    usable = [attack for attack in LINK_ATTACKS if not set(attack) & set(without)]
    kept = broken.filter(lambda link: not set(link) & set(without))
    return st.one_of(st.sampled_from(usable), kept).map(lambda link: link[:max_size])
