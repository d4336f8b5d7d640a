# Misconception: an origin can go into a pattern as it is.
# Refused by: refuses_origins_that_resemble_it
# May also fail: keeps_addresses_of_this_origin, sees_through_blanks_and_controls, returns_what_a_header_can_carry, answers_malformed_targets

import re

PATH = r"/(?!/)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*"


def safe_target(target: str, origin: str) -> str:
    """Return `target` if a redirect to it stays on `origin`, and `/` if not."""
    return target if re.fullmatch(f"(?:{origin})?{PATH}", target) else "/"
