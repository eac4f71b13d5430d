import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file import verification
from slate.store.file.connection import Store
from slate.store.file.opening import open_file
from slate.store.file.verification import Fault, Part
from slate.store.reports import ledger_state
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.writing import add, remove, undo

_DIFFERS = "differs from what the reports amount to"


def filled(store: Store) -> Store:
    add(store, "Mank", date="2020-12-04", platform="Netflix", tags=("oscars",))
    add(store, "Roma")
    add(store, "Okja")
    remove(store, "okja")
    add(store, "Tenet")
    undo(store)
    return store


def faults(
    store: NewStore, *statements: str, last: Part = Part.TITLES, is_strict: bool = True
) -> list[Fault]:
    """Return what is wrong with a slate after these statements."""
    with filled(store()).reading() as connection:
        connection.execute(f"pragma foreign_keys = {is_strict}")
        for statement in statements:
            connection.execute(statement)
        return verification.faults(connection, last)


@pytest.mark.parametrize("last", Part)
def test_own_slate_has_no_faults(new_store: NewStore, last: Part) -> None:
    assert faults(new_store, last=last) == []


def test_check_leaves_the_slate_as_it_is(path: Path) -> None:
    filled(Store(path))
    before = path.read_bytes()
    with open_file(path) as connection:
        connection.execute("pragma query_only = on")
        connection.execute("begin")
        assert verification.faults(connection) == []
        assert connection.in_transaction
    assert path.read_bytes() == before


@pytest.mark.parametrize("error", [MemoryError(), OSError(24, "Too many open files")])
@pytest.mark.parametrize("part", Part)
def test_what_the_machine_lacks_is_no_fault_of_the_file(
    new_store: NewStore, monkeypatch: pytest.MonkeyPatch, part: Part, error: Exception
) -> None:
    def fail(_: object) -> list[Fault]:
        raise error

    monkeypatch.setitem(verification.__dict__["_CHECKS"], part, fail)
    with pytest.raises(type(error)):
        faults(new_store)


# The file


def test_index_that_lacks_a_row_is_found(new_store: NewStore) -> None:
    found = faults(
        new_store,
        "pragma writable_schema = on",
        "update sqlite_master set sql = replace(sql, '(spelling)', '(label)')"
        " where name = 'titles_spelling'",
        "pragma writable_schema = reset",
    )
    assert found == [
        Fault(Part.FILE, f"row {number} missing from index titles_spelling") for number in (1, 2)
    ]


@pytest.mark.parametrize(
    ("statement", "what", "can_rebuild"),
    [
        (
            "update tags set title = 7",
            "row 1 of tags refers to a row of titles that does not exist",
            True,
        ),
        (
            "update reports set batch = 77 where id = 2",
            "row 2 of reports refers to a row of batches that does not exist",
            False,
        ),
    ],
)
def test_reference_to_nothing_is_found(
    new_store: NewStore, statement: str, what: str, *, can_rebuild: bool
) -> None:
    found = faults(new_store, statement, is_strict=False)
    assert found == [Fault(Part.FILE, what, can_rebuild)]


def test_at_most_five_faults_are_named(new_store: NewStore) -> None:
    found = faults(
        new_store,
        "update reports set batch = 77 + id",
        "update titles set said_by = 77",
        "delete from batches",
        is_strict=False,
    )
    assert len(found) == 5


def test_page_that_cannot_be_read_is_found(path: Path) -> None:
    filled(Store(path))
    with open_file(path) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_master where name = 'reports'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xee" * 4096)
    with open_file(path) as connection:
        (fault,) = verification.faults(connection)
    assert fault == Fault(Part.FILE, "database disk image is malformed")


def test_page_with_odd_content_is_found(path: Path) -> None:
    filled(Store(path))
    with open_file(path) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_master where name = 'tags'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 8)  # where its first row begins
        file.write(b"\x00\x09")
    with open_file(path) as connection:
        (fault, *_) = verification.faults(connection)
        assert (fault.part, fault.can_rebuild) == (Part.FILE, False)
        assert f"page {page}" in fault.what
        assert "in database main" not in fault.what
        assert verification.page_faults(connection)[0].part is Part.FILE


