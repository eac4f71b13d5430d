import pytest

from slate.domain.dates.release_date import NoDateError
from slate.domain.dates.written_units import (
    PART_NAMES,
    is_bare_winter,
    parse_unit,
    split_third,
    winter_note,
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("jan 5, 2021", "2021-01-05"),
        ("the first quarter of 2021", "2021-Q1"),
        ("mid-december 2021", "2021-12-mid"),
        ("2021 tba", "2021"),
        ("tue 2021-01-05", "2021-01-05"),
    ],
)
def test_single_dates(text: str, canonical: str) -> None:
    found = parse_unit(text)
    assert found is not None
    assert found.text == canonical


@pytest.mark.parametrize(
    "text", ["", "soon", "2021/2022", "by 2021", "jan-mar 2021", "?", "tue 2021"]
)
def test_ranges_and_other_texts_are_no_single_dates(text: str) -> None:
    assert parse_unit(text) is None


def test_a_weekday_has_to_be_right() -> None:
    with pytest.raises(NoDateError, match="2021-01-05 is a Tuesday"):
        parse_unit("wed 2021-01-05")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mid-december 2021", ("mid", "december 2021")),
        ("end of the year 2021", ("late", "2021")),
        ("early in 2021", ("early", "2021")),
        ("late", ("late", "")),
        ("december 2021", ("", "december 2021")),
        ("earlyish 2021", ("", "earlyish 2021")),
    ],
)
def test_a_third_is_split_from_the_rest(text: str, parts: tuple[str, str]) -> None:
    assert split_third(text) == parts


def test_a_winter_with_one_year_is_not_clear() -> None:
    assert all(map(is_bare_winter, ("winter 2021", "winter of 2021", "2021 winter", "winter-2021")))
    assert not any(map(is_bare_winter, ("winter 2020/21", "2020/21 winter", "spring 2021")))


def test_ordinals_name_quarters_and_halves() -> None:
    assert (PART_NAMES["third quarter"], PART_NAMES["2nd half"]) == ("Q3", "H2")
    assert (PART_NAMES["last quarter"], PART_NAMES["last half"]) == ("Q4", "H2")
    assert "third half" not in PART_NAMES


@pytest.mark.parametrize(
    "text",
    [
        "winter 2021",
        "Winter  of 2021",
        "WINTER-2021",
        "winter 2021?",
        "late winter 2021",
        "by winter 2021",
    ],
)
def test_winter_note_explains_a_winter_with_one_year(text: str) -> None:
    assert winter_note(text) == (
        "winter 2021 is taken as December 2020 to February 2021 (it ends in 2021)"
    )


@pytest.mark.parametrize(
    "text",
    ["winter 2020/21", "winter 2020-2021", "2021-winter", "spring 2021", "2021", "TBA"],
)
def test_winter_note_is_none_for_other_dates(text: str) -> None:
    assert winter_note(text) is None
