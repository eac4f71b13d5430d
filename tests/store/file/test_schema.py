from hashlib import sha256

import pytest

from slate.store.file import schema
from slate.store.file.connection import Store
from tests.store.writing import add


def test_schema_uses_only_plain_sqlite(kept: Store) -> None:
    """Any SQLite can read the file: no triggers, custom collations or functions."""
    add(kept, "Mank", date="2020-12-04", platform="Netflix")
    with kept.reading() as connection:
        found = connection.execute("select type, name, sql from sqlite_master").fetchall()
        assert {type_ for type_, _, _ in found} == {"table", "index", "view"}
        tables = [(name, sql) for type_, name, sql in found if type_ == "table"]
        loose = [name for name, sql in tables if not sql.lower().rstrip().endswith("strict")]
        assert loose == ["_sqlite_migrations"]
        shown = connection.execute("select slug, title, status, date, platform from slate")
        assert shown.fetchall() == [("mank", "Mank", "released", "2020-12-04", "Netflix")]


def test_no_row_of_the_ledger_goes_with_another_row(kept: Store) -> None:
    """A table that an upgrade drops cannot delete what was recorded."""
    add(kept, "Mank")
    with kept.reading() as connection:
        for table in schema.LEDGER:
            keys = connection.execute("select * from pragma_foreign_key_list(?)", (table,))
            names = [column[0] for column in keys.description]
            for key in keys:
                found = dict(zip(names, key, strict=True))
                assert (found["table"], found["on_delete"]) == ("batches", "NO ACTION"), table
    steps = [statement.lower() for _, step in schema.STEPS for statement in step]
    assert [one for one in steps for table in schema.LEDGER if f"drop table {table}" in one] == []


# Hashes of the statements of each released step. A slate never applies a step twice, so
# further changes need a new step, with a new line here.
SHIPPED = {
    "0001_ledger_and_projections": "72b5c522e359b946",
    "0002_removed_names_and_ids": "0a9cbd22e594f206",
    "0003_one_work": "293ed30f38c54235",
    "0004_claims": "1033703386055850",
    "0005_leaving_sources": "ddf01ea3eb09c947",
    "0006_identity": "a2d14d19cd429fd8",
    "0007_order_of_credits": "ec0055d96c3d2dcf",
    "0008_ledger_state": "f4f04e021260d9e7",
    "0009_search": "fb51518be3eb995d",
    "0010_list_orders": "28932145ea77c4aa",
}


def test_released_steps_are_unchanged() -> None:
    found = {
        name: sha256("\0".join(statements).encode()).hexdigest()[:16]
        for name, statements in schema.STEPS
    }
    assert found == SHIPPED
    assert len(SHIPPED) == schema.FORMAT


def test_application_id_is_unchanged() -> None:
    assert schema.APPLICATION_ID == 0x736C6174


@pytest.mark.parametrize("found", range(1, 11))
def test_tables_of_each_format(found: int) -> None:
    tables = [
        "batches reports bookmarks undone titles releases tags credits links ids names removed",
        "removed_names removed_ids",
        "one_work",
        "undone_titles corrected",
        "",
        "split_reports",
        "",
        "ledger_state",
        "",
        "",
    ]
    names = [name for name, type_ in schema.objects(found).items() if type_ == "table"]
    assert names == " ".join(tables[:found]).split()


def test_objects_of_the_current_format_are_those_of_a_slate(kept: Store) -> None:
    add(kept, "Mank")
    with kept.reading() as connection:
        rows = connection.execute(
            "select name, type from sqlite_master where name not like '%sqlite_%'"
        )
        assert dict(rows) == schema.objects(schema.FORMAT)


@pytest.mark.parametrize(
    ("leaves", "label"),
    [("2020-12-31", "Left Netflix 2020-12-31"), ("9999-12-30", "Released"), (None, "Released")],
)
def test_view_labels_what_has_left(kept: Store, leaves: str | None, label: str) -> None:
    add(kept, "Mank", date="2020-12-04", platform="Netflix", leaves=leaves or "TBA")
    with kept.reading() as connection:
        assert connection.execute("select label from slate").fetchall() == [(label,)]
