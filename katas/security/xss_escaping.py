"""A profile page that shows whatever visitors typed, and runs none of it

Question: What are some common security issues that affect Python web applications?
Difficulty: 2
Minutes: 30

The profile page of a forum shows four things that its visitors chose: a
comment, what they searched for, a link to their homepage, and the data for the
script that draws the charts. Somebody's comment has begun to open windows on
other people's screens. The templates are gone; you write the four functions
that make the pieces of the page, and each piece has its own rules.

`page(search_field, comment, homepage_link, data_island)` is given. It pastes
your four pieces into the page as they are.

The rule that the security team will look for: whatever the visitors chose, a
browser that reads the page finds the same elements with the same attributes,
and no piece changes anything outside itself. Only the value that the piece is
for differs, and that is the visitor's value, character by character: nothing
removed, nothing doubled, nothing rewritten.

A piece is exactly the one element that its function describes: no other
attribute, no other element, no comment. How you spell it is yours where HTML
gives you the choice: kind of quotes, order of attributes, `&lt;` or `&#60;`,
white space in front of the element and after it. Any library will do, and so
will a subclass of `str`.

Values are plain `str` of up to 1000 characters, any Unicode except lone
surrogates. Comments, queries and URLs hold no NUL, no carriage return and
nothing from U+0080 to U+009F, because HTML cannot carry these in each of its
spellings; strings in the data may hold all of them. No value is an error.

Examples:

>>> comment("Fish & <b>chips</b>")
'<p class="comment">Fish &amp; &lt;b&gt;chips&lt;/b&gt;</p>'
>>> homepage_link("https://example.org/")
'<a href="https://example.org/">homepage</a>'
>>> homepage_link("javascript:alert(1)")
'<a href="#">homepage</a>'
>>> data_island(["</script>"]).count("</script>")
1

Requirements:

- comment_is_shown_as_text (critical)
- query_stays_in_its_attribute
- good_links_stay_as_given
- no_link_runs_a_script (critical)
- odd_links_stay_links
- data_reads_back
- data_stays_in_its_island
"""

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]


def comment(text: str) -> str:
    """Return a `p` element with the class `comment`, whose text is `text`."""
    raise NotImplementedError


def search_field(query: str) -> str:
    """Return an `input` element with the name `q`, whose value is `query`.

    It has the attributes `name` and `value`, and no others.
    """
    raise NotImplementedError


def homepage_link(url: str) -> str:
    """Return an `a` element with the text `homepage` and `url` or `#` as `href`.

    These two kinds of URL stay as they are given. Both consist of visible ASCII
    characters (`!` to `~`), quotes and angle brackets included, but hold no
    backslash:

    - `http://` or `https://` in upper, lower or mixed case, a host name (such as
      `localhost` or `Shop-24.example`: labels with dots between them, each a
      letter and then letters, digits and single hyphens, not at its end),
      perhaps a port (`:` and 1 to 65535), then nothing more, or anything that
      begins with `/`, `?` or `#`;
    - a path on our own site: `/` alone, or `/` and anything that does not begin
      with another `/`.

    A URL in which a browser finds a scheme other than `http` and `https`
    becomes `#`: `javascript:` above all, but also `data:`, `mailto:` or
    `example.org:80`. A scheme is a letter and then letters, digits, `+`, `-`
    and `.` (ASCII, upper or lower case), up to the first colon. Before it
    looks, a browser throws away spaces and control characters (U+0001 to
    U+001F) at the beginning, and tabs and line feeds everywhere.

    Every other URL (`users/7`, `//example.org`, an empty one, `http:/x`, a host
    that is none, such as in `http://[`) stays as it is given or becomes `#`, as
    you like.
    """
    raise NotImplementedError


def data_island(data: Json) -> str:
    """Return a `script` element that holds `data` as JSON.

    Its `type` is `application/json` and its `id` is `data`. Our own script reads
    the text that the browser finds in it; so `json.loads` of that text gives
    `data` again, whatever you write for white space and order of keys. `data`
    is any value that `json.loads` can return, nested up to 20 deep, without NaN
    and infinities, and with integers of up to 53 bits. Keys come from visitors
    as well.
    """
    raise NotImplementedError
