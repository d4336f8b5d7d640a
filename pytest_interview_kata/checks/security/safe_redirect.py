"""The hidden checks of ``security/safe_redirect``: every target as ada, a parser of the URL Standard, reads it."""

import itertools
import re
from typing import Any

import ada_url
from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import exhibit, expected, requirement, text

# What the stub allows in a path.
SPECIAL = "-._~:/?#@!$&'()*+,;=%"
ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + SPECIAL)
# The pages that a redirect may start from: a relative target is read against them.
PAGES = ("/login", "/a/b/?c#d")

SHOP = "https://shop.example"
PLAIN_SHOP = "http://shop.example"
LOCAL = "http://localhost:8000"
ORIGINS = (SHOP, PLAIN_SHOP, LOCAL)


def is_good(target: str, origin: str) -> bool:
    """True for what the stub promises to keep: a path of the site, or the origin and such a path."""
    path = target.removeprefix(origin)
    before = re.split(r"[?#]", path, maxsplit=1)[0]
    return path.startswith("/") and ALPHABET.issuperset(path) and "//" not in before


def read(target: str, origin: str, page: str) -> ada_url.URL | None:
    """Where a browser on that page goes; None if it cannot read the target."""
    try:
        return ada_url.URL(target, base=origin + page)
    except ValueError:
        return None


def stays(target: str, origin: str) -> bool:
    """True if a browser that follows the target stays on the origin, whatever page it is on."""
    home = ada_url.URL(origin)
    ends = [read(target, origin, page) for page in PAGES]
    # Not `.origin`, which a blob: address borrows from the address in it.
    return all(end is not None and (end.protocol, end.host) == (home.protocol, home.host) for end in ends)


def is_harmless(target: str, origin: str) -> bool:
    """True for what may come back."""
    return stays(target, origin) and not set(target) & set("\r\n\0")


def hold(submission: Any, target: str, origin: str) -> None:
    """Ask for one target; a good one must come back, a bad one must not, the rest is up to the learner."""
    if is_good(target, origin):
        due = [target]
    elif is_harmless(target, origin):
        due = [target, "/"]
    else:
        due = ["/"]
    right = expected(*due) == text(submission.safe_target(target, origin))
    if not right and not stays(target, origin):
        end = read(target, origin, PAGES[0])
        exhibit(
            f"a browser that follows it from {origin}{PAGES[0]}", f"goes to {end.href}" if end else "cannot read it"
        )
    assert right


def hold_the_plain(submission: Any, origin: str) -> None:
    """What everybody must get right; without it, whoever keeps all or refuses all would pass half of the checks."""
    hold(submission, "/account", origin)
    hold(submission, "https://other.test/", origin)


def filled(template: str, origin: str) -> str:
    """A target for this site, out of a template with parts of the origin in braces."""
    scheme, _, address = origin.partition("://")
    return template.format(
        origin=origin,
        scheme=scheme,
        other="http" if scheme == "https" else "https",
        address=address,
        host=re.sub(r":\d+$", "", address),
        # Other hosts, to those who take a dot for any character or drop a joiner.
        undotted=address.replace(".", "x", 1) if "." in address else f"x{address}",
        joined=f"{address[:2]}\N{ZERO WIDTH JOINER}{address[2:]}",
    )


# Each character of the contract, what looks like an address or an attack and is none, and what a repair would change.
PATHS = (
    "/",
    "/a",
    "/A/b/",
    "/a-._~b",
    "/a:@b",
    "/a!$&b",
    "/a'()*b",
    "/a+,;=b",
    "/.",
    "/..",
    "/../a",
    "/a/../b",
    "/a/./b",
    "/a..b",
    "/.well-known/a",
    "/~user",
    "/@user",
    "/wiki/Talk:Main",
    "/:80",
    "/http:/b",
    "/javascript:a",
    "/evil.example",
    "/%2F",
    "/%2Fevil.example",
    "/%2f%2fevil.example",
    "/%5Cevil.example",
    "/%09/evil.example",
    "/a%0d%0aX:b",
    "/%00",
    "/caf%C3%A9",
    "/a%20b",
    "/%252F",
    "/%",
    "/100%",
    "/?",
    "/#",
    "/a?b=1&b=2",
    "/a?b=c+d",
    "/a?next=/b",
    "/a?next=//b",
    "/a?next=https://other.test/",
    "/?//evil.example",
    "/#//evil.example",
    "/a#b?c://d",
    "/a?b?c#d#e",
    "/a?b@c:d",
    "/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "/" + "a/" * 900,
    "/?" + "a" * 1_900,
)


