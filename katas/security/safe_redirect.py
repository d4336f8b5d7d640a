"""A login that sends nobody to a stranger's site

Question: What are some common security issues that affect Python web applications?
Difficulty: 2
Minutes: 25

Who opens `/orders?page=2` without being logged in is sent to
`/login?next=/orders?page=2`, and after the password back to the page in `next`.
Customers have now received mails with `next=//shop-example.test/login`: the
real login page, then a copy of it that says "wrong password, try again". The
code did refuse everything that begins with `http`. You write the function that
decides where the login may send somebody.

`target` is the value of `next`, any text of up to 2,000 characters that UTF-8
can encode. The framework has decoded it already, once and for all. `origin` is
this site's own, from the settings, and as `location.origin` shows it in a
browser: `https://shop.example`, `http://localhost:8000`. That is `http` or
`https`, `://`, a host name or an IP address, all in lower-case ASCII, perhaps a
port (never the scheme's default port), and nothing after it.

What you return becomes, as it is, the `Location` header of a redirect from some
page of this origin. It is one of two things: `target` itself, character by
character, or `/` in its place. No target makes the function raise.

These targets are good, and must come back:

- a *path*: it begins with `/`, holds only letters and digits of ASCII and
  `-._~:/?#@!$&'()*+,;=%`, and has no two slashes in a row before the first `?`
  or `#` (behind that, in the query or the fragment, it may have them);
- `origin`, directly followed by such a path.

Every other target may come back or not, as you see fit, under two conditions:

- A browser that follows it, from any page of this origin, stays on this origin:
  same scheme, same host, same port. What counts is how browsers read it (the
  URL Standard of the WHATWG, which forgives a lot), whatever Python's `urllib`
  makes of it. A target that no browser can read must not come back.
- It holds no carriage return, no line feed and no NUL. No header can carry them,
  and a line break could begin another header.

Examples:

>>> safe_target("/orders?page=2&back=https://shop.example/#top", "https://shop.example")
'/orders?page=2&back=https://shop.example/#top'
>>> safe_target("https://shop.example/orders", "https://shop.example")
'https://shop.example/orders'
>>> safe_target("//shop-example.test/login", "https://shop.example")
'/'

Requirements:

- keeps_paths_of_this_site
- keeps_addresses_of_this_origin
- refuses_origins_that_resemble_it (critical)
- sees_a_host_behind_slashes (critical)
- sees_through_blanks_and_controls
- refuses_schemes_without_a_host
- returns_what_a_header_can_carry
- answers_malformed_targets
"""


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    raise NotImplementedError
