"""What ``security/signed_tokens`` signs, and the one thing it raises."""

from typing import TypeAlias

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Session: TypeAlias = dict[str, JSON]


class InvalidToken(Exception):
    """The token is not to be trusted, for whatever reason."""
