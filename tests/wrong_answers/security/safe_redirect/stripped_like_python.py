# Misconception: a browser strips what str.strip strips.
# Refused by: sees_through_blanks_and_controls
# May also fail: refuses_origins_that_resemble_it, sees_a_host_behind_slashes, refuses_schemes_without_a_host, answers_malformed_targets

import re

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    if "\r" in target or "\n" in target or "\0" in target:
        return "/"
    seen = target.strip().replace("\t", "").replace("\\", "/")
    if SCHEME.match(seen):
        return target if seen.startswith(origin + "/") else "/"
    return "/" if seen.startswith("//") else target