# The schema


@pytest.mark.parametrize(
    ("statement", "what", "can_rebuild"),
    [
        ("drop view slate", "the view slate is missing", True),
        (
            "alter table reports add column mood text",
            "the table reports is not as slate creates it",
            False,
        ),
        (
            "update titles set label = printf('%.200001c', 'x') where id = 1",
            "titles has a label of 200,001 bytes",
            True,
        ),
        (
            "update titles set label = replace(printf('%.100001c', 'x'), 'x', 'ü') where id = 1",
            "titles has a label of 200,002 bytes",
            True,
        ),
    ],
)
def test_fault_of_the_schema_is_found(
    new_store: NewStore, statement: str, what: str, *, can_rebuild: bool
) -> None:
    for last in (Part.SCHEMA, Part.TITLES):
        found = faults(new_store, statement, last=last)
        assert found == [Fault(Part.SCHEMA, what, can_rebuild)]


def test_trigger_only_has_to_be_dropped(new_store: NewStore) -> None:
    statement = "create trigger spy after insert on reports begin select 1; end"
    for last in (Part.SCHEMA, Part.TITLES):
        assert faults(new_store, statement, last=last) == [
            Fault(Part.SCHEMA, "the trigger spy is not slate's: drop it", is_own=True)
        ]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "create table notes (t integer references titles (id))",
            (
                "the table notes refers to titles, which slate writes anew: drop it, or its "
                "foreign key"
            ),
        ),
        (
            "create unique index mine on titles (title)",
            "the unique index mine of titles is not slate's: drop it",
        ),
    ],
)
def test_own_rule_matters_only_where_titles_are_folded(
    new_store: NewStore, statement: str, what: str
) -> None:
    assert faults(new_store, statement) == [Fault(Part.SCHEMA, what, is_own=True)]
    assert faults(new_store, statement, last=Part.LEDGER) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update titles set tags = printf('%.300000c', 'x')",
        "update titles set label = printf('%.200000c', 'x')",
        "update reports set note = printf('%.300000c', 'x')",
        "create table notes as select printf('%.300000c', 'x') as note",
        "delete from releases",
    ],
)
def test_texts_that_slate_could_write_are_not_too_long(new_store: NewStore, statement: str) -> None:
    assert faults(new_store, statement, last=Part.SCHEMA) == []


def test_longest_title_that_slate_accepts_is_not_too_long(new_store: NewStore) -> None:
    """Folded, this character becomes 18, of 33 bytes."""
    store = new_store()
    add(store, "\ufdfa" * 1_000)
    with store.reading() as connection:
        assert verification.faults(connection) == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update titles set status = 'x' where slug = 'mank'", 'titles has the status "x"'),
        ("update titles set kind = ''", 'titles has the kind ""'),
        ("update releases set type = 'x'", 'releases has the type "x"'),
        (
            "update releases set date = '2021-99-77'",
            'releases has the date "2021-99-77" for 2020-12-04 to 2020-12-04',
        ),
        (
            "update releases set date = '2020-12-05'",
            'releases has the date "2020-12-05" for 2020-12-04 to 2020-12-04',
        ),
        (
            "update releases set latest = '2020-12-31'",
            'releases has the date "2020-12-04" for 2020-12-04 to 2020-12-31',
        ),
        (
            "update releases set date = ' 2020-12-04'",
            'releases has the date " 2020-12-04" for 2020-12-04 to 2020-12-04',
        ),
        (
            "update releases set date = null",
            'releases has the date "None" for 2020-12-04 to 2020-12-04',
        ),
        (
            "update releases set leaves = 'soon'",
            'releases has the date "soon" for None to None',
        ),
        (
            "update releases set leaves_latest = '2020-12-31'",
            'releases has the date "None" for None to 2020-12-31',
        ),
    ],
)
def test_value_that_slate_does_not_write_is_found(
    new_store: NewStore, statement: str, what: str
) -> None:
    """This is cheap enough for reading a file that something else has changed."""
    for last in (Part.SCHEMA, Part.TITLES):
        found = faults(new_store, statement, last=last)
        assert found == [Fault(Part.SCHEMA, what, can_rebuild=True)]


