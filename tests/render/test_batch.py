import pytest

from slate.domain.changes.change_record import Arrival, Changed, record_of
from slate.domain.changes.comparison import differences
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Batch
from slate.render.batch import batch_caption, batch_sheet
from slate.render.plain import sheet_lines

from .samples import BATCHES, HOSTILE, drawn, report

UNDO, UPDATE, _ = BATCHES


def _added(name: str) -> list[Changed]:
    said = report({"title": name}, source=name)
    title = fold_existing("k", [said])
    (change,) = differences(None, title)
    record = record_of(change, "dune", name, Arrival(2, "2020-12-30", "desk"), said)
    return [Changed(record, change, title)]


def test_batch_on_a_terminal() -> None:
    assert drawn(batch_sheet(UPDATE, {}, _added("Dune")), 80) == (
        "Batch 2                                              2021-01-07 09:15, rewrite\n"
        "update cobra-kai-s3 -d 2021-01-08 (undone)\n"
        "\n"
        "  Title  Change  Source\n"
        "  Dune   added   Dune, reported\n"
    )


def test_batch_without_changes() -> None:
    assert list(sheet_lines(batch_sheet(UNDO, {"2b4d5e6f7081": 2}, []))) == [
        "Batch 3  2021-01-07 09:20, rewrite",
        "undo (undoes 2)",
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped(hostile: str) -> None:
    batch = Batch(1, "u", "2021-01-06T18:02:30Z", hostile, hostile, None, 1)
    text = drawn(batch_sheet(batch, {}, _added(hostile)), 40)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("shown", "more", "expected"),
    [
        (0, False, "Batch 2 changed nothing that is shown."),
        (1, False, "1 change."),
        (1_200, False, "1,200 changes."),
        (200, True, "The first 200 changes. For all: do so"),
        (1, True, "The first change. For all: do so"),
        (0, True, "None of the changes. For all: do so"),
    ],
)
def test_caption_counts_changes(shown: int, more: bool, expected: str) -> None:  # noqa: FBT001
    assert batch_caption(UPDATE, shown, "do so", more=more) == expected
