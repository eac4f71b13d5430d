from datetime import date

import pytest

from slate.domain.changes.net_change import NetChange, net_differences, net_record
from slate.domain.dates.as_of import AsOf
from slate.domain.ledger.fold import fold_existing
from slate.render.diff import days_phrase, diff_caption, diff_sheet

from .samples import drawn, report


def test_differences_on_a_terminal() -> None:
    title = fold_existing("k", [report({"title": "Dune"}, source="Variety")])
    (change,) = net_differences(None, title, (), {})
    found = [NetChange(net_record(change, "dune", title, title), change, title)]
    assert drawn(diff_sheet(found), 80) == (
        "Title  Change  Source\nDune   added   Variety, reported\n"
    )
    assert diff_sheet([]).blocks == ()


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
        (200, {"more": True}, "The first 200 differences between days. For all: do so"),
        (1, {"more": True}, "The first difference between days. For all: do so"),
        (0, {"more": True}, "None of the differences between days. For all: do so"),
    ],
)
def test_caption_counts_differences(shown: int, options: dict[str, bool], expected: str) -> None:
    wanted = {"more": False, "chosen": False} | options
    assert diff_caption(shown, "between days", "do so", **wanted) == expected
