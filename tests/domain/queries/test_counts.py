import pytest

from slate.domain.dates.calendar_units import Sureness
from slate.domain.dates.windows import parse_window
from slate.domain.errors import KeyChoiceError, UsageError
from slate.domain.queries.counts import (
    KEYS,
    Alike,
    Count,
    Tally,
    columns_of,
    count,
    parse_keys,
    rows_of,
)
from tests.domain.slates import TODAY

FOUND = [
    Alike(("Netflix",), "2021-01-08", rumored=False, number=60),
    Alike(("netflix",), "2021-01", rumored=False, number=7),
    Alike(("Netflix",), "2021-Q1", rumored=False, number=5),
    Alike(("Hulu",), "2021-02-01", rumored=True, number=2),
    Alike(("Hulu",), "2021", rumored=False, number=3),
    Alike((None,), None, rumored=False, number=90),
    Alike(("Netflix",), None, rumored=False, number=1),
]


def test_tally_has_a_number_for_each_sureness() -> None:
    tally = Tally(1, 2, 3, 4)
    assert tally._asdict() == {sureness: tally.number(sureness) for sureness in Sureness}
    assert Tally._fields == tuple(Sureness)


def test_count_by_two_keys() -> None:
    found = count(("platform", "month"), FOUND)
    assert found.rows == (("Netflix",), ("Hulu",), (None,))
    assert found.columns == (("2021-01",), ("2021-02",), ("2021-03",), (None,))
    assert list(rows_of(found)) == [
        ("Netflix", "2021-01", 67, 5, 0, 0),
        ("Netflix", "2021-02", 0, 5, 0, 0),
        ("Netflix", "2021-03", 0, 5, 0, 0),
        ("Netflix", None, 0, 0, 0, 1),
        ("Hulu", "2021-01", 0, 3, 0, 0),
        ("Hulu", "2021-02", 0, 5, 0, 0),
        ("Hulu", "2021-03", 0, 3, 0, 0),
        ("Hulu", None, 0, 0, 3, 0),
        (None, None, 0, 0, 0, 90),
    ]
    # A release that is possible in three months counts once in the total, and there it is certain.
    assert found.row_totals[("Netflix",)] == Tally(72, 0, 0, 1)
    assert found.column_totals[("2021-02",)] == Tally(0, 10)
    assert found.total == Tally(75, 2, 0, 91)
    assert columns_of(found.keys) == ("platform", "month", *Tally._fields)


def test_each_period_of_a_window_is_there_for_each_combination() -> None:
    found = count(("platform", "quarter"), FOUND, parse_window("2021", TODAY))
    quarters = tuple((f"2021-Q{number}",) for number in range(1, 5))
    assert found.columns == (*quarters, (None,))
    assert [row for row in rows_of(found) if row[0] == "Netflix"] == [
        ("Netflix", "2021-Q1", 72, 0, 0, 0),
        ("Netflix", "2021-Q2", 0, 0, 0, 0),
        ("Netflix", "2021-Q3", 0, 0, 0, 0),
        ("Netflix", "2021-Q4", 0, 0, 0, 0),
        ("Netflix", None, 0, 0, 0, 1),
    ]
    by_quarter = count(("quarter", "platform"), FOUND, parse_window("2021", TODAY))
    assert by_quarter.rows == found.columns
    assert by_quarter.row_totals[("2021-Q4",)] == Tally(0, 3)
    # Nothing in the window and nothing without a date: then there is no table.
    assert count(("quarter",), [], parse_window("2021", TODAY)).rows == ()


def test_services_are_ordered_by_what_has_a_date_and_then_by_what_has_none() -> None:
    found = count(
        ("platform",),
        [
            Alike(("Hulu",), None, rumored=False, number=50),
            Alike(("Peacock",), None, rumored=False, number=60),
            Alike(("Netflix",), "2021-01-08", rumored=False, number=1),
            Alike((None,), "2021-01-08", rumored=False, number=9),
            Alike(("Apple TV+",), "2021-01-08", rumored=False, number=1),
        ],
    )
    assert found.rows == (("Apple TV+",), ("Netflix",), ("Peacock",), ("Hulu",), (None,))


def test_releases_that_count_once_add_up() -> None:
    found = count(("month", "platform"), FOUND, once=True)
    assert found.rows == (("2021-01",), ("possible",), ("no_date",))
    assert [sum(found.row_totals[row]) for row in found.rows] == [67, 10, 91]
    assert sum(found.total) == 168


def test_a_single_key_makes_columns_if_the_count_is_wide() -> None:
    found = count(("month",), FOUND, wide=True)
    assert (found.split, found.rows) == (0, ((),))
    assert found.columns == (("2021-01",), ("2021-02",), ("2021-03",), (None,))
    assert found.row_totals == {(): found.total}
    assert count(("platform", "month"), FOUND, wide=True) == count(("platform", "month"), FOUND)


def test_count_by_one_key_has_no_columns() -> None:
    found = count(("platform",), FOUND)
    assert found.columns == ((),)
    assert list(rows_of(found)) == [
        ("Netflix", 72, 0, 0, 1),
        ("Hulu", 3, 2, 0, 0),
        (None, 0, 0, 0, 90),
    ]


def test_count_of_nothing_is_empty() -> None:
    assert count(("tag",), []) == Count(("tag",), 1, (), (), {}, {}, {}, Tally())
    assert list(rows_of(count(("tag", "kind"), []))) == []


def test_title_with_several_tags_counts_once_in_the_total() -> None:
    found = count(
        ("tag", "kind"),
        [
            Alike(("kids,music", "film"), "2021", rumored=False, number=2),
            Alike(("music", "film"), "2021", rumored=False, number=1),
            Alike(("", "series"), "2021", rumored=False, number=4),
        ],
    )
    assert found.rows == (("music",), ("kids",), (None,))
    assert [found.row_totals[row].certain for row in found.rows] == [3, 2, 4]
    assert found.column_totals == {("film",): Tally(3), ("series",): Tally(4)}
    assert found.total == Tally(7)


def test_count_by_three_keys() -> None:
    found = count(
        ("year", "kind", "region"),
        [
            Alike(("film", "US"), "2021", rumored=False, number=1),
            Alike(("series", None), "2020-05", rumored=False, number=1),
            Alike(("film", None), "2020-05", rumored=False, number=2),
        ],
    )
    assert found.rows == (("2020", "film"), ("2020", "series"), ("2021", "film"))
    assert found.columns == (("US",), (None,))


def test_parse_keys_accepts_known_keys_and_refuses_others() -> None:
    assert parse_keys("--by", " Platform,month,") == ("platform", "month")
    assert [parse_keys("--by", key) for key in KEYS] == [(key,) for key in KEYS]
    assert parse_keys("--by", "Service,months") == ("platform", "month")
    assert parse_keys("--by", "on,country,status") == ("platform", "region", "status")
    with pytest.raises(KeyChoiceError, match='Cannot count by "genre"'):
        parse_keys("--by", "genre")
    for text in (
        " , ",
        "kind,kind",
        "platform,service",
        "platform,month,kind,status,label",
        "month,year",
    ):
        with pytest.raises(UsageError, match=r"^--by "):
            parse_keys("--by", text)
