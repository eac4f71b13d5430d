from hypothesis import given
from hypothesis import strategies as st

from slate.store.titles.free_numbers import free_number


@given(st.integers(1, 5_000))
def test_after_consecutive_numbers_it_is_the_next_one(last: int) -> None:
    asked: list[int] = []

    def is_free(number: int) -> bool:
        asked.append(number)
        return number > last

    assert free_number(is_free) == last + 1
    assert len(asked) <= 2 * last.bit_length() + 2


@given(st.sets(st.integers(2, 60)))
def test_it_is_free_and_the_one_before_is_taken(taken: set[int]) -> None:
    number = free_number(lambda number: number not in taken)
    assert number not in taken
    assert number == 2 or number - 1 in taken
