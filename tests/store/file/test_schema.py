from slate.store.file import schema
from slate.store.file.connection import Store
from tests.store.writing import add


def test_the_schema_is_plain(kept: Store) -> None:
    """Any SQLite reads the file: no triggers, no collations or functions of ours."""
    add(kept, "Mank", date="2020-12-04", platform="Netflix")
    with kept.reading() as connection:
        found = connection.execute("select type, name, sql from sqlite_master").fetchall()
        assert {type_ for type_, _, _ in found} == {"table", "index", "view"}
        tables = [(name, sql) for type_, name, sql in found if type_ == "table"]
        loose = [name for name, sql in tables if not sql.lower().rstrip().endswith("strict")]
        assert loose == ["_sqlite_migrations"]
        shown = connection.execute("select slug, title, status, date, platform from slate")
        assert shown.fetchall() == [("mank", "Mank", "released", "2020-12-04", "Netflix")]
    assert len(schema.STEPS) == schema.FORMAT
