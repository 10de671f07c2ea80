"""What is taken ahead comes as it would have come, and no more is taken than may wait."""

from collections.abc import Iterator
from threading import active_count, get_ident

import pytest

from formcheck.system.ahead import taken_ahead


def counting(to: int, asked: list[int]) -> Iterator[int]:
    """Numbers from 0; notes which thread has asked."""
    for number in range(to):
        asked.append(get_ident())
        yield number


def test_everything_comes_in_order_from_one_other_thread() -> None:
    asked: list[int] = []
    with taken_ahead(counting(20, asked)) as numbers:
        assert list(numbers) == list(range(20))
    assert set(asked) != {get_ident()}
    assert len(set(asked)) == 1


def test_no_more_are_taken_than_may_wait() -> None:
    asked: list[int] = []
    before = active_count()
    with taken_ahead(counting(20, asked), most=3) as numbers:
        assert next(numbers) == 0
    assert len(asked) <= 4
    assert active_count() == before


def test_what_the_source_raises_is_raised_in_its_place() -> None:
    def damaged() -> Iterator[int]:
        yield 1
        raise OSError("disk gone")

    with taken_ahead(damaged()) as numbers:
        assert next(numbers) == 1
        with pytest.raises(OSError, match="disk gone"):
            next(numbers)


def test_an_interrupted_reader_leaves_no_thread() -> None:
    before = active_count()
    with pytest.raises(KeyboardInterrupt), taken_ahead(counting(20, [])) as numbers:
        next(numbers)
        raise KeyboardInterrupt
    assert active_count() == before
