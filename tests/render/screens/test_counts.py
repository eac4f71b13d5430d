# ruff: noqa: E501 -- lines with escape sequences

import pytest

from slate.domain.dates.windows import Window, parse_window
from slate.domain.queries.counts import Alike, Count, count
from slate.render.screens.counts import caption, continues, count_screen
from tests.render.plain.test_counts import QUARTER, YEAR, counted
from tests.render.samples import HOSTILE, TODAY, ColorSystem, shown

YEARS = count(
    ("platform", "kind", "month"),
    [
        Alike(("Netflix", "film"), "2020-11", rumored=False, number=2),
        Alike(("Netflix", "film"), "2020-12", rumored=False, number=2),
        Alike(("Netflix", "series"), "2021-01", rumored=True, number=12),
        Alike(("Netflix", "series"), "2021-01", rumored=False, number=3),
        Alike(("Hulu", "series"), "2021-02", rumored=False, number=4),
        Alike((None, "series"), "2021-02", rumored=False, number=1),
    ],
)


def _drawn(
    found: Count,
    window: Window | None,
    width: int,
    limit: int = 100,
    colors: ColorSystem | None = None,
) -> str:
    return shown(count_screen(found, window, width, limit), width, colors)


def test_months_need_no_year_if_the_heading_states_it() -> None:
    assert _drawn(counted("platform", "month"), QUARTER, 60) == (
        "In Q1 2021\n"
        "  Service        Jan   Feb       Mar\n"
        "   Hulu           +3    +3  1,200 +3\n"
        "   Netflix     67 +5    +5        +5\n"
        "   no service   ·     ·         ·\n"
        "  ──────────────────────────────────\n"
        "  Total        67 +8    +8  1,200 +8\n"
        "\n"
        "  Service      year only  no date  Total\n"
        "   Hulu                3        ·  1,203\n"
        "   Netflix             ·        ·     72\n"
        "   no service          ·        9      9\n"
        "  ──────────────────────────────────────\n"
        "  Total                3        9  1,284\n"
    )
    for width in (80, 120):
        assert _drawn(counted("platform", "month"), QUARTER, width) == (
            "In Q1 2021\n"
            "  Service        Jan   Feb       Mar  year only  no date  Total\n"
            "   Hulu           +3    +3  1,200 +3          3        ·  1,203\n"
            "   Netflix     67 +5    +5        +5          ·        ·     72\n"
            "   no service   ·     ·         ·             ·        9      9\n"
            "  ─────────────────────────────────────────────────────────────\n"
            "  Total        67 +8    +8  1,200 +8          3        9  1,284\n"
        )


def test_months_of_several_years_are_below_their_years() -> None:
    assert _drawn(YEARS, None, 80) == (
        "                     2020         2021\n"
        "Service      Kind     Nov   Dec    Jan   Feb  Total\n"
        " Netflix     series     ·     ·  3 +12     ·     15\n"
        "             film       2     2  ·         ·      4\n"
        " Hulu        series     ·     ·  ·         4      4\n"
        " no service  series     ·     ·  ·         1      1\n"
        "───────────────────────────────────────────────────\n"
        "Total                   2     2  3 +12     5     24\n"
    )
    by_year = count(("kind", "year"), [Alike(("film",), "2021", rumored=False, number=1)])
    assert _drawn(by_year, None, 80).splitlines()[0] == "Kind  2021"


def test_a_year_that_no_heading_states_is_shown() -> None:
    window = parse_window("2020-12/2021-03", TODAY)
    found = [Alike(("film",), "2021-02", rumored=False, number=1)]
    by_month = count(("kind", "month"), found)
    assert _drawn(by_month, None, 80).splitlines()[:2] == ["      2021", "Kind   Feb"]
    assert _drawn(by_month, YEAR, 80).splitlines()[1] == "  Kind  Feb"
    assert "2021" in _drawn(by_month, window, 80).splitlines()[1]


def test_dates_as_the_first_key_become_rows() -> None:
    assert _drawn(counted("month", "kind"), None, 80) == (
        "Month          film  series  special  Total\n"
        "Jan 2021      67 +3      +5        ·     75\n"
        "Feb 2021         +3      +5        ·      8\n"
        "Mar 2021   1,200 +3      +5        ·  1,208\n"
        "year only      3       ·           ·      3\n"
        "no date        ·       ·           9      9\n"
        "───────────────────────────────────────────\n"
        "Total      1,270       5           9  1,284\n"
    )


def test_what_has_no_date_stands_behind_a_comma() -> None:
    found = [
        Alike(("Hulu", "film"), "2021", rumored=False, number=1),
        Alike(("Hulu", "film"), None, rumored=False, number=2),
        Alike((None, "film"), None, rumored=False, number=10),
    ]
    assert _drawn(count(("platform", "kind"), found), None, 60) == (
        "Service           film\n"
        " Hulu        1,  2 TBA\n"
        " no service     10 TBA\n"
        "──────────────────────\n"
        "Total        1, 12 TBA\n"
    )


