"""Text files of the user: TOML is read, and refused before it takes all memory."""

import tomllib
import tracemalloc

import pytest

from formcheck.system.textfile import DEEPEST, LARGEST_BYTES, UnreadableError, parse_toml


def dotted(part: str, between: str = ".") -> str:
    return between.join([part] * 10_000)


@pytest.mark.parametrize(
    "text",
    [
        f"{dotted('a')} = 1",
        f"{dotted('a', ' . ')} = 1",
        f"{dotted('a-_9')} = 1",
        f"""{dotted('"a"')} = 1""",
        f"""{dotted("'a'")} = 1""",
        f"[{dotted('a')}]",
        f"[[{dotted('a')}]]",
        f"x = {{ {dotted('a')} = 1 }}",
        f"x = [1, {{ {dotted('a')} = 1 }}]",
        f"x = 'one' # two\n{dotted('a')} = 1",
        f'x = """one"""""\n{dotted("a")} = 1',
        f'x = "\\""\n{dotted("a")} = 1',
        f'x = """\\""""\n{dotted("a")} = 1',
        f"x = '''\\'''\n{dotted('a')} = 1",
        f'x = "#"\n{dotted("a")} = 1',
    ],
)
def test_a_key_of_very_many_parts_is_refused_before_it_takes_memory(text: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError, match="not valid TOML: a key of 10000 parts; the most that is read is 21"):
            parse_toml(text)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text",
    [
        f'say = "{"." * 500}"',
        f"say = '{'. ' * 500}'",
        f'say = """Up.\nDown "so" \\"""{"." * 500}"""""',
        f"say = '''It's ''up''{'.' * 500}''''",
        f"# {'.' * 500}\na = 1",
        f"heights = [{'1.5, ' * 500}]",
        f"{'.'.join(['a'] * (DEEPEST + 1))} = 1.5",
        "\n".join(f"a{n}.b.c = 0.5" for n in range(500)),
        '"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z" = 1',
        "a = 1.5 # one\r\nb = 2.5\r\n",
        "",
    ],
)
def test_dots_in_sentences_remarks_and_numbers_are_no_parts_of_a_key(text: str) -> None:
    assert parse_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "{a = " * 5000,
        "a = " + "9" * 5000,
        f'a = "{"." * 500}',
        f'a = """{"." * 500}',
        f"a = '''{'.' * 500}",
        f"a = '{'.' * 500}",
        '"' * (LARGEST_BYTES // 2),
        '"""' + '\\\\"' * (LARGEST_BYTES // 4),
    ],
)
def test_broken_text_is_refused_by_what_is_wrong_with_it(text: str) -> None:
    with pytest.raises(UnreadableError, match="not valid TOML: ") as refused:
        parse_toml(text)
    assert "a key of" not in str(refused.value)
    assert "\n" not in str(refused.value)
