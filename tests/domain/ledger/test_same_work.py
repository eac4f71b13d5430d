import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.ledger.same_work import leaders


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], {}),
        ([("b", "a")], {"a": "b", "b": "b"}),
        ([("b", "a"), ("b", "c")], {"a": "b", "b": "b", "c": "b"}),
        ([("b", "a"), ("c", "b")], {"a": "c", "b": "c", "c": "c"}),
        # Two machines each keep a different key: the last merge counts.
        ([("a", "b"), ("b", "a")], {"a": "b", "b": "b"}),
        ([("b", "x"), ("a", "x")], {"a": "a", "b": "a", "x": "a"}),
        ([("a", "b"), ("c", "d"), ("b", "d")], dict.fromkeys("abcd", "b")),
        (
            [("a", "b"), ("c", "d"), ("d", "e")],
            dict.fromkeys("ab", "a") | dict.fromkeys("cde", "d"),
        ),
        ([("b", "a"), ("d", "c")], {"a": "b", "b": "b", "c": "d", "d": "d"}),
        ([("a", "a")], {"a": "a"}),
    ],
)
def test_leaders_of_merged_keys(pairs: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert leaders(pairs) == expected


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_merged_keys_have_the_same_leader(pairs: list[tuple[str, str]]) -> None:
    found = leaders(pairs)
    assert found.keys() == {key for pair in pairs for key in pair}
    for place, (key, other) in enumerate(pairs):
        assert found[key] == found[other]
        later = pairs[place + 1 :]
        if all(found[key] != found[next_] for next_, _ in later):
            assert found[key] == key


def test_leaders_of_a_long_chain() -> None:
    pairs = [(str(number), str(number + 1)) for number in range(20_000)]
    assert set(leaders(pairs).values()) == {"19999"}
