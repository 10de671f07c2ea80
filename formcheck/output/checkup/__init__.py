"""The page of a check-up, on one sheet."""
