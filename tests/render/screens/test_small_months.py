import pytest

from slate.domain.dates.weeks import MONDAY, SUNDAY
from slate.domain.queries.months import Month
from slate.render.look.legend import Legend
from slate.render.screens.small_months import small_months
from tests.render.samples import shown

from .golden import display
from .months import DESK, LATE, LUPIN, MANK, RUMOR, months, titled


def drawn(
    found: list[Month], width: int = 60, week_start: int = MONDAY, *, colors: bool = False
) -> tuple[list[str], str]:
    legend = Legend()
    rows = list(small_months(found, week_start, display(width), legend))
    text = [shown(row, width, "standard" if colors else None) for row in rows]
    return text, legend.line(width).plain


ONE = """\
       January 2021
Mo  Tu  We  Th  Fr  Sa  Su
                 1   2   3
 4   5•  6   7›  8•  9  10
11  12  13  14  15  16  17
18  19  20• 21  22  23  24
25  26  27  28  29  30  31◇
"""  # noqa: RUF001 -- the signs of theme.py
CLOSE = """\
    January 2021           February 2021             March 2021
Su Mo Tu We Th Fr Sa    Su Mo Tu We Th Fr Sa    Su Mo Tu We Th Fr Sa
                1  2        1  2  3  4  5  6        1  2  3  4  5  6
 3  4  5  6  7› 8• 9     7  8  9 10 11 12 13     7  8  9 10 11 12 13
10 11 12 13 14 15 16    14 15 16 17 18 19 20    14 15 16 17 18 19 20
17 18 19 20 21 22 23    21 22 23 24 25 26 27    21 22 23 24 25 26 27
24 25 26 27 28 29 30    28                      28 29 30 31
31
"""  # noqa: RUF001 -- as above


def test_days_have_signs_which_are_explained() -> None:
    (text,), legend = drawn(months(LATE, LUPIN, MANK, RUMOR, leaves=(DESK,)))
    assert text == ONE
    assert legend == "• releases  › today  ◇ leaves"  # noqa: RUF001 -- as above


def test_today_may_have_releases() -> None:
    (text,), legend = drawn(months(titled("Ava", date="2021-01-07")))
    assert "  6   7◆  8 " in text
    assert legend == "◆ today, see below"


def test_days_are_close_together_where_that_saves_rows() -> None:
    three = months(LUPIN, when="2021-01/2021-03")
    assert drawn(three, 80, SUNDAY)[0] == [CLOSE]
    assert len(drawn(three, 60)[0]) == 2
    assert len(drawn(three, 87)[0]) == 1
    assert "Mo  Tu" in drawn(three, 87)[0][0]
    assert len(drawn(three, 20)[0]) == 3
    assert "Mo Tu" in drawn(three, 20)[0][0]


@pytest.mark.parametrize(
    ("records", "style"),
    [
        ((MANK,), "\x1b[1m 8\x1b[0m\x1b[1m•\x1b[0m"),
        ((LUPIN,), "\x1b[1m 8\x1b[0m\x1b[1m•\x1b[0m"),
        ((MANK._replace(overdue=True), LUPIN), "\x1b[31m 8\x1b[0m\x1b[31m•\x1b[0m"),
        ((MANK._replace(confidence=MANK.confidence.RUMOR),), "\x1b[33m 8\x1b[0m\x1b[33m•\x1b[0m"),
        ((MANK._replace(date="2021-01-08?"),), "\x1b[36m 8\x1b[0m\x1b[36m•\x1b[0m"),
        ((MANK._replace(status=MANK.status.RELEASED),), "\x1b[2m 8\x1b[0m\x1b[2m•\x1b[0m"),
    ],
)
def test_a_day_has_the_color_of_what_is_to_be_noticed(records: tuple, style: str) -> None:  # type: ignore[type-arg]
    ((text,), _) = drawn(months(*records), colors=True)
    assert style in text
    assert "\x1b[1;7m 7\x1b[0m\x1b[1m›\x1b[0m" in text  # noqa: RUF001 -- as above
    assert "\x1b[2m 6\x1b[0m" in text
