from slate.domain.dates.windows import parse_window
from slate.domain.queries.counts import Alike, Count, count
from slate.domain.queries.wide_counts import wide_columns, wide_rows
from tests.domain.slates import TODAY

FOUND = [
    Alike(("Netflix",), "2021-01-08", rumored=False, number=60),
    Alike(("Netflix",), "2021-Q1", rumored=False, number=5),
    Alike(("Hulu",), "2021-02-01", rumored=True, number=2),
    Alike(("Hulu",), "2021", rumored=False, number=3),
    Alike((None,), None, rumored=False, number=90),
]
QUARTER = parse_window("2021-Q1", TODAY)


def _table(found: Count) -> list[tuple[object, ...]]:
    return [wide_columns(found), *wide_rows(found)]


def _count(*keys: str) -> Count:
    return count(keys, FOUND, QUARTER, wide=True, once=True)


def test_months_become_columns_of_numbers_that_add_up() -> None:
    assert _table(_count("platform", "month")) == [
        ("platform", "2021-01", "2021-02", "2021-03", "possible", "no_date", "total"),
        ("Netflix", 60, 0, 0, 5, 0, 65),
        ("Hulu", 0, 0, 0, 5, 0, 5),
        (None, 0, 0, 0, 0, 90, 90),
    ]


def test_months_become_rows_of_numbers_that_add_up() -> None:
    assert _table(_count("month", "platform")) == [
        ("month", "Netflix", "Hulu", "no_platform", "total"),
        ("2021-01", 60, 0, 0, 60),
        ("2021-02", 0, 0, 0, 0),
        ("2021-03", 0, 0, 0, 0),
        ("possible", 5, 5, 0, 10),
        ("no_date", 0, 0, 90, 90),
    ]


def test_one_key_makes_one_row() -> None:
    found = count(("year",), [each._replace(values=()) for each in FOUND], wide=True, once=True)
    assert _table(found) == [
        ("2021", "possible", "no_date", "total"),
        (68, 2, 90, 160),
    ]


def test_columns_of_dates_do_not_depend_on_what_is_found() -> None:
    found = [Alike(("Netflix",), "2021-01-08", rumored=False, number=1)]
    columns = wide_columns(count(("platform", "quarter"), found, wide=True, once=True))
    assert columns == ("platform", "2021-Q1", "possible", "no_date", "total")
    assert _table(count(("kind",), [], wide=True, once=True)) == [("total",)]


def test_a_value_named_like_a_column_gets_a_name_of_its_own() -> None:
    tags = "kind", "total", "total (tag)", "no_tag", "x"
    found = [Alike(("film", tag), "2021", rumored=False, number=1) for tag in (*tags, "")]
    found.append(Alike(("film", "x"), "2021", rumored=False, number=1))
    columns = wide_columns(count(("kind", "tag"), found, wide=True, once=True))
    assert columns == (
        *("kind", "x", "kind (tag)", "no_tag", "total (tag)", "total (tag) (tag)"),
        *("no_tag (tag)", "total"),
    )


def test_a_title_with_several_tags_counts_once_in_the_total() -> None:
    found = count(
        ("kind", "tag"),
        [Alike(("film", "kids,music"), "2021", rumored=False, number=2)],
        wide=True,
        once=True,
    )
    assert _table(found) == [("kind", "kids", "music", "total"), ("film", 2, 2, 2)]
