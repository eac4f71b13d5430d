import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from slate.domain.ledger.errors import ClockBehindError
from slate.domain.ledger.statement import Origin
from slate.domain.reports.confidences import Confidence
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.reports.recorder import Recorder
from tests.store import writing
from tests.store.writing import add, batches, undo, update

_EARLIER = datetime(1999, 12, 31, tzinfo=UTC)


def test_batch_begins_with_its_first_report(store: Store) -> None:
    with store.writing() as connection:
        recorder = Recorder(connection, author="rewrite", command="add Mank", now=writing.NOW)
        draft = recorder.draft("mank|||film|", {"title": "Mank"}, Origin("2021-01-07"))
        assert recorder.batch is None
        assert (draft.batch, draft.n, draft.id) == ("", 1, 0)
        first = recorder.record("mank|||film|", {"title": "Mank"}, Origin("2021-01-07"))
        second = recorder.record("mank|||film|", {"tags": {"ß": True}}, Origin("2021-01", "A"))
        assert (first.n, first.id, second.n, second.id) == (1, 1, 2, 2)
        recorder.write()
        assert recorder.batch is not None
        assert first.batch == second.batch == recorder.batch.uid
        rows = connection.execute("select batch, n, title_key, said, source from reports")
        assert rows.fetchall() == [
            (1, 1, "mank|||film|", '{"title":"Mank"}', None),
            (1, 2, "mank|||film|", '{"tags":{"ß":true}}', "A"),
        ]
        connection.execute("delete from reports")
        connection.execute("delete from batches")


def test_reports_are_buffered_until_written(store: Store) -> None:
    add(store, "Mank")
    numbers = "select id, batch, n, said, note from reports order by id"
    with store.writing(dry_run=True) as connection:
        recorder = Recorder(connection, author="rewrite", command="import", now=writing.NOW)
        recorder.write()  # nothing buffered
        assert recorder.batch is None
        first = recorder.record("a|||film|", {"title": "A", "year": None}, Origin("2021-01-07"))
        second = recorder.record(
            "a|||film|", None, Origin("2021", "B", "https://b", Confidence.RUMOR, "n")
        )
        assert len(connection.execute(numbers).fetchall()) == 1
        assert connection.execute("select count(*) from batches").fetchone() == (2,)
        for _ in range(2):  # a second write adds nothing
            recorder.write()
            assert connection.execute(numbers).fetchall()[1:] == [
                (2, 2, 1, '{"title":"A","year":null}', None),
                (3, 2, 2, "null", "n"),
            ]
        # The reports returned are the ones that read back.
        assert ledger_tables.all_reports_on(connection, "a|||film|") == [first, second]
        third = recorder.record("é|||film|", {"title": "É"}, Origin("2021-01-07"))
        assert (third.id, third.n) == (4, 3)
        recorder.write()
        assert connection.execute(numbers).fetchall()[3:] == [(4, 2, 3, '{"title":"É"}', None)]


