import sqlite3
from contextlib import closing

import pytest

from slate.store.file import expected_schema, schema
from tests.store.conftest import NewStore
from tests.store.writing import add, slugs


def faults(store: NewStore, *statements: str) -> list[str]:
    """Return what is wrong after these statements."""
    slate = store()
    add(slate, "Mank", tags=("oscars",))
    with slate.reading() as connection:
        for statement in statements:
            connection.execute(statement)
        return [str(fault) for fault in expected_schema.faults(connection)]


def test_own_schema_has_no_faults(new_store: NewStore) -> None:
    assert faults(new_store) == []


@pytest.mark.parametrize(
    "statement",
    [
        "create table notes (note text)",
        "create index mine on titles (slug, status)",
        "create view dates as select date from releases",
        "create table _sqlite_migrations (a)",
        "analyze",
    ],
)
def test_objects_of_others_are_no_faults(new_store: NewStore, statement: str) -> None:
    assert faults(new_store, statement) == []


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (["drop view slate"], "the view slate is missing"),
        (["drop index titles_spelling"], "the index titles_spelling is missing"),
        (["drop table tags"], "the table tags is missing"),
        (
            ["drop table tags", "create view tags as select 1 as title, '' as tag"],
            "tags is a view, not slate's table",
        ),
        (
            ["drop view slate", "create view slate as select 1 as slug"],
            "the view slate is not as slate creates it",
        ),
        (
            ["drop index titles_spelling", "create index titles_spelling on titles (slug)"],
            "the index titles_spelling is not as slate creates it",
        ),
        (
            ["alter table ledger_state add column mood text"],
            "the table ledger_state is not as slate creates it",
        ),
    ],
)
def test_fault_is_named(new_store: NewStore, statements: list[str], fault: str) -> None:
    assert faults(new_store, *statements) == [fault]


def test_comments_blanks_and_case_do_not_count(new_store: NewStore) -> None:
    assert faults(
        new_store,
        "drop index titles_spelling",
        "create index TITLES_SPELLING -- a comment\n on titles(\n\tspelling )",
    ) == ["the index titles_spelling is missing"]
    assert (
        faults(
            new_store,
            "drop index titles_spelling",
            "CREATE  INDEX titles_spelling -- a comment\n ON titles(\n\tspelling )",
        )
        == []
    )


def test_only_tables_of_the_ledger_are_about_the_ledger(new_store: NewStore) -> None:
    with new_store().reading() as connection:
        connection.execute("drop view slate")
        connection.execute("drop index reports_title_key")
        for name in schema.LEDGER:
            connection.execute(f"alter table {name} add column mood text")
        found = expected_schema.faults(connection)
    assert {fault.name for fault in found if fault.is_about_ledger} == {*schema.LEDGER}
    assert {fault.name for fault in found if not fault.is_about_ledger} == {
        "slate", "reports_title_key",
    }  # fmt: skip


@pytest.mark.parametrize(
    "statements",
    [
        [],
        ["drop view slate", "drop index reports_title_key", "drop index titles_spelling"],
        ["drop view slate", "drop table titles"],
        ["drop view slate", "drop table titles", "create view titles as select 1 as id"],
        ["drop table tags", "create table tags (a)"],
        ["create index mine on titles (slug)", "create table notes (note)"],
    ],
)
def test_projections_are_created_again_without_rows(
    new_store: NewStore, statements: list[str]
) -> None:
    store = new_store()
    add(store, "Mank", tags=("oscars",))
    with store.reading() as connection:
        connection.execute("pragma foreign_keys = off")
        for statement in statements:
            connection.execute(statement)
    with store.writing() as connection:
        expected_schema.recreate_projections(connection)
    with store.reading() as connection:
        assert expected_schema.faults(connection) == []
        (reports,) = connection.execute("select count(*) from reports").fetchone()
        assert reports == 1
    assert slugs(store) == []


def test_later_step_is_part_of_what_is_expected(
    new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each format has its own expectation."""
    with new_store().reading() as connection:
        step = ("0099_moods", ("create table moods (mood text) strict",))
        with monkeypatch.context() as later:
            later.setattr(schema, "STEPS", (*schema.STEPS, step))
            (fault,) = expected_schema.faults(connection)
            assert (fault.name, fault.wanted, fault.found) == ("moods", "table", None)
        assert expected_schema.faults(connection) == []


def test_empty_database_lacks_everything() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        found = expected_schema.faults(connection)
    assert {fault.name: fault.wanted for fault in found} == schema.objects(schema.FORMAT)


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("create table notes (t integer references titles (id))",
         ["the table notes refers to titles, which slate writes anew"]),
        ("create table Notes (t references Titles, r references releases (id), u references tags)",
         ["the table Notes refers to titles, which slate writes anew",  # as it is written
          "the table Notes refers to releases, which slate writes anew",
          "the table Notes refers to tags, which slate writes anew"]),
        ("create table notes (b integer references batches (id))", []),  # which stay as they are
        ("create table notes (id integer primary key, n references notes (id))", []),
        ("create unique index mine on Titles (title)",
         ["the unique index mine of titles is not slate's"]),
        ("create unique index mine on reports (url) where url is not null",
         ["the unique index mine of reports is not slate's"]),
        ("create index mine on titles (title)", []),
        ("create table notes (a unique, b, primary key (a, b))", []),
    ],
)  # fmt: skip
def test_rules_of_others_are_found(new_store: NewStore, statement: str, rules: list[str]) -> None:
    with new_store().reading() as connection:
        assert expected_schema.own_rules(connection) == []
        connection.execute(statement)
        assert [rule.what for rule in expected_schema.own_rules(connection)] == rules
