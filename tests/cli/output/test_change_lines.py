from collections import Counter
from typing import Any

import pytest

from slate.cli.output.change_lines import (
    MOST_LINES,
    Summary,
    change_lines,
    notes,
    summary_text,
    undo_lines,
)
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.changes.difference import Difference
from slate.domain.changes.unshown import Reason, Unshown
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.statement import SaidRelease
from slate.domain.reports.report import Batch
from slate.domain.titles.release_key import ReleaseKey
from slate.store.file.connection import Store
from tests.domain.slates import report
from tests.render.samples import on, title
from tests.store.conftest import NewStore, new_store
from tests.store.writing import add, remove, update

__all__ = ["new_store"]


@pytest.fixture
def store(new_store: NewStore) -> Store:
    return new_store()


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ({"title": "Dune"}, [
            "dune: added Dune, no date",
            "dune: kind: film (assumed; change it with -k)",
        ]),
        ({"title": "Dune", "kind": "film", "status": "scheduled", "date": "2021-10-22"},
         ["dune: added Dune, 2021-10-22 Fri"]),
        ({"title": "Show", "season": 3, "kind": "series", "status": "scheduled",
          "date": "2021-01-08", "platform": "Netflix"},
         ["show-s3: added Show: season 3, 2021-01-08 Fri on Netflix"]),
    ],
)  # fmt: skip
def test_lines_of_an_added_title(store: Store, said: dict[str, Any], lines: list[str]) -> None:
    change = add(store, **said)
    found = list(change_lines(change))
    assert found[0] == lines[0]
    assert [line for line in found[1:] if ": kind: " in line] == lines[1:]
    assert list(change_lines(change, derived=False)) == lines[:1]


def test_lines_of_a_changed_title(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", kind="film")
    assert list(change_lines(update(store, "dune", date="2021-10-22", year=2021))) == [
        "dune: slipped 2021-10-01 -> 2021-10-22, 21 days later",
        "dune: year 2021",
    ]
    assert list(change_lines(update(store, "dune", year=2021, source="B"))) == [
        "dune: noted; nothing changes"
    ]
    assert list(change_lines(update(store, "dune", year=2021, source="B"))) == [
        "dune: nothing to do, it is recorded already"
    ]
    assert list(change_lines(remove(store, "dune"))) == ["dune: removed"]
    assert list(change_lines(Change(Outcome.LEFT_REMOVED, "dune", None))) == [
        "dune: skipped, it was removed"
    ]


UNCHANGED = Change(Outcome.UNCHANGED, "dune", None)


@pytest.mark.parametrize(("number", "is_all"), [(2, True), (3, False), (9, False)])
def test_a_summary_shows_lines_up_to_a_maximum_and_counts_beyond(
    *, number: int, is_all: bool
) -> None:
    changes = Summary(2)
    for _ in range(number):
        changes.add(UNCHANGED)
    line = "dune: nothing to do, it is recorded already"
    assert changes.shown == ([line] * number if is_all else [f"{number} unchanged"])
    assert len(changes.lines) <= 3


def test_a_summary_without_a_maximum_shows_all_lines() -> None:
    changes = Summary(None)
    for _ in range(MOST_LINES + 1):
        changes.add(UNCHANGED)
    assert len(changes.shown) == MOST_LINES + 1


def test_a_brief_summary_omits_inferred_fields_and_unchanged_titles(
    store: Store,
) -> None:
    changes = Summary(None, brief=True)
    changes.add(UNCHANGED)
    changes.add(add(store, "Dune"))
    assert changes.shown == ["dune: added Dune, no date"]
    assert changes.counts == {"unchanged": 1, "added": 1}


def test_each_kind_of_change_counts_once_per_title(store: Store) -> None:
    changes = Summary(0)
    changes.add(add(store, "Dune", date="2021-10-01"))
    changes.add(update(store, "dune", date="2021-10-22", year=2021, tags=("x",)))
    changes.add(update(store, "dune", date="2021-10-22", source="B"))
    changes.add(update(store, "dune", date="2021-10-22", source="C"))
    counts = {"added": 1, "slipped": 1, "edited": 1, "confirmed": 1, "noted": 1}
    assert changes.counts == counts
    assert changes.shown == ["1 added, 1 confirmed, 1 edited, 1 noted, 1 slipped"]


def test_summary_text_formats_counts() -> None:
    counts = Counter({"unchanged": 1_410, "slipped": 3, "added": 12, "dated": 1, "moved": 0})
    assert summary_text(counts) == "12 added, 1 dated, 3 slipped, 1,410 unchanged"
    assert summary_text(Counter()) == "no titles in it"


def test_undo_lines_start_with_the_batch() -> None:
    batch = Batch(7, "beef", "2021-01-07T12:00:00.000000Z", "ann", "add \x1bDune", None, 1)
    changes = Summary(MOST_LINES)
    changes.add(UNCHANGED)
    assert undo_lines(batch, "undone", changes, batch.author) == [
        "batch 7: undone (add \\x1bDune)",
        "dune: nothing to do, it is recorded already",
    ]
    assert undo_lines(batch, "undone", changes, "bob")[0] == (
        "batch 7 of ann: undone (add \\x1bDune)"
    )


DUNE = title({"title": "Dune", "kind": "film", "status": "filming", "releases": on("2021-10-01")})
RETITLED = Difference(ChangeName.RETITLED, "A", "Dune")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (Change(Outcome.UNCHANGED, "dune", DUNE), ["dune: nothing to do, it is recorded already"]),
        (Change(Outcome.LEFT_REMOVED, "dune", None), ["dune: skipped, it was removed"]),
        (Change(Outcome.LEFT_OUT, "dune", None), ["dune: left out, it is out already"]),
        (Change(Outcome.ADDED, "dune", DUNE), ["dune: added Dune, 2021-10-01 Fri on Netflix"]),
        (Change(Outcome.ADDED, "dune", None), ["dune: noted; nothing changes"]),
        (Change(Outcome.CHANGED, "dune", DUNE), ["dune: noted; nothing changes"]),
        (Change(Outcome.CHANGED, "dune", DUNE, (RETITLED,)), ["dune: retitled A -> Dune"]),
    ],
)
def test_lines_of_each_outcome(change: Change, lines: list[str]) -> None:
    assert list(change_lines(change)) == lines


