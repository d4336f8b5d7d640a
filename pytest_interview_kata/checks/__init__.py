"""The hidden checks, by topic; a submission cannot import them while it is judged."""
