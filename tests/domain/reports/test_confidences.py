import pytest

from slate.domain.errors import WordError
from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence, parse_confidence


@pytest.mark.parametrize("word", ["rumor", "Reported", "OFFICIAL "])
def test_parse_confidence_ignores_case_and_whitespace(word: str) -> None:
    assert parse_confidence(word) == word.lower().strip()


def test_unknown_confidence_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WordError) as refused:
        parse_confidence("sure")
    assert (
        str(refused.value) == '"sure" is not a confidence. Choose from rumor, reported, official.'
    )


def test_properties_of_each_confidence() -> None:
    assert [each for each in Confidence if each.is_rumor] == [Confidence.RUMOR]
    assert [each for each in Confidence if each.is_default] == [DEFAULT_CONFIDENCE]
    assert [each for each in Confidence if each.is_official] == [Confidence.OFFICIAL]
