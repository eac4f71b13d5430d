"""Every query on a slate, once each; the results are tested in queries/."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.dates.as_of import AsOf
from slate.domain.dates.day_span import ANY_TIME, Span
from slate.domain.dates.windows import from_today, parse_window
from slate.domain.errors import DamagedError, TitleNotFoundError
from slate.domain.queries.change_query import ChangeQuery
from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.query import Query
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.slate import Slate, open_slate
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.plans import plans, steps
from tests.store.writing import TODAY, add, ledger, says, undo, update

JANUARY = parse_window("2021-01", TODAY)
HULU = Query(platforms=("Hulu",))


@pytest.fixture(autouse=True)
def titles(store: Store) -> None:
    add(store, "Dune", date="2021-01-22", platform="Hulu", leaves="2021-02", on="2020-01-01")
    add(store, "Heat", date="2021", platform="Netflix", links=(("sequel-of", "dune"),))
    add(store, "Show", season=1)
    add(store, "Show", season=2, date="2022", platform="Hulu")
    update(store, "dune", date="2021-01-29", on="2020-02-01")
    undo(store)


def test_queries_on_titles_and_releases(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert slate.today == TODAY
        assert slate.counts().titles == 4
        assert slate.first_and_last_date() is not None
        assert slate.count(Query(limit=1)) == 4
        assert slate.count(HULU) == 2
        assert [each.slug for each in slate.listing(HULU)] == ["dune", "show-s2"]
        heat = slate.choose("heat")
        assert [each.slug for each in slate.listing(Query(), [heat.id])] == ["heat"]
        assert [each.slug for each in slate.upcoming(Query(), JANUARY)] == ["dune", "heat"]
        assert [each.slug for each in slate.upcoming(Query(), JANUARY, certain=True)] == ["dune"]
        assert slate.count_upcoming(Query(), JANUARY) == (1, 1)
        assert slate.count_upcoming(Query(), JANUARY, certain=True) == (1, 0)
        assert [each.slug for each, _ in slate.leaving(HULU, certain=True)] == ["dune"]
        assert slate.count_leaving(Query()) == 1
        assert slate.count_leaving(Query(window=JANUARY)) == 0
        assert slate.count_undated(Query()) == 1
        assert slate.count_undated(HULU) == 0
        soonest = slate.soonest(Query())
        assert soonest is not None
        assert soonest.slug == "dune"
        soonest = slate.soonest(Query(), [heat.id])
        assert soonest is not None
        assert soonest.slug == "heat"
        assert [key for _, key in slate.releases(HULU)] == ["dune|||film|", "show|2||series|"]
        assert [each.record.slug for each in slate.calendar_rows(HULU)] == [
            *("dune", "show-s2"),  # then what leaves
            "dune",
        ]
        ((*_, links, _credits, _ids, _notes, _names),) = slate.full(
            slate.listing(Query(), [heat.id])
        )
        assert links == {"sequel-of": ["dune"]}
        assert [each.number for each in slate.alike(HULU, ("platform",), JANUARY)] == [1]
        assert slate.canceled(HULU, JANUARY) == 0
        assert slate.stated_values("platforms") == ["Hulu", "Netflix"]


def test_queries_for_completion(store: Store) -> None:
    update(store, "heat", tags=("x",), region="US", source="Variety")
    update(store, "heat", credits=(("cast", "Al Pacino"),), ids=(("imdb", "tt0113277"),))
    with open_slate(store, TODAY) as slate:
        assert slate.stated_values("tags") == ["x"]
        assert slate.stated_values("regions") == ["US"]
        assert slate.stated_values("sources") == ["Variety"]
        assert slate.people("al", 9) == ["Al Pacino"]
        assert slate.stated_values("roles") == ["cast"]
        assert slate.stated_values("id_schemes") == ["imdb"]


def test_queries_on_one_title(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert [found.slug for found in slate.find("Show")] == ["show-s1", "show-s2"]
        assert slate.choose("Show").slug == "show-s2"
        with pytest.raises(TitleNotFoundError):
            slate.find("nobody")
        dune = slate.choose("dune")
        assert (slate.slug_of(dune.key), slate.slug_of("nobody")) == ("dune", "")
        assert [found.slug for found in slate.starting_with("show", 9)] == ["show-s1", "show-s2"]
        assert len(slate.starting_with("", 1)) == 1
        assert len(slate.with_seasons([slate.choose("show-s1")])) == 2
        assert slate.keys_named(["dune", "Show"]) == {
            *(dune.key, "show|1||series|", "show|2||series|"),
        }
        assert slate.page(dune).title.title == "Dune"
        assert slate.find_exactly("Dune") == dune
        with pytest.raises(TitleNotFoundError):
            slate.find_exactly("dun")
        assert slate.editable(dune).title == slate.page(dune).title
        assert next(iter(slate.history(dune).records())).change == "added"


def test_queries_for_a_timeline(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert [each.slug for each in slate.coming(HULU)] == ["dune", "show-s2"]
        assert slate.count_coming(Query(limit=1)) == 3
        shown = slate.releases_of(["Show"], Query())
        assert [(each.slug, each.date) for each in shown] == [
            ("show-s2", "2022"),
            ("show-s1", None),
        ]
        with pytest.raises(TitleNotFoundError):
            slate.releases_of(["nobody"], Query())
        assert slate.moves("heat") == []


def test_queries_on_titles_that_live_sources_know(store: Store) -> None:
    update(store, "dune", ids=(("tmdb", "438631"), ("imdb", "tt1160419")))
    add(store, "Show", kind="series", ids=(("tvmaze", "7"),))
    update(store, "show-s2", ids=(("tvmaze", "7/season/2"),))
    with open_slate(store, TODAY) as slate:
        assert slate.kind_and_ids(slate.choose("dune")) == (
            Kind.FILM,
            False,
            {"tmdb": "438631", "imdb": "tt1160419"},
        )
        assert slate.kind_and_ids(slate.choose("show-s1")) == (Kind.SERIES, False, {})
        both = ["tmdb", "tvmaze"]
        assert [each.slug for each in slate.followed(both, Query())] == ["dune", "show", "show-s2"]
        assert [each.slug for each in slate.followed(both, HULU)] == ["dune", "show-s2"]
        # A series stands for its seasons.
        assert [each.slug for each in slate.followed(both, Query(), ["Show"])] == [
            "show",
            "show-s2",
        ]
        assert slate.followed(both, Query(), ["show-s1"]) == []
        assert slate.followed(["tmdb"], Query(), ["show"]) == []
        (dune,) = slate.followed(["tmdb"], Query(), ["dune"])
        assert (dune.value, dune.comes, dune.last) == (
            "438631",
            date(2021, 1, 22),
            date(2021, 1, 22),
        )
        with pytest.raises(TitleNotFoundError):
            slate.followed(both, Query(), ["dune", "nobody"])
    with open_slate(store, date(2021, 1, 23)) as slate:
        (dune,) = slate.followed(["tmdb"], Query())
        assert (dune.comes, dune.last) == (None, date(2021, 1, 22))


def test_queries_on_changes_and_the_ledger(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        asked = ChangeQuery(HULU, frozenset({ChangeName.ADDED}), TODAY)
        in_days = [
            each.record.slug for each in slate.changes_in(Span(last=date(2020, 1, 9)), asked)
        ]
        assert in_days == ["dune"]
        assert [each.record.slug for each in slate.changes_since(3, asked)] == ["show-s2"]
        january = AsOf(date(2020, 1, 31))
        assert [each.record.slug for each in slate.net_changes(january, asked)] == ["show-s2"]
        assert slate.newest_day() == "2021-01-07"
        assert [record.slug for record, _ in slate.slipped(Query(), ANY_TIME, waits=False)] == []
        assert [key for key, _ in slate.sourced_titles(Query())] == []
        assert [batch.id for batch in slate.batches(2)] == [6, 5]
        assert len(list(slate.batches())) == 6
        batch = slate.batch("5")
        assert [each.record.slug for each in slate.batch_changes().records(batch)] == ["dune"]
        assert list(slate.undone_numbers().values()) == [5]
        assert len([batch for batch, _ in slate.ledger()]) == 6
        assert [list(found) for found in slate.beyond_version_1()] == [[], []]
        assert slate.bookmark("tester") is None
        newest = slate.newest_batch()
        assert newest is not None
        assert newest.number == 6
        assert slate.has_reports()
    with ledger(store) as book:
        book.mark(newest.batch)
    with open_slate(store, TODAY) as slate:
        assert slate.bookmark("tester") == newest
        assert slate.bookmark("ann") is None


def test_slate_as_of_a_day(store: Store) -> None:
    update(store, "heat", tags=("x",))
    then = date(2020, 6, 1)
    with open_slate(store, then, AsOf(then)) as slate:
        assert slate.today == then
        assert [each.slug for each in slate.listing(Query())] == ["dune"]
    with open_slate(store, TODAY) as slate:
        assert slate.count(Query()) == 4


def test_beginning_of_a_slate(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert slate.beginning(AsOf(TODAY)) == "2020-01-01"
        assert slate.beginning(AsOf(TODAY, "2021-01-08T00:00:00.000000Z")) == "2021-01-07"


def test_ledger_of_which_a_report_was_changed_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "slate.db"
    kept = Store(path)
    add(kept, "Mank")
    change(path, "update reports set note = 'changed'")
    with pytest.raises(DamagedError) as error, open_slate(kept, TODAY) as slate:
        slate.ledger()
    assert str(error.value) == (
        f"{path}: the file is damaged (its checksum differs: a batch or a report was changed); "
        "nothing was changed."
    )


# What a page or a screen shows, and what it counts.
PAGES: dict[str, Callable[[Slate], object]] = {
    "list": lambda slate: list(slate.rows(Query(limit=20))),
    "list, records": lambda slate: list(slate.listing(Query(limit=20))),
    "list, by title": lambda slate: list(slate.rows(Query(sort="title", limit=20))),
    "list of a month": lambda slate: list(slate.rows(Query(window=JANUARY, limit=20))),
    "upcoming": lambda slate: list(slate.upcoming(Query(limit=20), from_today(TODAY))),
    "upcoming in a month": lambda slate: list(slate.upcoming(Query(limit=20), JANUARY)),
    "count of upcoming in a month": lambda slate: slate.count_upcoming(Query(), JANUARY),
    "count of undated": lambda slate: slate.count_undated(Query()),
    "next": lambda slate: slate.soonest(Query()),
    "pivot of a month": lambda slate: list(slate.alike(Query(), ["platform"], JANUARY)),
    "canceled in a month": lambda slate: slate.canceled(Query(), JANUARY),
    "completion": lambda slate: slate.starting_with("t1", 20),
} | {
    f"list, {section}": lambda slate, section=section: list(
        slate.in_section(Query(limit=20), section)
    )
    for section in ListSection
}


@contextmanager
def _filled(store: Store, number: int) -> Iterator[tuple[Slate, sqlite3.Connection]]:
    """Open a slate of titles of all sections, of which four have a date in each month or so."""
    with ledger(store) as book:
        for place in range(number):
            day = TODAY + timedelta(30 * (place // 4 - number // 8))
            status = ("released", "scheduled", "canceled", "on-hold")[place % 4]
            book.add(says(f"T{place}", date=day.isoformat(), status=status, platform="Netflix"))
    with store.reading() as connection:
        yield Slate(connection, TODAY), connection


def test_pages_are_found_by_indexes(store: Store) -> None:
    with _filled(store, 40) as (slate, connection):
        found = {name: plans(connection, lambda: page(slate)) for name, page in PAGES.items()}  # noqa: B023 -- called at once
    in_order = {"SCAN t USING INDEX titles_list_order", "SCAN t USING INDEX titles_sorting"}
    # Few dates are ranges, and of what fits a window all is read.
    others = {"SCAN releases USING INDEX releases_ranges", "SCAN f"}
    for page, its_plans in found.items():
        lines = "\n".join(its_plans).split("\n")
        scans = {line for line in lines if re.match(r"SCAN [a-z]+( |$)", line)}
        assert scans <= in_order | others, page
        if scans & in_order:
            assert "USE TEMP B-TREE FOR ORDER BY" not in lines, page


def test_steps_for_pages_do_not_grow_with_the_slate(new_store: NewStore) -> None:
    counted: list[dict[str, int]] = []
    for number in (200, 1_000):
        with _filled(new_store(), number) as (slate, connection):
            counted.append(
                {name: steps(connection, lambda: page(slate)) for name, page in PAGES.items()}  # noqa: B023 -- called at once
            )
    few, many = counted
    assert {name: (few[name], many[name]) for name in few if many[name] > 1.5 * few[name]} == {}


def test_steps_and_statements_for_a_whole_list_grow_as_the_slate_does(new_store: NewStore) -> None:
    counted, sent = [], []
    for number in (200, 1_000):
        with _filled(new_store(), number) as (slate, connection):
            counted.append(steps(connection, lambda: list(slate.rows(Query()))))
            sent.append(plans(connection, lambda: list(slate.rows(Query()))))
    few, many = counted
    assert many < 5.5 * few
    assert sent[0] == sent[1]
    (plan,) = sent[0]
    assert plan.split("\n")[0] == "SCAN t"  # in the order of the file, which is read once


def test_totals_of_sections_are_counted_in_an_index(store: Store) -> None:
    with _filled(store, 40) as (slate, connection):
        (plan,) = plans(connection, lambda: slate.section_totals(Query()))
    tables = [line for line in plan.split("\n") if " t " in f"{line} "]
    assert len(tables) == len(ListSection)
    assert {line.split(" (")[0] for line in tables} == {
        "SEARCH t USING COVERING INDEX titles_screen_order"
    }
