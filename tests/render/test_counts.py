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


def _count(*keys: str) -> Count:
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
    return count(keys, found, YEAR)


def _piped(*keys: str, limit: int | None = None) -> list[tuple[str, ...]]:
    found = pivot(_count(*keys), limit)
    return [found.header, *found.rows]


def test_dates_as_the_last_key_become_columns() -> None:
    assert _piped("platform", "month") == [
        ("Platform", "Jan 2021", "Feb 2021", "Mar 2021", "year only", "no date", "Total"),
        ("Hulu", " -", "-", "1,200", "3", "-", "1,203"),
        ("Netflix", "67+5", "0+5", "    0+5", "-", "-", "   72"),
        ("no platform", " -", "-", "    -", "-", "9", "    9"),
        ("Total", "67+5", "0+5", "1,200+5", "3", "9", "1,284"),
    ]


def test_dates_as_the_first_key_become_rows() -> None:
    assert _piped("month", "kind") == [
        ("Month", "film", "special", "series", "Total"),
        ("Jan 2021", "   67", "-", "0+5", "   72"),
        ("Feb 2021", "    -", "-", "0+5", "    5"),
        ("Mar 2021", "1,200", "-", "0+5", "1,205"),
        ("year only", "    3", "-", "-", "    3"),
        ("no date", "    -", "9", "-", "    9"),
        ("Total", "1,270", "9", "5", "1,284"),
    ]


def test_one_key_makes_a_row_per_value() -> None:
    assert _piped("platform") == [
        ("Platform", "Releases", "no date", "Total"),
        ("Hulu", "1,203", "-", "1,203"),
        ("Netflix", "   72", "-", "   72"),
        ("no platform", "    -", "9", "    9"),
        ("Total", "1,275", "9", "1,284"),
    ]
    assert _piped("month") == [
        ("Month", "Releases"),
        ("Jan 2021", "   67+5"),
        ("Feb 2021", "    0+5"),
        ("Mar 2021", "1,200+5"),
        ("year only", "    3"),
        ("no date", "    9"),
        ("Total", "1,284"),
    ]


def test_two_keys_without_dates_become_rows_and_columns() -> None:
    assert _piped("platform", "kind") == [
        ("Platform", "film", "special", "series", "no date", "Total"),
        ("Hulu", "1,203", "-", "-", "-", "1,203"),
        ("Netflix", "   67", "-", "5", "-", "   72"),
        ("no platform", "    -", "-", "-", "9", "    9"),
        ("Total", "1,270", "-", "5", "9", "1,284"),
    ]


def test_three_keys_make_two_columns_of_row_headings() -> None:
    assert _piped("platform", "kind", "quarter") == [
        ("Platform", "Kind", "Q1 2021", "year only", "no date", "Total"),
        ("Hulu", "film", "1,200", "3", "-", "1,203"),
        ("Netflix", "film", "   67", "-", "-", "   67"),
        ("Netflix", "series", "    5", "-", "-", "    5"),
        ("no platform", "special", "    -", "-", "9", "    9"),
        ("Total", "", "1,272", "3", "9", "1,284"),
    ]


def test_limit_shows_only_the_first_rows() -> None:
    assert _piped("platform", limit=1) == [
        ("Platform", "Releases", "no date", "Total"),
        ("Hulu", "1,203", "-", "1,203"),
    ]


def test_a_single_column_needs_no_total() -> None:
    found = pivot(count(("kind",), [Alike(("film",), "2021", rumored=False, number=1)]))
    assert (found.header, found.rows) == (("Kind", "Releases"), (("film", "1"),))


@pytest.mark.parametrize("width", [60, 80])
def test_count_sheet_matches_the_expected_screens(width: int) -> None:
    sheet = count_sheet(_count("platform", "month"), YEAR, width, 100)
    assert drawn(sheet, width) == SCREENS[width]


def test_columns_that_do_not_fit_continue_below() -> None:
    sheet = count_sheet(_count("month", "platform"), None, 30, 100)
    assert drawn(sheet, 30) == (
        "Month     Hulu         Netflix\n"
        "Jan 2021      -        67+5\n"
        "Feb 2021      -         0+5\n"
        "Mar 2021  1,200         0+5\n"
        "year          3         -\n"
        "only\n"
        "no date       -         -\n"
        "Total     1,203        72\n"
        "\n"
        "Month     no platform  Total\n"
        "Jan 2021  -               72\n"
        "Feb 2021  -                5\n"
        "Mar 2021  -            1,205\n"
        "year      -                3\n"
        "only\n"
        "no date   9                9\n"
        "Total     9            1,284\n"
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
    assert caption(one, 100) == ["1 release."]
    assert caption(_count("platform", "month"), 2) == [
        "The first 2 of 3 rows are shown.",
        "1,284 releases; 1,267+5 means 1,267 certain and 5 possible.",
    ]


SCREENS = {
    60: (
        "In 2021\n"
        "  Platform     Jan   Feb  Mar      year only  no date  Total\n"
        "  Hulu          -    -    1,200    3          -        1,203\n"
        "  Netflix      67+5  0+5      0+5  -          -           72\n"
        "  no platform   -    -        -    -          9            9\n"
        "  Total        67+5  0+5  1,200+5  3          9        1,284\n"
    ),
    80: (
        "In 2021\n"
        "  Platform     Jan   Feb  Mar      year only  no date  Total\n"
        "  Hulu          -    -    1,200    3          -        1,203\n"
        "  Netflix      67+5  0+5      0+5  -          -           72\n"
        "  no platform   -    -        -    -          9            9\n"
        "  Total        67+5  0+5  1,200+5  3          9        1,284\n"
    ),
}
