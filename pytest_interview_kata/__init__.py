"""The kit with which a Python web developer finds out, in code, whether they are ready for the interview."""
