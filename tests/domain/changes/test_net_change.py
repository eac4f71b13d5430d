from typing import Any

import pytest

from slate.domain.changes.net_change import (
    COLUMNS,
    NetRecord,
    Pair,
    net_differences,
    net_record,
    pairs,
)
from slate.domain.ledger.fold import fold
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title
from tests.domain.slates import report

NETFLIX = "streaming||Netflix"
HULU = "streaming||Hulu"


@pytest.mark.parametrize(
    ("before", "after", "led", "expected"),
    [
        ("", "", {}, []),
        ("", "a", {}, [Pair(None, "A", "A")]),
        ("a", "", {}, [Pair("a", None, "a")]),
        ("ab", "ab", {}, [Pair("a", "A", "A"), Pair("b", "B", "B")]),
        ("ab", "b", {"a": "b", "b": "b"}, [Pair("b", "B", "B", ("a",))]),
        # The title that the others were merged with is new; the first one is compared with it.
        ("abc", "d", dict.fromkeys("abcd", "d"), [Pair("a", "D", "D", ("b", "c"))]),
        # All of them were removed after they were merged.
        ("ab", "", {"a": "b", "b": "b"}, [Pair("a", None, "a"), Pair("b", None, "b")]),
        # The merge was undone.
        ("b", "ab", {"a": "a", "b": "b"}, [Pair(None, "A", "A"), Pair("b", "B", "B")]),
    ],
)
def test_pairs_of_titles(
    before: str, after: str, led: dict[str, str], expected: list[Pair[str]]
) -> None:
    now = {key: key.upper() for key in after}
    assert list(pairs({key: key for key in before}, now, led)) == expected


def _title(*said: dict[str, Any], **origin: Any) -> Title:  # noqa: ANN401 -- JSON
    title = fold("k", [_report(each, n, **origin) for n, each in enumerate(said, 1)])
    assert title is not None
    return title


def _report(said: dict[str, Any], n: int, **origin: Any) -> Report:  # noqa: ANN401 -- JSON
    day = f"2020-01-{n:02}"
    return report({"title": "Dune"} | said, reported_on=day, batch=f"b{n}", n=n, **origin)


def _on(key: str, **dates: str | None) -> dict[str, Any]:
    return {"releases": {key: dates}}


def _records(before: Title | None, after: Title | None) -> list[NetRecord]:
    stands = after or before
    assert stands is not None
    return [
        net_record(change, "dune", stands, after)
        for change in net_differences(before, after, (), {})
    ]


def test_columns_are_those_of_a_record() -> None:
    assert len(COLUMNS) == len(NetRecord._fields)
    assert COLUMNS[:5] == ("slug", "title", "change", "from", "to")


def _cited(before: Title | None, after: Title | None) -> list[tuple[str, str | None, str | None]]:
    return [(each.change, each.field, each.reported_on) for each in _records(before, after)]


FIRST: dict[str, Any] = _on(NETFLIX, date="2021-01-08")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, FIRST, [("added", None, "2020-01-01")]),
        (FIRST, _on(NETFLIX, date="2021-02-01"), [("slipped", None, "2020-01-02")]),
        (FIRST, _on(NETFLIX, leaves="2022-01-01"), [("leaving", None, "2020-01-02")]),
        (FIRST, _on(NETFLIX, date=None),
            [("undated", None, "2020-01-02"), ("status", None, "2020-01-02")]),
        (FIRST, {"status": "filming"}, [("status", None, "2020-01-02")]),
        (FIRST, {"tags": {"a": True}}, [("edited", "tags", None)]),
        (FIRST, _on(HULU, date="2021-02-01"), [("edited", "release", "2020-01-02")]),
        (FIRST, _on("theatrical|US|"), [("edited", "release", "2020-01-02")]),
        (FIRST, {"releases": {NETFLIX: None, HULU: {}}},
            [("moved", None, "2020-01-02")]),
        (_on(NETFLIX), {"releases": {NETFLIX: None}}, [("edited", "release", None)]),
        ({"status": "filming"}, FIRST,
            [("edited", "release", "2020-01-02"), ("dated", None, "2020-01-02")]),
    ],
)  # fmt: skip
def test_report_that_is_cited(
    first: dict[str, Any] | None,
    second: dict[str, Any],
    expected: list[tuple[str, str | None, str | None]],
) -> None:
    before = _title(first) if first else None
    after = _title(first, second) if first else _title(second)
    assert _cited(before, after) == expected


def test_confirmation_cites_who_confirmed() -> None:
    for said in (FIRST, {"status": "filming"}):
        before = _title(said, confidence="rumor")
        after = _title(said, confidence="official")
        assert _cited(before, after)[0] == ("confirmed", None, "2020-01-01")
        (weaker,) = [each for each in _cited(after, before) if each[1] == "confidence"]
        assert weaker == ("edited", "confidence", "2020-01-01")


def test_of_what_is_only_typed_now_the_source_is_gone() -> None:
    """What is typed has the word of a report: its confidence is the same, but its credit is not."""
    for said in (FIRST, {"status": "filming"}):
        before, after = _title(said, source="Variety"), _title(said, source=None)
        (record,) = _records(before, after)
        assert (record.change, record.field, record.reported_on) == (
            *("edited", "source", "2020-01-01"),
        )
        assert (record.before, record.after) == ("Variety", None)


def test_removed_title_cites_nobody() -> None:
    (record,) = _records(_title(FIRST), None)
    assert record == ("dune", "Dune", "removed", "Dune", *(None,) * 10)


def test_link_to_a_title_that_was_merged_is_no_difference() -> None:
    before = _title({"links": {"sequel-of|old": True}})
    after = _title({"links": {"sequel-of|new": True}})
    assert net_differences(before, after, (), {"old": "new", "new": "new"}) == []
    assert len(net_differences(before, after, (), {})) == 2


def test_titles_that_were_merged_are_differences() -> None:
    title = _title(FIRST)
    (change,) = net_differences(title, title, ["other"], {})
    assert (change.field, change.after) == ("merged", "other")
