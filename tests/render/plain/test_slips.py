import pytest

from slate.domain.changes.league_tables import PlatformRow, Ranked, SlipTotals, TitleRow
from slate.domain.changes.slips import Slips, Unmeasured
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.text import safe
from slate.render.plain.lines import sheet_lines
from slate.render.plain.slips import caption, league_sheet, slips_text
from tests.render.samples import HOSTILE, record


def far(count: int, unit: Unit) -> Distance:
    return Distance(count, unit, later=True)


def apart(before: str, after: str) -> Unmeasured:
    return Unmeasured(parse_date(before), parse_date(after))


@pytest.mark.parametrize(
    ("slips", "expected"),
    [
        (Slips(), "no date yet"),
        (
            Slips(first_dated="2019-06", advanced=1),
            "never slipped; advanced once",
        ),
        (Slips(1, (1,)), "slipped once, by 1 day"),
        (
            Slips(2, (14, 83)),
            "slipped 2 times, 97 days in all",
        ),
        (
            Slips(1, (), (far(1, Unit.HALF),), 2),
            "slipped once, by 1 half-year; advanced 2 times",
        ),
        (
            Slips(1, (), (apart("2021-06/..", "2021-09/.."),)),
            "slipped once, from Jun 2021 -> from Sep 2021",
        ),
        (
            Slips(
                4,
                (1_000,),
                (far(1, Unit.QUARTER), far(2, Unit.QUARTER), apart("2021/..", "2022")),
            ),
            "slipped 4 times, 1,000 days and 3 quarters in all, once of unclear length",
        ),
        (
            Slips(3, (), (far(1, Unit.THIRD), far(1, Unit.THIRD), far(1, Unit.MONTH))),
            "slipped 3 times, about 8 months and 1 month in all",
        ),
        (
            Slips(2, (), (apart("2021/..", "2022"), apart("2022/..", "2023"))),
            "slipped 2 times, 2 times of unclear length",
        ),
    ],
)
def test_slips_text_states_how_often_and_how_far(slips: Slips, expected: str) -> None:
    told = slips_text(slips._replace(first_said="2019-05-02"))
    assert told == f"{expected}; first said 2019-05-02"


def test_slips_text_without_a_report_is_empty() -> None:
    assert slips_text(Slips()) == ""


def test_slips_text_formats_a_month() -> None:
    assert slips_text(Slips(first_said="2019-05")) == "no date yet; first said May 2019"


def _title(name: str, totals: SlipTotals, date: str | None = "2021-05-07") -> TitleRow:
    slips = Slips(first_date="2020-05-01")
    return TitleRow(record(title=name, season=None, date=date), slips, totals)


TITLES = [
    _title("Black Widow", SlipTotals(2, 0, (189, 182), (), 0)),
    _title(
        "The Batman",
        SlipTotals(2, 1, (), (far(2, Unit.QUARTER), far(1, Unit.QUARTER)), None),
        "2021-10",
    ),
    _title(
        "Dune", SlipTotals(3, 0, (287,), (apart("2021/..", "2022"), far(1, Unit.YEAR)), 31), None
    ),
]
PLATFORMS = [
    PlatformRow("HBO Max", 1_234, SlipTotals(12_345, 2, (1, 2), (far(1, Unit.QUARTER),), 31)),
    PlatformRow(None, 1, SlipTotals(2, 0, (), (far(1, Unit.YEAR), far(1, Unit.YEAR)), None)),
]


def test_title_ranking_in_a_pipe() -> None:
    assert list(sheet_lines(league_sheet(TITLES))) == [
        "Slips  Title        How far                      Median  Waited  First date  Now",
        "    2  Black Widow  371 days                     185.5d  0d      2020-05-01  2021-05-07",
        "    2  The Batman   3 quarters, advanced once                    2020-05-01  Oct 2021",
        "    3  Dune         287 days, 1 year, 1 unclear  287d    31d     2020-05-01  no date",
    ]


def test_platform_ranking_in_a_pipe() -> None:
    assert list(sheet_lines(league_sheet(PLATFORMS))) == [
        "Slips   Service     Titles  How far                              Median  Longest  Waited",
        "12,345  HBO Max      1,234  3 days, 1 quarter, advanced 2 times  1.5d    2d       31d",
        "    2   no service       1  2 years",
    ]


def test_no_slips_make_an_empty_sheet() -> None:
    assert league_sheet([]).blocks == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_titles_are_escaped(name: str) -> None:
    row = TITLES[0]._replace(record=record(title=name))
    _, line = sheet_lines(league_sheet([row]))
    assert line.startswith(f"    2  {safe(name)}")


@pytest.mark.parametrize(
    ("ranked", "shown", "when", "expected"),
    [
        ([], 0, "", "Nothing slipped."),
        ([], 0, "since 2021-01-01", "Nothing slipped since 2021-01-01."),
        (TITLES[:1], 1, "", "1 title."),
        (PLATFORMS, 2, "on 2021-01-01", "2 services on 2021-01-01."),
        (TITLES, 2, "", "The first 2 of 3 titles. For all:\ndo so"),
        (PLATFORMS, 1, "until 2020", "The first of 2 services until 2020. For all:\ndo so"),
        (TITLES, 0, "", "None of 3 titles. For all:\ndo so"),
    ],
)
def test_caption_counts_rows(ranked: list[Ranked], shown: int, when: str, expected: str) -> None:
    assert caption(ranked, shown, when, "\ndo so") == expected


@pytest.mark.parametrize(
    ("sort", "text"),
    [
        (None, "Nothing slipped."),
        ("slips", "Nothing slipped."),
        ("wait", "No title waited for a date."),
        ("advanced", "Nothing advanced."),
    ],
)
def test_without_rows_the_caption_says_what_there_is_none_of(sort: str | None, text: str) -> None:
    assert caption([], 0, "", "\ndo so", sort) == text
