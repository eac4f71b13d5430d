# ruff: noqa: E501, RUF001 -- screens of 120 columns, and the sign of theme.py

import pytest

from slate.domain.changes.league_tables import PlatformRow, SlipTotals, TitleRow
from slate.domain.changes.slips import Slips
from slate.domain.dates.distance import Unit
from slate.domain.text import safe
from slate.render.look.display import Display
from slate.render.screens.slips import slips_screen
from tests.render.plain.test_slips import PLATFORMS, apart, far
from tests.render.samples import HOSTILE, TODAY, ColorSystem, record, shown


def _title(
    name: str,
    totals: SlipTotals,
    date: str | None = "2021-05-07",
    first: str | None = "2020-05-01",
    **fields: str | None,
) -> TitleRow:
    shown = record(title=name, season=None, date=date, **fields)
    return TitleRow(shown, Slips(first_date=first), totals)


TITLES = [
    _title("Black Widow", SlipTotals(2, 0, (189, 182), (), 0)),
    _title(
        "The Batman",
        SlipTotals(2, 1, (), (far(2, Unit.QUARTER), far(1, Unit.MONTH_THIRD)), None),
        "2021-10",
        "2021-Q1",
    ),
    _title("Dune", SlipTotals(1, 0, (), (apart("2021/..", "2022"),), 31), None, "2021-06/.."),
]


def _drawn(
    rows: list[TitleRow] | list[PlatformRow],
    width: int,
    sort: str | None = None,
    colors: ColorSystem | None = None,
) -> str:
    return shown(slips_screen(rows, sort, Display(width, TODAY)), width, colors)


def test_titles_at_120_columns() -> None:
    assert _drawn(TITLES, 120) == (
        "Title        On        First date       Now      Advanced                        Slipped\n"
        "Black Widow   Netflix  May 1, 2020    → May 7                               371 days  ×2  ■■■■■■■■■■■■■■■■■■■■■■■■\n"
        "The Batman    Netflix  Q1 2021        → October        ×1  2 quarters, about 10 days  ×2  □□□□□□□□□□□□\n"
        "Dune          Netflix  from Jun 2021  → no date                            1 unclear  ×1\n"
    )


def test_titles_at_60_and_80_columns_take_two_lines() -> None:
    assert _drawn(TITLES, 60) == (
        "Title                              Slipped\n"
        "  On · First date → Now\n"
        "Black Widow                   371 days  ×2  ■■■■■■■■■■■■■■■■\n"
        "   Netflix · May 1, 2020 → May 7\n"
        "The Batman   2 quarters, about 10 days  ×2  □□□□□□□□\n"
        "   Netflix · Q1 2021 → October · advanced once\n"
        "Dune                         1 unclear  ×1\n"
        "   Netflix · from Jun 2021 → no date\n"
    )
    assert _drawn(TITLES, 80) == (
        "Title                              Slipped\n"
        "  On · First date → Now\n"
        "Black Widow                   371 days  ×2  ■■■■■■■■■■■■■■■■■■■■■■■■\n"
        "   Netflix · May 1, 2020 → May 7\n"
        "The Batman   2 quarters, about 10 days  ×2  □□□□□□□□□□□□\n"
        "   Netflix · Q1 2021 → October · advanced once\n"
        "Dune                         1 unclear  ×1\n"
        "   Netflix · from Jun 2021 → no date\n"
    )


def test_titles_at_80_columns_take_one_line_if_there_is_room() -> None:
    assert _drawn(TITLES[:1], 80) == (
        "Title        On        First date     Now         Slipped\n"
        "Black Widow   Netflix  May 1, 2020  → May 7  371 days  ×2  ■■■■■■■■■■■■■■■■■■■■■\n"
    )
    assert len(_drawn(TITLES[:1], 60).splitlines()) == 4


def test_services_at_each_width() -> None:
    assert _drawn(PLATFORMS, 60) == (
        "Service      Titles                     Slipped\n"
        " HBO Max      1,234  3 days, 1 quarter  ×12,345  ■□\n"
        " no service       1            2 years       ×2  □□□□□□□□□□□\n"
    )
    assert _drawn(PLATFORMS, 80) == (
        "Service      Titles    Median  Advanced                     Slipped\n"
        " HBO Max      1,234  1.5 days        ×2  3 days, 1 quarter  ×12,345  ■□\n"
        " no service       1                                2 years       ×2  □□□□□□□□□□□\n"
    )
    assert _drawn(PLATFORMS, 120) == (
        "Service      Titles    Median  Longest   Waited  Advanced                     Slipped\n"
        " HBO Max      1,234  1.5 days   2 days  31 days        ×2  3 days, 1 quarter  ×12,345  ■□□\n"
        " no service       1                                                  2 years       ×2  □□□□□□□□□□□□□□□□□□□□□□□□\n"
    )


