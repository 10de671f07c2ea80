"""Text files of the user: TOML is read, and refused before it takes all memory."""

import tomllib
import tracemalloc

import pytest

from formcheck.system.textfile import LONGEST_TOML, UnreadableError, parse_toml

WORST = ".".join(["a"] * (LONGEST_TOML // 2 - 2)) + " = 1"
"""One key of as many parts as there is room for."""


def test_a_longer_file_is_refused_before_any_of_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(text: str) -> None:
        pytest.fail(f"{len(text)} letters were parsed")

    monkeypatch.setattr(tomllib, "loads", parsed)
    with pytest.raises(UnreadableError, match="longer than 16000 characters: shorten it"):
        parse_toml("#" * (LONGEST_TOML + 1))


def test_the_worst_file_that_is_read_takes_little_memory() -> None:
    assert LONGEST_TOML - 2 <= len(WORST) <= LONGEST_TOML
    tracemalloc.start()
    try:
        parse_toml(WORST)
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text",
    [
        'say = "' + "." * 500 + '"',
        "# " + "." * 500 + "\na = 1",
        "heights = [" + "1.5, " * 500 + "]",
        "\n".join(f"a{n}.b.c = 0.5" for n in range(500)),
        "a = 1.5 # one\r\nb = 2.5\r\n",
        "",
    ],
)
def test_a_file_as_people_write_it_is_read(text: str) -> None:
    assert parse_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "{a = " * 3000,
        "a = " + "9" * 5000,
        f'a = "{"." * 500}',
        f'a = """{"." * 500}',
        '"' * LONGEST_TOML,
    ],
)
def test_broken_text_is_refused_by_what_is_wrong_with_it(text: str) -> None:
    with pytest.raises(UnreadableError, match="not valid TOML: ") as refused:
        parse_toml(text)
    assert "\n" not in str(refused.value)
