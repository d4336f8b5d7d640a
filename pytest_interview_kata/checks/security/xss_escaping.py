"""The hidden checks of ``security/xss_escaping``: html5lib reads the page as a browser does, whatever its spelling."""

import difflib
import functools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import exhibit, expected, requirement, text
from pytest_interview_kata.given.security.xss_escaping import Json, page
from pytest_interview_kata.strategies.html import HTML_ATTACKS

# One parser for all pages: it starts afresh with each.
PARSER = html5lib.HTMLParser(namespaceHTMLElements=False)
HTML_SPACE = " \t\n\f\r"

# What stands in for the three pieces that a check does not look at.
PLAIN = {
    "search_field": '<input name="q" value="x">',
    "comment": '<p class="comment">x</p>',
    "homepage_link": '<a href="#">homepage</a>',
    "data_island": '<script type="application/json" id="data">[]</script>',
}
# Where a piece has its value: the element, and the attribute if it is not the element's text.
PLACES = {
    "search_field": ("input", "value"),
    "comment": ("p", ""),
    "homepage_link": ("a", "href"),
    "data_island": ("script", ""),
}
HOLE = "\N{HORIZONTAL ELLIPSIS}"


def parsed(name: str, pieces: Sequence[str]) -> Element:
    """The page with these pieces in their place and plain ones elsewhere, as a browser reads it."""
    root: Element = PARSER.parse(page(**{**PLAIN, name: "".join(pieces)}))
    return root


def outline(element: Element, place: tuple[str, str], depth: int = 0) -> Iterator[str]:
    """All elements, attributes, comments and texts, a line each; the value at `place` is left out.

    White space between elements is not told, because a piece may have some around it.
    """
    indent = "  " * depth
    if not isinstance(element.tag, str):
        yield f"{indent}<!--{element.text}-->"
        return
    tag, attribute = place if element.tag == place[0] else ("", "")
    attributes = {
        # A class is a set of words.
        name: " ".join(value.split()) if name == "class" else value
        for name, value in sorted(element.attrib.items())
    }
    yield indent + " ".join(
        [element.tag, *(f"{name}={HOLE if name == attribute else repr(value)}" for name, value in attributes.items())]
    )
    if tag and not attribute:
        yield f"{indent}  {HOLE}"
    elif (element.text or "").strip(HTML_SPACE):
        yield f"{indent}  {element.text!r}"
    for child in element:
        yield from outline(child, place, depth + 1)
        if (child.tail or "").strip(HTML_SPACE):
            yield f"{indent}  {child.tail!r}"


@functools.cache
def due_outline(name: str, count: int) -> list[str]:
    """The outline of the page with this many plain pieces."""
    return list(outline(parsed(name, [PLAIN[name]] * count), PLACES[name]))


def read(name: str, *answers: object, told: Sequence[str]) -> list[str]:
    """The values that a browser finds in these pieces, provided that all else on the page is as it should be.

    Args:
        name: the function that gave the pieces.
        answers: the pieces, side by side on one page.
        told: what each is to hold, in the words of the report.
    """
    root = parsed(name, [text(answer) for answer in answers])
    due = due_outline(name, len(answers))
    if list(outline(root, PLACES[name])) != due:
        filling = iter(told)
        wanted = [line.replace(HOLE, next(filling)) if HOLE in line else line for line in due]
        # Nothing has this name, so nothing is left out.
        changes = list(difflib.unified_diff(wanted, list(outline(root, ("", ""))), n=2, lineterm=""))
        exhibit(
            "the page as a browser reads it (- due, + found)",
            "\n".join(line for line in changes if not line.startswith(("---", "+++", "@@"))),
        )
        element = {"input": "an `input`", "a": "an `a`"}.get(PLACES[name][0], f"a `{PLACES[name][0]}`")
        raise AssertionError(f"A browser finds something else on the page than {element} with this value in it.")
    tag, attribute = PLACES[name]
    return [(found.get(attribute) if attribute else found.text) or "" for found in root.iter(tag)]


