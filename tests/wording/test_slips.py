import pytest

from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.slips import HowFar, Unmeasured
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.wording.slips import (
    advanced_text,
    how_far,
    moved_text,
    sums,
    times_text,
    unclear_slips,
)

APART = Unmeasured(parse_date("2021-01/2021-02"), parse_date("2021-03"))
QUARTER = Distance(1, Unit.QUARTER, later=True)


def _totals(*each: int, others: tuple[HowFar, ...] = (), advanced: int = 0) -> SlipTotals:
    return SlipTotals(len(each) + len(others), advanced, each, others, None)


def test_slips_are_summed_up_in_each_unit() -> None:
    own = _totals(1_000, 14, others=(QUARTER, APART, QUARTER))
    assert list(how_far(own)) == ["1,014 days", "2 quarters", "1 unclear"]
    assert sums(own.each, own.others) == ["1,014 days", "2 quarters"]
    assert unclear_slips(own.others) == 1
    assert list(how_far(_totals())) == []


def test_how_often() -> None:
    assert [times_text(number) for number in (1, 2, 1_000)] == ["once", "2 times", "1,000 times"]
    assert advanced_text(_totals(advanced=1)) == "advanced once"


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (_totals(), ""),
        (_totals(14), "slipped 14 days"),
        (_totals(others=(APART,)), "slipped 1 unclear"),
        (_totals(14, 83), "slipped twice, 97 days"),
        (_totals(1, 1, 1, others=(QUARTER,)), "slipped 4 times, 3 days, 1 quarter"),
        (_totals(advanced=1), "advanced"),
        (_totals(advanced=2), "advanced twice"),
        (_totals(14, advanced=3), "slipped once, advanced 3 times"),
    ],
)
def test_how_a_date_moved(own: SlipTotals, text: str) -> None:
    assert moved_text(own) == text
