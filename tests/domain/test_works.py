import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.works import leaders


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], {}),
        ([("b", "a")], {"a": "b", "b": "b"}),
        ([("b", "a"), ("b", "c")], {"a": "b", "b": "b", "c": "b"}),
        ([("b", "a"), ("c", "b")], {"a": "c", "b": "c", "c": "c"}),
        ([("a", "b"), ("b", "a")], {"a": "a", "b": "a"}),  # either was said to be the other
        ([("b", "x"), ("a", "x")], {"a": "a", "b": "a", "x": "a"}),
        ([("b", "a"), ("d", "c")], {"a": "b", "b": "b", "c": "d", "d": "d"}),
        ([("a", "a")], {"a": "a"}),
    ],
)
def test_who_stands_for_a_work(pairs: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert leaders(pairs) == expected


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_does_not_matter(pairs: list[tuple[str, str]], chance: random.Random) -> None:
    found = leaders(pairs)
    assert leaders(chance.sample(pairs, len(pairs))) == found
    assert all(found[key] == found[other] for key, other in pairs)
    assert all(found[leader] == leader for leader in found.values())