SNIPPETS = (
    "",
    "a",
    "Z9",
    *HTML_ATTACKS,
    " ",
    "  ",
    "a  b",
    " a",
    "a\n",
    "\t",
    "\f",
    "\x01\x02",
    "\x0b\x0e\x1f\x7f",
    "\xa0",
    "\xe9\xdf",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{GRINNING FACE}",
    "\N{ZERO WIDTH NO-BREAK SPACE}\N{RIGHT-TO-LEFT OVERRIDE}",
    "\ufdd0\uffff",
    "&copy",
    "&notin",
    "&#x3c;b&#62",
    "&; <ri;",
    "&amp;lt;",
    "<b",
    "100%",
    "javascript:",
    "on error=",
    "=''",
    '=""',
    "</P>",
    "</body></html>",
    "<body onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<plaintext>",
    "".join(map(chr, range(32, 127))),
    "".join(map(chr, range(0xA0, 0xD800, 211))),
    "<" * 1000,
    "long " * 200,
)
# Each alone, so that the smallest example is one of them, and then all in company.
VALUES = (*SNIPPETS, *("a".join(SNIPPETS[start:-2:15]) for start in range(15)))


@requirement(
    "A comment is shown as the text that it is, character by character, and nothing in it is taken for HTML.",
    weight=3,
    critical=True,
    hints=(
        "What does a reader see of the comment `1 < 2 & 2 > 1`? And what of `&lt;b&gt;`?",
        "Nothing has to be taken out. The few characters that mean something in HTML can be written in another way.",
        "`html.escape` in the standard library, once; a template engine with autoescape does the same.",
    ),
)
# All of them are tried: there are fewer than the examples of one check.
@given(comment=st.sampled_from(VALUES))
def comment_is_shown_as_text(submission: Any, comment: str) -> None:
    [shown] = read("comment", submission.comment(comment), told=[repr(comment)])
    assert expected(comment) == shown


@requirement(
    "What was searched for stays in the value of the field, character by character, and becomes no other attribute.",
    weight=2,
    hints=(
        'Search for `" autofocus onfocus="alert(1)`, with double and with single quotes. What becomes of the field?',
        "Two things belong together: quotes around the value, and no such quote in it.",
        "`html.escape` covers both kinds of quotes, unless it is told not to.",
    ),
)
@given(query=st.sampled_from(VALUES))
def query_stays_in_its_attribute(submission: Any, query: str) -> None:
    [value] = read("search_field", submission.search_field(query), told=[repr(query)])
    assert expected(query) == value


# In front of `TAILS`, in turn. The second half have their own dangers: a port, a name that looks like a scheme.
SITES = (
    "https://example.org",
    "http://localhost",
    "HTTPS://Shop-24.example",
    "http://example.org:8080",
    "hTTp://x",
    "https://javascript:80",
    "HTTP://data.example:1",
    "https://a.b.c-d.example:65535",
)
TAILS = (
    "",
    "/",
    "?",
    "#",
    "/a/b.html",
    "/a?b=1&c=2",
    "/a?b=1&copy=2&lt;=3",
    "/&amp;",
    "/&#60;b&#62",
    '/"',
    "/'",
    "/<b>",
    '/"onmouseover="alert(1)',
    "/'onmouseover='alert(1)",
    '/"><script>alert(1)</script>',
    "?\"'<>`",
    "#javascript:alert(1)",
    "?javascript:alert(1)",
    "/javascript:alert(1)",
    "/JavaScript:data:vbscript:,",
    "/data:text/html,<b>",
    "?vbscript:a",
    "/?next=http://example.com:80/",
    "/a/../../b/./",
    "/a//b",
    "/%20%22%zz%",
    "/100%",
    "/[",
    "/a]b[c]",
    "?[]=]",
    "/@b:c@d",
    "/a:b",
    "/:80",
    "/{{7*7}}${1}%s{0}",
    "/!$*+,-.;=^_|~()",
    "#a#b?c",
    "/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "/" + "a/" * 480,
)
GOOD_LINKS = (
    *(SITES[index % len(SITES)] + tail for index, tail in enumerate(TAILS)),
    # On our own site a path begins with one slash.
    *("/" + tail.lstrip("/") for tail in TAILS if tail != "/"),
)


