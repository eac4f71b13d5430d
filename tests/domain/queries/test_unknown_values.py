import pytest

from slate.domain.queries.unknown_values import UnknownValue, unknown_values
from slate.domain.titles.vocabulary import platform_key

KNOWN = ("Netflix", "HBO Max", "Disney+", "Hulu", "MUBI")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Netflx", ("Netflix",)),
        ("Peacock", ()),
    ],
)
def test_an_unknown_value_has_those_that_are_similar(text: str, near: tuple[str, ...]) -> None:
    found = list(unknown_values("platforms", [text, "NETFLIX", "Max"], KNOWN, platform_key))
    assert found == [UnknownValue("platforms", text, near, KNOWN)]


def test_at_most_three_similar_values_are_returned() -> None:
    known = [f"tag{number}" for number in range(9)]
    (found,) = unknown_values("tags", ["tag"], known, str)
    assert found.near == ("tag0", "tag1", "tag2")


def test_where_nothing_is_known_nothing_is_unknown() -> None:
    assert list(unknown_values("tags", ["noir"], (), str)) == []


def test_a_text_with_a_comma_is_known_or_stands_for_its_parts() -> None:
    texts = ("One", "Two", "Netflx", "One,Two", "Netflx,Two")
    found = unknown_values("platforms", texts, ("One,Two", "Netflix"), platform_key)
    assert [value.text for value in found] == ["Netflx"]
