import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from slate.domain.reports.report import Batch, Report
from slate.store.file import salvage as salvage_module
from slate.store.file.connection import Store
from slate.store.file.opening import open_file
from slate.store.file.salvage import Salvaged, readable_batches, salvage
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.older import write_older
from tests.store.writing import add, correct, says, take, undo

_SIZE = 100_000


def every(_: Batch, reports: list[Report]) -> list[Report]:
    return reports


def filled(store: Store) -> Store:
    """Fill a slate: an add, three rows, an undo of them, a correction of the first two, an add."""
    add(store, "Mank", note="n", source="A", url="https://a", tags=("x",))
    take(store, says("Roma"), says("Okja"), says("Tenet"))
    undo(store)
    first, second = (batch.uid for batch in writing.batches(store)[:2])
    correct(store, (first, "2021-01-06T12:00:00.000000Z"), (second, "2021-01-06T13:00:00.000000Z"))
    add(store, "Soul")
    return store


def after(store: Store, *statements: str, expected: int | None = None) -> Salvaged:
    """Return what is read after these statements; `expected` is the number of reports before."""
    with store.reading() as connection:
        connection.execute("pragma foreign_keys = off")
        for statement in statements:
            connection.execute(statement)
        return salvage(connection, _SIZE, every, expected)


def told(found: Salvaged) -> list[tuple[int, list[str]]]:
    """Return the number of each batch and the titles of its reports."""
    return [
        (batch.id, [report.title_key.partition("|")[0] for report in reports])
        for batch, reports in found.batches
    ]


_WHOLE = [(1, ["mank"]), (2, ["roma", "okja", "tenet"]), (3, []), (4, []), (5, ["soul"])]


def test_sound_ledger_is_read_as_it_is(new_store: NewStore) -> None:
    store = filled(new_store())
    with store.writing() as connection:
        connection.execute("insert into bookmarks (author, batch) values ('ann', 'x')")
    wanted = [batch._replace(reports=0) for batch in writing.batches(store)]
    found = after(store, expected=5)
    assert told(found) == _WHOLE
    assert (found.incomplete, found.reports, found.bookmarks) == (0, 5, [("ann", "x")])
    for (batch, reports), other in zip(found.batches, wanted, strict=True):
        assert batch.reports == len(reports)
        assert batch[:7] == other._replace(reports=len(reports))[:7]
        assert (batch.only, batch.corrects) == (other.only, other.corrects)
        assert [report.n for report in reports] == list(range(1, len(reports) + 1))
    items = list(found.items())
    assert [type(item) for item in items[:6]] == [Batch, Report, Batch, Report, Report, Report]
    report = items[1]
    assert isinstance(report, Report)
    assert report.said == {"title": "Mank", "tags": {"x": True}}
    assert (report.source, report.url, report.note) == ("A", "https://a", "n")


def uids(found: Salvaged) -> list[str]:
    return [batch.uid for batch, _ in found.batches]


def test_batch_that_lost_a_report_is_another_batch(new_store: NewStore) -> None:
    """And so are those that name it; the others stay what they are."""
    store = filled(new_store())
    before = [batch.uid for batch in writing.batches(store)]
    found = after(store, "delete from reports where n = 2")
    assert told(found) == [_WHOLE[0], (2, ["roma", "tenet"]), *_WHOLE[2:]]
    assert found.incomplete == 1
    one, two, three, four, five = uids(found)
    assert (one, five) == (before[0], before[4])
    assert not {two, three, four} & {*before}
    (_, (second, reports), (third, _), (fourth, _), _) = found.batches
    assert third.undoes == second.uid == two
    assert dict(fourth.corrects) == {
        one: "2021-01-06T12:00:00.000000Z",
        two: "2021-01-06T13:00:00.000000Z",
    }
    assert fourth.corrects == tuple(sorted(fourth.corrects))
    assert [(report.n, report.batch) for report in reports] == [(1, two), (2, two)]


def test_undo_of_an_undo_of_an_incomplete_batch_is_another_batch_too(new_store: NewStore) -> None:
    store = filled(new_store())
    undo(store, "3")
    before = [batch.uid for batch in writing.batches(store)]
    found = after(store, "delete from reports where n = 2")
    assert [batch.undoes for batch, _ in found.batches] == [
        None, None, uids(found)[1], None, None, uids(found)[2],
    ]  # fmt: skip
    assert [uid for uid in uids(found) if uid in before] == [before[0], before[4]]


def renamed(store: Store, *statements: str, expected: int | None = None) -> list[int]:
    """Return the numbers of the batches that have another uid after these statements."""
    before = {batch.uid for batch in writing.batches(store)}
    found = after(store, *statements, expected=expected)
    return [batch.id for batch, _ in found.batches if batch.uid not in before]


