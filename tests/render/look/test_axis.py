from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.render.look.axis import Axis

MONTHS = Axis((date(2021, 1, 1), date(2021, 2, 1), date(2021, 3, 1)), date(2021, 3, 31), 2)


def test_columns_have_equal_cells_whatever_their_days() -> None:
    assert (MONTHS.first, MONTHS.cells) == (date(2021, 1, 1), 6)
    days = [MONTHS.days_of(place) for place in range(6)]
    assert [(first.isoformat()[5:], last.isoformat()[5:]) for first, last in days] == [
        *(("01-01", "01-16"), ("01-17", "01-31")),
        *(("02-01", "02-14"), ("02-15", "02-28")),
        *(("03-01", "03-16"), ("03-17", "03-31")),
    ]


@pytest.mark.parametrize(
    ("text", "cells", "before", "beyond"),
    [
        ("2021-01-16", [0], False, False),
        ("2021-02", [2, 3], False, False),
        ("2021-02/..", [2, 3, 4, 5], False, True),
        ("../2021-01", [0, 1], True, False),
        ("2022", [5], False, True),
        ("2020", [0], True, False),
    ],
)
def test_a_date_has_the_cells_of_its_days(
    text: str, cells: list[int], *, before: bool, beyond: bool
) -> None:
    when = parse_date(text)
    assert list(MONTHS.cells_of(when)) == cells
    assert (MONTHS.goes_before(when), MONTHS.goes_beyond(when)) == (before, beyond)


def test_cells_shorter_than_a_day_show_the_day_before() -> None:
    axis = Axis.even(date(2021, 1, 7), date(2021, 1, 8), 4)
    assert [axis.days_of(place)[0].day for place in range(4)] == [7, 7, 8, 8]
    assert [axis.cell_of(date(2021, 1, day)) for day in (7, 8)] == [0, 2]
    assert not axis.covers(date(2021, 1, 9))


@given(st.lists(st.integers(1, 400), min_size=1, max_size=5), st.integers(1, 12), st.dates())
def test_a_day_is_in_the_first_of_its_cells(lengths: list[int], width: int, first: date) -> None:
    ends = [sum(lengths[: at + 1]) for at in range(len(lengths))]
    first = min(first, date.max - timedelta(ends[-1]))
    starts = tuple(first + timedelta(days) for days in (0, *ends[:-1]))
    axis = Axis(starts, first + timedelta(ends[-1] - 1), width)
    days = [axis.days_of(place) for place in range(axis.cells)]
    for at in range(ends[-1]):
        day = first + timedelta(at)
        inside = [place for place, (begin, end) in enumerate(days) if begin <= day <= end]
        assert inside[0] == axis.cell_of(day)
