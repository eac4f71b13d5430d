from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from slate.domain.errors import SlateError, TitleNotFoundError
from slate.domain.ledger.errors import (
    BatchNotFoundError,
    ClockAheadError,
    ClockBehindError,
    SlugTakenError,
)
from slate.domain.titles.kinds import Kind
from slate.store.file import backups, writer_note
from slate.store.file.connection import Store
from slate.store.ledger import Ledger, open_ledger
from slate.usecases.add import add as add_title
from slate.usecases.undo import redo as redo_batch
from slate.usecases.undo import undo as undo_batch
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.joining import entries, exported
from tests.store.writing import NOW, add, batches, record, says, slugs, take, undo


def _opened(store: Store, *, dry_run: bool = False) -> None:
    options = {"author": "ann", "command": "add A", "now": NOW}
    with open_ledger(store, dry_run=dry_run, **options) as ledger:  # type: ignore[arg-type]
        add_title(ledger, says("A"))
        ledger.create(says("B"))


def test_command_is_one_batch_of_its_author(store: Store) -> None:
    _opened(store)
    (batch,) = batches(store)
    assert (batch.author, batch.command, batch.reports, batch.undoes) == ("ann", "add A", 2, None)
    assert batch.recorded_at == "2021-01-07T12:00:00.000000Z"


def test_dry_run_stores_nothing(store: Store) -> None:
    _opened(store, dry_run=True)
    assert batches(store) == []


def test_command_without_statements_records_nothing(store: Store) -> None:
    with writing.ledger(store):
        pass
    assert batches(store) == []


def test_undos_by_other_authors_are_found(store: Store) -> None:
    add(store, "A", by="ann")
    add(store, "B", by="bob")
    with writing.ledger(store, "ann") as book:
        first = book.find_batch("1")
        assert book.newest_batch() == first
        assert (book.newest_undo(), book.undos_of(first), book.root_of(first)) == (None, [], first)
    undo(store, "1", by="bob")
    with writing.ledger(store, "bob") as book:
        (taker,) = book.undos_of(first)
        assert book.newest_undo() == taker
        assert (taker.undoes, book.root_of(taker).uid) == (first.uid, first.uid)
        newest = book.newest_batch()
        assert newest is not None
        assert newest.id == 2
    with writing.ledger(store, "ann") as book:
        assert (book.newest_batch(), book.newest_undo()) == (None, None)


def test_title_with_a_taken_slug_is_not_created(store: Store) -> None:
    add(store, "Mank")
    with writing.ledger(store) as book:
        with pytest.raises(SlugTakenError):
            book.create(says("Roma", slug="mank"))
        assert book.slug_of("roma|||film|") == ""
        assert book.slug_of("mank|||film|") == "mank"


def test_platforms_are_spelled_as_in_the_slate(store: Store) -> None:
    add(store, "Mank", platform="Netflix")
    with writing.ledger(store) as book:
        assert book.spelled(says("Roma", platform="NETFLIX")).platform == "Netflix"


def test_a_title_is_followed_as_soon_as_the_batch_states_its_id(store: Store) -> None:
    add(store, "Mank", date="2021-01-06", kind="film")
    add(store, "Dune", ids=(("tvmaze", "1"),))
    with writing.ledger(store) as book:
        key = book.find("mank").key
        assert book.followed("tvmaze", key) == []
        book.update(key, says(ids=(("tvmaze", "2"),)))
        (found,) = book.followed("tvmaze", key)
        assert (found.slug, found.value, found.kind) == ("mank", "2", Kind.FILM)
        # By the day of the batch, not of the machine.
        assert (found.comes, found.last) == (None, date(2021, 1, 6))
        assert book.followed("tmdb", key) == []
    with writing.ledger(store, now=datetime(2021, 1, 6, 12, tzinfo=UTC)) as book:
        (found,) = book.followed("tvmaze", key)
        assert found.comes == date(2021, 1, 6)


def test_rows_of_a_file_link_by_their_slugs_in_the_file(store: Store) -> None:
    take(store, says("Roma", handle="r"), says("Roma 2", links=(("sequel-of", "r"),)))
    assert record(store, "roma-2").label == "Sequel in development"


