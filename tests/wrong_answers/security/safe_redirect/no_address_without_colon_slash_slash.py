# Misconception: only what has :// in it leaves the site, and // in front.
# Refused by: refuses_schemes_without_a_host
# May also fail: refuses_origins_that_resemble_it, sees_a_host_behind_slashes, answers_malformed_targets

import re


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    # No blanks, no controls, no backslashes, nothing beyond ASCII.
    if not re.fullmatch(r"[!-\[\]-~]*", target):
        return "/"
    before_the_query = re.split(r"[?#]", target)[0]
    if "://" in before_the_query:
        stays = target.startswith(origin + "/")
    else:
        stays = not target.startswith("//")
    return target if stays else "/"
