from typing import Any

import pytest

from slate.domain.changes.change import Change
from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.editing import Editable, Facts, facts_of
from slate.domain.ledger.errors import ChangedMeanwhileError, SlugTakenError
from slate.domain.ledger.patch import Path
from slate.domain.ledger.statement import Origin
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import in_order
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.status import UPCOMING
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.slate import open_slate
from slate.store.titles import lookup
from slate.usecases.edit import edit
from tests.store import writing
from tests.store.writing import TODAY, add, batches, merge, record, remove, told, update

NOBODY = Origin(TODAY.isoformat())
NETFLIX = ("releases", "streaming||netflix")


def shown(store: Store, slug: str = "mank") -> Editable:
    with open_slate(store, TODAY) as slate:
        return slate.editable(slate.find_exactly(slug))


def edited(
    store: Store, title: Editable, facts: dict[Path, Any], origin: Origin = NOBODY
) -> Change:
    """Record an edit of some facts of a title; None withdraws one."""
    after: Facts = facts_of(title.title) | facts
    after = {path: value for path, value in after.items() if value is not None}
    with writing.ledger(store) as ledger:
        return edit(ledger, title, after, origin)


def recorded(store: Store, slug: str = "mank") -> list[Any]:
    """Return the patches of the reports on a title, in their order."""
    with store.reading() as connection:
        reports = ledger_tables.reports_on(connection, lookup.find(connection, slug).key)
    return [report.said for report in in_order(reports)]


