from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.render.look.former_dates import FormerDates
from slate.render.look.theme import BEFORE, BEYOND, DOT, OUTSIDE, POINT, TODAY, Meaning
from tests.domain.dates.test_parsing import dates
from tests.render.samples import shown

DAY = date(2021, 1, 7)


def _rows(*texts: str, cells: int = 20, today: date = DAY) -> list[str]:
    """Return the label of an axis, and the row of each date."""
    found = [parse_date(text) for text in texts]
    axis = FormerDates.of(found, today, cells)
    assert axis is not None
    return [axis.label.plain, *(axis.row(when, Meaning.PLAIN).plain for when in found)]


def test_days_are_points_on_a_common_axis_with_today() -> None:
    assert _rows("2021-01-08", "2021-01-22", "2021-01-15") == [
        "Jan 1         Jan 29",
        "····●···············",  # today is in the same cell
        "····│·········●·····",
        "····│····●··········",
    ]


def test_today_is_on_the_axis_only_if_it_covers_it() -> None:
    assert TODAY not in "".join(_rows("2022-01-08", "2022-01-22"))
    assert TODAY not in "".join(_rows("2020-01-08", "2020-01-22"))


def test_spans_are_bars_and_are_cut_where_days_are_compared() -> None:
    days = ("2021-01-08", "2021-01-22")
    assert _rows("2021", *days, "2021-01/..", "../2021-01", "2022", "2019") == [
        "Jan 1         Jan 29",
        "░░░░░░░░░░░░░░░░░░░»",
        "····●···············",
        "····│·········●·····",
        "░░░░░░░░░░░░░░░░░░░»",
        "«░░░░░░░░░░░░░░░░░░»",
        "····│··············»",
        "«···│···············",
    ]


def test_without_two_days_the_axis_has_all_spans() -> None:
    assert _rows("2021", "2021-06") == [
        "Jan 2021    Dec 2021",
        "░░░░░░░░░░░░░░░░░░░░",
        "│·······░░··········",
    ]
    assert _rows("2021-01-08", "2021-03", "TBA") == [
        "Jan 8         Mar 31",
        "●···················",
        "············░░░░░░░░",
        "····················",
    ]


def test_an_axis_is_at_most_four_years_long() -> None:
    assert _rows("2000", "2050") == [
        "Jan 2000    Jan 2004",
        "░░░░░···············",
        "···················»",
    ]
    assert _rows("2021-01-08", "2040-01-08") == [
        "Jan 2021    Jan 2025",
        "●···················",
        "···················»",
    ]
    assert _rows("2021-01-08", "2024-01-08") == [
        "Jul 2020    Jul 2024",
        "··●·················",
        "··│··············●··",
    ]


@pytest.mark.parametrize(("cells", "label"), [(6, "Jan 1"), (12, "Jan 1 Jan 29"), (11, "Jan 1")])
def test_the_label_has_the_second_name_if_there_is_room(cells: int, label: str) -> None:
    assert _rows("2021-01-08", "2021-01-22", cells=cells)[0] == label


def test_equal_names_stand_once() -> None:
    assert _rows("2021-01-08", "2021-01-08?")[0] == "Jan 8"


def test_there_is_no_axis_without_room_or_bounds() -> None:
    day = parse_date("2021-01-08")
    assert FormerDates.of([day], DAY, 5) is None
    assert FormerDates.of([TBA], DAY, 40) is None
    assert FormerDates.of([], DAY, 40) is None


def test_dates_have_the_color_of_their_meaning() -> None:
    axis = FormerDates.of([parse_date("2021-01-08"), parse_date("2021-01-22")], DAY, 20)
    assert axis is not None
    row = axis.row(parse_date("2021-01-22"), Meaning.RUMOR)
    assert shown([axis.label, row], 80, "standard") == (
        "\x1b[2mJan 1         Jan 29\x1b[0m\n"
        "\x1b[2m····│·········\x1b[0m\x1b[33m●\x1b[0m\x1b[2m·····\x1b[0m\n"
    )


@given(st.lists(dates, max_size=5), st.dates(), st.integers(6, 50))
def test_any_dates_have_rows_on_their_axis(
    found: list[ReleaseDate], today: date, cells: int
) -> None:
    axis = FormerDates.of(found, today, cells)
    bounds = [bound for when in found for bound in (when.earliest, when.latest) if bound]
    assert (axis is None) is (not bounds)
    if axis is None:
        return
    assert axis.axis.first <= axis.axis.last
    assert len(axis.label.plain) <= cells
    for when in found:
        row = axis.row(when, Meaning.PLAIN).plain
        assert len(row) == cells
        assert set(row) - {DOT, TODAY, POINT, OUTSIDE, BEFORE, BEYOND} == set()
        assert bool(set(row) - {DOT, TODAY}) is when.known
        if when.precision == "day" and when.earliest:
            is_on_axis = axis.axis.first <= when.earliest <= axis.axis.last
            assert row.count(POINT) == is_on_axis