def test_columns_that_do_not_fit_continue_below_evenly() -> None:
    found = counted("month", "platform")
    assert _drawn(found, None, 44) == (
        "Month          Hulu  Netflix\n"
        "Jan 2021         +3    67 +5\n"
        "Feb 2021         +3       +5\n"
        "Mar 2021   1,200 +3       +5\n"
        "year only      3        ·\n"
        "no date        ·        ·\n"
        "────────────────────────────\n"
        "Total      1,203       72\n"
        "\n"
        "Month      no service  Total\n"
        "Jan 2021            ·     75\n"
        "Feb 2021            ·      8\n"
        "Mar 2021            ·  1,208\n"
        "year only           ·      3\n"
        "no date             9      9\n"
        "────────────────────────────\n"
        "Total               9  1,284\n"
    )
    assert continues(found, None, 44, 100)
    assert not continues(found, None, 47, 100)
    # Rows below a heading are indented.
    assert [continues(found, YEAR, width, 100) for width in (47, 49)] == [True, False]


@pytest.mark.parametrize("width", [20, 30])
def test_the_width_of_a_narrow_terminal_is_not_exceeded(width: int) -> None:
    for found in (counted("platform", "kind"), YEARS):
        assert max(map(len, _drawn(found, YEAR, width).splitlines())) <= width


def test_a_single_row_needs_no_total() -> None:
    assert _drawn(counted("platform", wide=True), None, 80) == (
        "    Hulu  Netflix  no service  Total\n1,200 +3       72       9 TBA  1,284\n"
    )
    assert _drawn(counted("platform"), None, 80, limit=1) == (
        "Service  Releases  no date  Total\n Hulu    1,200 +3        ·  1,203\n"
    )


def test_no_counts_show_nothing() -> None:
    assert _drawn(count(("kind",), []), YEAR, 80) == ""
    assert _drawn(counted("platform"), YEAR, 80, limit=0) == ""


def test_possible_counts_and_zeros_are_dim_and_totals_bold() -> None:
    lines = _drawn(counted("platform", "month"), QUARTER, 80, colors="standard").splitlines()
    assert lines[3] == (
        "  \x1b[35m▌\x1b[0mNetflix     67\x1b[2m +5\x1b[0m   \x1b[2m +5\x1b[0m       \x1b[2m +5\x1b[0m          \x1b[2m·\x1b[0m        \x1b[2m·\x1b[0m     72"
    )
    assert lines[-1] == (
        "  \x1b[1mTotal\x1b[0m        \x1b[1m67\x1b[0m\x1b[2m +8\x1b[0m  \x1b[1m \x1b[0m\x1b[2m +8\x1b[0m  \x1b[1m1,200\x1b[0m\x1b[2m +8\x1b[0m          \x1b[1m3\x1b[0m        \x1b[1m9\x1b[0m  \x1b[1m1,284\x1b[0m"
    )


@pytest.mark.parametrize("tag", [text for text in HOSTILE if "," not in text])
@pytest.mark.parametrize("width", [20, 80])
def test_hostile_names_are_escaped_and_fit(tag: str, width: int) -> None:
    found = [Alike((tag, kind), "2021", rumored=False, number=1) for kind in ("film", tag)]
    for keys in (("tag", "platform"), ("platform", "kind")):
        text = _drawn(count(keys, found), None, width)
        assert "\x1b" not in text
        assert "Total" in text


def test_caption_counts_rows_and_releases() -> None:
    one = count(("kind",), [Alike(("film",), "2021", rumored=False, number=1)])
    assert caption(one, 100, "\ndo so") == ["1 release."]
    assert caption(counted("platform", "month"), 2, "\ndo so") == [
        "The first 2 of 3 rows. For all:\ndo so",
        "1,284 releases; 1,200 +3 means 1,200 certain and 3 possible.",
        "What is possible in several months counts once in a total.",
        'Releases under "year only" are also possible in the months that their dates allow.',
    ]


def test_caption_explains_the_parts_of_a_cell() -> None:
    assert caption(counted("platform", "kind"), 100, "") == [
        "1,284 releases; 1,200 +3 means 1,200 certain and 3 possible; 9 TBA means 9 without a date."
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
        "12 releases; 2 +1 means 2 certain and 1 possible."
    ]
    assert caption(count(("kind",), found[:1]), 100, "") == ["9 releases; +9 means 9 possible."]


def test_caption_names_what_is_possible_in_several_years() -> None:
    found = [Alike((), text, rumored=False, number=1) for text in ("2021", "2020/2022")]
    assert caption(count(("year",), found), 100, "") == [
        "2 releases; 1 +1 means 1 certain and 1 possible.",
        'Releases under "several years" are also possible in the years that their dates allow.',
    ]