_NAMED = [3, 4]  # batches that name the second one


@pytest.mark.parametrize("lost", ["= 2", "= 3", "= 4", "in (2, 3)", "in (3, 4)", "in (2, 4)"])
def test_report_that_is_missing_anywhere_in_a_batch_is_noticed(
    new_store: NewStore, lost: str
) -> None:
    """The last one by its number, which is missing before those of the next batch."""
    found = renamed(filled(new_store()), f"delete from reports where id {lost}", expected=5)  # noqa: S608 -- as above
    assert found == [2, *_NAMED]


def test_last_report_of_all_is_noticed_if_their_number_is_known(new_store: NewStore) -> None:
    store = filled(new_store())
    take(store, says("Tallulah"), says("Klaus"))
    assert renamed(store, expected=7) == []
    assert renamed(store, "delete from reports where id = 7") == []
    assert renamed(store, expected=7) == [6]


def test_batch_without_any_report_is_left_out(new_store: NewStore) -> None:
    found = after(filled(new_store()), "delete from reports where batch = 5")
    assert told(found) == _WHOLE[:-1]
    assert found.incomplete == 0


def test_reports_of_two_batches_that_are_missing_belong_to_both(new_store: NewStore) -> None:
    store = new_store()
    take(store, says("Mank"), says("Roma"))
    take(store, says("Okja"), says("Tenet"))
    found = after(store, "delete from reports where id in (2, 3)")
    assert told(found) == [(1, ["mank"]), (2, ["tenet"])]
    assert found.incomplete == 2


@pytest.mark.parametrize(
    "statement",
    [
        "delete from batches where id = 2",
        "update batches set uid = 'x' where id = 2",
        "update batches set uid = upper(uid) || '-' where id = 2",
        "update batches set recorded_at = 'soon' where id = 2",
        "update batches set recorded_at = '2021-01-07' where id = 2",
        "update batches set only = '[' where id = 2",
        "update batches set corrects = '[1]' where id = 2",
        "update batches set author = cast(x'ff' as text) where id = 2",
    ],
)
def test_reports_of_a_lost_batch_get_another_one(new_store: NewStore, statement: str) -> None:
    store = filled(new_store())
    before = writing.batches(store)
    first = datetime.fromisoformat(before[0].recorded_at)
    found = after(store, statement)
    assert [reports for _, reports in told(found)] == [reports for _, reports in _WHOLE]
    assert found.incomplete == 1
    batch, reports = found.batches[1]
    assert (batch.author, batch.command, batch.reports) == ("unknown", "unknown", 3)
    assert datetime.fromisoformat(batch.recorded_at) == first + timedelta(microseconds=1)
    assert {report.batch for report in reports} == {batch.uid}
    assert batch.uid not in {other.uid for other in before}


def test_lost_batch_after_one_of_the_end_of_the_calendar_has_its_time(new_store: NewStore) -> None:
    last = "9999-12-31T23:59:59.999999Z"
    late = "update batches set recorded_at = '9999-12-31T23:59:59.999999Z' where id = 1"
    found = after(filled(new_store()), late, "delete from batches where id = 2")
    assert max(batch.recorded_at for batch, _ in found.batches) == last
    assert found.incomplete == 1


def test_lost_first_batch_comes_before_the_second(new_store: NewStore) -> None:
    store = filled(new_store())
    second = datetime.fromisoformat(writing.batches(store)[1].recorded_at)
    found = after(store, "delete from batches where id = 1")
    when = datetime.fromisoformat(found.batches[0][0].recorded_at)
    assert when == second - timedelta(microseconds=1)


@pytest.mark.parametrize("statement", ["delete from batches", "drop table batches"])
def test_reports_without_any_batch_are_kept(new_store: NewStore, statement: str) -> None:
    found = after(filled(new_store()), "drop view slate", statement)
    assert [reports for _, reports in told(found)] == [
        ["mank"], ["roma", "okja", "tenet"], ["soul"],
    ]  # fmt: skip
    assert found.incomplete == 3
    for batch, _ in found.batches:
        when = datetime.fromisoformat(batch.recorded_at)
        assert when.tzinfo == UTC
        assert when.year >= 2024  # the time of the recovery


@pytest.mark.parametrize(
    "statement",
    [
        "update reports set said = '{' where n = 2",
        "update reports set said = cast(x'ff' as text) where n = 2",
        "update reports set said = printf('%.*c', 9999, '[') where n = 2",
        "update reports set confidence = 'sure' where n = 2",
    ],
)
def test_report_that_cannot_be_read_is_left_out(new_store: NewStore, statement: str) -> None:
    found = after(filled(new_store()), statement)
    assert told(found)[1] == (2, ["roma", "tenet"])
    assert found.incomplete == 1


