# ruff: noqa: RUF001 -- the sign of theme.py

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.release_moves import ReleaseMoves
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.dates.windows import parse_window
from slate.domain.queries.timeline import TimelineRow
from slate.domain.reports.confidences import Confidence
from slate.render.look.calendar_axis import CalendarAxis
from slate.render.look.track import Mark, legend, track
from tests.domain.dates.test_parsing import marked
from tests.render.samples import TODAY, record, shown

# Weeks of one cell each, from that of December 28 on; that of today is the second one.
AXIS = CalendarAxis.of([], parse_window("2021-01/2021-05", TODAY), TODAY, 23)


def _row(date: str | None, first: str | None = None, **fields: Any) -> TimelineRow:  # noqa: ANN401
    text = date or "TBA"
    when = parse_date(text)
    bounds = {
        "earliest": when.earliest and when.earliest.isoformat(),
        "latest": when.latest and when.latest.isoformat(),
    }
    usual = {"status": "scheduled", "confidence": "reported", "leaves": None}
    made = record(date=date, **bounds, **(usual | fields))
    moves = ReleaseMoves(parse_date(first) if first else TBA, SlipTotals(1, 0, (1,), (), None))
    return TimelineRow(made, moves)


def test_names_have_dots_below_and_today_a_line() -> None:
    assert AXIS.names.plain == "Jan  Feb Mar Apr May"
    assert track(_row(None), AXIS) == (track(_row(None), AXIS).cells, frozenset())
    assert track(_row(None), AXIS).cells.plain == "·│   ·   ·   ·   ·     "


@pytest.mark.parametrize(
    ("row", "cells", "marks"),
    [
        (_row("2021-02-10"), "·│   ·█  ·   ·   ·     ", {Mark.DAY}),
        (_row("2021-01-08"), "·█   ·   ·   ·   ·     ", {Mark.DAY}),
        (_row("2021-02-10?"), "·│   ·▒  ·   ·   ·     ", {Mark.SPAN}),
        (_row("2021-01"), "▒│▒▒▒·   ·   ·   ·     ", {Mark.SPAN}),
        (_row("2021-01", confidence="rumor"), "?│???·   ·   ·   ·     ", {Mark.RUMOR}),
        (_row("2021-01-20", contested=True), "·│ ? ·   ·   ·   ·     ", {Mark.RUMOR}),
        (_row("2021-01-01", overdue=True), "!│   ·   ·   ·   ·     ", {Mark.OVERDUE}),
        (_row("2021-02", status="canceled"), "·│   ××××·   ·   ·     ", {Mark.CANCELED}),
        (_row("2021-05/.."), "·│   ·   ·   ·   ▒▒▒▒▒»", {Mark.SPAN, Mark.BEYOND}),
        (_row("../2021-01-20"), "«│▒▒ ·   ·   ·   ·     ", {Mark.SPAN, Mark.BEYOND}),
        (_row("2022"), "·│   ·   ·   ·   ·    »", {Mark.BEYOND}),
        (_row("2020-01-01", status="released"), "«│   ·   ·   ·   ·     ", {Mark.BEYOND}),
        (
            _row("2021-02-24", "2021-02-03"),
            "·│   ├─▶█·   ·   ·     ",
            {Mark.DAY, Mark.SLIPPED},
        ),
        (_row("2021-02-10", "2021-02-03"), "·│   ├█  ·   ·   ·     ", {Mark.DAY, Mark.SLIPPED}),
        (_row("2021-02-10", "2021-02-11"), "·│   ·█  ·   ·   ·     ", {Mark.DAY}),
        (_row("2021-02-03", "2021-03-01"), "·│   █◀──┤   ·   ·     ", {Mark.DAY, Mark.ADVANCED}),
        (_row("2021-02-03", "2021-02-10"), "·│   █┤  ·   ·   ·     ", {Mark.DAY, Mark.ADVANCED}),
        (_row("2021-02-03", "2021-01-01"), "├┼──▶█   ·   ·   ·     ", {Mark.DAY, Mark.SLIPPED}),
        (
            _row("2021-02-03", "2020-12-01"),
            "«┼──▶█   ·   ·   ·     ",
            {Mark.DAY, Mark.SLIPPED, Mark.BEYOND},
        ),
        (
            _row("2021-05-05", "2022"),
            "·│   ·   ·   ·   ·█◀──»",
            {Mark.DAY, Mark.ADVANCED, Mark.BEYOND},
        ),
        (_row(None, leaves="2021-01"), "·│  ◇·   ·   ·   ·     ", {Mark.LEAVES}),
        (_row(None, leaves="2021-02-03/.."), "·│   ◇   ·   ·   ·     ", {Mark.LEAVES}),
        (_row(None, leaves="2022"), "·│   ·   ·   ·   ·     ", set()),
    ],
)
def test_a_release_has_signs_in_the_cells_of_its_days(
    row: TimelineRow, cells: str, marks: set[Mark]
) -> None:
    drawn = track(row, AXIS)
    assert (drawn.cells.plain, set(drawn.marks)) == (cells, marks)


def test_an_axis_without_today_has_no_line() -> None:
    axis = CalendarAxis.of([], parse_window("2022-02", TODAY), TODAY, 10)
    assert track(_row("2022-02"), axis).cells.plain == "▒▒▒▒▒▒▒▒▒ "


def test_signs_have_colors() -> None:
    drawn = track(_row("2021-02-24", "2021-02-03", leaves="2021-05-05"), AXIS)
    assert shown([drawn.cells], 40, "standard") == (
        "\x1b[2m·\x1b[0m│\x1b[2m   ├\x1b[0m\x1b[31m─▶\x1b[0m█\x1b[2m·   ·   ·\x1b[0m◇\n"
    )
    rumor = track(_row(None, leaves="2021-01", leaves_confidence=Confidence.RUMOR), AXIS)
    assert "\x1b[33m◇" in shown([rumor.cells], 40, "standard")


def test_the_legend_explains_what_occurs() -> None:
    marks = {Mark.DAY, Mark.SLIPPED, Mark.BEYOND}
    assert [line.plain for line in legend(marks, 80)] == [
        "█ exact day   ├─▶ slipped   « » farther on"
    ]
    assert [line.plain for line in legend(marks, 26)] == [
        "█ exact day   ├─▶ slipped",
        "« » farther on",
    ]
    assert legend([], 80) == []


@given(marked(), marked(), marked(), st.sampled_from(["reported", "rumor"]), st.integers(10, 80))
def test_any_release_fits_the_axis(
    when: ReleaseDate, first: ReleaseDate, leaves: ReleaseDate, confidence: str, room: int
) -> None:
    axis = CalendarAxis.of([when, first, leaves], None, TODAY, room)
    row = _row(when.text, first.text, leaves=leaves.text, confidence=confidence)
    drawn = track(row, axis)
    assert drawn.cells.cell_len == axis.axis.cells
    assert drawn.marks
