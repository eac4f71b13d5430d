# ruff: noqa: E501 -- screens of 120 columns

from typing import Any

import pytest

from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.release_moves import NO_MOVES, ReleaseMoves
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.windows import Window, parse_window
from slate.domain.queries.timeline import TimelineRow
from slate.domain.text import safe
from slate.render.look.display import Display
from slate.render.screens.timeline import timeline_screen
from tests.render.samples import HOSTILE, JANUARY, TODAY, ColorSystem, record, shown


def _row(name: str, date: str | None, moves: ReleaseMoves = NO_MOVES, **fields: Any) -> TimelineRow:  # noqa: ANN401
    when = parse_date(date or "TBA")
    usual = {
        "slug": name.lower(),
        "season": None,
        "platform": "Hulu",
        "status": "scheduled",
        "confidence": "reported",
        "leaves": None,
        "url": None,
        "earliest": when.earliest and when.earliest.isoformat(),
        "latest": when.latest and when.latest.isoformat(),
    }
    return TimelineRow(record(title=name, date=date, **(usual | fields)), moves)


def _moved(first: str, *days: int, advanced: int = 0) -> ReleaseMoves:
    return ReleaseMoves(parse_date(first), SlipTotals(len(days), advanced, days, (), None))


ROWS = [
    _row("Late", "2021-01-05", overdue=True),
    _row("Heroes", "2021-01-08", confidence="official"),
    _row("Heroes", "2021-01-20", platform=None, release_type="theatrical", region="US"),
    _row("The Longest Night of All", "2021-02-05", _moved("2021-01-15", 14, 7)),
    _row("Early", "2021-01-15", _moved("2021-01-29", advanced=1)),
    _row("Rumored", "2021-01-25", confidence="rumor"),
    _row("Mank", None, leaves="2021-01-31"),
]


def _drawn(
    rows: list[TimelineRow],
    width: int,
    window: Window | None = None,
    colors: ColorSystem | None = None,
) -> list[str]:
    drawn = shown(timeline_screen(rows, window, Display(width, TODAY)), width, colors)
    return drawn.splitlines()


def test_titles_are_rows_of_an_axis() -> None:
    assert _drawn(ROWS, 80) == [
        "                                           ▼ today",
        "Title                     On             Jan                     Feb     Date",
        "Late                      Hulu           ! │                     ·       Jan 5",
        "Heroes                    Hulu           · │█                    ·       Jan 8 ✓",
        "                          theaters (US)  · │          █          ·       Jan 20",
        "The Longest Night of A…   Hulu           · │      ├────────────────▶█    Feb 5",
        "Early                     Hulu           · │      █◀──────────┤  ·       Jan 15",
        "Rumored                   Hulu           · │               ?     ·       Jan 25",
        "Mank                      Hulu           · │                    ◇·       no date",
        "",
        "█ exact day   ? rumor   ! overdue   ├─▶ slipped   ◀─┤ advanced   ◇ leaves",
        "✓ official",
    ]


def test_a_wide_terminal_has_words_beside_the_axis() -> None:
    assert _drawn(ROWS, 120) == [
        "                                            ▼ today",
        "Title                      On             Jan                     Feb     Date",
        "Late                       Hulu           ! │                     ·       Tue Jan 5, 2 days ago   overdue",
        "Heroes                     Hulu           · │█                    ·       Fri Jan 8, tomorrow ✓",
        "                           theaters (US)  · │          █          ·       Wed Jan 20, in 13 days",
        "The Longest Night of All   Hulu           · │      ├────────────────▶█    Fri Feb 5               slipped twice, 21 days",
        "Early                      Hulu           · │      █◀──────────┤  ·       Fri Jan 15, in 8 days   advanced",
        "Rumored                    Hulu           · │               ?     ·       Mon Jan 25              rumor",
        "Mank                       Hulu           · │                    ◇·       no date                 leaves Jan 31",
        "",
        "█ exact day   ? rumor   ! overdue   ├─▶ slipped   ◀─┤ advanced   ◇ leaves   ✓ official",
    ]
    assert _drawn(ROWS, 100) == [
        "                                       ▼ today",
        "Title                 On             Jan                     Feb     Date",
        "Late                  Hulu           ! │                     ·       Jan 5    overdue",
        "Heroes                Hulu           · │█                    ·       Jan 8 ✓",
        "                      theaters (US)  · │          █          ·       Jan 20",
        "The Longest Night …   Hulu           · │      ├────────────────▶█    Feb 5    slipped twice, 21 days",
        "Early                 Hulu           · │      █◀──────────┤  ·       Jan 15   advanced",
        "Rumored               Hulu           · │               ?     ·       Jan 25   rumor",
        "Mank                  Hulu           · │                    ◇·       no date  leaves Jan 31",
        "",
        "█ exact day   ? rumor   ! overdue   ├─▶ slipped   ◀─┤ advanced   ◇ leaves   ✓ official",
    ]


