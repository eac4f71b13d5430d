import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import (
    DamagedError,
    LostMarksError,
    NewerFormatError,
    NoFormatError,
    NotASlateError,
    OwnRuleError,
    TableError,
    TriggerError,
)
from slate.domain.queries.query import Query
from slate.store.file import file_checks, schema
from slate.store.file.connection import LongCommand, Store
from slate.store.queries import record_queries, title_pages
from slate.store.titles import lookup
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.damaging import CHANGED, change
from tests.store.file.folders import files
from tests.store.older import write_older
from tests.store.writing import add, records, slugs

# Files that are not slates


def _foreign(path: Path) -> None:
    change(path, "create table titles (id integer)")


def _own(*statements: str) -> Callable[[Path], None]:
    """Return a function that creates a slate and runs statements on it."""

    def make(path: Path) -> None:
        add(Store(path), "Mank")
        change(path, *statements)

    return make


NO_SLATES: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("slug,title\n"),
    "one byte": lambda path: path.write_bytes(b"\n"),
    "random": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "half a header": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "header only": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(84)),
    "foreign tables": _foreign,
    "foreign format": lambda path: change(path, "pragma user_version = 4"),
    "foreign application": lambda path: change(
        path, "pragma application_id = 7", "create table t (id integer)"
    ),
}


@pytest.mark.parametrize("make", NO_SLATES.values(), ids=NO_SLATES)
def test_other_file_is_refused_and_left_unchanged(
    path: Path, make: Callable[[Path], object]
) -> None:
    make(path)
    before, there = path.read_bytes(), files(path.parent)
    refused = f"{path}: not a slate database. Nothing was changed."
    store = Store(path)
    for attempt in (lambda: records(store), lambda: add(store, "Roma")):
        with pytest.raises(NotASlateError) as error:
            attempt()
        assert str(error.value) == refused
    with pytest.raises(NotASlateError), writing.ledger(store, dry_run=True):
        pass
    assert path.read_bytes() == before
    assert files(path.parent) == there


def test_refused_file_is_not_kept_open(path: Path) -> None:
    path.write_text("no database " * 100, encoding="utf-8")
    before = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(NotASlateError) as error:
        records(Store(path))
    assert len(list(Path("/dev/fd").iterdir())) == before
    assert error.value.__cause__  # its traceback could keep a connection open


def test_foreign_trigger_is_refused(path: Path) -> None:
    _own("create trigger spy after insert on reports begin select 1; end")(path)
    before = path.read_bytes()
    store = Store(path)
    for attempt in (lambda: records(store), lambda: add(store, "Roma")):
        with pytest.raises(TriggerError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: has the trigger spy, which is not slate's. Nothing was changed. "
            "Drop the trigger first."
        )
    assert path.read_bytes() == before


OWN_RULES = {
    "foreign key": (
        "create table notes (t integer references titles (id))",
        (
            "the table notes refers to titles, which slate writes anew. Nothing was changed. Drop "
            "it, or its foreign key."
        ),
        "drop table notes",
    ),
    "unique index": (
        "create unique index mine on titles (title)",
        "the unique index mine of titles is not slate's. Nothing was changed. Drop it.",
        "drop index mine",
    ),
}


@pytest.mark.parametrize(("make", "why", "drop"), OWN_RULES.values(), ids=OWN_RULES)
def test_slate_with_a_rule_of_others_is_only_read(
    path: Path, make: str, why: str, drop: str
) -> None:
    _own(make)(path)
    before, there = path.read_bytes(), files(path.parent)
    store = Store(path)
    assert slugs(store) == ["mank"]
    for attempt in (
        lambda: add(store, "Roma"),
        lambda: store.rebuild(LongCommand("check --rebuild", "ann")),
    ):
        with pytest.raises(OwnRuleError) as error:
            attempt()
        assert str(error.value) == f"{path}: {why}"
    assert (path.read_bytes(), files(path.parent)) == (before, there)
    change(path, drop)
    add(store, "Roma")
    assert slugs(store) == ["mank", "roma"]