def test_only_what_was_edited_is_recorded_and_by_whom(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", source="A", on="2021-01-05")
    origin = Origin("2021-01-06", "Variety", "https://example.com/", Confidence.OFFICIAL, "why")
    change = edited(store, shown(store), {(*NETFLIX, "date"): "2020-12-11"}, origin)
    assert told(change) == ["slipped 2020-12-04 -> 2020-12-11 7 days later"]
    assert recorded(store)[1:] == [{"releases": {"streaming||Netflix": {"date": "2020-12-11"}}}]
    with store.reading() as connection:
        report = ledger_tables.reports_on(connection, change.title.key if change.title else "")[-1]
    assert (report.source, report.url, report.reported_on, report.confidence, report.note) == (
        *("Variety", "https://example.com/", "2021-01-06", "official", "why"),
    )


def test_nothing_edited_records_nothing(store: Store) -> None:
    add(store, "Mank")
    for origin in (NOBODY, Origin(TODAY.isoformat(), "A")):
        change = edited(store, shown(store), {}, origin)
        assert (change.outcome, change.slug, told(change)) == ("unchanged", "mank", [])
    assert len(batches(store)) == 1


def test_a_note_alone_is_recorded(store: Store) -> None:
    add(store, "Mank")
    change = edited(store, shown(store), {}, Origin(TODAY.isoformat(), note="seen"))
    assert (told(change), recorded(store)[1:]) == ([], [{}])


def test_several_patches_are_one_batch_with_one_note(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix")
    hulu = ("releases", "streaming||hulu")
    facts = {
        NETFLIX: None,
        (*NETFLIX, "date"): None,
        hulu: "streaming||hulu",
        (*hulu, "date"): "2020-12-04",
        ("releases", "theatrical||"): "theatrical||",
    }
    change = edited(store, shown(store), facts, Origin(TODAY.isoformat(), note="seen"))
    assert told(change) == ["edited release -> theatrical", "moved Netflix -> Hulu"]
    assert recorded(store)[1:] == [
        {"releases": {"theatrical||": {}}},
        {"releases": {"streaming||Netflix": None, "streaming||Hulu": {}}},
    ]
    assert len(batches(store)) == 2
    with open_slate(store, TODAY) as slate:
        assert [note for note, _ in slate.page(slate.find_exactly("mank")).notes] == ["seen"]


def test_what_others_recorded_meanwhile_stays(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", tags=("bw",))
    title = shown(store)
    update(store, "mank", date="2020-12-11", tags=("new",))
    change = edited(store, title, {("year",): 2020, ("tags", "bw"): None})
    assert told(change) == ["edited year -> 2020", "edited tags bw ->"]
    assert record(store, "mank").date == "2020-12-11"


def test_what_others_changed_in_another_way_is_refused(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", ids=(("imdb", "tt1"),))
    title = shown(store)
    update(store, "mank", date="2020-12-11", ids=(("imdb", "tt2"),))
    facts = {(*NETFLIX, "date"): "2020-12-18", ("ids", "imdb"): "tt3"}
    with pytest.raises(ChangedMeanwhileError) as error:
        edited(store, title, facts)
    assert error.value.paths == [("ids", "imdb"), (*NETFLIX, "date")]
    assert {key.platform for key in error.value.keys.values()} == {"Netflix"}
    update(store, "mank", platform="Hulu")
    with pytest.raises(ChangedMeanwhileError) as error:
        edited(store, title, {(*NETFLIX, "leaves"): "2022"})
    assert error.value.paths == [NETFLIX]
    assert NETFLIX[1] in error.value.keys
    assert len(batches(store)) == 3


def test_what_others_changed_in_the_same_way_is_recorded_once(store: Store) -> None:
    add(store, "Mank")
    title = shown(store)
    update(store, "mank", year=2020)
    change = edited(store, title, {("year",): 2020})
    assert (change.outcome, len(batches(store))) == ("unchanged", 2)


def test_a_title_that_was_renamed_or_merged_meanwhile_is_found(store: Store) -> None:
    add(store, "Mank")
    title = shown(store)
    update(store, "mank", title="Mank 2")
    assert told(edited(store, title, {("year",): 2022})) == ["edited year -> 2022"]
    add(store, "The Mank")
    merge(store, "the-mank", "mank-2")
    assert told(edited(store, title, {("tags", "a"): True})) == ["edited tags -> a"]
    assert record(store, "the-mank").year == 2022


def test_a_title_that_was_removed_meanwhile_is_not_found(store: Store) -> None:
    add(store, "Mank")
    title = shown(store)
    remove(store, "mank")
    with pytest.raises(TitleNotFoundError, match="it was removed"):
        edited(store, title, {("year",): 2020})


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ({"tags": ("date",)}, "announced"),
        ({"release_type": ReleaseType.FESTIVAL, "date": "2021-03"}, "announced"),
        ({"date": "2021-03"}, "scheduled"),
    ],
)
def test_upcoming_means_what_it_means_in_an_update(
    store: Store, stated: dict[str, Any], status: str
) -> None:
    add(store, "Mank", **stated)
    add(store, "Roma", **stated)
    edited(store, shown(store), {("status",): UPCOMING})
    update(store, "roma", status=UPCOMING)
    assert recorded(store)[-1] == recorded(store, "roma")[-1] == {"status": status}


def test_upcoming_of_a_title_with_that_stage_records_nothing(store: Store) -> None:
    add(store, "Mank", date="2021-03", status="scheduled")
    change = edited(store, shown(store), {("status",): UPCOMING})
    assert (change.outcome, len(batches(store))) == ("unchanged", 1)


def test_people_stay_in_the_order_in_which_they_were_typed(store: Store) -> None:
    add(store, "Mank", credits=(("cast", "B"), ("cast", "C")))
    cast = ("credits", "cast")
    edited(store, shown(store), {cast: ("B", "C", "A")})
    assert recorded(store)[-1] == {"credits": {"cast|A": 3}}
    edited(store, shown(store), {cast: ("A", "B")})
    assert recorded(store)[-1] == {"credits": {"cast|C": None, "cast|A": 1, "cast|B": 2}}
    assert facts_of(shown(store).title)[cast] == ("A", "B")


def test_people_without_places_are_stated_again_if_one_comes_behind_them(store: Store) -> None:
    add(store, "Mank", credits=(("cast", "B"),))
    edited(store, shown(store), {("credits", "cast"): ("B", "A")})
    assert recorded(store)[-1] == {"credits": {"cast|B": 1, "cast|A": 2}}


def test_a_new_name_brings_a_free_slug(store: Store) -> None:
    add(store, "Mank")
    add(store, "Other")
    change = edited(store, shown(store, "other"), {("title",): "Mank"})
    assert (change.slug, told(change)) == (
        *("mank-2", ["retitled Other -> Mank", "edited slug other -> mank-2"]),
    )


def test_a_slug_of_another_title_is_refused(store: Store) -> None:
    add(store, "Mank")
    add(store, "Other")
    with pytest.raises(SlugTakenError):
        edited(store, shown(store, "other"), {("slug",): "mank"})
    assert len(batches(store)) == 2


def test_an_edit_dated_before_the_first_report_names_the_title(store: Store) -> None:
    add(store, "Mank")
    edited(store, shown(store), {("year",): 2020}, Origin("2020-05-01"))
    assert recorded(store)[0] == {"title": "Mank", "year": 2020}
