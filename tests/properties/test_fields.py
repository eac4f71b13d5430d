"""Each field of a title passes from an option into the slate, and out of it again.

See tests/domain/titles/test_fields.py for the places in the domain.
"""

import json
import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from slate.domain.titles.fields import PLAIN, STATED
from slate.domain.titles.record import COLUMNS, FULL
from slate.store.file.connection import Store
from tests import fields as sample
from tests.cli.conftest import Done, Run, stored
from tests.readme import MANUAL

# Fields that have another name in a record.
_IN_A_RECORD = {"aka": "names"}
_PLAIN_OPTIONS = [
    text for name, value in sample.PLAIN_VALUES.items() for text in (f"--{name}", str(value))
]
_OPTIONS = {
    "kind": ["--kind", "docuseries"],
    "slug": ["--slug", "karate"],
    "status": ["--status", "filming"],
    "releases": ["-d", "2021-05-14", "-p", "Netflix", "--leaves", "2023", "--region", "US"],
    "tags": ["--tag", "dojo"],
    "credits": ["--credit", "cast=Ralph Macchio"],
    "links": ["--sequel-of", "the-karate-kid"],
    "ids": ["--id", "imdb=tt7221388"],
    "aka": ["--aka", "Karate Kid: The Series"],
}


@pytest.fixture
def full(slate: Run, done: Done) -> dict[str, Any]:
    """Add a title with every option, and return its full record."""
    options = [text for texts in _OPTIONS.values() for text in texts]
    for words in (["The Karate Kid"], ["Cobra Kai", *options, *_PLAIN_OPTIONS]):
        added = slate("add", *words)
        assert added.code == 0, added.err
    record: dict[str, Any] = json.loads(done("show", "karate", "-f", "json"))[0]
    return record


def test_titles_table_has_each_plain_field() -> None:
    with closing(Store(None)) as store, store.reading() as connection:
        columns = {row[1] for row in connection.execute("pragma table_info(titles)")}
    sample.check("the table titles (a further step in slate/store/file/schema.py)", columns, PLAIN)


def test_each_field_has_an_option(done: Done) -> None:
    sample.check("_OPTIONS of this test", {"title", *PLAIN, *_OPTIONS})
    offered = set(re.findall(r"--([a-z]+)", done("add", "--help")))
    sample.check("the options (slate/cli/options/report_options.py)", offered, PLAIN)


def test_record_holds_each_field(full: dict[str, Any]) -> None:
    said = {name for name, value in full.items() if value}
    wanted = [_IN_A_RECORD.get(name, name) for name in STATED]
    sample.check("the record (slate/domain/titles/record.py)", said, wanted)
    assert {name: full[name] for name in PLAIN} == sample.PLAIN_VALUES


def test_page_shows_each_plain_field(full: dict[str, Any], done: Done) -> None:
    page = done("show", full["slug"])
    shown = [name for name, value in sample.PLAIN_VALUES.items() if str(value) in page]
    sample.check("slate/render/plain/title_page.py", shown, PLAIN)


@pytest.mark.parametrize("name", ["a.json", "a.ndjson", "a.csv", "a.ics", "a.slate.ndjson"])
def test_export_and_import_transfer_each_column(
    full: dict[str, Any], done: Done, slate: Run, name: str
) -> None:
    done("export", name)
    imported = slate("--db", "other.db", "import", name)
    assert imported.code == 0, imported.err
    (there,) = json.loads(done("--db", "other.db", "show", "karate", "-f", "json"))
    brought = [column for column in COLUMNS if there[column] == full[column]]
    sample.check(name, brought, COLUMNS)


def test_tables_and_view_hold_each_field(full: dict[str, Any]) -> None:
    with closing(sqlite3.connect(stored())) as connection:

        def columns(table: str) -> list[str]:
            return [column for _, column, *_ in connection.execute(f"pragma table_info({table})")]

        sample.check("the table titles", columns("titles"), PLAIN)
        # The view makes the file readable without slate.
        assert columns("slate") == list(COLUMNS), "the view slate differs from the record"
        row = connection.execute("select * from slate where slug = ?", [full["slug"]]).fetchone()
    there = dict(zip(COLUMNS, row, strict=True)) | {"tags": ["dojo"]}
    own = {"label"}  # depends on the machine's clock
    held = [column for column in COLUMNS if column in own or there[column] == full[column]]
    sample.check("the view slate", held, COLUMNS)


def test_the_manual_names_each_column() -> None:
    _, _, section = MANUAL.read_text(encoding="utf-8").partition("\n## The record\n")
    section = section.partition("\n## ")[0]
    named = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert named == list(COLUMNS), "the table of docs/manual.md differs from the record"
    sample.check("docs/manual.md", re.findall(r"`(\w+)`", section), FULL)
