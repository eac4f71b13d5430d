from hypothesis import given
from hypothesis import strategies as st

from slate.domain.titles.by_number import ByNumber


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from("abc"))))
def test_it_is_a_dict_by_number(put: list[tuple[int, str]]) -> None:
    values = ByNumber[str]()
    for number, value in put:
        values.put(number, value)
    assert [values.get(number) for number in range(50)] == list(map(dict(put).get, range(50)))


def test_false_is_a_value() -> None:
    values = ByNumber[bool]()
    values.put(3, False)  # noqa: FBT003 -- a value, not an option
    assert [values.get(2), values.get(3)] == [None, False]