@pytest.mark.parametrize(
    "time", ["soon", "", "2021-01-07T18:30:00Z", "2021-13-07T18:30:00.000000Z"]
)
def test_time_that_slate_does_not_write_is_found(new_store: NewStore, time: str) -> None:
    found = faults(new_store, f"update batches set recorded_at = '{time}' where id = 1")  # noqa: S608 -- as above
    assert found == [Fault(Part.SCHEMA, f'batches has the time "{time}"')]


def test_value_of_the_projections_that_cannot_be_read_can_be_rebuilt(new_store: NewStore) -> None:
    statement = "update titles set kind = cast(x'ff' as text)"
    (fault,) = faults(new_store, statement, last=Part.SCHEMA)
    assert (fault.part, fault.can_rebuild) == (Part.SCHEMA, True)
    assert fault.what.startswith("it cannot be read (OperationalError: Could not decode to UTF-8")


@pytest.mark.parametrize(
    "statement",
    [
        "delete from tags",
        "drop view slate",
        "update titles set said_by = 77",
        "update releases set date = 'soon'",
        "update titles set title = cast(x'ff' as text)",
    ],
)
def test_fault_of_the_ledger_comes_before_what_can_be_rebuilt(
    new_store: NewStore, statement: str
) -> None:
    """A rebuild would be of no use."""
    found = faults(new_store, statement, is_strict=False)
    assert found
    assert all(fault.can_rebuild for fault in found)
    found = faults(new_store, statement, "delete from ledger_state", is_strict=False)
    assert [fault.part for fault in found] == [Part.LEDGER]


# The ledger

_ONE_MORE = """
    insert into batches (uid, recorded_at, author, command)
    values ('', '2021-01-07T18:30:00.000000Z', '', '')
"""


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "delete from ledger_state",
            "its number of batches and reports, and its checksum, are missing",
        ),
        (
            "delete from reports where id = 4",
            "it has 6 of 6 batches and 4 of 5 reports",
        ),
        (
            _ONE_MORE,
            "it has 7 of 6 batches and 5 of 5 reports",
        ),
        (
            "update reports set note = '' where id = 1",
            "its checksum differs: a batch or a report was changed",
        ),
        (
            "update batches set author = 'bob' where id = 1",
            "its checksum differs: a batch or a report was changed",
        ),
    ],
)
def test_fault_of_the_ledger_is_found(new_store: NewStore, statement: str, what: str) -> None:
    store = new_store()
    with filled(store).reading() as connection:
        connection.execute(statement)
        assert verification.ledger_faults(connection) == [Fault(Part.LEDGER, what)]
        assert verification.faults(connection) == [Fault(Part.LEDGER, what)]


def test_fault_of_the_ledger_is_not_one_of_the_titles(new_store: NewStore) -> None:
    what = "its checksum differs: a batch or a report was changed"
    for last in (Part.LEDGER, Part.TITLES):
        found = faults(new_store, "update reports set said = '[1,2]' where id = 1", last=last)
        assert found == [Fault(Part.LEDGER, what)]
    assert faults(new_store, "update reports set said = '[1,2]'", last=Part.SCHEMA) == []


def test_ledger_that_slate_did_not_write_is_found_even_with_the_right_checksum(
    path: Path,
) -> None:
    add(Store(path), "Mank")
    change(path, "update batches set corrects = 'null'")
    with closing(sqlite3.connect(path)) as connection, connection:
        ledger_state.put(connection, ledger_state.computed(connection))
        wanted = [Fault(Part.LEDGER, "batch 1 corrects times that cannot be read")]
        assert verification.faults(connection, Part.LEDGER) == []
        assert verification.faults(connection) == wanted
        assert verification.ledger_faults(connection) == wanted


