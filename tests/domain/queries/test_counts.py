import pytest

from slate.domain.dates.calendar_units import Sureness
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
        (67, 5, 0, 0, "Netflix", "2021-01"),
        (0, 5, 0, 0, "Netflix", "2021-02"),
        (0, 5, 0, 0, "Netflix", "2021-03"),
        (0, 0, 0, 1, "Netflix", None),
        (0, 2, 0, 0, "Hulu", "2021-02"),
        (0, 0, 3, 0, "Hulu", None),
        (0, 0, 0, 90, None, None),
    ]
    # A release that is possible in three months counts once in the total.
    assert found.row_totals[("Netflix",)] == Tally(67, 5, 0, 1)
    assert found.column_totals[("2021-02",)] == Tally(0, 7)
    assert found.total == Tally(67, 7, 3, 91)
    assert columns_of(found.keys) == (*Tally._fields, "platform", "month")


def test_count_by_one_key_has_no_columns() -> None:
    found = count(("platform",), FOUND)
    assert found.columns == ((),)
    assert list(rows_of(found)) == [
        (72, 0, 0, 1, "Netflix"),
        (3, 2, 0, 0, "Hulu"),
        (0, 0, 0, 90, None),
    ]


def test_count_of_nothing_is_empty() -> None:
    assert count(("tag",), []) == Count(("tag",), (), (), {}, {}, {}, Tally())
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
    with pytest.raises(KeyChoiceError, match='Cannot count by "genre"'):
        parse_keys("--by", "genre")
    for text in (" , ", "kind,kind", "platform,month,kind,status,label", "month,year"):
        with pytest.raises(UsageError, match=r"^--by "):
            parse_keys("--by", text)
