from typing import Any

import pytest

from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, FULL, row_of
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from slate.store.queries.full_records import full_records
from slate.store.slate import open_slate
from tests.store.conftest import NewStore
from tests.store.writing import TODAY, add, remove, says, take, undo, update

NOTHING: dict[str, Any] = {
    "releases": [],
    "links": {},
    "credits": {},
    "ids": {},
    "notes": [],
    "names": [],
}
UNSOURCED: dict[str, Any] = {  # the further fields of a release that was typed
    "source": None,
    "confidence": "reported",
    "url": None,
    "contested": False,
    "within": None,
    "leaves_source": None,
    "leaves_confidence": None,
}


def told(store: Store) -> dict[str, dict[str, Any]]:
    """Return the additional fields of each title's full record, by slug."""
    with store.reading() as connection:
        listed = record_queries.listing(connection, Query(sort="title"), TODAY)
        found = [
            dict(zip((*COLUMNS, *FULL), row, strict=True))
            for row in full_records(connection, listed)
        ]
    return {each["slug"]: {name: each[name] for name in FULL} for each in found}


def test_bare_title_has_empty_fields(store: Store) -> None:
    assert told(store) == {}
    add(store, "Mank")
    assert told(store) == {"mank": NOTHING}


def test_full_record_starts_with_the_columns(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", tags=("a", "b"))
    with store.reading() as connection:
        (record,) = record_queries.listing(connection, Query(), TODAY)
        (row,) = full_records(connection, [record])
    assert row[: len(COLUMNS)] == row_of(record)


def test_full_record_has_names_credits_links_ids_and_releases(store: Store) -> None:
    add(store, "Dune", year=1984, date="1984-12-14", release_type="theatrical")
    add(store, "Dune", year=2021, new=True, date="2021-10-01", platform="HBO Max", leaves="2021-11",
        ids=(("tmdb", "438631"), ("imdb", "tt1160419")), aka=("Dune: Part One", "沙丘"),
        credits=(("director", "B"), ("cast", "Z"), ("cast", "A")),
        links=(("remake-of", "dune"),))  # fmt: skip
    update(store, "dune-2021", date="2021-09-15", release_type="theatrical", region="FR")
    update(store, "dune-2021", slug="the-new-dune", tags=("x",))
    assert told(store) == {
        "dune": NOTHING
        | {
            "releases": [
                {
                    "release_type": "theatrical",
                    "region": None,
                    "platform": None,
                    "date": "1984-12-14",
                    "leaves": None,
                }
                | UNSOURCED
            ]
        },
        "the-new-dune": {
            "releases": [
                {
                    "release_type": "theatrical",
                    "region": "FR",
                    "platform": None,
                    "date": "2021-09-15",
                    "leaves": None,
                }
                | UNSOURCED,
                {
                    "release_type": "streaming",
                    "region": None,
                    "platform": "HBO Max",
                    "date": "2021-10-01",
                    "leaves": "2021-11",
                }
                | UNSOURCED
                | {"leaves_confidence": "reported"},
            ],
            "links": {"remake-of": ["dune"]},
            "credits": {"cast": ["Z", "A"], "director": ["B"]},
            "ids": {"imdb": "tt1160419", "tmdb": "438631"},
            "notes": [],
            "names": ["Dune: Part One", "沙丘"],
        },
    }


def test_releases_are_in_the_order_of_their_dates(store: Store) -> None:
    add(store, "Mank", date="2021-03-05", platform="Netflix", source="Netflix")
    update(store, "mank", release_type="theatrical", date="2021-02-12")
    update(store, "mank", release_type="digital", date="../2021-06")
    update(store, "mank", release_type="physical")
    update(store, "mank", platform="Hulu", date="2021-01", source="Reddit", confidence="rumor")
    with open_slate(store, TODAY) as slate:
        releases = slate.page(slate.choose("mank")).title.releases
    listed = [release["date"] for release in told(store)["mank"]["releases"]]
    assert listed == ["../2021-06", "2021-02-12", "2021-03-05", None, "2021-01"]
    by_date = sorted(releases, key=lambda release: release.date_order)
    assert [each.date.text if each.date.known else None for each in by_date] == listed


def test_each_release_has_its_own_source(store: Store) -> None:
    add(store, "Mank", date="2021-early", platform="Netflix", source="Netflix",
        confidence="official", status="filming")  # fmt: skip
    update(store, "mank", date="2021-01-08", platform="Netflix", source="TVmaze",
        confidence="listed", url="https://a")  # fmt: skip
    update(store, "mank", platform="Hulu", source="Reddit", confidence="rumor")
    update(store, "mank", release_type="theatrical", source="Variety", url="https://b")
    release = UNSOURCED | {"region": None, "leaves": None}
    assert told(store)["mank"]["releases"] == [
        release
        | {
            "release_type": "streaming",
            "platform": "Netflix",
            "date": "2021-01-08",
            "source": "TVmaze",
            "confidence": "listed",
            "url": "https://a",
            "within": {"date": "2021-early", "source": "Netflix", "confidence": "official"},
        },
        release
        | {
            "release_type": "theatrical",
            "platform": None,
            "date": None,
            "source": "Variety",
            "confidence": "reported",
            "url": "https://b",
        },
        release
        | {
            "release_type": "streaming",
            "platform": "Hulu",
            "date": None,
            "source": "Reddit",
            "confidence": "rumor",
            "url": None,
            "contested": True,
        },
    ]


def test_former_titles_are_names_but_former_slugs_are_not(store: Store) -> None:
    add(store, "Working Title", aka=("Also",))
    update(store, "working-title", title="Final Title")
    assert told(store) == {"final-title": NOTHING | {"names": ["Also", "Working Title"]}}


def test_links_to_removed_titles_are_left_out(store: Store) -> None:
    add(store, "First")
    add(store, "Other")
    add(store, "Second", links=(("sequel-of", "first"), ("sequel-of", "other")))
    assert told(store)["second"]["links"] == {"sequel-of": ["first", "other"]}
    remove(store, "first")
    assert told(store)["second"]["links"] == {"sequel-of": ["other"]}


def test_notes_are_in_fold_order(store: Store) -> None:
    add(store, "Mank", note="second", source="A", url="https://a", on="2021-01-02")
    update(store, "mank", note="third", on="2021-01", confidence="official")
    update(store, "mank", note="first", source="B", on="2020", confidence="rumor")
    update(store, "mank", note="taken back")
    undo(store)
    update(store, "mank", tags=("no note",))
    add(store, "Roma", note="of another")
    columns = ("note", "source", "url", "reported_on", "confidence")
    found = told(store)
    assert found["mank"]["notes"] == [
        dict(zip(columns, values, strict=True))
        for values in (
            ("first", "B", None, "2020", "rumor"),
            ("second", "A", "https://a", "2021-01-02", "reported"),
            ("third", None, None, "2021-01", "official"),
        )
    ]
    assert [note["note"] for note in found["roma"]["notes"]] == ["of another"]


@pytest.mark.slow
def test_many_records_need_few_statements(new_store: NewStore) -> None:
    """Each page of records sends one query per kind of field, however many values there are."""
    store, count = new_store(), 2_000
    take(store, *(says(f"Title {n}", note="n", platform="Netflix", tags=("a",),
                       ids=(("imdb", str(n)),), aka=(f"Name {n}",), credits=(("cast", "A"),),
                       links=(("sequel-of", "Title 0"),) if n else ())
                  for n in range(count)))  # fmt: skip
    asked: list[str] = []
    with store.reading() as connection:
        listed = record_queries.listing(connection, Query(), TODAY)
        connection.set_trace_callback(asked.append)
        found = list(full_records(connection, listed))
    assert len({row[0] for row in found}) == count
    assert all(row[len(COLUMNS)] and row[-3] and row[-2] and row[-1] for row in found)
    assert len(asked) < 40


def test_repeated_note_of_a_source_appears_once(store: Store) -> None:
    for source in ("A", "A", "B"):
        add(store, "Mank", source=source, note="in black and white")
        remove(store, "mank")
    add(store, "Mank", source="A", note="in color")
    assert [(note["note"], note["source"]) for note in told(store)["mank"]["notes"]] == [
        ("in black and white", "A"),
        ("in black and white", "B"),
        ("in color", "A"),
    ]
