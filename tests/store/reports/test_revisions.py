from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import SlateError
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.reports.revisions import Revision, revisions
from tests.store.writing import ledger, says

FIRST = datetime(2021, 1, 7, 12, tzinfo=UTC)


def at(hour: int) -> datetime:
    return FIRST + timedelta(hours=hour)


def text(hour: int) -> str:
    return f"2021-01-07T{12 + hour}:00:00.000000Z"


def told(store: Store) -> dict[str, Revision]:
    """Return the revisions of all titles that ever existed, by name."""
    with store.reading() as connection:
        keys = ledger_tables.keys(connection)
        found = revisions(connection, keys)
    assert list(found) == keys
    return {key.partition("|")[0]: stamp for key, stamp in found.items()}


def add(store: Store, title: str, hour: int = 0) -> None:
    with ledger(store, now=at(hour)) as book:
        book.add(says(title))


def update(store: Store, slug: str, hour: int, tag: str = "a") -> None:
    with ledger(store, now=at(hour)) as book:
        book.update(book.find(slug).key, says(tags=(tag,)))


def undo(store: Store, hour: int, name: str | None = None) -> None:
    with ledger(store, now=at(hour)) as book:
        book.undo(name)


def redo(store: Store, hour: int, name: str | None = None) -> None:
    with ledger(store, now=at(hour)) as book:
        book.redo(name)


def test_empty_slate_has_no_revisions(store: Store) -> None:
    assert told(store) == {}


def test_reports_raise_the_revision(store: Store) -> None:
    add(store, "Mank")
    assert told(store) == {"mank": Revision(1, text(0), text(0))}
    add(store, "Roma", 1)
    update(store, "mank", 2)
    assert told(store) == {
        "mank": Revision(2, text(0), text(2)),
        "roma": Revision(1, text(1), text(1)),
    }
    with ledger(store, now=at(3)) as book:
        book.remove(book.find("mank").key, says().origin)
    assert told(store)["mank"] == Revision(3, text(0), text(3))


def test_undos_and_redos_raise_the_revision(store: Store) -> None:
    add(store, "Mank")
    add(store, "Roma", 1)
    update(store, "mank", 2)
    undo(store, 3)
    assert told(store)["mank"] == Revision(3, text(0), text(3))
    redo(store, 4)
    assert told(store)["mank"] == Revision(4, text(0), text(4))
    undo(store, 5, "3")
    assert told(store)["mank"] == Revision(5, text(0), text(5))
    assert told(store)["roma"] == Revision(1, text(1), text(1))


def test_undo_of_an_import_raises_the_revision_of_each_title(store: Store) -> None:
    with ledger(store, now=at(0)) as book:
        book.take([says("Mank"), says("Roma"), says("Mank", tags=("a",))])
        book.settle()
    update(store, "roma", 1)
    assert told(store) == {
        "mank": Revision(2, text(0), text(0)),
        "roma": Revision(2, text(0), text(1)),
    }
    undo(store, 2)
    undo(store, 3)
    assert told(store) == {
        "mank": Revision(3, text(0), text(3)),
        "roma": Revision(4, text(0), text(3)),
    }


def test_clock_set_back_does_not_lower_the_revision(store: Store) -> None:
    add(store, "Mank", 5)
    update(store, "mank", 3)
    last = text(5).replace(".000000Z", ".000001Z")
    assert told(store)["mank"] == Revision(2, text(5), last)
    with store.writing() as connection:  # as if recorded on another machine
        connection.execute("update batches set recorded_at = ? where id = 2", [text(3)])
    assert told(store)["mank"] == Revision(2, text(3), text(5))


def test_revisions_of_given_keys_only(store: Store) -> None:
    add(store, "Mank")
    add(store, "Roma", 1)
    with store.reading() as connection:
        (key,) = (key for key in ledger_tables.keys(connection) if key.startswith("roma|"))
        assert revisions(connection, {key}) == {key: Revision(1, text(1), text(1))}


def test_undo_that_arrived_before_its_target_is_ignored(store: Store) -> None:
    """After joining two ledgers, a part may be missing."""
    add(store, "Mank")
    with store.writing() as connection:
        connection.execute(
            "insert into batches (uid, recorded_at, author, command, undoes)"
            " values ('abcd', '2021-01-07T13:00:00.000000Z', 'other', 'undo', 'ffff')"
        )
    assert told(store) == {"mank": Revision(1, text(0), text(0))}


STEPS = ("add", "update", "remove", "undo", "redo", "import", "undo 1", "redo 1", "undo 2")


@pytest.mark.slow
@given(
    st.lists(st.tuples(*map(st.sampled_from, (STEPS, ("Mank", "Roma"), ("A", "B")))), max_size=12)
)
def test_revision_never_falls_and_rises_with_each_visible_change(
    steps: list[tuple[str, str, str]],
) -> None:
    """Whatever the authors do, a title that changes gets a higher revision number."""
    before: dict[str, Revision] = {}
    shown: dict[str, object] = {}
    with closing(Store(None)) as store:
        for hour, (step, title, author) in enumerate(steps):
            with suppress(SlateError), ledger(store, author, now=at(hour)) as book:
                said = says(title, tags=(f"t{hour}",))
                name = step.partition(" ")[2] or None
                if step == "add":
                    book.add(said)
                elif step == "update":
                    book.update(book.find(title).key, says(tags=(f"t{hour}",)))
                elif step == "remove":
                    book.remove(book.find(title).key, said.origin)
                elif step == "import":
                    book.take([said, says("Roma", note=f"n{hour}")])
                    book.settle()
                else:
                    take_back = book.undo if step.startswith("undo") else book.redo
                    list(take_back(name).changes)
            after, now = told(store), _shown(store)
            for key, stamp in before.items():
                assert after[key].number >= stamp.number
                assert after[key].first == stamp.first
                assert after[key].last >= stamp.last
                if now.get(key) != shown.get(key):
                    assert after[key].number > stamp.number
            before, shown = after, now


def _shown(store: Store) -> dict[str, object]:
    with store.reading() as connection:
        rows = connection.execute("select folded, title, tags, status from titles").fetchall()
    return {name: rest for name, *rest in rows}


def test_limited_undos_raise_the_revision_of_their_titles_only(store: Store) -> None:
    with ledger(store, now=at(0)) as book:
        book.take([says("Mank"), says("Roma")])
    with ledger(store, now=at(1)) as book:
        book.undo("1", ("mank",))
    redo(store, 2)
    assert told(store) == {
        "mank": Revision(3, text(0), text(2)),
        "roma": Revision(1, text(0), text(0)),
    }


def test_corrections_and_their_undos_raise_the_revision(store: Store) -> None:
    add(store, "Mank", 5)
    add(store, "Roma", 0)
    with ledger(store, now=at(1)) as book:
        book.correct_clock(("1", text(-2)))
    when = told(store)["mank"].last
    assert told(store)["mank"] == Revision(2, text(-2), when)
    assert told(store)["roma"].number == 1
    undo(store, 6, "3")
    assert told(store)["mank"] == Revision(3, text(5), text(6))