@requirement(
    "A link to an http or https address or to a path on our own site leads exactly there, to the letter.",
    weight=2,
    hints=(
        "Try `HTTPS://Example.org/?a=1&copy=2`, `/search?q=javascript:` and a path with a quote in it.",
        "Two questions: is this URL allowed? And how is it written into an attribute? The URL itself never changes.",
        "A pattern for how good URLs begin (`re.IGNORECASE`), then `html.escape`. No `quote`, no `urlunsplit`.",
    ),
)
# Every one of them is tried.
@given(url=st.sampled_from(GOOD_LINKS))
def good_links_stay_as_given(submission: Any, url: str) -> None:
    [href] = read("homepage_link", submission.homepage_link(url), told=[repr(url)])
    assert expected(url) == href


GOOD_LINK = "https://example.org/"


def hidden_schemes() -> Iterator[str]:
    """URLs in which a browser finds a scheme other than http and https, the plain ones first."""
    for scheme in ("javascript", "data", "vbscript", "mailto", "file", "blob", "ftp", "tel", "view-source", "x"):
        yield f"{scheme}:alert(1)"
    yield from (
        "JavaScript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "jAvAsCrIpT:alert(1)",
        "DATA:text/html,hello",
        "VbScript:a",
        "example.org:80",
        "localhost:8000/",
        "a+b-c.d:e",
        "Z9:",
        "javascript:",
        # They look like http or like a path.
        "httpx://example.org/",
        "httpss://example.org/",
        "http+x://example.org/",
        "https.js://example.org/",
        "xhttp://example.org/",
        "x-https://example.org/",
        "ws://example.org/",
        "javascript://example.org/%0aalert(1)",
        "javascript:/example.org/",
        "javascript:///",
        # They hold a good URL.
        "data:,http://example.org/",
        "javascript:alert(1)//http://example.org/",
        "javascript:location='https://example.org/'",
        "blob:https://example.org/1",
        "view-source:http://example.org/",
        "javascript:1//\nhttps://example.org/",
        "javascript:alert(1)\n/a",
        "data:,\nhttp://example.org/",
        "javascript:/*\n/*/alert(1)",
    )
    # Browsers throw these away in front of the scheme, ...
    for lead in (*map(chr, range(1, 13)), *map(chr, range(14, 33)), "\n\n ", " \x01\t"):
        yield f"{lead}javascript:alert(1)"
    # ... and tabs and line feeds everywhere.
    for at in range(1, 11):
        yield "javascript:alert(1)"[:at] + "\t\n"[at % 2] + "javascript:alert(1)"[at:]
    yield from ("j\na\tv\na\tscript:alert(1)", "\x1fda\tta:,a", " Java\nScript\t:alert(1)", "\nexample.org\n:80")


@requirement(
    "A link with any other scheme leads to `#`, however the scheme is spelled or hidden; an ordinary link still works.",
    weight=3,
    critical=True,
    hints=(
        "Which schemes have you not heard of? And what does a browser do with a tab inside of `javascript:`?",
        "List what is allowed, and look at the very beginning of the URL. What is not on the list becomes `#`.",
        "`re.match` with a pattern such as `https?://`, at the beginning of the text and not of any line.",
    ),
)
@given(url=st.sampled_from(tuple(hidden_schemes())))
def no_link_runs_a_script(submission: Any, url: str) -> None:
    pieces = [submission.homepage_link(GOOD_LINK), submission.homepage_link(url)]
    good, bad = read("homepage_link", *pieces, told=[repr(GOOD_LINK), "'#'"])
    assert expected(GOOD_LINK) == good
    assert expected("#") == bad


