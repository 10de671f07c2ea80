"""What is written of a session: the report, the history, and files for other programs."""
