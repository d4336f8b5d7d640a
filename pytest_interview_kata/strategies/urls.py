"""Redirect targets that a browser reads otherwise than a program does."""

from hypothesis import strategies as st

# After the OWASP Unvalidated Redirects Cheat Sheet and the WHATWG URL standard: a browser takes a backslash for a
# slash, drops tabs and line breaks anywhere, and strips controls and spaces at both ends.
REDIRECT_ATTACKS = (
    "//evil.example",
    "https://evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "///evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x01//evil.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "https://{host}.evil.example/",
    "https://{host}@evil.example/",
    "https://evil.example/{host}",
    "https://evil.example?{host}",
    "https://evil.example#{host}",
    "https://evil.example\\@{host}/",
    "https://{host}:pass@evil.example/",
    "https://{host}\t.evil.example/",
    "//{host}@evil.example",
    "//evil.example\\{host}",
    "https://evil{host}/",
    "https://{host}:444/",
    "http://{host}/",
    "HTTPS://EVIL.EXAMPLE/",
    "https://evil\N{IDEOGRAPHIC FULL STOP}example/",
    "//\N{FULLWIDTH LATIN SMALL LETTER E}vil.example",
    "https://[::1]/",
    "https://[evil.example/",
    "//3232235777/",
)
_TOKENS = (
    "/",
    "\\",
    "\t",
    "\n",
    "\r",
    " ",
    ":",
    "//",
    "https:",
    "http:",
    "evil.example",
    "@",
    "?",
    "#",
    ".",
    "a",
    "..",
)


def hostile_redirects(host: str) -> st.SearchStrategy[str]:
    """Known attacks on a site at `host`, attacks with tabs, slashes and backslashes put in, and heaps of the parts.

    Args:
        host: the site's own host, which some attacks pretend to be.
    """
    attacks = [attack.replace("{host}", host) for attack in REDIRECT_ATTACKS]
    mutated = st.builds(
        lambda attack, at, what: attack[: at % (len(attack) + 1)] + what + attack[at % (len(attack) + 1) :],
        st.sampled_from(attacks),
        st.integers(0, 30),
        st.sampled_from(("\t", "\\", "/", "\n", " ", "@", "\r", "\0")),
    )
    heaps = st.lists(st.sampled_from((*_TOKENS, host)), min_size=1, max_size=7).map("".join)
    return st.one_of(st.sampled_from(attacks), mutated, heaps)
