from datetime import date

import pytest

from slate.domain.changes.net_change import NetChange, net_differences, net_record
from slate.domain.dates.as_of import AsOf
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Report
from slate.render.diff import HEADER, days_phrase, diff_caption, diff_sheet, table_rows
from slate.render.plain import lines

from .samples import HOSTILE, drawn, report


def _changes(before: list[Report], after: list[Report], slug: str = "dune") -> list[NetChange]:
    was = fold_existing("k", before) if before else None
    now = fold_existing("k", [*before, *after])
    return [
        NetChange(net_record(change, slug, now, now), change, now)
        for change in net_differences(was, now, (), {})
    ]


def _said(day: str, **said: object) -> Report:
    return report({"title": "Dune", **said}, day, source="Variety", batch=day)


_DATED = {"streaming||Netflix": {"date": "2021-03-01"}}
_SLIPPED = {"streaming||Netflix": {"date": "2021-03-15"}}
CHANGES = [
    *_changes([], [_said("2020-12-01", releases=_DATED)], "another"),
    *_changes(
        [_said("2020-12-01", releases=_DATED)],
        [_said("2020-12-10", releases=_SLIPPED, status="filming")],
    ),
]


def test_differences_on_a_terminal() -> None:
    assert drawn(diff_sheet(CHANGES), 80) == (
        "Title  Change                                           Source\n"
        "Dune   added, Netflix, 2021-03-01                       Variety, reported\n"
        "Dune   slipped 2021-03-01 -> 2021-03-15, 14 days later  Variety, reported\n"
        "       status scheduled -> filming                      Variety, reported\n"
    )


def test_differences_in_a_pipe() -> None:
    assert [row[:2] for row in table_rows(CHANGES)] == [
        ("Dune", "added, Netflix, 2021-03-01"),
        ("Dune", "slipped 2021-03-01 -> 2021-03-15, 14 days later"),
        ("Dune", "status scheduled -> filming"),
    ]


def test_no_differences_make_an_empty_sheet() -> None:
    assert diff_sheet([]).blocks == ()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_titles_are_escaped(hostile: str) -> None:
    said = report({"title": hostile}, source=hostile)
    title = fold_existing("k", [said])
    (change,) = net_differences(None, title, (), {})
    found = [NetChange(net_record(change, "x", title, title), change, title)]
    for text in (drawn(diff_sheet(found), 40), "\n".join(lines(HEADER, table_rows(found)))):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_phrase_of_the_days() -> None:
    first, second = AsOf(date(2020, 12, 5)), AsOf(date(2021, 1, 7))
    assert days_phrase(first, second) == "between 2020-12-05 and 2021-01-07"
    recorded = first._replace(arrived_before="2020-12-06")
    assert days_phrase(recorded, second) == (
        "between what this slate showed on 2020-12-05 and 2021-01-07"
    )


@pytest.mark.parametrize(
    ("shown", "options", "expected"),
    [
        (0, {}, "No differences between days."),
        (0, {"chosen": True}, "No such differences between days."),
        (1, {"chosen": True}, "1 difference between days."),
        (1_200, {}, "1,200 differences between days."),
        (200, {"more": True}, "The first 200 differences between days; there are more: do so."),
    ],
)
def test_caption_counts_differences(shown: int, options: dict[str, bool], expected: str) -> None:
    wanted = {"more": False, "chosen": False} | options
    assert diff_caption(shown, "between days", "do so", **wanted) == expected