def test_older_slate_with_a_rule_of_others_is_not_upgraded(path: Path, new_store: NewStore) -> None:
    there = new_store()
    add(there, "Mank")
    write_older(path, there, 3)
    change(path, OWN_RULES["foreign key"][0])
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(OwnRuleError):
            attempt()
    assert path.read_bytes() == before


_ENDLESS = """
    create view {name} as
    with recursive endless (n) as (select 1 union all select n + 1 from endless)
    select n as id, n as batch, n as "key", 'x' as slug, 'slate' as migration_set from endless
"""
_TABLES = [
    *(name for name, type_ in schema.objects(schema.FORMAT).items() if type_ == "table"),
    schema.APPLIED_STEPS,
]


@pytest.mark.parametrize("name", _TABLES)
def test_view_in_place_of_any_table_is_refused(path: Path, name: str) -> None:
    """A view can run arbitrary queries: an endless one would hang every command."""
    make = _own(
        "pragma legacy_alter_table = on",
        "drop view slate",
        f"alter table {name} rename to hidden",
        _ENDLESS.format(name=name),
    )
    make(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: {name} is a view, not slate's table. Nothing was changed."
        )
    assert path.read_bytes() == before


def test_virtual_table_in_place_of_a_table_is_refused(path: Path) -> None:
    _own("drop table tags", "create virtual table tags using fts5 (title, tag)")(path)
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert "tags is a virtual table, not slate's table." in str(error.value)


@pytest.mark.parametrize("name", _TABLES[:-1])
def test_missing_table_is_named(path: Path, name: str) -> None:
    add(Store(path), "Mank")
    shutil.copy(path, path.with_name("slate.db.v1-2021-01-02.bak"))
    change(path, "drop view slate", f"drop table {name}")
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: has no table {name}. Nothing was changed. "
            f"The newest backup is {path}.v1-2021-01-02.bak."
        )


def test_foreign_tables_indexes_and_views_are_ignored(path: Path) -> None:
    _own(
        "drop table _sqlite_migrations",
        "create index mine on titles (slug, status)",
        "create view dates as select date from releases",
        "create table notes (note text)",
    )(path)
    add(Store(path), "Roma")
    assert slugs(Store(path)) == ["mank", "roma"]


@pytest.mark.parametrize("number", [0, -1, -2_147_483_648])
def test_lost_format_number_is_refused(path: Path, number: int) -> None:
    _own(f"pragma user_version = {number}")(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(NoFormatError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: its format number was lost (user_version is {number}). Nothing was changed."
        )
        assert error.value.applied == schema.FORMAT
    assert path.read_bytes() == before
    change(path, "pragma user_version = 4")
    assert slugs(Store(path)) == ["mank"]


@pytest.mark.parametrize("how", ["drop table _sqlite_migrations", "delete from _sqlite_migrations"])
def test_lost_format_number_is_not_guessed_without_migrations(path: Path, how: str) -> None:
    _own("pragma user_version = 0", how)(path)
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(NoFormatError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: its format number was lost (user_version is 0). Nothing was changed."
        )
        assert error.value.applied is None


def test_folders_and_pipes_are_refused(world: Path) -> None:
    (world / "folder").mkdir()
    os.mkfifo(world / "pipe")
    for name in ("folder", "pipe"):
        store = Store(world / name)
        for attempt in (lambda store=store: records(store), lambda store=store: add(store, "X")):
            with pytest.raises(NotASlateError) as error:
                attempt()
            assert str(error.value) == (
                f"{world}/{name}: not a slate database. Nothing was changed."
            )
    assert files(world) == {"folder", "pipe"}


def test_newer_format_is_refused(path: Path) -> None:
    add(Store(path), "Mank")
    change(path, "pragma user_version = 11")
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(NewerFormatError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: written by a newer slate (format 11; this one knows 10). Upgrade slate."
        )
    assert path.read_bytes() == before


def _truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 4096 // 2 * 4096)


def _cut_within_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)


