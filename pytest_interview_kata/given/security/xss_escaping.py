"""The page that the pieces of ``security/xss_escaping`` are pasted into."""

from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def page(search_field: str, comment: str, homepage_link: str, data_island: str) -> str:
    """Return the whole page; the pieces are HTML and go in as they are."""
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Profile</title></head>
<body>
<header>{search_field}</header>
<main>{comment}{homepage_link}</main>
{data_island}
<footer>The end</footer>
</body>
</html>
"""
