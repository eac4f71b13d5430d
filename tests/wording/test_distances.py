from datetime import date

import pytest

from slate.domain.changes.league_tables import PlatformRow, SlipTotals
from slate.domain.changes.slips import HowFar, Unmeasured
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.wording.distances import (
    days_ahead_text,
    distance_text,
    league_row,
    length_text,
    slip_text,
)

APART = Unmeasured(parse_date("2021-06/.."), parse_date("2021-09/.."))


@pytest.mark.parametrize(
    ("unit", "one", "several"),
    [
        (Unit.DAY, "1 day", "2 days"),
        (Unit.MONTH_THIRD, "about 10 days", "about 20 days"),
        (Unit.MONTH, "1 month", "2 months"),
        (Unit.QUARTER, "1 quarter", "2 quarters"),
        (Unit.SEASON, "1 season", "2 seasons"),
        (Unit.THIRD, "about 4 months", "about 8 months"),
        (Unit.HALF, "1 half-year", "2 half-years"),
        (Unit.YEAR, "1 year", "2 years"),
    ],
)
def test_length_text_in_singular_and_plural(unit: Unit, one: str, several: str) -> None:
    assert (length_text(1, unit), length_text(2, unit)) == (one, several)


def test_every_unit_has_a_text() -> None:
    assert all(length_text(1, unit) for unit in Unit)


def test_thousands_may_be_separated() -> None:
    assert length_text(1_461, Unit.DAY) == "1461 days"
    assert length_text(1_461, Unit.DAY, separator=",") == "1,461 days"


def test_distance_text_states_the_direction() -> None:
    assert distance_text(Distance(14, Unit.DAY, later=True)) == "14 days later"
    assert distance_text(Distance(1, Unit.HALF, later=False)) == "1 half-year earlier"
    assert distance_text(Distance(2, Unit.THIRD, later=True)) == "about 8 months later"


@pytest.mark.parametrize(
    ("far", "text"),
    [
        (Distance(1, Unit.QUARTER, later=True), "1 quarter"),
        (APART, "2021-06/.. -> 2021-09/.."),
    ],
)
def test_slip_text_formats_measured_and_unmeasured_slips(far: HowFar, text: str) -> None:
    assert slip_text(far) == text


def test_league_row_has_its_slips_as_text() -> None:
    far = (Distance(2, Unit.YEAR, later=True), APART)
    totals = SlipTotals(slips=3, advanced=0, each=(7,), others=far, wait=None)
    row = league_row(PlatformRow("Hulu", 1, totals))
    assert row == (1, 3, 7, 0, "Hulu", 7, 7, None, ("2 years", "2021-06/.. -> 2021-09/.."))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2021-01-08", "1"),
        ("2021-01-07", "0"),
        ("2021-01-05", "-2"),
        ("2021-01-08?", "1?"),
        ("2021-02", "25-52"),
        ("2021-02~", "25-52~"),
        ("2020-12", "-7"),
        ("2021-02/..", "25+"),
        ("TBA", "?"),
    ],
)
def test_days_ahead_text(text: str, days: str) -> None:
    assert days_ahead_text(parse_date(text), date(2021, 1, 7)) == days
