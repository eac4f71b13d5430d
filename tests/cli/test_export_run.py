"""Tests of what an export holds; the formats are tested with their writers."""

from datetime import date
from typing import Any

import pytest

from slate.cli.export_run import Export
from slate.cli.options.layout import Layout
from slate.domain.queries.query import Query
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import COLUMNS, FULL
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from tests.store.conftest import NewStore, new_store
from tests.store.writing import TODAY, add

__all__ = ["new_store"]


@pytest.fixture
def store(new_store: NewStore) -> Store:
    store = new_store()
    add(store, "Dune", date="2021-10-22", platform="Hulu")
    add(store, "Heat", date="2021-03", platform="Netflix")
    add(store, "=Sum", kind="series")
    return store


def exported(store: Store, form: str, **chosen: Any) -> tuple[Export, str, int]:  # noqa: ANN401
    columns = chosen.pop("columns", ())
    options: dict[str, Any] = {
        "query": Query(),
        "group_by": None,
        "tentative": False,
        "safe": False,
    }
    export = Export(Layout(form, columns), **options | chosen)
    with open_slate(store, TODAY) as slate:
        held = export.held(slate, date(2021, 1, 7))
    return export, "".join(held.pieces()), held.number


@pytest.mark.parametrize(
    ("form", "columns"),
    [("json", (*COLUMNS, *FULL)), ("ndjson", (*COLUMNS, *FULL)), ("csv", COLUMNS)],
)
def test_known_lists_the_columns_of_each_format(form: str, columns: tuple[str, ...]) -> None:
    layout = Layout(form, ())
    known = Export(layout, Query(), None, tentative=False, safe=False).known
    assert known == columns


def test_records_hold_the_chosen_titles_and_columns(store: Store) -> None:
    columns = ("slug", "date")
    _, text, number = exported(store, "csv", columns=columns)
    assert number == 3
    assert sorted(text.splitlines()) == ["dune,2021-10-22", "heat,2021-03", "slug,date", "sum,TBA"]
    _, text, number = exported(store, "csv", columns=columns, query=Query(kinds=(Kind.SERIES,)))
    assert (text, number) == ("slug,date\nsum,TBA\n", 1)
    _, text, number = exported(store, "ndjson", columns=("slug", "releases"))
    assert number == 3
    assert '"releases":[{' in text.replace(" ", "")


def test_a_markdown_table_has_the_columns_of_the_screen(store: Store) -> None:
    _, text, number = exported(store, "markdown")
    assert text.startswith("| Date | Title | On | Status |\n")
    assert number == 3
    _, text, _ = exported(store, "markdown", columns=("slug",))
    assert text.startswith("| slug |\n")


def test_formulas_are_guarded_on_request(store: Store) -> None:
    export, text, number = exported(store, "csv", columns=("title",), safe=True)
    assert export.guarded is not None
    assert "\n'=Sum\n" in text
    assert number == 3
    export, text, _ = exported(store, "csv", columns=("title",))
    assert export.guarded is None
    assert "\n=Sum\n" in text


@pytest.mark.parametrize(("tentative", "events", "left_out"), [(False, 1, 1), (True, 2, 0)])
def test_a_calendar_leaves_out_inexact_dates_unless_tentative(
    store: Store, *, tentative: bool, events: int, left_out: int
) -> None:
    export, text, number = exported(store, "ics", tentative=tentative)
    assert (text.count("BEGIN:VEVENT"), number, export.left_out) == (events, events, left_out)
    assert "SUMMARY:Dune" in text


def test_a_newsletter_is_grouped_by_platform(store: Store) -> None:
    _, text, number = exported(store, "markdown", group_by="platform")
    assert number == 3
    assert [name for name in ("Hulu", "Netflix") if name in text] == ["Hulu", "Netflix"]


def test_a_ledger_is_exported_whole_despite_filters(store: Store) -> None:
    _, text, number = exported(store, "ledger", query=Query(kinds=(Kind.SERIES,)))
    assert number == 3  # batches
    assert text.startswith('{"slate_ledger":1,"batches":3,"reports":3}\n')
