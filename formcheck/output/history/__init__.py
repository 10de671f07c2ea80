"""Past sessions: kept in a file on this computer, and what they tell when looked at together."""