def test_bars_show_what_rows_are_sorted_by() -> None:
    assert _drawn(TITLES, 100, "median") == (
        "Title                              Slipped      Median\n"
        "  On · First date → Now\n"
        "Black Widow                   371 days  ×2  185.5 days  ■■■■■■■■■■■■■■■■■■■■■■■■\n"
        "   Netflix · May 1, 2020 → May 7\n"
        "The Batman   2 quarters, about 10 days  ×2\n"
        "   Netflix · Q1 2021 → October · advanced once\n"
        "Dune                         1 unclear  ×1\n"
        "   Netflix · from Jun 2021 → no date\n"
    )
    assert _drawn(TITLES, 100, "advanced") == (
        "Title        On        First date       Now                            Slipped  Advanced\n"
        "Black Widow   Netflix  May 1, 2020    → May 7                     371 days  ×2\n"
        "The Batman    Netflix  Q1 2021        → October  2 quarters, about 10 days  ×2        ×1  ■■■■■■■■■■\n"
        "Dune          Netflix  from Jun 2021  → no date                  1 unclear  ×1\n"
    )
    assert _drawn(TITLES, 70, "advanced") == (
        "Title                              Slipped  Advanced\n"
        "  On · First date → Now\n"
        "Black Widow                   371 days  ×2\n"
        "   Netflix · May 1, 2020 → May 7\n"
        "The Batman   2 quarters, about 10 days  ×2        ×1  ■■■■■■■■■■■■■■■■\n"
        "   Netflix · Q1 2021 → October\n"
        "Dune                         1 unclear  ×1\n"
        "   Netflix · from Jun 2021 → no date\n"
    )
    assert _drawn(PLATFORMS, 100, "wait") == (
        "Service      Titles    Median  Longest  Advanced                     Slipped   Waited\n"
        " HBO Max      1,234  1.5 days   2 days        ×2  3 days, 1 quarter  ×12,345  31 days  ■■■■■■■■■■■■■\n"
        " no service       1                                         2 years       ×2\n"
    )
    assert _drawn(PLATFORMS, 100, "longest") == (
        "Service      Titles    Median   Waited  Advanced                     Slipped  Longest\n"
        " HBO Max      1,234  1.5 days  31 days        ×2  3 days, 1 quarter  ×12,345   2 days  ■■■■■■■■■■■■■\n"
        " no service       1                                         2 years       ×2\n"
    )
    assert _drawn(TITLES, 100, "days") == _drawn(TITLES, 100)


@pytest.mark.parametrize("width", range(72, 121, 3))
def test_titles_take_two_lines_before_anything_is_left_out(width: int) -> None:
    for sort in ("advanced", "median", None):
        text = _drawn(TITLES, width, sort)
        assert "2 quarters, about 10 days  ×2" in text
        assert max(map(len, text.splitlines())) <= width


def test_color_marks_slips_and_what_is_vague() -> None:
    lines = _drawn(TITLES, 120, colors="standard").splitlines()
    assert lines[1] == (
        "Black Widow  \x1b[35m▌\x1b[0mNetflix  \x1b[2mMay 1, 2020\x1b[0m    \x1b[2m→\x1b[0m May 7                               371 days  ×2  \x1b[31m■■■■■■■■■■■■■■■■■■■■■■■■\x1b[0m"
    )
    assert lines[2] == (
        "The Batman   \x1b[35m▌\x1b[0mNetflix  \x1b[2mQ1 2021\x1b[0m        \x1b[2m→\x1b[0m \x1b[36m"
        "October\x1b[0m        \x1b[32m×1\x1b[0m  2 quarters, about 10 days  ×2  \x1b[31m□□"
        "□□□□□□□□□□\x1b[0m"
    )
    assert "\x1b[32m×2\x1b[0m" in _drawn(PLATFORMS, 120, colors="standard")


def test_nothing_slipped_shows_nothing() -> None:
    assert _drawn([], 80) == ""


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [20, 60, 80])
def test_hostile_names_are_escaped_and_fit(name: str, width: int) -> None:
    title = _title(name, TITLES[0].totals, platform=name)
    service = PLATFORMS[0]._replace(platform=name)
    for text in (_drawn([title], width), _drawn([service], width)):
        assert text.isprintable() or "\n" in text
        assert "\x1b" not in text
        assert "".join(safe(name).split())[:3] in "".join(text.split())
