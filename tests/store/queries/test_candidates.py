import sqlite3

from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.queries.candidates import candidates
from tests.store.writing import TODAY, add, says, take, update

_WORKS = "select key as work from titles where slug <> 'left-out'"


def _found(connection: sqlite3.Connection, query: Query) -> list[tuple[str, int]]:
    found = list(candidates(connection, _WORKS, query, TODAY))
    assert all(report.key == key for _, key, reports in found for report in reports)
    return [(record.slug, len(reports)) for record, _, reports in found]


def test_candidates_that_fit_come_with_their_reports(store: Store) -> None:
    add(store, "Left Out", date="2021-09", tags={"sand": True})
    add(store, "Dune", date="2021-10-01", platform="Hulu", tags={"sand": True})
    update(store, "dune", date="2021-10-22", source="Variety")
    add(store, "Roma", date="2021-09")
    with store.reading() as connection:
        assert _found(connection, Query()) == [("roma", 1), ("dune", 2)]
        assert _found(connection, Query(tags=("sand",), sort="-title", limit=0)) == [("dune", 2)]
        assert _found(connection, Query(window=parse_window("2021-09", TODAY))) == [("roma", 1)]
        # Filters on releases apply later: what a report says may have been dropped since.
        assert len(_found(connection, Query(platforms=("Netflix",), regions=("US",)))) == 2


def test_many_candidates_are_read_by_few_statements(store: Store) -> None:
    take(store, *(says(f"Title {number}", date="2021") for number in range(600)))
    sent: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(sent.append)
        assert len(_found(connection, Query())) == 600
    asked = [one for one in sent if "pragma" not in one.lower()]  # about where to sort
    assert len(asked) == 4  # the titles, their records, and twice their reports


def test_all_candidates_are_filtered_by_one_statement(store: Store) -> None:
    take(store, *(says(f"Title {number}", date="2021") for number in range(600)))
    sent: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(sent.append)
        assert len(_found(connection, Query(franchises=("title-1",)))) == 1
    assert sum("franchise" in statement for statement in sent) == 1