@requirement(
    "A path of this site comes back character by character, whatever its segments, its query and its fragment hold.",
    weight=2,
    hints=(
        "Try your function on `/search?q=https://other.test//x` and on `/%2Fx`.",
        "What looks like an address is none inside a query. And `%2F` is no slash: nobody decodes it again.",
        "Describe the good paths instead of the bad ones: a regular expression over the characters of the contract, "
        "`re.fullmatch`. Return the text that you were given, not one that you took apart and joined again.",
    ),
)
@given(path=st.sampled_from(PATHS), origin=st.sampled_from((SHOP, LOCAL)))
def keeps_paths_of_this_site(submission: Any, path: str, origin: str) -> None:
    hold(submission, path, origin)
    hold_the_plain(submission, origin)


@requirement(
    "The origin of this site with a path behind it comes back character by character.",
    hints=(
        "What do you return for the full address of one of your own pages, say on `http://localhost:8000`?",
        "The port belongs to the origin. And it is the target that comes back, not the path in it.",
        "What is left of the target after `str.removeprefix(origin)` must be a path; judge it as any other path.",
    ),
)
@given(
    origin=st.sampled_from((*ORIGINS, "https://shop.example:8443", "http://127.0.0.1:5000", "http://[::1]:8000")),
    path=st.sampled_from(
        (
            "/",
            "/orders",
            "/orders?page=2",
            "/a/b.html#c",
            "/@user",
            "/a:b",
            "/?next=//a",
            "/?next=https://other.test/",
            "/#https://other.test/",
        )
    ),
)
def keeps_addresses_of_this_origin(submission: Any, origin: str, path: str) -> None:
    hold(submission, origin + path, origin)
    hold_the_plain(submission, origin)


LIKENESSES = (
    # It goes on behind the origin.
    "{origin}@evil.example/",
    "{scheme}://{host}.evil.example/",
    "{scheme}://{host}@evil.example/",
    "{scheme}://{host}:pass@evil.example/",
    "{scheme}://{host}evil.example/",
    "{scheme}://{host}%2eevil.example/",
    "{scheme}://{host}-evil.example/",
    # It is somewhere in the target, or at its end.
    "{scheme}://evil.example/{host}",
    "{scheme}://evil.example/{origin}/",
    "{scheme}://evil.example?{origin}/",
    "{scheme}://evil.example#{origin}/",
    "{scheme}://evil.example#@{address}/",
    "{scheme}://evil{address}/",
    "{scheme}://evil-{address}/",
    "{scheme}://www.{address}/",
    # Where Python sees user information, browsers see a host and a path.
    "{scheme}://evil.example\\@{address}/",
    "{scheme}://evil.example\\.{address}/",
    # Another scheme, another port, almost the host.
    "{other}://{address}/",
    "{other}://{address}/account",
    "{other}://{address}?a",
    "ftp://{address}/",
    "javascript://{address}/%0aalert(1)",
    "{scheme}://{host}:8081/",
    "{scheme}://{host}:81/account",
    "{scheme}://user@{host}:8081/",
    "{scheme}://{host}./",
    "{scheme}://{undotted}/",
    "{scheme}://{joined}/account",
    "{scheme}://\N{CYRILLIC SMALL LETTER DZE}{address}/",
)


