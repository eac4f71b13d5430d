from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.record import Within, row_of
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from tests.store.writing import TODAY, add, records, update

JANUARY = parse_window("2021-01", TODAY)


def test_rows_are_those_of_the_records(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", on="2021-01-02", year=2020)
    add(store, "Roma", kind="documentary", on="2021-01-03")
    add(store, "Akira", date="2021-01-05", platform="Hulu", on="2020-05", status="scheduled")
    add(store, "Lost", status="canceled", date="2021-01", platform="Netflix")
    update(store, "roma", tags=("oscars", "mexico"), date="2021-06-02", leaves="2022-01")
    update(store, "mank", date="2020-12", source="Variety")
    for query in (Query(), Query(window=JANUARY), Query(platforms=("Netflix",), limit=1)):
        with store.reading() as connection:
            found = [tuple(row) for row in record_queries.rows(connection, query, TODAY)]
        assert found == list(map(row_of, records(store, query)))


def _cited(store: Store) -> tuple[str | None, str | None, str, str]:
    (record,) = records(store)
    return record.source, record.url, record.reported_on, record.confidence


def test_source_and_day_are_those_of_the_last_report_of_the_date(store: Store) -> None:
    add(store, "Mank", date="2021", source="A", on="2020-01-01")
    update(store, "mank", tags=("x",), note="n", source="B", on="2020-02-01")
    update(store, "mank", status="filming", source="C", on="2020-03-01")
    assert _cited(store) == ("A", None, "2020-01-01", "reported")
    update(store, "mank", date="TBA", source="D", url="https://d", confidence="official")
    assert _cited(store) == ("D", "https://d", "2021-01-07", "official")


def test_record_has_the_coarser_date_that_its_date_narrows(store: Store) -> None:
    add(store, "Mank", date="2021-early", platform="Netflix", source="Netflix",
        confidence="official")  # fmt: skip
    update(store, "mank", date="2021-01-08", platform="Netflix", source="TVmaze",
        confidence="listed")  # fmt: skip
    with store.reading() as connection:
        (found,) = record_queries.upcoming(connection, Query(), JANUARY, TODAY)
    assert (found.date, found.certain, found.source) == ("2021-01-08", True, "TVmaze")
    assert found.within == Within("2021-early", "Netflix", Confidence.OFFICIAL)
