"""What are some common security issues that affect Python web applications?

Say it in a minute
    The common ones: injection (SQL, shell, templates, and HTML, which is called cross-site scripting),
    requests forged from other sites, objects that anybody can read by their id, paths that leave their folder,
    redirects and fetches to addresses that a visitor chose, weak password storage, unpickled data, old
    dependencies, DEBUG left on. Cross-site scripting (XSS) is this: a visitor's text becomes part of a page as
    markup, and then runs as code with the rights of whoever looks at the page. The cure is to encode on output,
    for the place where the value goes. In text and in quoted attributes I escape HTML, which a template engine
    does by itself. A link needs a second rule, because `javascript:` holds no character to escape: I list the
    schemes that I allow. Inside `<script>` HTML escapes are not read at all: there I write JSON whose `<` is
    spelled `\\u003c`. A content security policy is the second line, for the day that I forget one place.

Trade-offs
    - By hand, as here, one forgotten call is a hole. Jinja and Django templates escape unless told otherwise,
      so in a project I would use them: `{{ comment }}`, `{{ data|tojson }}`, `{{ data|json_script:"data" }}`.
      They know nothing about schemes, and nothing about attributes without quotes.
    - An allow-list refuses some links that would do no harm (`mailto:`, ` https://...`). A list of forbidden
      words lets through what its author had not heard of.
    - Data in an island is read with `JSON.parse(element.textContent)` and never run; a policy without
      `unsafe-inline` lets it stay. Data pasted into running JavaScript needs a nonce, and more care.

Follow-up questions
    *Why not clean the text when it comes in?* Because then nobody knows yet where it goes: a page, a mail, a
    CSV file. Stored text stays as typed. Escaped twice, O'Hara turns into O&#x27;Hara.
    *Visitors should be able to write bold text. Now what?* That is HTML by intention, so escaping is the wrong
    tool. A sanitizer that parses, keeps a list of elements and writes anew: nh3 (bleach is deprecated).
    *Is the site safe when every template is?* No. Scripts that put `location.hash` into `innerHTML` never ask
    the server. `textContent` and Trusted Types help there. Nor does HttpOnly help much: whoever runs code in
    the page need not steal the cookie to use it.

What people get wrong
    - "Escape five characters, and that is it." True for text and quoted attributes only.
    - `json.dumps` in a script: `</script>` in a string ends the element, the page shows the rest.
    - Writing `</` as `<\\/`, the well-known cure for that: `<!--<script>` in a string still makes the parser
      skip the real end tag, and the rest of the page is gone. Escape every `<`.
    - `html.escape` around JSON in a script: nothing breaks out, and nothing can read it.
    - `url.startswith("javascript:")`: browsers also take `JavaScript:`, ` javascript:` and a tab within it.
    - `urlsplit` as the guard: on a current Python it finds the scheme as a browser does, but it raises
      `ValueError` for `http://[`, and the visitor's link is a 500 for everybody.
    - `|safe`, `Markup(f"...")` and `mark_safe(...)` on text that somebody else wrote. `Markup("<p>{}</p>").format(x)`
      and `format_html` are what was meant. And a bare `jinja2.Environment()` does not escape; Flask's does, for
      templates named `.html` and for strings.

Read on
    - https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html
    - https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    - https://url.spec.whatwg.org/#concept-basic-url-parser
    - https://jinja.palletsprojects.com/en/stable/templates/#html-escaping
    - https://docs.djangoproject.com/en/stable/ref/templates/builtins/#json-script
    - https://owasp.org/Top10/2025/ (XSS is part of A05, Injection)
"""

import html
import json
import re

from pytest_interview_kata.given.security.xss_escaping import Json, page

__all__ = ["Json", "page"]

# Which beginnings are allowed, not which are forbidden: nothing in front of them, so nothing for a browser to skip.
_ALLOWED_URL = re.compile(r"https?://|/", re.IGNORECASE)


def comment(text: str) -> str:
    """Return a `p` element with the class `comment`, whose text is `text`."""
    return f'<p class="comment">{html.escape(text)}</p>'


def search_field(query: str) -> str:
    """Return an `input` element with the name `q`, whose value is `query`."""
    # escape() covers both kinds of quotes, but only quotes around the value make it one value.
    return f'<input name="q" value="{html.escape(query)}">'


def homepage_link(url: str) -> str:
    """Return an `a` element with the text `homepage` and `url` or `#` as `href`."""
    # Two questions, two answers: where the link may lead, and how an attribute is written.
    target = url if _ALLOWED_URL.match(url) else "#"
    return f'<a href="{html.escape(target)}">homepage</a>'


def data_island(data: Json) -> str:
    """Return a `script` element that holds `data` as JSON."""
    # In JSON a `<` occurs in strings only, where it may be spelled as an escape. Without one the HTML parser sees
    # neither an end tag nor the beginning of a comment.
    text = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'
