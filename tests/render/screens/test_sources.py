# ruff: noqa: E501, RUF001 -- screens of 120 columns, and the sign of theme.py

import pytest

from slate.domain.changes.track_records import TrackRecord
from slate.domain.text import safe
from slate.render.screens.sources import sources_screen
from tests.render.plain.test_sources import FORUM, SOURCE, VARIETY, verdicts
from tests.render.samples import HOSTILE, ColorSystem, shown

LOCAL = TrackRecord(
    ("映画ナタリー",), verdicts(right=6, wrong=2, slipped=3, open=3), first=9, leads=[1], spans=[1]
)
FEW = [LOCAL, FORUM]
BOTH = [
    TrackRecord(("What's on Netflix", "Netflix", "film"), verdicts(right=20, wrong=1)),
    TrackRecord(("Variety", None, "series"), verdicts(open=1), first=1),
]


def _drawn(
    records: list[TrackRecord],
    width: int,
    keys: tuple[str, ...] = SOURCE,
    colors: ColorSystem | None = None,
) -> str:
    return shown(sources_screen(records, keys, width), width, colors)


def test_records_at_120_columns() -> None:
    assert _drawn([VARIETY, *FEW], 120) == (
        "Source        Claims  First  Right  Advanced  Slipped  Wrong  Open  Rate      Ahead  Exact to\n"
        "Variety        1,249    512  1,199         2       33      1    14   99%  14.5 days     1 day  ■■■■■■■■■■■■■■■■■■■■«»×□\n"
        "映画ナタリー      14      9      6         ·        3      2     3            1 day     1 day  ■»×□\n"
        "a fan forum        4      4      1         ·        ·      2     1          -3 days            ■×□\n"
        "\n"
        "■ right  « advanced  » slipped  × wrong  □ open\n"
    )


def test_records_at_100_columns() -> None:
    assert _drawn(FEW, 100) == (
        "Source        Claims  First  Right  Slipped  Wrong  Open    Ahead  Exact to\n"
        "映画ナタリー      14      9      6        3      2     3    1 day     1 day  ■■■■■■»»»××□□□\n"
        "a fan forum        4      4      1        ·      2     1  -3 days            ■××□\n"
        "\n"
        "■ right  » slipped  × wrong  □ open\n"
    )


def test_records_at_80_columns() -> None:
    assert _drawn(FEW, 80) == (
        "Source        Claims  First  Right  Slipped  Wrong  Open    Ahead\n"
        "映画ナタリー      14      9      6        3      2     3    1 day  ■■■■■■»»××□□□\n"
        "a fan forum        4      4      1        ·      2     1  -3 days  ■××□\n"
        "\n"
        "■ right  » slipped  × wrong  □ open\n"
    )


def test_records_at_60_columns() -> None:
    assert _drawn(FEW, 60) == (
        "Source        Right  Slipped  Wrong  Open\n"
        "映画ナタリー      6        3      2     3  ■■■■■■»»»××□□□\n"
        "a fan forum       1        ·      2     1  ■××□\n"
        "\n"
        "■ right  » slipped  × wrong  □ open\n"
    )


def test_rows_per_service_and_kind() -> None:
    keys = ("source", "platform", "kind")
    assert _drawn(BOTH, 80, keys) == (
        "Source             Service      Kind    Right  Slipped  Rate\n"
        "What's on Netflix   Netflix     film       20        ·   95%  ■■■■■■■■■■■■■■■■■×\n"
        "Variety             no service  series      ·        ·        □\n"
        "\n"
        "■ right  × wrong  □ open\n"
    )
    assert _drawn(BOTH, 60, keys) == (
        "Source             Service      Kind    Right  Rate\n"
        "What's on Netflix   Netflix     film       20   95%  ■■■■■■×\n"
        "Variety             no service  series      ·        □\n"
        "\n"
        "■ right  × wrong  □ open\n"
    )


def test_a_bar_has_a_cell_for_each_of_few_claims() -> None:
    few = TrackRecord(("Variety",), verdicts(right=1, open=2))
    assert _drawn([few], 60) == (
        "Source   Claims  First  Right  Slipped  Wrong  Open\n"
        "Variety       3      ·      1        ·      ·     2  ■□□\n"
        "\n"
        "■ right  □ open\n"
    )


def test_without_claims_on_dates_there_is_no_bar_to_explain() -> None:
    only = TrackRecord(("Variety",), verdicts(), verdicts(right=1, open=2))
    assert _drawn([only], 80) == (
        "Source   Claims  First  Right  Slipped  Wrong  Open  Statuses\n"
        "Variety       ·      ·      ·        ·      ·     ·  1 right, 2 open\n"
    )


def test_color_marks_right_and_wrong() -> None:
    lines = _drawn(FEW, 80, colors="standard").splitlines()
    assert lines[1] == (
        "映画ナタリー      14      9      \x1b[32m6\x1b[0m        \x1b[31m3\x1b[0m      \x1b[31m2\x1b[0m     \x1b[2m3\x1b[0m    1 day  \x1b[32m■■■■■■\x1b[0m\x1b[31m»»\x1b[0m\x1b[31m××\x1b[0m\x1b[2m□□□\x1b[0m"
    )
    assert lines[-1] == (
        "\x1b[32m■\x1b[0m \x1b[2mright\x1b[0m  \x1b[31m»\x1b[0m \x1b[2mslipped\x1b[0m  \x1b[31m×\x1b[0m \x1b[2mwrong\x1b[0m  \x1b[2m□\x1b[0m \x1b[2mopen\x1b[0m"
    )


def test_no_records_show_nothing() -> None:
    assert _drawn([], 80) == ""


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [20, 60, 80])
def test_hostile_sources_are_escaped_and_fit(name: str, width: int) -> None:
    row = TrackRecord((name, name), verdicts(right=1, wrong=1))
    text = _drawn([row], width, ("source", "platform"))
    assert "\x1b" not in text
    assert "".join(safe(name).split())[:3] in "".join(text.split())
