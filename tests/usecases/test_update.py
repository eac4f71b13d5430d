import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.errors import (
    LinkToItselfError,
    NothingSaidError,
    ReleaseTwiceError,
    TitleThereError,
)
from slate.domain.ledger.statement import SaidRelease
from slate.domain.reports.report import in_order
from slate.domain.titles.release_key import ReleaseKey
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.titles import lookup
from tests.store import writing
from tests.store.writing import add, batches, record, says, take, told, update


def test_an_explicit_update_is_recorded_even_if_its_source_said_it_before(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", source="A")
    update(store, "mank", date="2020-12-11", source="B")
    assert told(update(store, "mank", date="2020-12-04", source="A")) == [
        "advanced 2020-12-11 -> 2020-12-04 7 days earlier reverted"
    ]
    again = update(store, "mank", date="2020-12-04", source="A")
    assert (again.outcome, again.slug, told(again)) == ("unchanged", "mank", [])
    assert len(batches(store)) == 3


def test_an_update_must_state_something(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(NothingSaidError):
        update(store, "mank", source="A")
    assert update(store, "mank", untag=("not there",)).outcome == "unchanged"
    assert len(batches(store)) == 1


def _key(text: str) -> ReleaseKey:
    return ReleaseKey.parse(text)


def test_further_releases_are_in_the_same_report(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix")
    further = (SaidRelease(_key("theatrical|US|"), parse_date("2020-11-13")),)
    change = update(store, "mank", date="2020-12-11", releases=further)
    assert told(change) == [
        "edited release -> theatrical, US, 2020-11-13",
        "slipped 2020-12-04 -> 2020-12-11 7 days later",
    ]
    assert batches(store)[-1].reports == 1
    assert update(store, "mank", releases=further).outcome == "unchanged"


def test_further_releases_do_not_keep_another_from_moving(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", leaves="2021-12-31", source="TVmaze", note="seen")
    further = (SaidRelease(_key("theatrical|US|"), parse_date("2020-11-13")),)
    change = update(store, "mank", platform="Netflix", releases=further, note="said so")
    assert told(change) == [
        "edited platform -> Netflix",
        "edited release -> theatrical, US, 2020-11-13",
    ]
    shown = record(store, "mank")
    assert (shown.platform, shown.date, shown.leaves) == ("Netflix", "2020-12-04", "2021-12-31")
    assert batches(store)[-1].reports == 2
    with writing.ledger(store) as book:
        notes = [report.note for report in in_order(book.reports_on(book.find("mank").key))]
    assert notes == ["seen", "said so", None]


def test_a_release_cannot_be_stated_twice(store: Store) -> None:
    hulu = SaidRelease(_key("||Hulu"), parse_date("2021"))
    with pytest.raises(ReleaseTwiceError):
        add(store, "Mank", platform="hulu", date="2020", releases=(hulu,))
    add(store, "Mank", platform="Hulu")
    for stated in ({"date": "2020", "releases": (hulu,)}, {"releases": (hulu, hulu)}):
        with pytest.raises(ReleaseTwiceError):
            update(store, "mank", **stated)
    assert len(batches(store)) == 1


def test_a_renamed_title_is_still_found_by_its_former_names(store: Store) -> None:
    add(store, "Untitled Project")
    change = update(store, "untitled-project", title="Mank")
    assert (change.slug, told(change)) == ("mank", ["retitled Untitled Project -> Mank"])
    for text in ("untitled-project", "Untitled Project", "mank", "MANK"):
        with writing.ledger(store) as book:
            assert book.find(text).slug == "mank"
    with pytest.raises(TitleThereError):
        add(store, "Untitled Project")


def test_unlink_removes_a_link(store: Store) -> None:
    add(store, "A")
    add(store, "B", links=(("sequel-of", "a"),))
    assert told(update(store, "b", unlink=("A",))) == [
        "status in-development -> announced",
        "edited links sequel-of a|||film| ->",
    ]


def test_a_backdated_report_applies_to_the_releases_of_its_day(store: Store) -> None:
    add(store, "Mover", platform="YouTube", date="2021-05", source="A", on="2020-02-01")
    update(store, "mover", platform="Netflix", source="D", on="2020-02-03")
    # A's later report overrides the first; the move carries along the date of the second.
    assert told(update(store, "mover", date="2021-06", source="E", on="2020-01-15")) == []
    assert told(update(store, "mover", date="2021-07", source="E", on="2020-02-02")) == [
        "slipped 2021-05 -> 2021-07 2 months later"
    ]
    shown = record(store, "mover")
    assert (shown.platform, shown.date, shown.source) == ("Netflix", "2021-07", "E")
    with store.reading() as slate:
        key = lookup.find(slate, "mover").key
        reports = ledger_tables.reports_on(slate, key)
    assert [report.said for report in in_order(reports)] == [
        {"title": "Mover", "releases": {"streaming||YouTube": {"date": "2021-06"}}},
        {"title": "Mover", "releases": {"streaming||YouTube": {"date": "2021-05"}}},
        {"releases": {"streaming||YouTube": {"date": "2021-07"}}},
        {"releases": {"streaming||YouTube": None, "streaming||Netflix": {}}},
    ]


def test_a_report_dated_before_the_first_one_names_the_title(store: Store) -> None:
    add(store, "Soul 2", season=1, on="2020-02-01")
    update(store, "soul-2-s1", title="Soul Two", on="2020-02-02")
    update(store, "soul-two-s1", tags=("heard",), on="2020-01-15")
    with store.reading() as slate:
        reports = in_order(ledger_tables.reports_on(slate, lookup.find(slate, "soul-two-s1").key))
    assert reports[0].said == {"title": "Soul 2", "season": 1, "tags": {"heard": True}}
    shown = record(store, "soul-two-s1")
    assert (shown.title, shown.tags) == ("Soul Two", ("heard",))
    # Such a report may state a new title; the later ones override it.
    update(store, "soul-two-s1", title="Soul Zero", on="2020-01-01")
    assert record(store, "soul-two-s1").title == "Soul Two"


def test_confirming_a_rumor(store: Store) -> None:
    add(store, "Mank", date="2021", platform="X", confidence="rumor")
    add(store, "Roma", status="filming", confidence="rumor")
    assert told(update(store, "mank", date="2021", confidence="official", source="S")) == [
        "confirmed 2021 -> 2021"
    ]
    assert told(update(store, "roma", status="filming", source="S")) == [
        "confirmed filming -> filming"
    ]
    assert told(update(store, "mank", date="2021", confidence="official", source="T")) == []


def test_a_title_cannot_follow_itself(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(LinkToItselfError) as error:
        update(store, "mank", links=(("sequel-of", "Mank"),))
    assert str(error.value) == '"Mank" cannot follow itself.'
    with pytest.raises(LinkToItselfError):
        take(store, says("Mank", links=(("sequel-of", "mank"),)))
