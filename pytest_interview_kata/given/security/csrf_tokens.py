"""What the CSRF middleware of ``security/csrf_tokens`` and its callers share."""

MAX_AGE = 3600  # seconds
LEEWAY = 30  # seconds that the clocks of two of our servers may differ


class InvalidToken(Exception):
    """This text is no valid token of this session at this time."""