def test_draft_equals_the_report_recorded_next(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        recorder = Recorder(connection, author="rewrite", command="import", now=writing.NOW)
        origin = Origin("2020-12", "A", "https://a", Confidence.OFFICIAL, "n")
        for key, said in (("a|||film|", {"title": "A"}), ("a|||film|", None), ("b|||film|", {})):
            draft = recorder.draft(key, said, origin)
            report = recorder.record(key, said, origin)
            # A draft has no id yet, and before the first report there is no batch.
            assert draft == report._replace(id=0, batch=draft.batch)
            assert draft.batch in {"", report.batch}


def test_many_drafts_ask_once_when_the_last_batch_was_recorded(store: Store) -> None:
    """To find out, all batches are read: for each row of an import, that would take long."""
    asked: list[str] = []
    add(store, "Mank")
    with store.writing(dry_run=True) as connection:
        recorder = Recorder(connection, author="rewrite", command="import", now=writing.NOW)
        first = recorder.draft("a|||film|", None, Origin("2021-01-07"))
        connection.set_trace_callback(asked.append)
        for _ in range(3):
            assert recorder.draft("a|||film|", None, Origin("2021-01-07")) == first
        assert asked == []
        recorder.note_joined()  # there may be later ones now
        assert recorder.draft("a|||film|", None, Origin("2021-01-07")) == first
        assert len(asked) == 1
        connection.set_trace_callback(None)
        assert recorder.begin(undoes=None).recorded_at == first.recorded_at


def test_undo_batch_has_no_reports(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        recorder = Recorder(connection, author="rewrite", command="undo", now=writing.NOW)
        batch = recorder.begin(undoes="beef")
        recorder.write()
        assert (batch.id, batch.undoes, recorder.batch) == (1, "beef", batch)
        assert connection.execute("select count(*) from reports").fetchone() == (0,)


def test_command_without_news_records_nothing(store: Store) -> None:
    add(store, "Mank", source="A", date="2020-12-04")
    (again,) = writing.take(store, writing.says("Mank", source="A", date="2020-12-04"))
    assert again.outcome == "unchanged"
    assert len(batches(store)) == 1


def test_report_keeps_every_field(store: Store) -> None:
    add(
        store,
        "Mank",
        on="2020-12",
        confidence="official",
        source="The Wrap",
        url="https://example.com/a",
        note="says so",
    )
    with store.reading() as connection:
        row = connection.execute(
            "select said, source, url, reported_on, confidence, note from reports"
        ).fetchone()
    assert json.loads(row[0]) == {"title": "Mank"}
    assert row[1:] == ("The Wrap", "https://example.com/a", "2020-12", "official", "says so")


def test_order_of_batches_does_not_depend_on_the_clock(store: Store) -> None:
    add(store, "Mank")
    for now in (_EARLIER, writing.NOW, writing.NOW + timedelta(hours=1), _EARLIER):
        with writing.ledger(store, now=now) as book:
            book.update(
                book.find("mank").key, writing.says(tags=(str(now), str(len(batches(store)))))
            )
    undo(store)
    assert [batch.recorded_at for batch in batches(store)] == [
        "2021-01-07T12:00:00.000000Z",
        "2021-01-07T12:00:00.000001Z",
        "2021-01-07T12:00:00.000002Z",
        "2021-01-07T13:00:00.000000Z",
        "2021-01-07T13:00:00.000001Z",
        "2021-01-07T13:00:00.000002Z",
    ]


def test_nothing_is_recorded_after_the_last_instant_of_the_calendar(store: Store) -> None:
    add(store, "Mank")
    last = datetime.max.replace(tzinfo=UTC)
    with writing.ledger(store, now=last) as book:
        book.update(book.find("mank").key, writing.says(tags=("a",)))
    for write in (lambda: add(store, "Roma"), lambda: undo(store)):
        with pytest.raises(ClockBehindError, match=r"the newest batch \(2, of 9999-12-31\)"):
            write()
    # As the error advises, the time of that batch is corrected.
    with writing.ledger(store) as book:
        book.correct_clock(("2", "2021-01-07"))
    add(store, "Roma")
    assert len(batches(store)) == 4


def test_times_are_stored_in_utc(store: Store) -> None:
    tokyo = timezone(timedelta(hours=9))
    with writing.ledger(
        store, "rewrite", command="add X", now=datetime(2021, 1, 8, 8, tzinfo=tokyo)
    ) as book:
        book.add(writing.says("X"))
    (batch,) = batches(store)
    assert batch.recorded_at == "2021-01-07T23:00:00.000000Z"
    assert (batch.author, batch.command, batch.reports, batch.undoes) == (
        "rewrite",
        "add X",
        1,
        None,
    )
    assert len(batch.uid) == 36
    update(store, "x", date="2021")


def test_correction_is_recorded_as_if_the_times_were_right_already(store: Store) -> None:
    wrong = datetime(2031, 1, 7, 12, tzinfo=UTC)
    with store.writing() as connection:
        for now in (writing.NOW, wrong):
            Recorder(connection, author="ann", command="add", now=now).begin(undoes=None)
        first, second = (batch.uid for batch in list(ledger_tables.batches(connection))[::-1])
        recorder = Recorder(connection, author="ann", command="log", now=writing.NOW)
        corrects = ((second, "2021-01-07T12:00:00.000000Z"),)
        correction = recorder.begin(undoes=None, corrects=corrects)
        assert correction.recorded_at == "2021-01-07T12:00:00.000001Z"
        assert correction.corrects == corrects
        # The next one of the same batch is later, whatever the clock; that of another need not be.
        early = Recorder(
            connection, author="ann", command="log", now=writing.NOW - timedelta(days=9)
        )
        again = early.begin(undoes=None, corrects=((second, "2021-01-06T12:00:00.000000Z"),))
        assert again.recorded_at > correction.recorded_at
        limited = early.begin(undoes=first, only=("k",))
        assert (limited.undoes, limited.only) == (first, ("k",))
    with store.writing() as connection:
        connection.execute("delete from batches")
