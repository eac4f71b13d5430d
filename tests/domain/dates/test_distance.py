from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.distance import Distance, Unit, distance
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import PRECISIONS, ReleaseDate
from tests.domain.dates.test_parsing import dates

DISTANCES = [
    ("2021-01-05", "2021-01-19", Distance(14, Unit.DAY, later=True)),
    ("2021-01-05", "2021-01-04", Distance(1, Unit.DAY, later=False)),
    ("2020-02-28", "2020-03-01", Distance(2, Unit.DAY, later=True)),
    ("2021-01-05?", "2021-01-05", None),
    ("2021-01-early", "2021-01-late", Distance(2, Unit.MONTH_THIRD, later=True)),
    ("2021-02-early", "2021-01-31", Distance(1, Unit.MONTH_THIRD, later=False)),
    ("2020-12-mid", "2021-01-20", Distance(3, Unit.MONTH_THIRD, later=True)),
    ("2020-12-mid", "2020-12-20", None),
    ("2020-12-mid", "2021-01", Distance(1, Unit.MONTH, later=True)),
    ("2021-01", "2021-03", Distance(2, Unit.MONTH, later=True)),
    ("2020-12-31", "2021-01", Distance(1, Unit.MONTH, later=True)),
    ("2021-01", "2021-01-19", None),
    ("2021-Q1", "2021-Q2", Distance(1, Unit.QUARTER, later=True)),
    ("2021-Q1", "2020-12-25", Distance(1, Unit.QUARTER, later=False)),
    ("2021-Q1", "2021-03", None),
    ("2021-winter", "2021-spring", Distance(1, Unit.SEASON, later=True)),
    ("2020-12", "2021-03", Distance(3, Unit.MONTH, later=True)),
    ("2020-fall", "2020-12-25", Distance(1, Unit.SEASON, later=True)),
    ("2020-12-25", "2021-fall", Distance(3, Unit.SEASON, later=True)),
    ("2021-Q1", "2021-fall", None),
    ("2021-H1", "2021-H2", Distance(1, Unit.HALF, later=True)),
    ("2021-Q3", "2020-H1", Distance(3, Unit.HALF, later=False)),
    ("2021-early", "2021-mid", Distance(1, Unit.THIRD, later=True)),
    ("2021-early", "2021-12", Distance(2, Unit.THIRD, later=True)),
    ("2021-early", "2021-H2", Distance(1, Unit.HALF, later=True)),
    ("2021-mid", "2022-H1", None),
    ("2021", "2022", Distance(1, Unit.YEAR, later=True)),
    ("2021-12-31", "2022", Distance(1, Unit.YEAR, later=True)),
    ("2021-Q1", "2019", Distance(2, Unit.YEAR, later=False)),
    ("2021-winter", "2022", Distance(1, Unit.YEAR, later=True)),
    ("2020", "2021-winter", None),
    ("2021", "2021-12", None),
    ("TBA", "2021", None),
    ("2021", "TBA", None),
    ("2021-01/2021-02", "2021-05", None),
    ("2021-01", "2021-05/2021-06", None),
    ("2021-01/..", "2021-05", None),
    ("2021-05", "../2021-01", None),
]


@pytest.mark.parametrize(("before", "after", "expected"), DISTANCES)
def test_distance_between_two_dates(before: str, after: str, expected: Distance | None) -> None:
    assert distance(parse_date(before), parse_date(after)) == expected


def test_every_precision_but_range_and_tba_has_a_unit() -> None:
    assert set(PRECISIONS) == {*Unit, "range", "tba"}


def test_units_are_ordered_from_finest_to_coarsest() -> None:
    months = [unit.months for unit in Unit]
    assert months == sorted(months)


@given(dates, dates)
def test_distance_changes_direction_when_dates_are_swapped(
    one: ReleaseDate, other: ReleaseDate
) -> None:
    there, back = distance(one, other), distance(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert (back.count, back.unit, back.later) == (there.count, there.unit, not there.later)
        assert there.later == (str(one.earliest) < str(other.earliest))


@given(st.dates(), st.dates())
def test_distance_between_days_is_in_days(one: date, other: date) -> None:
    found = distance(parse_date(str(one)), parse_date(str(other)))
    days = (other - one).days
    assert found == (Distance(abs(days), Unit.DAY, later=days > 0) if days else None)
