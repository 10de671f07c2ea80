"""Everything that is heard: words and tones, and whose turn it is."""
