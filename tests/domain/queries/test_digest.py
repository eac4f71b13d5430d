from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.net_change import NetChange, net_record
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.windows import parse_window
from slate.domain.queries.digest import (
    DigestChange,
    DigestSection,
    TitleNews,
    day_before,
    digest_days,
    is_news,
)
from slate.domain.titles.stages import Stage
from tests.render.samples import on, title
from tests.render.samples import record as record_with

TODAY = date(2021, 1, 7)


def days(text: str | None, today: date = TODAY) -> tuple[str | None, ...]:
    """Return the day that is shown, the first day of the news, and the days of what is coming."""
    found = digest_days(None if text is None else parse_window(text, today), today)
    bounds = (found.as_of, found.since, found.ahead.start, found.ahead.last)
    return tuple(None if day is None else day.isoformat() for day in bounds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ("2021-01-07", "2021-01-01", "2021-01-07", "2021-01-13")),
        ("today", ("2021-01-07", "2021-01-07", "2021-01-07", "2021-01-07")),
        ("this-week", ("2021-01-07", "2021-01-04", "2021-01-07", "2021-01-10")),
        ("30d", ("2021-01-07", "2021-01-07", "2021-01-07", "2021-02-05")),
        ("2020-12-01/..", ("2021-01-07", "2020-12-01", "2021-01-07", None)),
        ("yesterday", ("2021-01-06", "2021-01-06", "2021-01-07", "2021-01-07")),
        ("last-week", ("2021-01-03", "2020-12-28", "2021-01-04", "2021-01-10")),
        ("2020-02", ("2020-02-29", "2020-02-01", "2020-03-01", "2020-03-29")),
        ("tomorrow", ("2021-01-07", None, "2021-01-08", "2021-01-08")),
        ("next-month", ("2021-01-07", None, "2021-02-01", "2021-02-28")),
        ("0001", ("0001-12-31", "0001-01-01", "0002-01-01", "0002-12-31")),
        ("2022/..", ("2021-01-07", None, "2022-01-01", None)),
    ],
)
def test_the_days_of_a_period(text: str | None, expected: tuple[str | None, ...]) -> None:
    assert days(text) == expected


def test_days_stay_within_the_calendar() -> None:
    assert days(None, date.min) == ("0001-01-01", "0001-01-01", "0001-01-01", "0001-01-07")
    assert days(None, date.max) == ("9999-12-31", "9999-12-25", "9999-12-31", None)
    assert day_before(date.min) == date.min
    assert day_before(TODAY) == date(2021, 1, 6)


@given(st.integers(0, 60), st.integers(1, 20), st.integers(0, 80))
def test_a_title_is_overdue_in_exactly_one_of_digests_that_meet(
    first: int, length: int, late: int
) -> None:
    """If each begins on the day after the one before, none is missed and none repeated."""
    due = TODAY + timedelta(late)
    begin = TODAY + timedelta(first - 1)
    seen = []
    while begin <= due + timedelta(length):
        end = begin + timedelta(length - 1)
        found = digest_days(parse_window(f"{begin}/{end}", end), end)
        if due < end and found.went_overdue(record_with(latest=due.isoformat())):
            seen.append(end)
        begin = end + timedelta(1)
    first_begin = TODAY + timedelta(first - 1)
    assert len(seen) == (due + timedelta(1) >= first_begin)


def test_nothing_is_overdue_without_news_or_without_a_last_day() -> None:
    assert not digest_days(parse_window("tomorrow", TODAY), TODAY).went_overdue(
        record_with(latest="2021-01-06")
    )
    assert not digest_days(None, TODAY).went_overdue(record_with(latest=None))


def change(name: ChangeName, day: str = "2021-01-08", **other: Any) -> DigestChange:  # noqa: ANN401
    after = title({"title": "Soul", "releases": on(day)} | other.pop("said", {}))
    difference = Difference(name, **other)
    return DigestChange(
        NetChange(net_record(difference, "soul", after, after), difference, after), after, None
    )


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("added", "new"), ("dated", "dates"), ("narrowed", "dates"), ("slipped", "slipped"),
        ("undated", "slipped"), ("widened", "slipped"), ("advanced", "advanced"),
        ("moved", "moved"), ("confirmed", "confirmed"), ("status", "changed"),
        ("retitled", "changed"), ("leaving", "changed"),
        ("edited", "changed"),
    ],
)  # fmt: skip
def test_the_section_of_each_change(name: str, section: str) -> None:
    assert TitleNews((change(ChangeName(name)),)).section is DigestSection(section)


def test_every_change_has_a_section() -> None:
    named = set(ChangeName) - {ChangeName.REMOVED}  # which is no news
    assert all(TitleNews((change(name),)).section for name in named)


def test_what_is_out_has_a_section_of_its_own() -> None:
    out = change(ChangeName.STATUS, after=Stage.RELEASED)
    assert TitleNews((out,)).section is DigestSection.OUT
    filming = change(ChangeName.STATUS, after=Stage.FILMING)
    assert TitleNews((filming,)).section is DigestSection.CHANGED


def test_what_is_new_is_sorted_by_date_and_what_is_settled_comes_last() -> None:
    out = change(ChangeName.ADDED, "2019", said={"status": "released"})
    soon, later = change(ChangeName.ADDED, "2021-02"), change(ChangeName.ADDED, "2022")
    undated = change(ChangeName.ADDED, "TBA")
    dated = change(ChangeName.DATED, "2021-02", after=parse_date("2021-01"))
    found = sorted((TitleNews((each,)) for each in (out, undated, later, soon, dated)),
                   key=lambda news: news.order)  # fmt: skip
    assert [news.changes[0] for news in found] == [dated, soon, later, undated, out]


def test_the_worst_comes_first_where_dates_do_not_matter() -> None:
    canceled = TitleNews((change(ChangeName.STATUS, after=Stage.CANCELED),))
    assert canceled.order < TitleNews((change(ChangeName.RETITLED),)).order


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("slipped", None, True),
        ("edited", "release", True),
        ("edited", "platform", True),
        ("edited", "date", True),
        ("edited", "tags", False),
        ("edited", "note", False),
        ("edited", "release_type", False),
    ],
)
def test_edits_are_news_only_if_they_are_about_a_release(
    name: str, field: str | None, *, expected: bool
) -> None:
    assert is_news(change(ChangeName(name), field=field).change) is expected