ODD_LINKS = (
    "",
    "a",
    "users/7",
    "../a",
    ".",
    "?a",
    "#a",
    "//example.org",
    "//",
    "///",
    # Brackets, ports and hosts at which libraries raise.
    "//[",
    "http://[",
    "https://[",
    "http://]",
    "http://[::1",
    "http://::1]/",
    "http://[::1]/",
    "http://[example.org]/",
    "http://[v1.a]/",
    "https://a@[/",
    "//[a]/b",
    "[",
    "http://example.org:99999/",
    "http://example.org:0/",
    "http://example.org:a/",
    "http://example.org:-1/",
    "http://example.org:\N{ARABIC-INDIC DIGIT THREE}/",
    "http://a:b:c/",
    "http://:80/",
    "http://a@b:c@d:e/",
    "http://",
    "https:///a",
    "http:",
    "https:a",
    "http:/a",
    "http:\\\\a",
    "http://a b/",
    "http://%zz/",
    "http://a..b/",
    "http://.a/",
    "http://-a-/",
    "http://xn--a/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://0x/",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 400}a/",
    # Python normalises these to "a/c", "?" and ".".
    "http://\N{ACCOUNT OF}/",
    "//\N{ACCOUNT OF}/",
    "https://\N{FULLWIDTH QUESTION MARK}/",
    "http://\N{IDEOGRAPHIC FULL STOP}/",
    "http://\xe9.example/",
    "http://\N{GRINNING FACE}/",
    "/\xe9",
    "\N{GRINNING FACE}",
    # Blanks and controls, around and within.
    " ",
    "\t",
    "\x01",
    " https://example.org/",
    "\x01http://example.org/",
    "https://example.org/ ",
    "https://example.org/\n",
    "https://example.org/a b",
    "ht\ntps://example.org/",
    "https://exam\tple.org/",
    "/a b",
    "/a\nb",
    "\n/",
    "/\t/example.org",
    "users/7 ",
    "\\",
    "\\\\example.org",
    "/\\example.org",
    # No schemes, though they hold a colon.
    ":",
    "://a",
    ":javascript",
    "1a:b",
    "-a:b",
    "+:",
    "a/b:c",
    "a b:c",
    "?a:b",
    "\xe9:a",
    "java\x01script:alert(1)",
    "\x7fjavascript:alert(1)",
    "\xa0javascript:alert(1)",
    "\N{ZERO WIDTH NO-BREAK SPACE}javascript:alert(1)",
    "\N{LINE SEPARATOR}javascript:alert(1)",
    "java\N{LATIN SMALL LETTER LONG S}cript:alert(1)",
    "http\N{LATIN SMALL LETTER LONG S}://example.org/",
    "javascript\\:alert(1)",
    "javascript",
    "javascript\N{FULLWIDTH COLON}alert(1)",
)


@requirement(
    "Whatever else is given as a URL gives a link to exactly that, or to `#`, and never an exception.",
    hints=(
        "Try `http://[`, `http://example.org:port/` and a URL with a blank in front.",
        "Some functions that take URLs apart raise an exception where they find no URL. Then nobody sees the page.",
        "Catch `ValueError` around `urlsplit` and friends, or ask a regular expression instead. Do not `strip`.",
    ),
)
@given(url=st.sampled_from(ODD_LINKS))
def odd_links_stay_links(submission: Any, url: str) -> None:
    pieces = [submission.homepage_link(GOOD_LINK), submission.homepage_link(url)]
    good, odd = read("homepage_link", *pieces, told=[repr(GOOD_LINK), f"{url!r} or '#'"])
    assert expected(GOOD_LINK) == good
    assert expected(url, "#") == odd


def written(answer: object) -> Json:
    """What the island holds, read without a browser: what can end it early is another requirement's matter."""
    island = re.fullmatch(r"\s*<script\b[^>]*>(.*)</script\s*>\s*", text(answer), re.DOTALL | re.IGNORECASE)
    assert island, "A `script` element was due, from its start tag to its end tag and nothing else."
    try:
        held: Json = json.loads(island[1])
    except (ValueError, RecursionError) as error:
        raise AssertionError(f"The text in the script is no JSON: {error}.") from None
    return held