def test_text_that_only_slugifies_to_a_slug_does_not_match(store: Store) -> None:
    for title in ("C", "Untitled", "Cobra Kai S3"):
        add(store, title)
    add(store, "Cobra Kai", season=3, new=True)
    add(store, "C++")
    with writing.ledger(store) as book:
        for text in ("C#", "!!!", "C!"):
            with pytest.raises(TitleNotFoundError):
                book.find(text)
        assert book.find("C++").name == "C++"
        assert book.find("Cobra Kai S3").season is None
        assert book.find("Cobra Kai: season 3").season == 3


def test_report_is_stored_when_add_report_returns(store: Store) -> None:
    writing.add(store, "Mank")
    with store.writing() as connection:
        book = writing.Book(connection, author="tester", command="test", now=writing.NOW)
        key = book.find("mank").key
        book.add_report(key, {"tags": {"x": True}}, says().origin)
        (number,) = connection.execute("select count(*) from reports").fetchone()
        assert number == 2
        connection.execute("delete from reports where n = 1 and batch = 2")
        connection.execute("delete from batches where id = 2")


FUTURE = datetime(2031, 1, 7, 12, tzinfo=UTC)


def _open(store: Store, now: datetime, **options: Any) -> None:  # noqa: ANN401 -- of any type
    with open_ledger(store, author="ann", command="add", now=now, **options) as ledger:
        add_title(ledger, says("Heat"))


@pytest.mark.parametrize(
    ("now", "error"),
    [
        (datetime(2021, 1, 5, 11, tzinfo=UTC), ClockBehindError),
        (datetime(2031, 1, 9, tzinfo=UTC), ClockAheadError),
    ],
)
def test_wrong_clock_is_refused_before_anything_is_written(
    store: Store, now: datetime, error: type[SlateError]
) -> None:
    add(store, "Mank")
    with pytest.raises(error):
        _open(store, now)
    assert len(batches(store)) == 1
    _open(store, now, checks_clock=False)
    assert len(batches(store)) == 2


def test_batches_that_are_about_to_be_corrected_do_not_count(store: Store) -> None:
    add(store, "Mank")
    with writing.ledger(store, now=FUTURE) as book:
        book.add(says("Tenet"))
    with pytest.raises(ClockBehindError):
        _open(store, NOW)
    with pytest.raises(BatchNotFoundError):
        _open(store, NOW, corrected=("9",))
    _open(store, NOW, corrected=("2",))


def test_corrected_time_is_compared_with_the_clock(store: Store) -> None:
    with writing.ledger(store, now=FUTURE) as book:
        book.add(says("Tenet"))
    writing.correct(store, ("1", "2021-01-06T12:00:00.000000Z"))
    _open(store, NOW)
    assert [batch.effective_at[:10] for batch in batches(store)] == [
        "2021-01-06", "2021-01-07", "2021-01-07",
    ]  # fmt: skip


def test_newest_batch_of_an_author_is_the_newest_by_the_times_that_count(store: Store) -> None:
    with writing.ledger(store, now=FUTURE) as book:
        book.add(says("Tenet"))
    writing.correct(store, ("1", "2021-01-06T12:00:00.000000Z"))
    add(store, "Mank")
    assert undo(store).batch.id == 3
    undo(store, "2")
    with writing.ledger(store) as book:
        newest = book.newest_batch()
        assert newest is not None
        assert newest.id == 1


def test_titles_and_limited_undos_of_a_batch(store: Store) -> None:
    take(store, says("Show", season=2), says("Mank"), says("Tenet"))
    add(store, "Mank 2")
    writing.remove(store, "tenet")
    with writing.ledger(store) as book:
        book.merge("mank-2", "mank", says().origin)
    undo(store, "1", only=("show-s2",))
    with writing.ledger(store) as book:
        batch = book.find_batch("1")
        assert batch.partly_undone
        assert book.undone_keys(batch) == {"show|2||series|"}
        assert book.titles_in(batch) == [
            ("mank|||film|", "mank 2|||film|", "mank-2", "Mank 2"),
            ("show|2||series|", "show|2||series|", "show", "show: season 2"),
            ("tenet|||film|", "tenet|||film|", "tenet", "Tenet"),
        ]


# Automatic backups


@contextmanager
def _commanded(store: Store, *, dry_run: bool = False) -> Iterator[Ledger]:
    with open_ledger(store, author="ann", command="test", now=NOW, dry_run=dry_run) as ledger:
        yield ledger


