from datetime import date

import pytest

from slate.domain.dates.as_of import AsOf
from slate.domain.dates.windows import parse_window
from slate.domain.queries.digest import Digest, DigestSection, day_before, digest_days
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.digest import digest
from tests.store.writing import TODAY, add, update


@pytest.fixture
def full(store: Store) -> Store:
    """Return a slate of which something is in each section, but in that of services."""
    add(store, "Dune", date="2021-10-01", on="2020-12-01", platform="HBO Max", source="Warner")
    add(store, "Soul", date="2021-01-06", on="2020-12-01", platform="Disney+")
    add(store, "Tenet", date="2020-12-30", on="2020-12-01", platform="HBO Max")
    add(store, "Mank", status="filming", on="2020-12-01", platform="Netflix")
    add(store, "Lost", on="2020-12-01", platform="Hulu", leaves="2021-01-09", status="released")
    add(store, "Lupin", date="2021-01-08", on="2021-01-04", platform="Netflix", season=1)
    add(store, "Pieces", date="2021", on="2020-12-01", platform="Netflix")
    update(store, "dune", date="2021-10-22", on="2021-01-03", source="Warner", note="Again.")
    update(store, "dune", date="2021-10-29", on="2021-01-05", source="Warner", note="And again.")
    update(store, "mank", status="canceled", on="2021-01-05")
    update(store, "lost", leaves="2021-01-10", on="2021-01-05")
    update(store, "pieces", tags=["war"], on="2021-01-05")
    return store


def made(
    store: Store, when: str | None = None, query: Query | None = None, *, certain: bool = False
) -> Digest:
    with open_slate(store, TODAY) as slate:
        days = digest_days((when and parse_window(when, TODAY)) or None, TODAY)
        before = AsOf(day_before(days.since)) if days.since else None
        return digest(slate, days, before, query or Query(), certain=certain)


def slugs(found: Digest) -> dict[str, list[str]]:
    news = {
        str(section): [each.changes[0].change.record.slug for each in titles]
        for section, titles in found.news.items()
    }
    return news | {
        str(section): [record.slug for record in records]
        for section, records in found.records.items()
    }


def test_each_section_has_its_titles(full: Store) -> None:
    assert slugs(made(full)) == {
        "new": ["lupin-s1"],
        "slipped": ["dune"],
        "changed": ["mank"],
        "coming": ["lupin-s1"],
        "possible": ["pieces"],
        "leaving": ["lost"],
        "overdue": ["soul"],
    }


def test_what_moved_twice_is_one_change_with_the_last_report(full: Store) -> None:
    [slip] = made(full).news[DigestSection.SLIPPED][0].changes
    assert (slip.change.record.before, slip.change.record.after) == ("2021-10-01", "2021-10-29")
    assert slip.report is not None
    assert slip.report.note == "And again."


def test_a_period_to_come_has_no_news(full: Store) -> None:
    assert slugs(made(full, "tomorrow")) == {"coming": ["lupin-s1"], "possible": ["pieces"]}
    assert slugs(made(full, "tomorrow", certain=True)) == {"coming": ["lupin-s1"]}


def test_filters_concern_all_sections(full: Store) -> None:
    assert slugs(made(full, query=Query(platforms=("HBO Max",)))) == {"slipped": ["dune"]}
    assert slugs(made(full, query=Query(search=("zzz",)))) == {}


def test_what_is_listed_as_leaving_is_not_news_as_well(full: Store) -> None:
    """But a new last day beyond the days of what is leaving is."""
    assert slugs(made(full))["leaving"] == ["lost"]
    update(full, "lost", leaves="2021-03-01", on="2021-01-06")
    found = slugs(made(full))
    assert "leaving" not in found
    assert found["changed"] == ["mank", "lost"]


def test_the_limit_is_that_of_each_section(full: Store) -> None:
    add(full, "Bliss", date="2021-01-09", on="2021-01-05", platform="Prime Video")
    found = made(full, query=Query(limit=1))
    assert all(len(items) == 1 for items in (*found.news.values(), *found.records.values()))
    assert found.left_out == {"new": 1, "coming": 1}
    nothing = made(full, query=Query(limit=0))
    assert (nothing.news, nothing.records) == ({}, {})


def test_the_first_digest_has_everything_as_new(store: Store) -> None:
    add(store, "Dune", on="2021-01-04")
    assert slugs(made(store)) == {"new": ["dune"]}
    assert made(store).days.as_of == date(2021, 1, 7)