def test_report_that_slate_could_not_have_recorded_is_left_out(new_store: NewStore) -> None:
    def filtered(_: Batch, reports: list[Report]) -> list[Report]:
        return [report for report in reports if report.title_key[0] in "ort"]

    with filled(new_store()).reading() as connection:
        connection.execute("update reports set title_key = 'x' where n = 3")
        found = salvage(connection, _SIZE, filtered, None)
    assert told(found) == [(2, ["roma", "okja"]), (3, []), (4, [])]
    assert found.incomplete == 1  # nothing is kept of batches 1 and 5


@pytest.mark.parametrize("table", ["reports", "bookmarks"])
def test_missing_table_is_an_empty_one(new_store: NewStore, table: str) -> None:
    found = after(filled(new_store()), f"drop table {table}")
    assert told(found) == (_WHOLE if table == "bookmarks" else _WHOLE[2:4])
    assert found.bookmarks == []


def test_bookmarks_that_are_not_text_are_left_out(new_store: NewStore) -> None:
    found = after(
        new_store(),
        "drop table bookmarks",
        "create table bookmarks (author, batch)",
        "insert into bookmarks values ('ann', 'x'), (5, 'x'), ('bob', null)",
    )
    assert found == Salvaged([], [("ann", "x")])


def test_numbers_beyond_what_the_file_can_hold_are_not_looked_for(new_store: NewStore) -> None:
    store = filled(new_store())
    with store.reading() as connection:
        assert told(salvage(connection, 30 * 5, every, 5)) == _WHOLE
        assert salvage(connection, 30 * 4, every, 5).reports == 4
        assert salvage(connection, 0, every, 5).reports == 1
        assert [batch.id for batch in readable_batches(connection, 30 * 4)] == [1, 2, 3, 4]


def test_slate_of_the_first_format_is_read(path: Path, new_store: NewStore) -> None:
    write_older(path, filled(new_store()))
    with open_file(path) as old:
        found = salvage(old, _SIZE, every, None)
    assert told(found) == [*_WHOLE[:3], _WHOLE[4]]  # the correction is an empty batch there


def overwrite(path: Path, pages: Iterable[int]) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xee" * 4096)


def leaves(path: Path, table: str) -> list[int]:
    """Return the pages with the rows of a table, which are listed on its root page."""
    with open_file(path) as connection:
        (root,) = connection.execute(
            "select rootpage from sqlite_master where name = ?", (table,)
        ).fetchone()
    content = path.read_bytes()
    start = (root - 1) * 4096
    assert content[start] == 5  # an interior page of a table
    number = int.from_bytes(content[start + 3 : start + 5])
    places = [start + 12 + 2 * cell for cell in range(number)]
    cells = [start + int.from_bytes(content[place : place + 2]) for place in places]
    return [int.from_bytes(content[cell : cell + 4]) for cell in cells]


def salvaged(path: Path, size: int | None = None) -> Salvaged:
    with open_file(path) as connection:
        return salvage(connection, size or path.stat().st_size, every, 100)


def take_many(path: Path) -> None:
    take(Store(path), *(says(f"T {number}", note="n" * 200) for number in range(100)))


def test_everything_around_damaged_pages_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only failures one after the other are counted."""
    monkeypatch.setattr(salvage_module, "_MOST_FAILURES", 50)
    take_many(path)
    first, _, third, *_ = leaves(path, "reports")
    overwrite(path, [first, third])
    found = salvaged(path)
    ((batch, reports),) = found.batches
    assert 50 < len(reports) < 90
    assert found.incomplete == 1
    assert reports[-1].title_key.startswith("t 99")
    assert [report.n for report in reports] == list(range(1, len(reports) + 1))
    assert batch.reports == len(reports)
    assert batch.author == "tester"


def test_table_without_its_root_page_is_given_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than trying each of the many numbers that a large file might have."""
    monkeypatch.setattr(salvage_module, "_MOST_FAILURES", 50)
    take_many(path)
    with open_file(path) as connection:
        (root,) = connection.execute(
            "select rootpage from sqlite_master where name = 'reports'"
        ).fetchone()
    overwrite(path, [root])
    assert salvaged(path, size=10**12).batches == []


def test_file_without_a_readable_schema_has_no_ledger(path: Path) -> None:
    filled(Store(path))
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)
    with closing(sqlite3.connect(path)) as connection:
        assert salvage(connection, path.stat().st_size, every, None) == Salvaged([], [])


def test_batches_are_read_without_their_reports(new_store: NewStore) -> None:
    with filled(new_store()).reading() as connection:
        connection.execute("update batches set recorded_at = 'soon' where id = 2")
        found = readable_batches(connection, _SIZE)
    assert [(batch.id, batch.reports) for batch in found] == [(1, 0), (3, 0), (4, 0), (5, 0)]
