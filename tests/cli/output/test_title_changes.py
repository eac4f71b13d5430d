from pathlib import Path

import pytest

from slate.cli.options.layout import Layout
from slate.cli.output.title_changes import hold_changes
from slate.cli.session import Clock, Session, Terminal
from slate.domain.changes.change_record import COLUMNS, Arrival, Changed, record_of
from slate.domain.changes.comparison import differences
from slate.domain.ledger.fold import fold_existing
from slate.store.file.connection import Store
from tests.domain.slates import report


def _changes() -> list[Changed]:
    said = report({"title": "Dune"})
    title = fold_existing("k", [said])
    (change,) = differences(None, title)
    record = record_of(change, "dune", "Dune", Arrival(1, "2021-01-05", "desk"), said)
    return [Changed(record, change, title.releases)]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (Layout("table", ()), "Title  Change  Source\nDune   added   Netflix, reported\n"),
        (Layout("table", ("slug", "to")), "slug  to\ndune  Dune\n"),
        (Layout("tsv", ("slug", "change", "batch")), "dune\tadded\t1\n"),
        (Layout("markdown", ("slug",)), "| slug |\n| --- |\n| dune |\n"),
        (
            Layout("markdown", ()),
            (
                "| Title | Change | Source |\n| --- | --- | --- |\n"
                "| Dune | added | Netflix, reported |\n"
            ),
        ),
    ],
)
def test_changes_in_each_layout(layout: Layout, expected: str) -> None:
    terminal = Terminal(is_screen=False, shows=False, listens=False, answers=False, width=80)
    session = Session(Store(Path("slate.db")), Clock.read("2021-01-07"), terminal)
    held = hold_changes(session, layout, COLUMNS, _changes())
    assert ("".join(held.pieces()), held.number) == (expected, 1)
