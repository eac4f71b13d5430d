from collections import Counter
from collections.abc import Sequence

import pytest

from slate.domain.changes.judged_claims import Verdict
from slate.domain.changes.track_records import TrackRecord
from slate.domain.text import safe
from slate.render.plain import sheet_lines
from slate.render.sources import caption, sources_sheet

from .samples import HOSTILE, drawn

SOURCE = ("source",)


def _verdicts(**numbers: int) -> Counter[Verdict]:
    return Counter({Verdict(name): number for name, number in numbers.items()})


VARIETY = TrackRecord(
    ("Variety",),
    _verdicts(right=1_199, wrong=1, slipped=33, advanced=2, open=14),
    _verdicts(right=4, wrong=1, open=1_020),
    first=512,
    leads=[14, 15],
    spans=[1, 1, 31],
)
FORUM = TrackRecord(("a fan forum",), _verdicts(right=1, wrong=2, open=1), first=4, leads=[-3])


def test_records_at_120_columns() -> None:
    assert drawn(sources_sheet([VARIETY, FORUM], SOURCE, 120), 120) == (
        "Source       Claims  First  Right  Wrong  Slipped  Advanced  Open  Rate  Ahead  Exact to"
        "  Statuses\n"
        "Variety       1,249    512  1,199      1       33         2    14   99%  14.5d  1d      "
        "  4 right, 1 wrong, 1,020 open\n"
        "a fan forum       4      4      1      2        0               1        -3d\n"
    )


def test_records_at_100_columns() -> None:
    assert drawn(sources_sheet([VARIETY, FORUM], SOURCE, 100), 100) == (
        "Source       Claims  First  Right  Wrong  Slipped  Advanced  Open  Rate  Ahead  Exact to\n"
        "Variety       1,249    512  1,199      1       33         2    14   99%  14.5d  1d\n"
        "a fan forum       4      4      1      2        0               1        -3d\n"
    )


def test_records_at_80_columns() -> None:
    assert drawn(sources_sheet([VARIETY, FORUM], SOURCE, 80), 80) == (
        "Source       Claims  First  Right  Wrong  Slipped  Advanced  Open  Rate  Ahead\n"
        "Variety       1,249    512  1,199      1       33         2    14   99%  14.5d\n"
        "a fan forum       4      4      1      2        0               1        -3d\n"
    )


def test_records_at_60_columns() -> None:
    assert drawn(sources_sheet([VARIETY, FORUM], SOURCE, 60), 60) == (
        "Source       First  Right  Wrong  Slipped  Advanced  Rate\n"
        "Variety        512  1,199      1       33         2   99%\n"
        "a fan forum      4      1      2        0\n"
    )


def test_records_in_a_pipe_have_all_columns() -> None:
    wide = drawn(sources_sheet([VARIETY, FORUM], SOURCE, 120), 120).splitlines()
    assert list(sheet_lines(sources_sheet([VARIETY, FORUM], SOURCE))) == wide


def test_columns_without_a_value_are_omitted() -> None:
    few = TrackRecord(("Variety",), _verdicts(open=1))
    assert list(sheet_lines(sources_sheet([few], SOURCE))) == [
        "Source   Claims  First  Right  Wrong  Slipped  Open",
        "Variety       1      0      0      0        0     1",
    ]


def test_a_row_per_service_and_kind() -> None:
    rows = [
        TrackRecord(("Variety", "HBO Max", "film"), _verdicts(open=1)),
        TrackRecord(("Variety", None, "series"), _verdicts(open=1)),
    ]
    keys = ("source", "platform", "kind")
    assert list(sheet_lines(sources_sheet(rows, keys))) == [
        "Source   Service     Kind    Claims  First  Right  Wrong  Slipped  Open",
        "Variety  HBO Max     film         1      0      0      0        0     1",
        "Variety  no service  series       1      0      0      0        0     1",
    ]


def test_rows_per_service_and_kind_at_60_columns() -> None:
    rows = [
        TrackRecord(("What's on Netflix", "Netflix", "film"), _verdicts(right=20, wrong=1)),
        TrackRecord(("Variety", None, "series"), _verdicts(open=1), first=1),
    ]
    assert drawn(sources_sheet(rows, ("source", "platform", "kind"), 60), 60) == (
        "Source             Service     Kind    Right  Wrong  Rate\n"
        "What's on Netflix  Netflix     film       20      1   95%\n"
        "Variety            no service  series      0      0\n"
    )


def test_records_at_40_columns() -> None:
    assert drawn(sources_sheet([VARIETY, FORUM], SOURCE, 40), 40) == (
        "Source       Right  Wrong  Slipped  Rate\n"
        "Variety      1,199      1       33   99%\n"
        "a fan forum      1      2        0\n"
    )


def test_no_records_make_an_empty_sheet() -> None:
    assert sources_sheet([], SOURCE).blocks == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sources_are_escaped(name: str) -> None:
    _, line = sheet_lines(sources_sheet([TrackRecord((name,))], SOURCE))
    assert line.startswith(safe(name))


@pytest.mark.parametrize(
    ("shown", "rows", "expected"),
    [
        ([], [], "No claims to judge: none was made before its date."),
        ([FORUM], [FORUM], "1 source, 4 claims on dates."),
        ([VARIETY, FORUM], [VARIETY, FORUM], "2 sources, 1,253 claims on dates."),
        (
            [VARIETY],
            [VARIETY, FORUM],
            "The first of 2 sources. For all: do so",
        ),
        (
            [TrackRecord(("Variety", "Hulu"))],
            [TrackRecord(("Variety", "Hulu"), _verdicts(open=1)), TrackRecord(("Variety", None))],
            "The first of 2 rows. For all: do so",
        ),
        (
            [TrackRecord(("A", "Hulu")), TrackRecord(("A", None))],
            [TrackRecord(("A", "Hulu"), _verdicts(open=1)), TrackRecord(("A", None))],
            "1 source, 1 claim on dates.",
        ),
    ],
)
def test_caption_counts_sources_and_claims(
    shown: Sequence[TrackRecord], rows: Sequence[TrackRecord], expected: str
) -> None:
    assert caption(shown, rows, "do so", chosen=False) == expected
