from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.windows import parse_window
from slate.domain.queries.months import (
    Entry,
    Month,
    month_after,
    months_of,
    one_per_title,
    whole_months,
)
from tests.domain.slates import dates
from tests.render.samples import record

TODAY = date(2021, 1, 7)


def placed(when: str, *texts: str) -> list[tuple[str, dict[int, list[str]], list[str]]]:
    """Return the months of a window with releases on these dates."""
    entries = [Entry.of(record(date=text)) for text in texts]
    months = months_of(entries, whole_months(parse_window(when, TODAY)))
    return [
        (
            month.name,
            {day: [entry.when.text for entry in found] for day, found in month.days.items()},
            [entry.when.text for entry in month.margin],
        )
        for month in months
    ]


def test_a_day_has_its_releases_in_their_order() -> None:
    assert placed("2021-01", "2021-01-08", "2021-01-05", "2021-01-08?", "2021-01-08~") == [
        ("January 2021", {8: ["2021-01-08", "2021-01-08?", "2021-01-08~"], 5: ["2021-01-05"]}, [])
    ]


def test_whatever_has_no_day_is_in_the_margin_the_soonest_and_shortest_first() -> None:
    texts = ("2021", "2021-early", "2021-01", "2021-01-mid", "2021-01-05/2021-01-08")
    assert placed("2021-01", *texts) == [
        (
            "January 2021",
            {},
            ["2021-01-05/2021-01-08", "2021-01-mid", "2021-01", "2021-early", "2021"],
        )
    ]


def test_a_date_without_a_day_is_beside_the_month_in_which_it_ends() -> None:
    texts = ("2021", "2021-early", "2021-spring", "2020-late", "2021-12/2022-02", "../2021-02")
    found = {name: margin for name, _, margin in placed("2021", *texts) if margin}
    assert found == {
        "January 2021": ["2020-late"],  # which ended before
        "February 2021": ["../2021-02"],
        "April 2021": ["2021-early"],
        "May 2021": ["2021-spring"],
        "December 2021": ["2021", "2021-12/2022-02"],
    }


def test_a_date_without_an_end_is_beside_the_month_in_which_it_begins() -> None:
    assert [name for name, _, margin in placed("2021", "2021-06/..") if margin] == ["June 2021"]
    assert [name for name, _, margin in placed("2021", "2020-06/..") if margin] == ["January 2021"]


def test_a_window_is_widened_to_whole_months() -> None:
    assert [name for name, *_ in placed("2w")] == ["January 2021"]
    assert [name for name, *_ in placed("30d")] == ["January 2021", "February 2021"]
    assert whole_months(parse_window("2021-01-07/..", TODAY)).bounds == ("2021-01-01", None)
    assert whole_months(parse_window("../2021-02-03", TODAY)).bounds == (None, "2021-02-28")


def test_of_more_than_a_year_only_months_with_a_release_are_shown() -> None:
    assert len(placed("2021")) == 12
    assert [name for name, *_ in placed("2021/2022", "2022-03-01", "2021")] == [
        "December 2021",
        "March 2022",
    ]
    assert [name for name, *_ in placed("2021/..", "2022-03-01", "2021-02")] == [
        "February 2021",
        "March 2022",
    ]
    assert placed("2021/2022") == []


def test_what_leaves_is_on_its_own_day() -> None:
    entry = Entry.of(record(date="2021-01", leaves="2021-01-31"), is_leaving=True)
    (month,) = months_of([entry], parse_window("2021-01", TODAY))
    assert month.days == {31: [entry]}
    margin = [
        Entry.of(record(leaves="2021-01"), is_leaving=True),
        Entry.of(record(date="2021-01")),
    ]
    (month,) = months_of(margin, parse_window("2021-01", TODAY))
    assert [entry.is_leaving for entry in month.margin] == [False, True]


def test_entries_are_day_by_day_then_those_in_the_margin() -> None:
    texts = ("2021-01", "2021-01-20", "2021-01-08")
    entries = [Entry.of(record(date=text)) for text in texts]
    (month,) = months_of(entries, parse_window("2021-01", TODAY))
    assert [entry.when.text for entry in month.entries] == ["2021-01-08", "2021-01-20", "2021-01"]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2021, 1, 31), date(2021, 2, 1)),
        (date(2021, 12, 1), date(2022, 1, 1)),
        (date.max, None),
        (date(9999, 11, 30), date(9999, 12, 1)),
    ],
)
def test_the_month_after(day: date, after: date | None) -> None:
    assert month_after(day) == after


def test_the_ends_of_the_calendar() -> None:
    assert placed("9999-12", "9999-12-31", "9999") == [
        ("December 9999", {31: ["9999-12-31"]}, ["9999"])
    ]
    assert placed("0001-01", "0001-01-01") == [("January 0001", {1: ["0001-01-01"]}, [])]


@given(st.lists(dates(), max_size=8), st.sampled_from(["2021", "2021-02", "2020/2023", "2021/.."]))
def test_every_release_that_touches_the_window_is_in_one_month_that_it_touches(
    texts: list[str], when: str
) -> None:
    window = whole_months(parse_window(when, TODAY))
    entries = [Entry.of(record(date=text)) for text in texts]
    entries = [entry for entry in entries if window.touches(entry.when)]
    months = months_of(entries, window)
    shown = [entry for month in months for entry in month.entries]
    assert sorted(entry.when.text for entry in shown) == sorted(
        entry.when.text for entry in entries
    )
    assert [month.first for month in months] == sorted({month.first for month in months})
    for month in months:
        days = parse_window(month.first.isoformat()[:7], TODAY)
        assert all(days.touches(entry.when) for entry in month.entries)


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2w", "January 2021"),
        ("2021-01-07", "January 2021"),
        ("30d", "Jan-Feb 2021"),
        ("this-month", "this month"),
        ("Q1 2021", "Q1 2021"),
        ("2021-01-01/2021-03-31", "Jan-Mar 2021"),
        ("2030/2040", "2030 to 2040"),
        ("2020-12-31/2021-01-01", "Dec 2020 to Jan 2021"),
        ("2021-02-03/..", "from 2021-02-01 on"),
        ("2021-02/..", "from 2021-02-01 on"),
        ("../2021-02-03", "until 2021-02-28"),
    ],
)
def test_a_window_of_whole_months_is_named_by_them(when: str, name: str) -> None:
    assert whole_months(parse_window(when, TODAY)).text == name


def test_the_last_day_of_a_month() -> None:
    assert Month(date(2021, 2, 1), {}, ()).last == date(2021, 2, 28)
    assert Month(date(9999, 12, 1), {}, ()).last == date.max


def test_a_title_has_one_entry_and_one_for_what_leaves() -> None:
    first = Entry.of(record(slug="a", date="2021-01-08", platform="Hulu"))
    second = Entry.of(record(slug="a", date="2021-01-08", platform="Netflix"))
    leaves = Entry.of(record(slug="a", leaves="2021-01-08"), is_leaving=True)
    other = Entry.of(record(slug="b", date="2021-01-08"))
    assert one_per_title([first, leaves, second, other]) == [first, leaves, other]
