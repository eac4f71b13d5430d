import pytest
from hypothesis import HealthCheck, given, settings

from slate.domain.ledger.errors import BatchNotFoundError
from slate.domain.reports.report import in_order
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.titles import projections
from tests.store.drawn import DrawnBatch, ledgers, stored
from tests.store.writing import add, batches, redo, says, take, undo, update


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_many_titles_are_read_as_each_of_them_is(batches: list[DrawnBatch]) -> None:
    with stored(batches) as store, store.reading() as connection:
        keys = [*ledger_tables.keys(connection), "no such title"]
        for one, many in (
            (ledger_tables.reports_on, ledger_tables.reports_on_each),
            (ledger_tables.all_reports_on, ledger_tables.all_reports_on_each),
        ):
            found = [(key, in_order(reports)) for key, reports in many(connection, keys)]
            assert found == [(key, in_order(one(connection, key))) for key in keys]


def test_many_titles_are_read_by_few_statements_that_scan_no_table(store: Store) -> None:
    take(store, *(says(f"Title {number}") for number in range(1_200)))
    sent: list[str] = []
    with store.reading() as connection:
        keys = ledger_tables.keys(connection)
        connection.set_trace_callback(sent.append)
        assert len(list(ledger_tables.reports_on_each(connection, keys))) == len(keys)
        assert len(list(ledger_tables.all_reports_on_each(connection, keys))) == len(keys)
        connection.set_trace_callback(None)
        plans = [connection.execute(f"explain query plan {each}").fetchall() for each in sent]
    assert len(sent) == 2 * 3
    for plan in plans:
        scans = [step for *_, step in plan if step.startswith("SCAN")]
        assert scans == ["SCAN k VIRTUAL TABLE INDEX 1:"]  # the keys themselves


def test_batches_are_listed_newest_first(store: Store) -> None:
    for title in ("A", "B", "C"):
        add(store, title)
    undo(store, "2")
    with store.reading() as connection:
        everything = list(ledger_tables.batches(connection))
        assert [(batch.id, batch.reports, batch.undone) for batch in everything] == [
            (4, 0, False),
            (3, 1, False),
            (2, 1, True),
            (1, 1, False),
        ]
        assert everything[0].undoes == everything[2].uid
        assert [batch.id for batch in ledger_tables.batches(connection, 2)] == [4, 3]
        assert list(ledger_tables.batches(connection, 0)) == []
        assert ledger_tables.effects_of_all(connection).undone.batches == {everything[2].uid}
        assert ledger_tables.numbers(connection) == {everything[2].uid: 2}


def test_find_batch_by_number_or_start_of_uid(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    first, second = batches(store)
    with store.writing() as connection:
        for number, uid in ((1, "abcd-1"), (2, "abcd-2")):
            connection.execute("update batches set uid = ? where id = ?", (uid, number))
        projections.rebuild(connection)  # updates the uids of the reports' batches
    with store.reading() as connection:
        for text in ("1", "#1", "abcd-1"):
            assert ledger_tables.find_batch(connection, text) == first._replace(uid="abcd-1")
        assert ledger_tables.find_batch(connection, "#2").id == second.id
        for text in ("abcd", "abc", "abcd-", "abcd-3", "##1", "1.0", "²", "ABCD-1", "abcd_1"):
            with pytest.raises(BatchNotFoundError):
                ledger_tables.find_batch(connection, text)


def test_reports_in_force_and_all_reports(store: Store) -> None:
    add(store, "Mank", source="A", url="https://a", note="n", confidence="official", on="2020-12")
    update(store, "mank", date="2020-12-04", by="rewrite")
    undo(store, by="rewrite")
    key = "mank|||film|"
    with store.reading() as connection:
        (report,) = ledger_tables.reports_on(connection, key)
        assert report[:7] == (
            *(key, {"title": "Mank"}, "A", "https://a", "2020-12", "official", "n"),
        )
        assert (report.n, report.author, report.id) == (1, "tester", 1)
        assert report.batch == batches(store)[0].uid
        assert report.recorded_at == "2021-01-07T12:00:00.000000Z"
        assert [each.author for each in ledger_tables.all_reports_on(connection, key)] == [
            "tester",
            "rewrite",
        ]
        assert ledger_tables.reports_on(connection, "nobody") == []
        assert ledger_tables.keys(connection) == [key]
        _, second, third = batches(store)
        assert ledger_tables.keys_of(connection, second.uid) == [key]
        assert ledger_tables.keys_of(connection, third.uid) == []


def test_later_batches_on_the_titles_of_a_batch(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    update(store, "a", date="2021")
    update(store, "a", date="2022")
    undo(store)
    with store.reading() as connection:
        assert ledger_tables.others_on_titles_of(connection, 1) == [("a|||film|", 3)]
        assert ledger_tables.others_on_titles_of(connection, 2) == []


def test_newest_batch_and_undo_of_an_author(store: Store) -> None:
    with store.reading() as connection:
        assert ledger_tables.newest_batch(connection, "rewrite") is None
        assert ledger_tables.newest_undo(connection, "rewrite") is None
    add(store, "A", by="rewrite")
    add(store, "B", by="rewrite")
    add(store, "C", by="desk")
    undo(store, by="rewrite")
    with store.reading() as connection:
        newest, undone = (
            ledger_tables.newest_batch(connection, "rewrite"),
            ledger_tables.newest_undo(connection, "rewrite"),
        )
        assert newest is not None
        assert undone is not None
        assert (newest.id, undone.id) == (1, 4)
        assert ledger_tables.newest_undo(connection, "desk") is None
        assert [b.id for b in ledger_tables.undoing(connection, batches(store)[1].uid)] == [4]
    redo(store, by="rewrite")
    with store.reading() as connection:
        assert ledger_tables.newest_undo(connection, "rewrite") is None
        assert ledger_tables.undoing(connection, batches(store)[1].uid) == []
