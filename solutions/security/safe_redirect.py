"""What are some common security issues that affect Python web applications?

Say it in a minute
    The usual list: broken access control, injection, cross-site scripting, forged requests, path traversal,
    server-side request forgery, unsafe deserialising, and open redirects, which this code is about. The visitor
    sees our domain in the link, types the password on our page, and lands on a copy of it elsewhere; behind OAuth
    the redirect may even carry a token. To ask "is this a foreign address?" is the wrong question, because the
    one who answers it is the browser, and it reads addresses more kindly than Python: `\\` is `/`, tabs and line
    breaks vanish, blanks in front vanish, `https:x` may have a host. So I turn the question round and accept a
    small language that all parsers read alike: one slash and then plain characters, or our exact origin in front
    of that. All else goes to the start page, and I return the text that I checked, not one that I repaired.

Trade-offs
    - The list of characters refuses honest targets such as `/café` or `/a b`. Whoever builds the link escapes
      them anyway (`quote`, `urlencode`); the price of a refusal is the start page. In return the answer survives
      what lies behind it: Werkzeug 3.1's `redirect()` does not pass the text on as it is. It makes `//evil.example`
      of `/\\t/evil.example`, and of `https:evil.example` a `https:///evil.example` that leaves an https page, too.
    - The origin comes from the settings. From the request's Host header it would be the visitor's own choice,
      unless `ALLOWED_HOSTS` or `TRUSTED_HOSTS` is set.
    - With no need for absolute addresses, paths alone are simpler still. With few destinations, a key per
      destination (`next=orders`) is simplest. Signing `next` lets any target through that we issued ourselves.

Follow-up questions
    *Does Django not have this?* Yes: `url_has_allowed_host_and_scheme`, and its LoginView uses it. In Django, use it.
    Mind what it promises: a host out of a list, by http or https. It lets https through on an http page, and http
    on an https page unless `require_https` is set; a line break inside passes, too. Flask has nothing of the kind:
    `redirect()` goes wherever it is told.
    *Why not `urljoin`, and compare scheme and host?* It follows RFC 3986, browsers follow the WHATWG's standard.
    `/\\evil.example` has no host in the one and has one in the other. Two parsers, one gap: that is the whole bug.
    *Is an open redirect worth a fix?* On its own it is a phishing aid. In a chain it is worse: it gets past lists of
    allowed addresses (OAuth, server-side fetches). OWASP and CWE list it; some bug bounties pay for the chain only.

What people get wrong
    - `target.startswith("/")`: so does `//evil.example`. With that refused, `/\\evil.example` and `/\\t/evil.example`.
    - `target.startswith(origin)`: so do `https://shop.example.evil.example` and `https://shop.example@evil.example`.
    - `"://" in target`: no bar to `//evil.example` and `javascript:`, but to `/search?q=https://…`.
    - `urlsplit(target).netloc in ("", host)`: empty for `///evil.example`, `javascript:…`, and `https:evil.example`,
      which an http page takes to evil.example and an https page to a path of its own. `.hostname` is worse: it
      finds shop.example in `https://evil.example\\@shop.example/`.
    - Stripping, decoding or mending the target first, and then sending another text than the one that was checked.

Read on
    - https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
    - https://url.spec.whatwg.org/#url-parsing
    - https://docs.python.org/3/library/urllib.parse.html#url-parsing-security
    - https://cwe.mitre.org/data/definitions/601.html
"""

import re

# One slash, not two, then what RFC 3986 allows, without the brackets. No backslash, no blank, no control
# character, nothing beyond ASCII: nothing that two parsers could read in two ways.
_PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    # What follows the origin must begin with a slash, so "https://shop.example.evil.example" is not ours. And
    # fullmatch, because match would stop early and $ would overlook a line feed at the end.
    return target if _PATH.fullmatch(target.removeprefix(origin)) else "/"