def _import(ledger: Ledger, number: int) -> None:
    importer = ledger.row_importer()
    importer.add(says(f"Title {each}") for each in range(number))
    importer.finish(lambda *_: None)


def _names(path: Path) -> list[str]:
    return [found.name for found in backups.automatic(path)]


@pytest.mark.slow
def test_slate_is_backed_up_before_more_than_1000_reports(path: Path) -> None:
    """Once each before they are recorded, undone, and recorded again."""
    told: list[str] = []
    store = Store(path, say=told.append, time="20210107T091500Z")
    add(store, "Mank")
    with _commanded(store) as ledger:
        _import(ledger, 1_001)
    assert _names(path) == ["slate.db.before-import-20210107T091500Z.bak"]
    assert slugs(Store(backups.automatic(path)[0])) == ["mank"]
    with _commanded(store) as ledger:
        undo_batch(ledger, "2", lambda _: None)
    with _commanded(store) as ledger:
        redo_batch(ledger, None, lambda _: None)
    assert told == [
        f"backup: {path}.before-import-20210107T091500Z.bak",
        f"backup: {path}.before-undo-20210107T091500Z.bak",
        f"backup: {path}.before-undo-20210107T091500Z-2.bak",
    ]
    assert len(_names(path)) == 3


@pytest.mark.slow
def test_no_backup_is_made_before_1000_reports(path: Path) -> None:
    add(Store(path), "Mank")
    with _commanded(Store(path)) as ledger:
        _import(ledger, 1_000)
    with _commanded(Store(path)) as ledger:
        undo_batch(ledger, "2", lambda _: None)
    assert _names(path) == []


@pytest.mark.slow
def test_no_backup_stays_of_a_large_import_that_was_not_stored(path: Path) -> None:
    told: list[str] = []
    store = Store(path, say=told.append)
    add(store, "Mank")
    before = path.read_bytes()
    with _commanded(store, dry_run=True) as ledger:
        _import(ledger, 1_001)
        assert _names(path) == []
    with pytest.raises(KeyError), _commanded(store) as ledger:  # noqa: PT012 -- one command
        _import(ledger, 1_001)
        assert len(_names(path)) == 1
        raise KeyError
    assert _names(path) == told == []
    assert path.read_bytes() == before


def test_slate_is_backed_up_before_a_ledger_is_joined(path: Path, new_store: NewStore) -> None:
    other = new_store()
    for name in ("Roma", "Okja"):
        add(other, name)
    told: list[str] = []
    store = Store(path, say=told.append)
    add(store, "Mank")
    items = list(entries(exported(other)))
    with _commanded(store, dry_run=True) as ledger:
        ledger.join(items, lambda _: None)
    assert _names(path) == []
    with _commanded(store) as ledger:
        ledger.join(items, lambda _: None)
    (backup,) = backups.automatic(path)
    assert backup.name.startswith("slate.db.before-import-")
    assert told == [f"backup: {backup}"]
    assert slugs(Store(backup)) == ["mank"]
    with _commanded(store) as ledger:
        ledger.join(items, lambda _: None)  # nothing new
    assert backups.automatic(path) == [backup]


def test_what_is_recorded_after_a_join_comes_after_what_came(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    with writing.ledger(there, now=NOW + timedelta(hours=5)) as book:
        book.create(says("Roma"))
    with writing.ledger(here) as book:
        drafted = book.draft("mank|||film|", None, says("Mank").origin)
        book.joining(entries(exported(there)))
        book.create(says("Mank"))
    roma, mank = sorted(batches(here), key=lambda batch: batch.recorded_at)
    assert drafted.recorded_at < roma.recorded_at < mank.recorded_at


def test_command_that_may_take_long_leaves_a_note(path: Path) -> None:
    add(Store(path), "Mank")
    options = {"author": "ann", "command": "import a.csv", "now": NOW}
    with open_ledger(Store(path), may_take_long=True, **options):  # type: ignore[arg-type]
        note = writer_note.read(path)
        assert note is not None
        assert (note.command, note.author) == ("import a.csv", "ann")
    with open_ledger(Store(path), **options):  # type: ignore[arg-type]
        assert writer_note.read(path) is None
