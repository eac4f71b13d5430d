from collections import Counter
from collections.abc import Sequence

import pytest

from slate.domain.changes.judged_claims import Verdict
from slate.domain.changes.track_records import TrackRecord
from slate.domain.text import safe
from slate.render.plain.lines import sheet_lines
from slate.render.plain.sources import caption, sources_sheet
from tests.render.samples import HOSTILE

SOURCE = ("source",)


def verdicts(**numbers: int) -> Counter[Verdict]:
    return Counter({Verdict(name): number for name, number in numbers.items()})


VARIETY = TrackRecord(
    ("Variety",),
    verdicts(right=1_199, wrong=1, slipped=33, advanced=2, open=14),
    verdicts(right=4, wrong=1, open=1_020),
    first=512,
    leads=[14, 15],
    spans=[1, 1, 31],
)
FORUM = TrackRecord(("a fan forum",), verdicts(right=1, wrong=2, open=1), first=4, leads=[-3])


def test_records_have_all_columns() -> None:
    assert list(sheet_lines(sources_sheet([VARIETY, FORUM], SOURCE))) == [
        (
            "Source       Claims  First  Right  Wrong  Slipped  Advanced  Open  Rate  Ahead"
            "  Exact to  Statuses"
        ),
        (
            "Variety       1,249    512  1,199      1       33         2    14   99%  14.5d"
            "  1d        4 right, 1 wrong, 1,020 open"
        ),
        "a fan forum       4      4      1      2        0               1        -3d",
    ]


def test_columns_without_a_value_are_omitted() -> None:
    few = TrackRecord(("Variety",), verdicts(open=1))
    assert list(sheet_lines(sources_sheet([few], SOURCE))) == [
        "Source   Claims  First  Right  Wrong  Slipped  Open",
        "Variety       1      0      0      0        0     1",
    ]


def test_a_row_per_service_and_kind() -> None:
    rows = [
        TrackRecord(("Variety", "HBO Max", "film"), verdicts(open=1)),
        TrackRecord(("Variety", None, "series"), verdicts(open=1)),
    ]
    keys = ("source", "platform", "kind")
    assert list(sheet_lines(sources_sheet(rows, keys))) == [
        "Source   Service     Kind    Claims  First  Right  Wrong  Slipped  Open",
        "Variety  HBO Max     film         1      0      0      0        0     1",
        "Variety  no service  series       1      0      0      0        0     1",
    ]


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
            "The first of 2 sources. For all:\ndo so",
        ),
        (
            [TrackRecord(("Variety", "Hulu"))],
            [TrackRecord(("Variety", "Hulu"), verdicts(open=1)), TrackRecord(("Variety", None))],
            "The first of 2 rows. For all:\ndo so",
        ),
        (
            [TrackRecord(("A", "Hulu")), TrackRecord(("A", None))],
            [TrackRecord(("A", "Hulu"), verdicts(open=1)), TrackRecord(("A", None))],
            "1 source, 1 claim on dates.",
        ),
    ],
)
def test_caption_counts_sources_and_claims(
    shown: Sequence[TrackRecord], rows: Sequence[TrackRecord], expected: str
) -> None:
    assert caption(shown, rows, "\ndo so", chosen=False) == expected


def test_caption_of_no_claims_that_match() -> None:
    assert caption([], [], "", chosen=True) == "No such claims."
