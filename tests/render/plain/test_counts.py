from slate.domain.dates.windows import parse_window
from slate.domain.queries.counts import Alike, Count, count
from slate.render.plain.counts import count_table, undated_text
from tests.render.samples import TODAY

FOUND = [
    Alike(("Netflix", "film"), "2021-01-08", rumored=False, number=67),
    Alike(("Netflix", "series"), "2021-Q1", rumored=False, number=5),
    Alike(("Hulu", "film"), "2021-03-01", rumored=False, number=1_200),
    Alike(("Hulu", "film"), "2021", rumored=False, number=3),
    Alike((None, "special"), None, rumored=False, number=9),
]
YEAR = parse_window("2021", TODAY)
QUARTER = parse_window("2021-Q1", TODAY)


def counted(*keys: str, wide: bool = False) -> Count:
    """Return the count by these keys, without the values of other keys."""
    found = [
        each._replace(
            values=tuple(
                value
                for key, value in zip(("platform", "kind"), each.values, strict=True)
                if key in keys
            )
        )
        for each in FOUND
    ]
    return count(keys, found, QUARTER, wide=wide)


def _piped(*keys: str, limit: int | None = None) -> list[tuple[str, ...]]:
    found = count_table(counted(*keys), limit)
    return [found.header, *found.rows]


def test_dates_as_the_last_key_become_columns() -> None:
    assert _piped("platform", "month") == [
        ("Service", "Jan 2021", "Feb 2021", "Mar 2021", "year only", "no date", "Total"),
        ("Hulu", " 0+3", "0+3", "1,200+3", "3", "-", "1,203"),
        ("Netflix", "67+5", "0+5", "    0+5", "-", "-", "   72"),
        ("no service", " -", "-", "    -", "-", "9", "    9"),
        ("Total", "67+8", "0+8", "1,200+8", "3", "9", "1,284"),
    ]


def test_dates_as_the_first_key_become_rows() -> None:
    assert _piped("month", "kind") == [
        ("Month", "film", "series", "special", "Total"),
        ("Jan 2021", "   67+3", "0+5", "-", "   75"),
        ("Feb 2021", "    0+3", "0+5", "-", "    8"),
        ("Mar 2021", "1,200+3", "0+5", "-", "1,208"),
        ("year only", "    3", "-", "-", "    3"),
        ("no date", "    -", "-", "9", "    9"),
        ("Total", "1,270", "5", "9", "1,284"),
    ]


def test_one_key_makes_a_row_per_value() -> None:
    assert _piped("platform") == [
        ("Service", "Releases", "no date", "Total"),
        ("Hulu", "1,200+3", "-", "1,203"),
        ("Netflix", "   72", "-", "   72"),
        ("no service", "    -", "9", "    9"),
        ("Total", "1,272+3", "9", "1,284"),
    ]
    assert _piped("month") == [
        ("Month", "Releases"),
        ("Jan 2021", "   67+8"),
        ("Feb 2021", "    0+8"),
        ("Mar 2021", "1,200+8"),
        ("year only", "    3"),
        ("no date", "    9"),
        ("Total", "1,284"),
    ]


def test_one_key_makes_a_column_per_value_if_the_count_is_wide() -> None:
    found = count_table(counted("platform", wide=True))
    assert [found.header, *found.rows] == [
        ("Hulu", "Netflix", "no service", "Total"),
        ("1,200+3", "72", "9 TBA", "1,284"),
    ]


def test_cells_of_two_keys_without_dates_contain_what_has_no_date() -> None:
    assert _piped("platform", "kind") == [
        ("Service", "film", "series", "special", "Total"),
        ("Hulu", "1,200+3", "-", "-", "1,203"),
        ("Netflix", "   67", "5", "-", "   72"),
        ("no service", "    -", "-", "9 TBA", "    9"),
        ("Total", "1,267+3", "5", "9 TBA", "1,284"),
    ]
    found = [Alike(("Hulu", "film"), text, rumored=False, number=9) for text in ("2021", None)]
    assert count_table(count(("platform", "kind"), found)).rows == (("Hulu", "9, 9 TBA"),)


def test_three_keys_make_two_columns_of_row_headings() -> None:
    assert _piped("platform", "kind", "quarter") == [
        ("Service", "Kind", "Q1 2021", "year only", "no date", "Total"),
        ("Hulu", "film", "1,200+3", "3", "-", "1,203"),
        ("Netflix", "film", "   67", "-", "-", "   67"),
        ("Netflix", "series", "    5", "-", "-", "    5"),
        ("no service", "special", "    -", "-", "9", "    9"),
        ("Total", "", "1,272+3", "3", "9", "1,284"),
    ]


def test_spans_of_several_years_have_a_row_of_their_own() -> None:
    found = [Alike((), text, rumored=False, number=1) for text in ("2021", "2020/2022")]
    by_year = count(("year",), found)
    assert count_table(by_year).rows == (
        ("2021", "1+1"),
        ("several years", "1"),
        ("Total", "2"),
    )


def test_periods_without_releases_are_shown() -> None:
    by_quarter = count(("quarter",), [Alike((), "2021-02", rumored=False, number=1)], YEAR)
    assert count_table(by_quarter).rows == (
        ("Q1 2021", "1"),
        ("Q2 2021", "-"),
        ("Q3 2021", "-"),
        ("Q4 2021", "-"),
        ("Total", "1"),
    )


def test_limit_shows_only_the_first_rows() -> None:
    assert _piped("platform", limit=1) == [
        ("Service", "Releases", "no date", "Total"),
        ("Hulu", "1,200+3", "-", "1,203"),
    ]


def test_a_single_column_needs_no_total() -> None:
    found = count_table(count(("kind",), [Alike(("film",), "2021", rumored=False, number=1)]))
    assert (found.header, found.rows) == (("Kind", "Releases"), (("film", "1"),))


def test_no_counts_make_an_empty_table() -> None:
    assert count_table(count(("kind",), [])) == (("Kind",), ())


def test_undated_text_is_empty_for_none() -> None:
    assert [undated_text(number) for number in (0, 1_200)] == ["", "1,200 TBA"]
