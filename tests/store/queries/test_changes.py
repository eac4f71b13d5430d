from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import Changed
from slate.domain.changes.history import Step, history_of
from slate.domain.dates.day_span import Span
from slate.domain.dates.distance import Distance, Unit
from slate.domain.ledger.as_of_day import last_title
from slate.domain.queries.change_query import BatchLimit, ChangeQuery
from slate.domain.queries.change_selection import fits_as_it_stands, fits_change
from slate.domain.queries.query import Query
from slate.domain.queries.selection import TitleSets
from slate.domain.reports.report import Report
from slate.store.file.connection import Store
from slate.store.queries import changes
from slate.store.queries.kept_changes import KeptChanges
from tests.domain import slates
from tests.store import folding
from tests.store.drawn import DrawnBatch, ledgers, stored
from tests.store.writing import TODAY, add, ledger, redo, remove, says, take, undo, update


def worded(found: Iterable[Changed]) -> list[str]:
    return [
        " ".join(
            str(part)
            for part in (each.record.day, each.record.slug, each.record.change, each.record.how)
            if part
        )
        for each in found
    ]


def _names(words: Iterable[str]) -> list[ChangeName]:
    return [ChangeName(word) for word in words]


def of_days(
    store: Store,
    *names: str,
    span: Span | None = None,
    brief: BatchLimit | None = None,
    **query: Any,  # noqa: ANN401 -- fields of any type
) -> list[str]:
    asked = ChangeQuery(Query(**query), _names(names), TODAY, brief)
    with store.reading() as connection:
        return worded(changes.of_days(connection, span or Span(), asked))


def since(store: Store, after: int, *names: str, **query: Any) -> list[str]:  # noqa: ANN401
    with store.reading() as connection:
        return worded(
            changes.since(connection, after, ChangeQuery(Query(**query), _names(names), TODAY))
        )


@pytest.fixture
def cobra_kai(store: Store) -> Store:
    """Return a slate with a season that moved, was dated and slipped, and a removed film."""
    add(store, "Cobra Kai", season=3, platform="YouTube", on="2019-05-02", source="TVLine")
    update(store, "cobra-kai-s3", platform="Netflix", on="2020-06-22", source="Deadline")
    update(store, "cobra-kai-s3", date="2021-01-08", on="2020-10-02", source="Netflix")
    update(store, "cobra-kai-s3", date="2021-01-15", on="2020-12-15", source="Deadline")
    add(store, "Gone", platform="Hulu", on="2020-12-01")
    remove(store, "gone", on="2020-12-16")
    return store


LIFE = [
    "2020-12-16 gone removed",
    "2020-12-15 cobra-kai-s3 slipped",
    "2020-12-01 gone added",
    "2020-10-02 cobra-kai-s3 dated",
    "2020-10-02 cobra-kai-s3 status",
    "2020-06-22 cobra-kai-s3 moved",
    "2019-05-02 cobra-kai-s3 added",
]


def test_all_changes_without_filters(cobra_kai: Store) -> None:
    assert of_days(cobra_kai) == LIFE
    assert since(cobra_kai, 0) == LIFE


def test_changes_in_a_span_of_days(cobra_kai: Store) -> None:
    span = Span(date(2020, 6, 22), date(2020, 12, 1))
    assert of_days(cobra_kai, span=span) == LIFE[2:6]


def test_changes_with_selected_names(cobra_kai: Store) -> None:
    assert of_days(cobra_kai, "slipped", "removed") == LIFE[:2]
    assert since(cobra_kai, 3, "added") == ["2020-12-01 gone added"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": ("cobra",)}, [LIFE[1], *LIFE[3:]]),
        ({"kinds": ("film",)}, [LIFE[0], LIFE[2]]),
        ({"platforms": ("YouTube",)}, LIFE[5:]),
        ({"platforms": ("Netflix",)}, [LIFE[1], *LIFE[3:]]),
        ({"platforms": ("Hulu",)}, [LIFE[0], LIFE[2]]),
        ({"disputed": True, "kinds": ("film",)}, []),
    ],
)
def test_changes_with_each_filter(
    cobra_kai: Store, query: dict[str, Any], found: list[str]
) -> None:
    assert of_days(cobra_kai, **query) == found
    assert since(cobra_kai, 0, **query) == found


def test_record_of_a_change(cobra_kai: Store) -> None:
    with cobra_kai.reading() as connection:
        asked = ChangeQuery(Query(), (ChangeName.SLIPPED,), TODAY)
        [found] = changes.of_days(connection, Span(date(2020, 12, 15)), asked)
    assert found.record == (
        "2020-12-15", "cobra-kai-s3", "Cobra Kai: season 3", "slipped", "2021-01-08", "2021-01-15",
        Distance(7, Unit.DAY, later=True), False, "streaming", None, "Netflix", "Deadline", None,
        "reported", "2021-01-07", 4, "tester", None, None, None,
    )  # fmt: skip
    assert [release.date.text for release in found.releases] == ["2021-01-15"]


