from pathlib import Path

from slate.domain.reports.report import Batch
from slate.store.file.verification import Fault, Part
from slate.store.queries.row_counts import Counts
from slate.store.reports.ledger_state import LedgerState
from slate.store.store_check import CheckedContent, StoreCheck

CONTENT = CheckedContent(LedgerState(1, 1), Counts(1, 0, 1, 1), [], 3)
SOUND = StoreCheck(8, [], CONTENT, [], [])
TITLES = Fault(Part.TITLES, "titles: 1 row differs", can_rebuild=True)
LEDGER = Fault(Part.LEDGER, "its checksum differs")
AHEAD = Batch(1, "u", "2021-03-01T12:00:00.000000Z", "ann", "add Soul", None)


OLD, NEW = Path("slate.db.20210106T091500Z.bak"), Path("slate.db.20210107T091500Z.bak")


def test_only_possible_duplicates_are_in_order() -> None:
    assert SOUND.is_in_order
    assert SOUND._replace(content=None).is_in_order
    assert SOUND._replace(content=CONTENT._replace(ahead=None)).is_in_order
    assert not SOUND._replace(content=CONTENT._replace(ahead=[AHEAD])).is_in_order
    assert not SOUND._replace(faults=[TITLES]).is_in_order
    assert SOUND._replace(backups=[OLD, NEW]).is_in_order
    assert not SOUND._replace(backups=[OLD, NEW], bad_backups=[OLD]).is_in_order


def test_a_slate_is_lost_if_only_its_backups_are_there() -> None:
    none = StoreCheck(0, [], None, [], [])
    assert (none.is_lost, none.is_in_order) == (False, True)
    lost = none._replace(backups=[OLD])
    assert (lost.is_lost, lost.is_in_order) == (True, False)
    assert not SOUND._replace(backups=[OLD]).is_lost


def test_backups_that_can_be_restored() -> None:
    assert SOUND._replace(backups=[OLD, NEW]).good_backups == [OLD, NEW]
    assert SOUND._replace(backups=[OLD, NEW], bad_backups=[NEW]).good_backups == [OLD]
    assert SOUND._replace(backups=[OLD], bad_backups=[OLD]).good_backups == []


def test_a_rebuild_helps_if_it_repairs_everything() -> None:
    assert SOUND._replace(faults=[TITLES, TITLES]).can_rebuild
    assert not SOUND._replace(faults=[TITLES, LEDGER]).can_rebuild
    assert not SOUND._replace(content=CONTENT._replace(ahead=[AHEAD])).can_rebuild
    assert not SOUND.can_rebuild


def test_what_the_user_has_added_is_wrong_but_no_damage() -> None:
    own = Fault(Part.SCHEMA, "the trigger spy is not slate's: drop it", is_own=True)
    found = SOUND._replace(faults=[own])
    assert not found.is_in_order
    assert not found.is_damaged
    assert not found.can_rebuild
    assert SOUND._replace(faults=[own, LEDGER]).is_damaged