def _zeroed(path: Path) -> None:
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "select rootpage from sqlite_master where name = 'titles'"
    ).fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


def _scrambled_schema(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (_truncated, ""),
        (_cut_within_a_page, " (it is cut off)"),
        (_zeroed, " (database disk image is malformed)"),
        (_scrambled_schema, ""),
    ],
)
@pytest.mark.parametrize("backed_up", [False, True])
def test_damaged_slate_is_refused_and_left_unchanged(
    path: Path, damage: Callable[[Path], None], why: str, *, backed_up: bool
) -> None:
    add(Store(path), "Mank", note="x" * 9_000)  # the last page is not one of the schema
    named = ""
    if backed_up:
        for name in ("v1-2021-01-02", "v1-2021-01-01"):
            shutil.copy(path, path.with_name(f"slate.db.{name}.bak"))
        named = f" The newest backup is {path}.v1-2021-01-02.bak."
    damage(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Mank")):
        with pytest.raises(DamagedError) as error:
            attempt()
        assert str(error.value) == f"{path}: the file is damaged{why}; nothing was changed.{named}"
        assert not error.value.can_rebuild
    assert path.read_bytes() == before


# What other programs changed


def _history(store: Store) -> None:
    """Read the reports on a title, as its history does."""
    with store.reading() as connection:
        title_pages.gather_history(connection, lookup.find(connection, "mank"))


def _dates(store: Store) -> None:
    """Read the dates of the releases, as a list does."""
    with store.reading() as connection:
        for found in record_queries.listing(connection, Query(), writing.TODAY):
            parse_date(found.date or "")


@pytest.mark.parametrize(
    ("statement", "why", "can_rebuild"),
    [
        ("update reports set said = '[1,2]'", CHANGED, False),
        ("update reports set said = '{'", CHANGED, False),
        ("update reports set confidence = 'sure'", CHANGED, False),
        ("update batches set recorded_at = 'soon'", 'batches has the time "soon"', False),
        ("delete from reports", "it has 1 of 1 batches and 0 of 1 reports", False),
        (
            "update titles set said_by = 7",
            "row 1 of titles refers to a row of reports that does not exist",
            True,
        ),
        (
            "update reports set batch = 7",
            "row 1 of reports refers to a row of batches that does not exist",
            False,
        ),
        (
            "update titles set title = printf('%.200001c', 'x')",
            "titles has a title of 200,001 bytes",
            True,
        ),
        (
            "alter table titles add column mood text",
            "the table titles is not as slate creates it",
            True,
        ),
        (
            "alter table reports add column mood text",
            "the table reports is not as slate creates it",
            False,
        ),
    ],
)
def test_foreign_change_is_refused(
    path: Path, statement: str, why: str, *, can_rebuild: bool
) -> None:
    add(Store(path), "Mank")
    change(path, statement)
    before = path.read_bytes()
    for attempt in (_history, lambda store: add(store, "Roma")):
        with pytest.raises(DamagedError) as error:
            attempt(Store(path))
        assert str(error.value) == f"{path}: the file is damaged ({why}); nothing was changed."
        assert error.value.can_rebuild is can_rebuild
    assert path.read_bytes() == before


def test_invalid_date_of_a_release_is_refused(path: Path) -> None:
    add(Store(path), "Mank", date="2021-02-04")
    change(path, "update releases set date = '2021-99-77'")
    before = path.read_bytes()
    for attempt in (_dates, lambda store: add(store, "Roma")):
        with pytest.raises(DamagedError) as error:
            attempt(Store(path))
        assert str(error.value) == (
            f'{path}: the file is damaged (releases has the date "2021-99-77" for 2021-02-04 to '
            "2021-02-04); nothing was changed."
        )
        assert error.value.can_rebuild
    assert path.read_bytes() == before


_COPIED = """
    insert into reports
    select 9, batch, 9, title_key, said, source, url, reported_on, confidence, note from reports
"""
_NO_STATE = "its number of batches and reports, and its checksum, are missing"


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("update titles set slug = 'roma'", "titles: 1 row differs"),
        ("delete from tags", "tags: 1 row differs"),
        (_COPIED, "it has 1 of 1 batches and 2 of 1 reports"),
        ("delete from ledger_state", _NO_STATE),
    ],
)
def test_nothing_is_written_to_a_slate_that_was_changed(
    path: Path, statement: str, why: str
) -> None:
    add(Store(path), "Mank", tags=("x",))
    change(path, statement)
    before = path.read_bytes()
    for dry_run in (False, True):
        with pytest.raises(DamagedError) as error, writing.ledger(Store(path), dry_run=dry_run):
            pass
        assert str(error.value).startswith(f"{path}: the file is damaged ({why}")
    assert path.read_bytes() == before


