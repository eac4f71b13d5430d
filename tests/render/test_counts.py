import pytest

from slate.domain.dates.windows import parse_window
from slate.domain.queries.counts import Alike, Count, count
from slate.render.counts import caption, count_sheet, pivot

from .samples import HOSTILE, TODAY, drawn

FOUND = [
    Alike(("Netflix", "film"), "2021-01-08", rumored=False, number=67),
    Alike(("Netflix", "series"), "2021-Q1", rumored=False, number=5),
    Alike(("Hulu", "film"), "2021-03-01", rumored=False, number=1_200),
    Alike(("Hulu", "film"), "2021", rumored=False, number=3),
    Alike((None, "special"), None, rumored=False, number=9),
]
YEAR = parse_window("2021", TODAY)
QUARTER = parse_window("2021-Q1", TODAY)


def _count(*keys: str, wide: bool = False) -> Count:
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
    found = pivot(_count(*keys), limit)
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
    found = pivot(_count("platform", wide=True))
    assert [found.header, *found.rows] == [
        ("Hulu", "Netflix", "no service", "Total"),
        ("1,200+3", "72", "9 TBA", "1,284"),
    ]
    assert drawn(count_sheet(_count("month", wide=True), QUARTER, 80, 100), 80) == (
        "In Q1 2021\n"
        "  Jan   Feb  Mar      year only  no date  Total\n"
        "  67+8  0+8  1,200+8  3          9        1,284\n"
    )


def test_cells_of_two_keys_without_dates_contain_what_has_no_date() -> None:
    assert _piped("platform", "kind") == [
        ("Service", "film", "series", "special", "Total"),
        ("Hulu", "1,200+3", "-", "-", "1,203"),
        ("Netflix", "   67", "5", "-", "   72"),
        ("no service", "    -", "-", "9 TBA", "    9"),
        ("Total", "1,267+3", "5", "9 TBA", "1,284"),
    ]
    found = [Alike(("Hulu", "film"), text, rumored=False, number=9) for text in ("2021", None)]
    assert pivot(count(("platform", "kind"), found)).rows == (("Hulu", "9, 9 TBA"),)


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
    assert pivot(by_year).rows == (
        ("2021", "1+1"),
        ("several years", "1"),
        ("Total", "2"),
    )
    assert caption(by_year, 100, "") == [
        "2 releases; 1+1 means 1 certain and 1 possible.",
        'Releases under "several years" are also possible in the years that their dates allow.',
    ]


def test_periods_without_releases_are_shown() -> None:
    by_quarter = count(("quarter",), [Alike((), "2021-02", rumored=False, number=1)], YEAR)
    assert pivot(by_quarter).rows == (
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
    found = pivot(count(("kind",), [Alike(("film",), "2021", rumored=False, number=1)]))
    assert (found.header, found.rows) == (("Kind", "Releases"), (("film", "1"),))


@pytest.mark.parametrize("width", [60, 80])
def test_count_sheet_matches_the_expected_screen(width: int) -> None:
    sheet = count_sheet(_count("platform", "month"), QUARTER, width, 100)
    assert drawn(sheet, width) == (
        "In Q1 2021\n"
        "  Service     Jan   Feb  Mar      year only  no date  Total\n"
        "  Hulu         0+3  0+3  1,200+3  3          -        1,203\n"
        "  Netflix     67+5  0+5      0+5  -          -           72\n"
        "  no service   -    -        -    -          9            9\n"
        "  Total       67+8  0+8  1,200+8  3          9        1,284\n"
    )


def test_columns_that_do_not_fit_continue_below() -> None:
    sheet = count_sheet(_count("month", "platform"), None, 30, 100)
    assert drawn(sheet, 30) == (
        "Month      Hulu        Netflix\n"
        "Jan 2021       0+3     67+5\n"
        "Feb 2021       0+3      0+5\n"
        "Mar 2021   1,200+3      0+5\n"
        "year only      3        -\n"
        "no date        -        -\n"
        "Total      1,203       72\n"
        "\n"
        "Month      no service  Total\n"
        "Jan 2021   -              75\n"
        "Feb 2021   -               8\n"
        "Mar 2021   -           1,208\n"
        "year only  -               3\n"
        "no date    9               9\n"
        "Total      9           1,284\n"
    )


def test_the_width_of_the_narrowest_terminal_is_not_exceeded() -> None:
    sheet = count_sheet(_count("platform", "kind"), YEAR, 20, 100)
    assert max(map(len, drawn(sheet, 20).splitlines())) <= 20


def test_months_of_several_years_show_their_year() -> None:
    window = parse_window("2020-12/2021-03", TODAY)
    assert "Jan 2021" in drawn(count_sheet(_count("platform", "month"), window, 120, 9), 120)
    assert "Q1 2021" in drawn(count_sheet(_count("platform", "quarter"), None, 120, 9), 120)
    assert "Q1   Total" not in drawn(count_sheet(_count("quarter", "kind"), YEAR, 120, 9), 120)


def test_no_counts_make_an_empty_sheet() -> None:
    assert count_sheet(count(("kind",), []), YEAR, 80, 100).blocks == ()


@pytest.mark.parametrize("tag", [text for text in HOSTILE if "," not in text and len(text) < 100])
def test_hostile_tags_are_escaped(tag: str) -> None:
    found = [Alike((tag, kind), "2021", rumored=False, number=1) for kind in ("film", tag)]
    text = drawn(count_sheet(count(("tag", "platform"), found), None, 200, 100), 200)
    assert "\x1b" not in text
    assert "Total" in text


def test_caption_counts_rows_and_releases() -> None:
    one = count(("kind",), [Alike(("film",), "2021", rumored=False, number=1)])
    assert caption(one, 100, "do so") == ["1 release."]
    assert caption(_count("platform", "month"), 2, "do so") == [
        "The first 2 of 3 rows. For all: do so",
        "1,284 releases; 1,200+3 means 1,200 certain and 3 possible.",
        'Releases under "year only" are also possible in the months that their dates allow.',
    ]


def test_caption_explains_the_parts_of_a_cell() -> None:
    assert caption(_count("platform", "kind"), 100, "") == [
        "1,284 releases; 1,200+3 means 1,200 certain and 3 possible; 9 TBA means 9 without a date."
    ]
    # A cell with certain releases is the better example.
    found = [
        Alike((kind,), text, rumored=False, number=number)
        for kind, text, number in (
            ("film", "2021?", 9),
            ("short", "2021", 2),
            ("short", "2021?", 1),
        )
    ]
    assert caption(count(("kind",), found), 100, "") == [
        "12 releases; 2+1 means 2 certain and 1 possible."
    ]