@requirement(
    "An address with another scheme, another host or another port never comes back, however much it resembles the "
    "origin.",
    weight=3,
    critical=True,
    hints=(
        "Which addresses begin with `https://shop.example`, and are none of yours?",
        "An origin is three things: scheme, host and port. It ends where the path begins, and `@` and `\\` move that "
        "place.",
        "Compare the text: `target.startswith(origin + '/')`. A browser and `urllib.parse` disagree about what the "
        "host is.",
    ),
)
@given(likeness=st.sampled_from(LIKENESSES), origin=st.sampled_from(ORIGINS))
def refuses_origins_that_resemble_it(submission: Any, likeness: str, origin: str) -> None:
    hold(submission, filled(likeness, origin), origin)
    hold_the_plain(submission, origin)


# The shortest first: examples shrink in this order.
SLASHES = (
    *("".join(run) for length in (2, 3) for run in itertools.product("/\\", repeat=length)),
    "////",
    "/\\/\\",
)


@requirement(
    "Slashes and backslashes in front of a host never send anybody there, however many there are.",
    weight=3,
    critical=True,
    hints=(
        "What does your browser do with a link to `//example.org`? And to `/\\example.org`?",
        "Two slashes at the beginning mean: another host. For browsers a backslash is a slash, and more than two are "
        "two.",
        "After the first slash there must be no second one and no backslash: `(?!/)` and a list of good characters.",
    ),
)
@given(
    slashes=st.sampled_from(SLASHES),
    host=st.sampled_from(("evil.example/", "evil.example", "user@evil.example/")),
    origin=st.sampled_from((SHOP, PLAIN_SHOP)),
)
def sees_a_host_behind_slashes(submission: Any, slashes: str, host: str, origin: str) -> None:
    hold(submission, slashes + host, origin)
    hold_the_plain(submission, origin)


# Browsers drop these in front, and tabs anywhere; carriage return, line feed and NUL are another requirement's.
LEADING = (" ", "\t", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "  ", " \t", "\x01 ")
HIDDEN = (
    "/\t/evil.example/",
    "/\t\t/evil.example/",
    "/\t/evil.example",
    "/\t//evil.example/",
    "\t/\t/evil.example/",
    " /\t/evil.example/",
    *(f"{lead}//evil.example/" for lead in LEADING),
    *(f"{lead}https://evil.example/" for lead in LEADING[:4]),
    "ht\ttps://evil.example/",
    "https:\t//evil.example/",
    "/\t/{host}.evil.example/",
    # Harmless ones, which may come back: as they are, and not cleaned.
    " /account",
    "\x01/account",
    "/acc\tount",
    "/my account",
)


@requirement(
    "Tabs, blanks and control characters in front of an address or within it hide nothing, and a target that holds "
    "some comes back as it is or not at all.",
    weight=2,
    hints=(
        "What becomes of `/\\t/example.org` when a browser drops the tab?",
        "Browsers drop blanks and controls at the beginning, and tabs everywhere, before they read anything else.",
        "Do not list what to strip. A target with a character that no good target holds can go to `/` as a whole.",
    ),
)
@given(target=st.sampled_from(HIDDEN), origin=st.sampled_from(ORIGINS))
def sees_through_blanks_and_controls(submission: Any, target: str, origin: str) -> None:
    hold(submission, filled(target, origin), origin)
    hold_the_plain(submission, origin)


SCHEMES = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "javascript:/account",
    "data:text/html,hello",
    "data:,",
    "vbscript:a",
    "mailto:a@{host}",
    "tel:1",
    "about:blank",
    "blob:{origin}/a",
    "blob:{scheme}:{address}/a",
    "file:///etc/passwd",
    "file:/account",
    "{other}:evil.example",
    "{other}:evil.example/account",
    "{other}:/evil.example/",
    "{other}:/account",
    "{other}:account",
    "{other}:///evil.example/",
    "{scheme}:///evil.example/",
    # Browsers stay here with these; they may come back.
    "{scheme}:",
    "{scheme}:evil.example",
    "{scheme}:/evil.example/",
)


