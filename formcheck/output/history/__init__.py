"""Past sessions: kept in a file on this computer, and what they show together."""