def test_a_narrow_terminal_has_the_axis_below_the_words() -> None:
    assert _drawn(ROWS, 60) == [
        "     ▼ today",
        "  Jan                         Feb",
        "Late   Hulu · Tue Jan 5, 2 days ago · overdue",
        "  ·! │                        ·",
        "Heroes   Hulu · Fri Jan 8, tomorrow ✓",
        "  ·  │█                       ·",
        "     theaters (US) · Wed Jan 20, in 13 days",
        "  ·  │            █           ·",
        "The Longest Night o…   Hulu · Feb 5 · slipped twice, 21 days",
        "  ·  │       ├───────────────────▶█",
        "Early   Hulu · Fri Jan 15, in 8 days · advanced",
        "  ·  │       █◀────────────┤  ·",
        "Rumored   Hulu · Mon Jan 25 · rumor",
        "  ·  │                 ?      ·",
        "Mank   Hulu · no date · leaves Jan 31",
        "  ·  │                       ◇·",
        "",
        "█ exact day   ? rumor   ! overdue   ├─▶ slipped",
        "◀─┤ advanced   ◇ leaves   ✓ official",
    ]


def test_a_window_bounds_the_axis_which_may_be_without_today() -> None:
    assert _drawn(ROWS[:2], 80, parse_window("2021-02", TODAY)) == [
        "Title    On    Feb 2021                      Date",
        "Late     Hulu  «                             Jan 5",
        "Heroes   Hulu  «                             Jan 8 ✓",
        "",
        "« » farther on   ✓ official",
    ]
    assert _drawn(ROWS[:1], 60, parse_window("2021-02", TODAY)) == [
        "  Feb 2021",
        "Late   Hulu · Tue Jan 5, 2 days ago · overdue",
        "  «",
        "",
        "« » farther on",
    ]


def test_long_words_leave_room_for_the_axis() -> None:
    rows = [_row("The Longest Night of All", "2021-01-05/2021-02-10?", platform="A long service")]
    assert _drawn(rows, 72) == [
        "                                    ▼ today",
        "Title                On             Jan     Feb   Date",
        "The Longest Night…   A long servi…  │▒▒▒▒▒▒▒▒▒▒   2021-01-05 to 2021-02…",
        "",
        "▒ vague",
    ]


def test_without_rows_nothing_is_drawn() -> None:
    assert _drawn([], 80) == []


def test_what_has_no_sign_has_no_legend() -> None:
    assert _drawn([_row("Mank", None)], 80, JANUARY)[-1].startswith("Mank")


def test_colors_tell_what_is_to_be_noticed() -> None:
    *_, late, official, _, slipped, early, rumored, _, _, _, _ = _drawn(ROWS, 80, None, "standard")
    assert "\x1b[31m!\x1b[0m" in late
    assert "\x1b[1m█\x1b[0m" in official
    assert "\x1b[31m" in slipped
    assert "\x1b[32m" in early
    assert "\x1b[33m?\x1b[0m" in rumored


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_no_title_breaks_the_screen(text: str, width: int) -> None:
    rows = [_row(text, "2021-01-08", platform=text), *ROWS]
    lines = _drawn(rows, width)
    assert not any(safe(line) != line for line in lines if "\u200e" not in line)
    assert len(lines) == len(_drawn([_row("Dune", "2021-01-08"), *ROWS], width))
