from datetime import date, timedelta
from itertools import pairwise

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import (
    PRECISIONS,
    TBA,
    NoDateError,
    canonical,
    day_of,
    month_of,
    on_day,
    part_of_year,
    span,
    third_of,
)
from tests.domain.dates.test_parsing import TABLE


@pytest.mark.parametrize("text", [row[0] for row in TABLE if row[0][-1] not in "?~A"])
def test_canonical_parses_what_a_slate_stores(text: str) -> None:
    found = canonical(text)
    assert found == parse_date(text)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "TBA",
            "Jan 2021",
            "2021-q1",
            "2021-",
            "2021-1",
            "2021-01-5",
            "21-01-05",
            "2021-01-x",
        ),
        *("2021-13", "2021-01-05-06", "../..", "2021/", "/2021", "soon/2021", "2021/soon"),
        *("\u0662\u0660\u0662\u0661", "2021-\u0660\u0661-05", "2021-01-\u0660\u0665"),
    ],
)
def test_canonical_is_none_for_other_texts(text: str) -> None:
    assert canonical(text) is None


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13-01", "0000", "2021/2020"])
def test_canonical_refuses_what_does_not_exist(text: str) -> None:
    with pytest.raises(NoDateError):
        canonical(text)


def test_builders_make_what_the_texts_mean() -> None:
    assert on_day(date(2021, 1, 5)) == day_of(2021, 1, 5) == parse_date("2021-01-05")
    assert month_of(2021, 1) == part_of_year("2021", "01") == parse_date("2021-01")
    assert span(month_of(2021, 1), month_of(2021, 1)) == month_of(2021, 1)
    assert span(None, month_of(2021, 1)) == parse_date("../2021-01")


def test_thirds_cover_the_whole_in_order() -> None:
    for text in ("2021", "2021-02", "2024-02", "2021-Q1", "2021-winter", "2021-H2"):
        whole = parse_date(text)
        parts = [third_of(whole, name) for name in ("early", "mid", "late")]
        first, second, third = parts
        assert first
        assert second
        assert third
        assert (first.earliest, third.latest) == (whole.earliest, whole.latest)
        for one, other in ((first, second), (second, third)):
            assert one.latest
            assert one.latest + timedelta(1) == other.earliest


@pytest.mark.parametrize("text", ["2021-01-05", "2021-early", "2021-01-mid", "2021/2022", "TBA"])
def test_other_dates_have_no_thirds(text: str) -> None:
    assert third_of(parse_date(text), "early") is None


def test_precisions_are_ordered_from_day_to_tba() -> None:
    assert " ".join(PRECISIONS) == "day month-third month quarter season half third year range tba"


def test_parts_of_a_year_cover_every_day_once() -> None:
    for names in (("Q1", "Q2", "Q3", "Q4"), ("H1", "H2"), ("early", "mid", "late")):
        parts = [parse_date(f"2024-{name}") for name in names]
        year = parse_date("2024")
        assert (parts[0].earliest, parts[-1].latest) == (year.earliest, year.latest)
        for one, other in pairwise(parts):
            assert one.latest
            assert one.latest + timedelta(1) == other.earliest


@pytest.mark.parametrize("mark", ["?", "~"])
def test_without_mark_removes_the_uncertainty_mark(mark: str) -> None:
    bare, marked = parse_date("2021-Q1"), parse_date(f"2021-Q1{mark}")
    assert (bare.marked, marked.marked, TBA.marked) == (False, True, False)
    assert (bare.without_mark, marked.without_mark) == (bare, bare)