def test_record_of_a_change_holds_the_note(cobra_kai: Store) -> None:
    remove(cobra_kai, "cobra-kai-s3", on="2020-12-17", note="not streaming")
    with cobra_kai.reading() as connection:
        [found, *_] = changes.of_days(
            connection, Span(), ChangeQuery(Query(), (ChangeName.REMOVED,), TODAY)
        )
    assert (found.record.slug, found.record.note) == ("cobra-kai-s3", "not streaming")


def test_changes_have_the_current_slug(store: Store) -> None:
    add(store, "Heroes", on="2020-12-01")
    update(store, "heroes", title="We Can Be Heroes", on="2020-12-02")
    assert of_days(store) == [
        "2020-12-02 we-can-be-heroes retitled",
        "2020-12-01 we-can-be-heroes added",
    ]


def test_late_arrivals_are_included_whatever_the_day_reported(cobra_kai: Store) -> None:
    update(cobra_kai, "cobra-kai-s3", date="2020", on="2019-06-01", confidence="rumor")
    assert since(cobra_kai, 6) == [
        "2019-06-01 cobra-kai-s3 dated",
        "2019-06-01 cobra-kai-s3 status",
    ]


def test_undo_and_redo_since_a_batch_are_changes(cobra_kai: Store) -> None:
    undo(cobra_kai, "4")
    add(cobra_kai, "New", on="2021-01-02")
    undo(cobra_kai)
    assert since(cobra_kai, 6) == ["2021-01-07 cobra-kai-s3 dated undo"]
    redo(cobra_kai, "4")
    assert since(cobra_kai, 6) == []
    assert since(cobra_kai, 7) == ["2021-01-07 cobra-kai-s3 dated redo"]
    assert "slipped" in " ".join(of_days(cobra_kai))


def test_undo_of_the_first_report_removes_the_title(store: Store) -> None:
    add(store, "Heroes", platform="Netflix")
    undo(store)
    assert of_days(store) == []
    assert since(store, 1) == ["2021-01-07 heroes removed undo"]
    assert since(store, 1, platforms=("Netflix",)) == ["2021-01-07 heroes removed undo"]
    assert since(store, 1, platforms=("Hulu",)) == []
    assert since(store, 1, kinds=("series",)) == []


def test_reports_without_a_title_are_left_out(store: Store) -> None:
    add(store, "Heroes")
    with store.writing() as connection:
        connection.execute("update reports set said = '{}'")
        connection.execute("delete from titles")
    assert of_days(store) == []
    with store.writing() as connection:
        connection.execute("delete from reports")


def test_merge_is_a_change(store: Store) -> None:
    add(store, "Dune", date="2021", on="2020-01-05")
    add(store, "Dune Part One", on="2020-12-20")
    with ledger(store) as book:
        book.merge("dune", "dune-part-one", says().origin)
    asked = ChangeQuery(Query(), (), TODAY)
    with store.reading() as connection:
        found = list(changes.since(connection, 2, asked))
    assert worded(found) == ["2021-01-07 dune edited"]
    assert (found[0].record.field, found[0].record.after) == ("merged", "dune-part-one")


def test_batch_limit_shortens_a_large_batch(store: Store) -> None:
    take(store, *(says(f"T{number}", on="2021-01-02") for number in range(9)))
    add(store, "Other", on="2021-01-02")
    brief = BatchLimit(2)
    assert of_days(store, brief=brief) == [
        "2021-01-02 other added",
        "2021-01-02 t0 added",
        "2021-01-02 t1 added",
    ]
    assert brief.left_out == {("2021-01-02", 1): 7}


def test_newest_day_reported(store: Store) -> None:
    with store.reading() as connection:
        assert changes.newest_day(connection) is None
    add(store, "a", on="2021-01-02")
    add(store, "b", on="2020")
    with store.reading() as connection:
        assert changes.newest_day(connection) == "2021-01-02"


_asked = st.lists(slates.queries(), min_size=4, max_size=4)


@pytest.mark.slow
@settings(max_examples=50)
@given(slates.slates(), _asked)
def test_changes_of_all_days_equal_the_histories_of_all_titles(
    reports: list[Report], asked: list[Query]
) -> None:
    sets = TitleSets(slates.disputed_of(reports))
    with closing(Store(None)) as store, store.writing() as connection:
        folding.store_reports(connection, reports)
        for query in (Query(), *(query._replace(limit=None) for query in asked)):
            wanted = ChangeQuery(query, (), TODAY)
            expected = sorted(_expected(slates.by_key(reports), query, sets))
            assert _sorted(changes.of_days(connection, Span(), wanted)) == expected
            assert _sorted(changes.since(connection, 0, wanted)) == expected
            of_all = wanted._replace(keys=slates.by_key(reports).keys())
            assert _sorted(changes.of_days(connection, Span(), of_all)) == expected


