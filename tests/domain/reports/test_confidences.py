import pytest

from slate.domain.errors import WordError
from slate.domain.reports.confidences import (
    DEFAULT_CONFIDENCE,
    Confidence,
    Rank,
    parse_confidence,
)


@pytest.mark.parametrize("word", ["rumor", "Listed", "Reported", "OFFICIAL "])
def test_parse_confidence_ignores_case_and_whitespace(word: str) -> None:
    assert parse_confidence(word) == word.lower().strip()


def test_unknown_confidence_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WordError) as refused:
        parse_confidence("sure")
    assert (
        str(refused.value)
        == '"sure" is not a confidence. Choose from rumor, listed, reported, official.'
    )


def test_properties_of_each_confidence() -> None:
    assert [each for each in Confidence if each.is_rumor] == [Confidence.RUMOR]
    assert [each for each in Confidence if each.is_default] == [DEFAULT_CONFIDENCE]
    assert [each for each in Confidence if each.is_official] == [Confidence.OFFICIAL]


def test_reported_and_official_have_the_same_rank() -> None:
    assert [each.level for each in Confidence] == [0, 1, 2, 3]
    assert [each.rank for each in Confidence] == [
        Rank.RUMOR,
        Rank.LISTED,
        Rank.REPORTED,
        Rank.REPORTED,
    ]
