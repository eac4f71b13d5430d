import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from slate.domain.errors import NotRestorableError, SoundSlateError
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Batch, Report
from slate.formats.errors import FileError, ImportRefusedError
from slate.store.file.connection import LongCommand, Store
from slate.usecases.restore import Lost, Restored, only_valid, restore
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.joining import exported
from tests.store.older import write_older
from tests.store.writing import NOW, add, batches, ledger, says, slugs

WRITER = LongCommand("restore copy", "tester")


def restored(store: Store, file: Path, *, dry_run: bool = False) -> Restored:
    return restore(store, file, NOW, WRITER, dry_run=dry_run)


@pytest.fixture
def other(world: Path) -> Store:
    store = Store(world / "other.db")
    with ledger(store) as book:
        for number in range(3):
            book.add(says(f"Title {number}"))
    return store


def test_a_slate_replaces_another(kept: Store, other: Store, world: Path) -> None:
    add(kept, "Mank")
    [own] = batches(kept)
    done = restored(kept, world / "other.db", dry_run=True)
    assert (done.counts, done.copy, done.was_sound, done.lost) == ((3, 0, 3, 1), None, True, None)
    assert ([batch.uid for batch in done.only_there], slugs(kept)) == ([own.uid], ["mank"])
    done = restored(kept, world / "other.db")
    assert [batch.uid for batch in done.only_there] == [own.uid]
    assert done.copy is not None
    assert slugs(Store(done.copy)) == ["mank"]
    assert exported(kept) == exported(other)


def test_a_ledger_replaces_a_slate(kept: Store, other: Store, world: Path) -> None:
    add(kept, "Mank")
    file = world / "ledger"
    file.write_bytes(exported(other))
    done = restored(kept, file)
    assert (done.counts, done.lost, len(done.only_there)) == ((3, 0, 3, 1), None, 1)
    assert exported(kept) == exported(other)


def test_a_ledger_may_begin_with_a_byte_order_mark_or_an_empty_line(
    kept: Store, other: Store, world: Path
) -> None:
    file = world / "ledger"
    for start in (b"\xef\xbb\xbf", b"\n", b"\r\n \n"):
        file.write_bytes(start + exported(other))
        assert restored(kept, file).counts == (3, 0, 3, 1)
        assert exported(kept) == exported(other)


def test_what_is_lost_of_a_damaged_slate_is_said(kept: Store, other: Store, world: Path) -> None:
    assert slugs(other)
    change(world / "other.db", "update reports set reported_on = 'soon' where n = 2")
    done = restored(kept, world / "other.db")
    assert (done.counts, done.lost) == ((2, 0, 2, 1), Lost(1, 0, 1, is_changed=False))
    change(world / "other.db", "delete from ledger_state")
    assert restored(kept, world / "other.db").lost == Lost(1, None, None, is_changed=False)


def test_lost_batches_are_counted(kept: Store, world: Path) -> None:
    store = Store(world / "other.db")
    for title in ("Mank", "Roma", "Soul"):
        add(store, title)
    change(world / "other.db", "update reports set said = '5' where id > 1")
    assert restored(kept, world / "other.db").lost == Lost(0, 2, 2, is_changed=False)


def test_a_changed_report_is_noticed(kept: Store, other: Store, world: Path) -> None:
    assert slugs(other)
    change(world / "other.db", "update reports set note = 'changed' where n = 2")
    done = restored(kept, world / "other.db")
    assert (done.counts.reports, done.lost) == (3, Lost(0, 0, 0, is_changed=True))


def test_reports_that_got_another_batch_are_not_changed(
    kept: Store, other: Store, world: Path
) -> None:
    assert slugs(other)
    change(world / "other.db", "delete from batches")
    assert restored(kept, world / "other.db").lost == Lost(1, 0, 0, is_changed=False)


def test_nothing_is_only_in_a_slate_that_is_restored_from_itself(kept: Store, path: Path) -> None:
    with ledger(kept) as book:
        for title in ("Mank", "Roma"):
            book.add(says(title))
    (path.parent / "link").symlink_to(path)
    change(path, "update reports set said = '5' where n = 2")
    done = restored(kept, path.parent / "link")
    assert (done.only_there, done.lost) == ([], Lost(1, 0, 1, is_changed=False))


