"""Text from outside, such as the name of a file, made fit to be shown on a terminal."""


def readable(text: str) -> str:
    """The text, with whatever moves the cursor, turns the direction round or cannot be seen written out as a code."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else _written_out(letter) for letter in text)


def on_one_line(text: object) -> str:
    """The text of something that has a name, as a file, so that nothing in it looks like a line of the program's."""
    return readable(str(text)).replace("\n", "\\n")


def _written_out(letter: str) -> str:
    return letter.encode("unicode_escape").decode()