def test_changes_that_leave_the_slate_in_order_are_accepted(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    change(path, "vacuum", "insert into bookmarks (author, batch) values ('ann', 'x')")
    os.utime(path)
    assert slugs(kept) == ["mank"]
    add(kept, "Roma")
    change(path, "update ledger_state set saved_at = null")
    add(kept, "Okja")
    assert slugs(kept) == ["mank", "okja", "roma"]


def test_many_reports_are_not_folded_again_before_a_write(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the ledger is checked, but not the titles: that would take too long."""
    monkeypatch.setattr(file_checks, "_FOLDED_AGAIN", 1)
    for name in ("Mank", "Roma"):
        add(Store(path), name)
    change(path, "update titles set year = 1999")
    add(Store(path), "Okja")
    change(path, "update reports set note = 'x'")
    with pytest.raises(DamagedError) as error:
        add(Store(path), "Tenet")
    assert CHANGED in str(error.value)


@pytest.mark.parametrize(
    ("type_", "name"), [("view", "slate"), ("index", "titles_spelling"), ("index", "reports_split")]
)
def test_missing_index_or_view_is_refused(path: Path, type_: str, name: str) -> None:
    _own(f"drop {type_} {name}")(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert str(error.value) == f"{path}: has no {type_} {name}. Nothing was changed."
        assert error.value.can_rebuild
    assert path.read_bytes() == before


def test_missing_tables_of_the_ledger_cannot_be_rebuilt(path: Path) -> None:
    for name in schema.LEDGER:
        path.unlink(missing_ok=True)
        _own("drop view slate", f"drop table {name}")(path)
        with pytest.raises(TableError) as error:
            records(Store(path))
        assert not error.value.can_rebuild
        with pytest.raises(TableError) as error:
            add(Store(path), "Roma")
        assert not error.value.can_rebuild


def test_slate_that_lost_its_marks_is_refused(path: Path) -> None:
    """As after `sqlite3 slate.db .dump | sqlite3 other.db`."""
    add(Store(path), "Mank")
    other = path.with_name("other.db")
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(other)) as two:
        two.executescript("\n".join(one.iterdump()))
    before = other.read_bytes()
    for attempt in (lambda: records(Store(other)), lambda: add(Store(other), "Roma")):
        with pytest.raises(LostMarksError) as error:
            attempt()
        assert str(error.value) == (
            f"{other}: has the tables of a slate, but lost the numbers that mark it as one "
            "(application_id and user_version), as after .dump. Nothing was changed."
        )
        assert error.value.applied == schema.FORMAT
    assert other.read_bytes() == before
    change(
        other,
        f"pragma application_id = {schema.APPLICATION_ID}",
        f"pragma user_version = {schema.FORMAT}",
    )
    add(Store(other), "Roma")
    assert slugs(Store(other)) == ["mank", "roma"]


@pytest.mark.parametrize("how", ["drop table _sqlite_migrations", "delete from _sqlite_migrations"])
def test_slate_without_marks_and_steps_is_not_a_slate(path: Path, how: str) -> None:
    _own("pragma application_id = 0", "pragma user_version = 0", how)(path)
    with pytest.raises(NotASlateError):
        records(Store(path))