def test_ledger_can_be_checked_without_the_projections(new_store: NewStore) -> None:
    with filled(new_store()).reading() as connection:
        connection.execute("drop view slate")
        assert verification.ledger_faults(connection) == []
        connection.execute("alter table bookmarks add column mood text")
        assert verification.ledger_faults(connection) == [
            Fault(Part.SCHEMA, "the table bookmarks is not as slate creates it")
        ]


def test_value_that_cannot_be_read_is_found(new_store: NewStore) -> None:
    (fault,) = faults(new_store, "update reports set said = cast(x'ff' as text) where id = 1")
    assert fault.part is Part.LEDGER
    assert fault.what.startswith("it cannot be read (OperationalError: Could not decode to UTF-8")


# The titles


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update titles set slug = 'x' where id = 1", f"titles: 1 row {_DIFFERS} (mank)"),
        ("update releases set platform = 'x'", f"releases: 1 row {_DIFFERS} (mank)"),
        ("delete from tags", f"tags: 1 row {_DIFFERS} (mank)"),
        ("insert into tags values (2, 'x')", f"tags: 1 row {_DIFFERS} (roma)"),
        ("delete from removed", f"removed: 1 row {_DIFFERS} (okja)"),
        ("insert into undone values (1)", f"undone: 1 row {_DIFFERS}"),
        ("insert into undone values (1), (2)", f"undone: 2 rows differ{_DIFFERS[7:]}"),
        (
            "update titles set spelling = 'x'",
            f"titles: 2 rows differ{_DIFFERS[7:]} (mank, roma)",
        ),
    ],
)
def test_difference_from_the_reports_is_found(
    new_store: NewStore, statement: str, what: str
) -> None:
    assert faults(new_store, statement) == [Fault(Part.TITLES, what, can_rebuild=True)]
    assert faults(new_store, statement, last=Part.LEDGER) == []


def test_only_some_titles_are_named(new_store: NewStore) -> None:
    store = new_store()
    for name in "abcdefg":
        add(store, name)
    with store.reading() as connection:
        connection.execute("update titles set spelling = 'x'")
        (fault,) = verification.faults(connection)
    assert fault.what == (f"titles: 7 rows differ{_DIFFERS[7:]} (a, b, c, d, e and 2 more)")


def test_numbers_of_the_rows_do_not_count(new_store: NewStore) -> None:
    """They depend on the order in which titles were recorded."""
    store = new_store()
    add(store, "Mank", date="2020-12-04")
    add(store, "Roma")
    with store.reading() as connection:
        connection.execute("pragma foreign_keys = off")
        connection.execute("update titles set id = id + 70")
        connection.execute("update releases set title = title + 70, id = id + 70")
        assert verification.faults(connection) == []


def test_ledger_that_cannot_be_read_is_a_fault(new_store: NewStore) -> None:
    with filled(new_store()).reading() as connection:
        assert verification.ledger_faults(connection) == []
        connection.execute("update reports set note = 'x'")
        assert verification.ledger_faults(connection) == [
            Fault(Part.LEDGER, "its checksum differs: a batch or a report was changed")
        ]
        connection.execute("pragma foreign_keys = off")
        connection.execute("drop view slate")
        connection.execute("drop table reports")
        assert verification.ledger_faults(connection) == [
            Fault(Part.SCHEMA, "the table reports is missing")
        ]


def test_ledger_with_an_impossible_value_cannot_be_read(new_store: NewStore) -> None:
    with filled(new_store()).reading() as connection:
        connection.execute("update reports set note = cast(x'ff' as text)")
        [fault] = verification.ledger_faults(connection)
    assert fault.part == Part.LEDGER
    assert fault.what.startswith("it cannot be read (")
    assert not fault.can_rebuild


def test_pages_of_any_database_can_be_checked(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table notes (note text)")
    assert verification.page_faults(connection) == []
    connection.close()