@contextmanager
def _at_once(number: int) -> Iterator[None]:
    """Read so many entries together: with one, all other changes of a title have to be kept."""
    with patch.multiple(changes, _FIRST=number, _MOST=number):
        yield


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), _asked, st.integers(0, 3))
def test_changes_do_not_depend_on_how_many_are_read_together(
    batches: list[DrawnBatch], asked: list[Query], after: int
) -> None:
    with stored(batches) as store, store.reading() as connection:
        for query in (Query(), *(query._replace(limit=None) for query in asked)):
            wanted = ChangeQuery(query, (), TODAY)
            found = []
            for number in (1, 3, 1_000):
                with _at_once(number):
                    of_days = changes.of_days(connection, Span(), wanted)
                    since = changes.since(connection, after, wanted)
                    found.append([_printed(each) for each in (*of_days, *since)])
            assert found[0] == found[1] == found[2]


def _printed(change: Changed) -> tuple[object, ...]:
    """Return all of a change that is printed."""
    shown = [(each.key, each.date, each.leaves, each.contested) for each in change.releases]
    return (*change.record, change.difference, shown)


@pytest.fixture
def thrice(store: Store) -> Callable[[int], Store]:
    """Return a function that records so many titles in one batch, and their dates in two more."""

    def record(titles: int) -> Store:
        for day, date_ in (("02", "2021-02-01"), ("03", "2021-02-08"), ("04", "2021-02-15")):
            on = f"2021-01-{day}"
            names = (f"Title {number}" for number in range(titles))
            take(store, *(says(name, date=date_, source="Variety", on=on) for name in names))
        return store

    return record


def _folded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the keys of the titles whose histories are computed from now on."""
    keys: list[str] = []

    def noted(key: str, reports: Iterable[Report]) -> Iterator[Step]:
        keys.append(key)
        return history_of(key, reports)

    monkeypatch.setattr(changes, "history_of", noted)
    return keys


@pytest.mark.parametrize("titles", [100, 200])
def test_each_title_is_folded_once_however_many_batches_it_is_in(
    thrice: Callable[[int], Store], monkeypatch: pytest.MonkeyPatch, titles: int
) -> None:
    store, folded = thrice(titles), _folded(monkeypatch)
    found = of_days(store)
    assert sum("slipped" in line for line in found) == 2 * titles
    assert len(folded) == len(set(folded)) == titles
    assert since(store, 0) == found
    assert len(folded) == 2 * titles


def test_changes_of_many_titles_are_read_by_few_statements(thrice: Callable[[int], Store]) -> None:
    sent: list[str] = []
    with thrice(200).reading() as connection:
        connection.set_trace_callback(sent.append)
        found = list(changes.of_days(connection, Span(), ChangeQuery(Query(), (), TODAY)))
    assert len({change.record.slug for change in found}) == 200
    # Lists of 20, 40, 80 and 160 entries have all titles.
    assert sum("json_each" in statement for statement in sent) == 4
    assert len(sent) < 4 + 200 + 10  # the slug of each title, and the days


def test_the_first_changes_need_few_titles(
    thrice: Callable[[int], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folded = thrice(100), _folded(monkeypatch)
    with store.reading() as connection:
        found = changes.of_days(connection, Span(), ChangeQuery(Query(), (), TODAY))
        assert next(found).record.slug == "title-0"
        assert len(folded) == 20
    assert len(of_days(store, brief=BatchLimit(5))) == 15
    assert len(folded) == 40  # of one list of each batch: the others have the same titles


def test_what_cannot_be_kept_is_computed_again(
    thrice: Callable[[int], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = thrice(30)
    expected, folded = of_days(store), _folded(monkeypatch)
    monkeypatch.setattr(KeptChanges, "keep", lambda *_: None)
    assert of_days(store) == expected
    assert len(folded) > 30


def _sorted(found: Iterable[Changed]) -> list[str]:
    return sorted(f"{each.record.day} {each.difference}" for each in found)


def _expected(reports: dict[str, list[Report]], query: Query, sets: TitleSets) -> Iterator[str]:
    """Yield the expected changes, filtered in Python from the history of each title."""
    for key, own in reports.items():
        steps = list(history_of(key, own))
        now = last_title(key, own)
        if now is None or not fits_as_it_stands(query, now, TODAY, sets):
            continue
        for was, step in zip([None, *(step.title for step in steps)], steps, strict=False):
            for change in step.differences:
                if fits_change(query, change, was, step.title, now):
                    yield f"{step.report.reported_on} {change}"
