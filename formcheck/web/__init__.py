"""The program in a browser of this computer: a page that begins sessions, shows them, and has reports and history."""