TEXTS_IN_DATA = (
    "",
    "a",
    "<",
    ">",
    "&",
    '"',
    "'",
    "/",
    "\\",
    "<b>bold</b>",
    "&lt;",
    "&amp;amp;",
    "a & b < c",
    "</script>",
    "</SCRIPT >",
    "<!--<script>",
    "<!-- a -->",
    "\\u003c",
    "\\\\u003cb>",
    "<\\/b>",
    '\\"',
    "\0",
    "\r\n",
    "\t",
    "\x1b",
    "\x7f",
    "\x85",
    "\xe9",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}",
    "\N{GRINNING FACE}",
    "\uffff",
    "null",
    "True",
    "None",
    "nan",
    "{{ 7 * 7 }}",
    " a ",
    "it's",
    "<" * 300,
)
OTHERS_IN_DATA: list[Json] = [None, True, False, 0, 1, -7, 2**53 - 1, -(2**53) + 1, 0.5, -2.25, 1e-7, 1.5e300, [], {}]


def nested(value: Json, key: str, depth: int) -> Json:
    """The value within this many dicts and lists, in turn."""
    for level in range(depth):
        value = [value] if level % 2 else {key: value}
    return value


IN_LISTS: list[Json] = [[value] for value in TEXTS_IN_DATA]
AS_KEYS: list[Json] = [{key: index} for index, key in enumerate(TEXTS_IN_DATA)]
MIXED: Json = {"b": 1, "a": [2, "2", 2.5, True, None], "A": [{"a": []}, {}]}
DATA = (
    *OTHERS_IN_DATA,
    *IN_LISTS,
    *AS_KEYS,
    "a",
    MIXED,
    nested("</b>", "<b>", 20),
)


@requirement(
    "Our script reads the data back as it was: every value and every key, of its type, character by character.",
    hints=(
        'What does `json.loads` make of the text between your tags when a string holds `"`, `&` or `<b>`?',
        "In a script a browser decodes no `&lt;` and no `&quot;`. JSON has its own way to write it: `\\u003c`.",
        "`json.dumps`, and after it only replacements that JSON itself understands.",
    ),
)
@given(data=st.sampled_from(DATA))
def data_reads_back(submission: Any, data: Json) -> None:
    assert expected(data) == written(submission.data_island(data))


# The first two thirds end the script, the others keep a browser from finding its end.
BREAK_OUTS = (
    "</script>",
    "</script",
    "</script ",
    "</script/",
    "</SCRIPT>",
    "</ScRiPt >",
    "</script x='>'>",
    "</script><script>alert(1)</script>",
    "a</script>b",
    "\\</script>",
    "<!--</script>",
    "-->]]></SCRIPT><!--",
    "<!--<script>",
    "<!--<script ",
    "<!-- <SCRIPT>",
    "<!--<ScRiPt/",
    "<!--a--<script>",
    "<!--\n<script\n",
    "<!-- a <script>alert(1)</script> <script>",
)
PLACES_IN_DATA: tuple[Callable[[str], Json], ...] = (
    lambda break_out: [break_out],
    lambda break_out: {break_out: 1},
    lambda break_out: break_out,
    lambda break_out: [{"a": {break_out: []}}],
    # In pieces: what begins in one string goes on in the next.
    lambda break_out: [break_out[: break_out.rindex("<")], {break_out[break_out.rindex("<") :]: "a"}],
)


@requirement(
    "No string and no key in the data ends the script element early or hides its end; plain data still arrives.",
    weight=3,
    hints=(
        "Where does a browser see the end of a script that holds the text `</SCRIPT >`? And after `<!--<script>`?",
        "A browser looks for tags before anybody reads JSON. Each break-out begins with the same character.",
        "JSON can write a character as `\\u003c`, so `str.replace` after `json.dumps` will do. Jinja's `tojson` and "
        "Django's `json_script` do just that.",
    ),
)
@given(data=st.builds(lambda place, text: place(text), st.sampled_from(PLACES_IN_DATA), st.sampled_from(BREAK_OUTS)))
def data_stays_in_its_island(submission: Any, data: Json) -> None:
    assert expected([1, 2, 3]) == written(submission.data_island([1, 2, 3]))
    read("data_island", submission.data_island(data), told=["(the data as JSON)"])