def test_a_sound_slate_is_not_restored_from_itself(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = path.read_bytes()
    (path.parent / "link").symlink_to(path)
    for file in (path, path.parent / "link"):
        for dry_run in (False, True):
            with pytest.raises(SoundSlateError, match="is the slate itself"):
                restored(kept, file, dry_run=dry_run)
    assert path.read_bytes() == before


def test_a_slate_whose_titles_alone_are_damaged_is_restored_from_itself(
    kept: Store, path: Path
) -> None:
    add(kept, "Mank")
    change(path, "delete from titles")
    done = restored(kept, path)
    assert (done.counts, done.lost, slugs(kept)) == ((1, 0, 1, 1), None, ["mank"])


def test_an_older_slate_is_restored_from_itself(path: Path, new_store: NewStore) -> None:
    there = new_store()
    add(there, "Mank")
    write_older(path, there, 3)
    store = Store(path)
    assert restored(store, path).counts == (1, 0, 1, 1)
    assert slugs(store) == ["mank"]


def test_a_file_that_is_no_database_is_moved_aside(
    kept: Store, other: Store, world: Path, path: Path
) -> None:
    path.write_text("no slate", encoding="utf-8")
    done = restored(kept, world / "other.db", dry_run=True)
    assert (done.copy, done.was_sound, done.only_there) == (None, False, [])
    assert path.read_text(encoding="utf-8") == "no slate"
    done = restored(kept, world / "other.db")
    assert (done.was_sound, done.only_there) == (False, [])
    assert done.copy is not None
    assert done.copy.read_text(encoding="utf-8") == "no slate"
    assert exported(kept) == exported(other)


def test_what_is_neither_is_refused(kept: Store, world: Path) -> None:
    file = world / "file"
    add(kept, "Mank")
    before = exported(kept)
    with pytest.raises(FileError, match="cannot be read: No such file"):
        restored(kept, file)
    for there in (Path("/dev/null"), world):
        with pytest.raises(NotRestorableError):
            restored(kept, there)
    file.touch()
    with pytest.raises(NotRestorableError):
        restored(kept, file)
    for content in (
        b"title\nSoul\n",
        b'{"title": "Soul"}\n',
        b'{"title": ',
        b'{"data": [{"title": "Soul"}], "meta": 1}',
        b'[{"title": "Soul"}]',
        bytes(100),
        b"SQLite format 2\0",
        b"{",
        b" ",
    ):
        file.write_bytes(content)
        with pytest.raises(NotRestorableError):
            restored(kept, file)
    file.write_bytes(before.replace(b'"reports":1', b'"reports":2'))
    with pytest.raises(ImportRefusedError):
        restored(kept, file)
    assert exported(kept) == before


UID = "8b6f1a52-7b0e-4c0a-9a1d-3c2b1e0f9a77"
BATCH = Batch(4, UID, "2021-01-07T12:00:00.000000Z", "ann", "import -", None)


def report(n: int = 1, said: object = None, **values: Any) -> Report:  # noqa: ANN401 -- any field
    patch: Any = {"title": "Soul"} if said is None else said
    plain = Report(
        "soul|||film|", patch, None, None, "2021-01-07", CONFIDENCES["reported"], None, "", "", n
    )
    return plain._replace(**values)


@pytest.mark.parametrize(
    "odd",
    [
        report(said=[]),
        report(said={"title": 5}),
        report(said={"bogus": 1}),
        report(said={"title": "a\x1b"}),
        report(reported_on="soon"),
        report(confidence="certain"),
        report(title_key=5),
        report(title_key=b"x"),
        report(source="\n"),
        report(note="x" * 1_000_000),
    ],
)
def test_only_reports_that_slate_could_have_recorded_are_valid(odd: Report) -> None:
    plain = [report(1), odd._replace(n=2), report(3)]
    assert only_valid(BATCH, plain) == [plain[0], plain[2]]
    assert only_valid(BATCH, plain[::2]) == plain[::2]
    assert only_valid(BATCH, [odd]) == []


def test_a_removal_is_valid() -> None:
    removal = report()._replace(said=None)
    assert only_valid(BATCH, [removal]) == [removal]


@pytest.mark.parametrize(
    "batch",
    [
        BATCH._replace(author="a\x1b"),
        BATCH._replace(command="a\x1b"),
        BATCH._replace(undoes="\n"),
    ],
)
def test_no_report_of_an_impossible_batch_is_valid(batch: Batch) -> None:
    assert only_valid(batch, [report()]) == []


def test_the_time_of_this_machine_does_not_matter(kept: Store, other: Store, world: Path) -> None:
    early = datetime(2015, 1, 1, tzinfo=UTC)
    restore(kept, world / "other.db", early, WRITER, dry_run=False)
    assert exported(kept) == exported(other)
    file = world / "ledger"
    file.write_bytes(exported(other))
    restore(kept, file, early, WRITER, dry_run=False)
    assert exported(kept) == exported(other)
    assert json.loads(exported(kept).splitlines()[0])["batches"] == 1
