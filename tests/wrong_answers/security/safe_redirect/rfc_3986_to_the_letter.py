# Misconception: a good path is one that RFC 3986 allows.
# Refused by: keeps_paths_of_this_site
# May also fail: keeps_addresses_of_this_origin

import re

PCHAR = r"(?:[A-Za-z0-9\-._~:@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
REFERENCE = re.compile(rf"""
    / (?: {PCHAR}+ (?: / {PCHAR}* )* )?
    (?: \? (?: {PCHAR} | [/?] )* )?
    (?: \# (?: {PCHAR} | [/?] )* )?
""", re.VERBOSE)


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    return target if REFERENCE.fullmatch(target.removeprefix(origin)) else "/"