@requirement(
    "A target with a scheme and no `//host` behind it, like `javascript:...`, neither runs nor leads away from here.",
    weight=2,
    hints=(
        "What do `javascript:alert(1)` and `https:example.org` look like to your function?",
        "No host does not mean: this site. `javascript:` needs none, and browsers find one in `https:example.org`.",
        "Let a target begin with one slash, or with your own origin, and the question does not arise.",
    ),
)
@given(target=st.sampled_from(SCHEMES), origin=st.sampled_from(ORIGINS))
def refuses_schemes_without_a_host(submission: Any, target: str, origin: str) -> None:
    hold(submission, filled(target, origin), origin)
    hold_the_plain(submission, origin)


@requirement(
    "No carriage return, no line feed and no NUL ever comes back, in whatever place of a harmless target they are.",
    hints=(
        "What do you return for `/a`, a line feed, and nothing more?",
        "A line break ends a header. `$` in a regular expression matches in front of the last one, and `urlsplit` "
        "drops them before you can see them.",
        "`re.fullmatch` on the very text that you return.",
    ),
)
@given(
    place=st.sampled_from(
        ("/a{}", "/a{}b", "/a{}X-Header: b", "/{}", "{}/a", "/a?b={}", "/a?b={}c", "/a#b{}", "{origin}/a{}")
    ),
    control=st.sampled_from(("\n", "\r", "\r\n", "\0")),
    origin=st.sampled_from((SHOP, LOCAL)),
)
def returns_what_a_header_can_carry(submission: Any, place: str, control: str, origin: str) -> None:
    hold(submission, place.format(control, origin=origin), origin)
    hold_the_plain(submission, origin)


MALFORMED = (
    "",
    "//",
    "/\\",
    "//[",
    "//[a]/",
    "//[::1/",
    "//]",
    "/[",
    "/]/",
    "http://[",
    "https://[::1",
    "https://[shop.example]/",
    "{scheme}://{host}]/",
    "{scheme}://[{host}/",
    "{scheme}://{host}:99999/",
    "{scheme}://{host}:99999/account",
    "{scheme}://{host}:x/",
    "{scheme}://{host}:-1/",
    "{scheme}://{host}:8e3/",
    "{scheme}://{host}:\N{ARABIC-INDIC DIGIT EIGHT}/",
    "{scheme}://{host}:80:80/",
    "{scheme}://user@{host}:x/",
    "//{host}:99999/",
    "//{host}:x/",
    # They become "a/c", "?" and "#" once Python normalises them, and then it raises.
    "{scheme}://{host}\N{ACCOUNT OF}/",
    "//\N{ACCOUNT OF}/",
    "//\N{FULLWIDTH QUESTION MARK}/",
    "{scheme}://\N{FULLWIDTH NUMBER SIGN}/",
    "{scheme}://@/",
    "{scheme}://:80/",
    "{scheme}://a..test/",
    "{scheme}://%zz/",
    "{scheme}://xn--a/",
    "{scheme}://" + "a" * 1_900 + "/",
    ":",
    "?",
    "#",
    "%",
    "/\N{GRINNING FACE}",
    "\N{ZERO WIDTH NO-BREAK SPACE}/account",
)
# With a port in the origin, none of them begins with it: that is another requirement's matter. Without one, who takes
# a port that is no number for none takes the address for his own.
MALFORMED_FOR = (
    *((target, LOCAL) for target in MALFORMED),
    *((target, "https://shop.example:8443") for target in MALFORMED),
    *((target, SHOP) for target in ("https://user@shop.example:x/", "https://user@shop.example:99999/", "//[", "//]")),
)


@requirement(
    "No target makes the function raise, and none that no browser can read comes back.",
    hints=(
        "Try `//[`. And your own host with a port that is no number.",
        "`urlsplit` raises for brackets and for some characters of Unicode, and `.port` does when you ask for it.",
        "Catch ValueError around all that reads the target, `.port` included, and return `/`; or compare text alone.",
    ),
)
@given(case=st.sampled_from(MALFORMED_FOR))
def answers_malformed_targets(submission: Any, case: tuple[str, str]) -> None:
    target, origin = case
    hold(submission, filled(target, origin), origin)
    hold_the_plain(submission, origin)
