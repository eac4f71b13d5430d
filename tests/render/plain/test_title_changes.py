import pytest

from slate.domain.changes.net_change import NetChange, net_differences, net_record
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Report
from slate.render.plain.lines import lines
from slate.render.plain.title_changes import HEADER, table_rows
from tests.render.samples import HOSTILE, report


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


def test_differences_in_a_pipe() -> None:
    assert [row[:2] for row in table_rows(CHANGES)] == [
        ("Dune", "added, Netflix, 2021-03-01"),
        ("Dune", "slipped 2021-03-01 -> 2021-03-15, 14 days later"),
        ("Dune", "status scheduled -> filming"),
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_titles_are_escaped(hostile: str) -> None:
    said = report({"title": hostile}, source=hostile)
    title = fold_existing("k", [said])
    (change,) = net_differences(None, title, (), {})
    found = [NetChange(net_record(change, "x", title, title), change, title)]
    text = "\n".join(lines(HEADER, table_rows(found)))
    assert "\x1b" not in text
    assert "\u202e" not in text
