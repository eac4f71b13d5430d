from pathlib import Path
from typing import Any

from slate.domain.reports.report import Batch
from slate.render.plain.check import CheckRow, check_rows, check_sheet, repaired_rows
from slate.store.file.place import Place
from slate.store.file.schema import FORMAT
from slate.store.file.verification import Fault, Part
from slate.store.queries.row_counts import Counts
from slate.store.reports.ledger_state import LedgerState
from slate.store.store_check import CheckedContent, StoreCheck
from tests.render.samples import plain

CONTENT = CheckedContent(
    LedgerState(1, 1_204, "0123456789abcdef" * 2), Counts(1_000, 900, 1_204, 1), [], 0
)
SOUND = StoreCheck(FORMAT, [], CONTENT, [], [])
AHEAD = Batch(7, "u", "2021-03-01T12:00:00.000000Z", "ann", "add Soul", None)


def sound(**values: Any) -> StoreCheck:  # noqa: ANN401 -- any field
    return SOUND._replace(content=CONTENT._replace(**values))


def lines(result: StoreCheck) -> list[str]:
    return plain(check_sheet("a.db", check_rows(result))).splitlines()


def test_a_slate_in_order() -> None:
    assert lines(SOUND) == [
        "Slate   a.db",
        "File    sound",
        "Tables  all there, as slate creates them",
        "Ledger  1 batch with 1,204 reports, checksum 0123456789ab",
        "Titles  1,000, as the reports say",
        "Clock   no batch is in the future",
    ]
    one = sound(state=LedgerState(3, 1), ahead=None)
    assert lines(one)[3] == "Ledger  3 batches with 1 report, checksum 000000000000"
    assert len(lines(one)) == 5


def test_batches_in_the_future_duplicates_and_backups() -> None:
    backups = [Path(f"/x/a.db.{number}.bak") for number in range(1, 5)]
    found = sound(ahead=[AHEAD], duplicates=1_200)._replace(backups=backups)
    assert lines(found)[5:] == [
        "Clock       Wrong: in the future: 1 batch (7)",
        "Duplicates  1,200 possible",
        "Backups     a.db.4.bak, a.db.3.bak, a.db.2.bak and 1 more",
    ]
    many = sound(ahead=[AHEAD._replace(id=number) for number in range(9, 4, -1)])
    assert lines(many)[5] == "Clock   Wrong: in the future: 5 batches (9, 8, 7 and 2 more)"


def test_only_what_is_wrong_is_named() -> None:
    faults = [Fault(Part.LEDGER, "its checksum differs"), Fault(Part.LEDGER, "another\x1b")]
    found = StoreCheck(FORMAT, faults, None, [Path("/x/a.db.1.bak")], [])
    assert lines(found) == [
        "Slate    a.db",
        "Ledger   Wrong: its checksum differs",
        "Ledger   Wrong: another\\x1b",
        "Backups  a.db.1.bak",
    ]
    assert list(check_rows(found)) == [
        CheckRow("Ledger", "ledger", "its checksum differs", "wrong"),
        CheckRow("Ledger", "ledger", "another\\x1b", "wrong"),
        CheckRow("Backups", "backups", "a.db.1.bak", "ok"),
    ]
    parts = StoreCheck(FORMAT, [Fault(part, "x") for part in Part], None, [], [])
    assert [label for label, *_ in check_rows(parts)] == ["File", "Tables", "Ledger", "Titles"]


def test_what_was_repaired() -> None:
    faults = [Fault(Part.SCHEMA, "the index x\x1b is missing"), Fault(Part.TITLES, "1 row differs")]
    assert list(repaired_rows(faults)) == [
        CheckRow("Tables", "schema", "the index x\\x1b is missing", "repaired"),
        CheckRow("Titles", "titles", "1 row differs", "repaired"),
    ]
    sheet = check_sheet("a.db", repaired_rows(faults))
    assert plain(sheet).splitlines() == [
        "Slate   a.db",
        "Tables  Repaired: the index x\\x1b is missing",
        "Titles  Repaired: 1 row differs",
    ]


def test_damaged_backups() -> None:
    backups = [Path(f"/x/a.db.{number}\x1b.bak") for number in range(1, 5)]
    found = SOUND._replace(backups=backups, bad_backups=backups[1:3])
    assert lines(found)[6:] == [
        "Backups  Wrong: damaged: a.db.2\\x1b.bak, a.db.3\\x1b.bak",
        "Backups  a.db.4\\x1b.bak, a.db.1\\x1b.bak",
    ]
    assert len(lines(SOUND._replace(backups=backups, bad_backups=backups))) == 7


def test_older_and_missing_slates() -> None:
    older = StoreCheck(3, [], None, [], [])
    assert lines(older)[1] == (
        f"File   sound; its format is 3, and the next write upgrades it to {FORMAT}"
    )
    damaged = older._replace(faults=[Fault(Part.FILE, "database disk image is malformed")])
    assert lines(damaged)[1] == "File   Wrong: database disk image is malformed"
    missing = older._replace(format=0)
    assert lines(missing) == ["Slate  a.db", "File   not created yet"]
    assert lines(missing._replace(backups=[Path("/x/a.db.1.bak")])) == [
        "Slate    a.db",
        "File     Wrong: there is none, but there are backups of one",
        "Backups  a.db.1.bak",
    ]


def test_a_place_where_others_may_change_the_file() -> None:
    found = SOUND._replace(place=Place("nfs4", "Dropbox", uses_wal=True))
    assert [line.split(maxsplit=2) for line in lines(found)[6:]] == [
        ["Place", "Note:", text]
        for text in (
            "on a network file system (nfs4), whose locks are not reliable",
            "in a folder that Dropbox keeps in sync, which may copy it while it is written",
            "in WAL mode, set by another program: its newest changes may be in a second file",
        )
    ]
    assert found.is_in_order