def test_an_added_title_has_a_line_for_each_further_release(store: Store) -> None:
    key = ReleaseKey.parse
    further = (
        SaidRelease(key("||Hulu"), parse_date("2021-08-01")),
        SaidRelease(key("|US|"), TBA),
        SaidRelease(key("theatrical|US|"), parse_date("2021-07-09")),
    )
    change = add(store, "Dune", date="2021-09", platform="Netflix", kind="film", releases=further)
    assert list(change_lines(change)) == [
        "dune: added Dune, 2021-08-01 Sun on Hulu",
        "dune: also in theaters (US), 2021-07-09",
        "dune: also on Netflix, Sep 2021",
        "dune: also in US",
        "dune: status: scheduled (there is a date)",
    ]
    assert list(change_lines(change, derived=False)) == ["dune: added Dune, 2021-08-01 Sun on Hulu"]


def test_a_note_names_the_only_service_that_was_taken() -> None:
    change = Change(Outcome.CHANGED, "dune", DUNE, only_service="Netflix")
    assert list(notes(change)) == ["note: taken as on Netflix, the only service of Dune."]
    assert list(notes(change._replace(only_service=None))) == []
    assert list(notes(change._replace(title=None))) == []


def test_a_summary_counts_outcomes_and_kinds_of_changes() -> None:
    changes = [
        Change(Outcome.UNCHANGED, "dune", DUNE),
        Change(Outcome.CHANGED, "dune", DUNE, (RETITLED, RETITLED)),
        Change(Outcome.CHANGED, "dune", DUNE),
        Change(Outcome.ADDED, "dune", DUNE),
        Change(Outcome.LEFT_REMOVED, "dune", None),
    ]
    counted = Summary(None)
    for change in changes:
        counted.add(change)
    text = "1 added, 1 left removed, 1 noted, 1 retitled, 1 unchanged"
    assert summary_text(counted.counts) == text
    assert summary_text(Summary(None).counts) == "no titles in it"


@pytest.mark.parametrize(
    ("source", "by", "confidence", "reason", "text"),
    [
        ("Reddit", "Netflix", "rumor", Reason.RANK,
         "recorded, not shown: a rumor does not override what Netflix said"),
        ("TVmaze", None, "listed", Reason.RANK,
         "recorded, not shown: a catalog does not override a report"),
        ("Variety", "The\x1bWrap", "reported", Reason.OLDER,
         "recorded, not shown: The\\x1bWrap said something newer"),
        ("Variety", None, "reported", Reason.OLDER,
         "recorded, not shown: there is a newer report"),
        ("TV\x1bLine", "Netflix", "reported", Reason.SAME, "recorded: TV\\x1bLine says the same"),
        (None, "Netflix", "reported", Reason.SAME, "noted; nothing changes"),
        (
            "IMDb",
            "Netflix",
            "listed",
            Reason.COARSER,
            "recorded: IMDb allows the date shown, which is more exact",
        ),
        (
            None,
            "Netflix",
            "reported",
            Reason.COARSER,
            "recorded: this allows the date shown, which is more exact",
        ),
    ],
)  # fmt: skip
def test_a_report_that_changes_nothing_says_why(
    *, source: str | None, by: str | None, confidence: str, reason: Reason, text: str
) -> None:
    recorded = report({"title": "Dune"}, source=source, confidence=confidence)
    shown = report({"title": "Dune"}, source=by)
    change = Change(Outcome.CHANGED, "dune", DUNE, unshown=Unshown(recorded, reason, shown))

    assert list(change_lines(change)) == [f"dune: {text}"]
