import json

import pytest

from slate.domain.changes.history import history_of
from slate.domain.changes.values import value_text
from slate.domain.errors import TitleAmbiguousError, TitleNotFoundError
from slate.domain.ledger.errors import SameTitleError
from slate.store.file.connection import Store
from slate.store.queries import title_pages
from slate.store.queries.full_records import full_records
from slate.store.reports import ledger_tables
from slate.store.reports.revisions import revisions
from slate.store.titles import lookup, projections
from slate.usecases.merge import Merged
from tests.store import folding, writing
from tests.store.writing import (
    TODAY,
    add,
    ledger,
    record,
    redo,
    remove,
    says,
    slugs,
    told,
    undo,
    update,
)


def merge(store: Store, kept: str, other: str, **fields: str) -> Merged:
    with ledger(store) as book:
        return book.merge(kept, other, says(**fields).origin)


def checked(store: Store) -> list[str]:
    """Check that folding in another order changes nothing, and return the slugs."""
    with store.reading() as connection:
        folding.check(connection)
    return slugs(store)


def test_the_kept_title_is_called_as_it_was_whatever_others_report_for_tomorrow(
    store: Store,
) -> None:
    """Where somebody else is, the next day may have begun."""
    add(store, "Dune")
    add(store, "Mank", source="Deadline", on="2021-01-08", slug="citizen")
    merged = merge(store, "dune", "citizen")
    assert (merged.gone, merged.change.slug) == ("citizen", "dune")
    assert checked(store) == ["dune"]
    assert record(store, "dune").title == "Dune"
    # Of two merges, the one recorded last counts.
    add(store, "Heat", source="Deadline", on="2021-01-08")
    merge(store, "heat", "dune")
    assert checked(store) == ["heat"]
    assert record(store, "heat").title == "Heat"


def test_the_kept_title_gets_the_reports_of_both(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", platform="HBO Max", on="2020-10-05")
    add(store, "Dune: Part One", year=2020, tags=("scifi",), note="of the first book")
    gone, change = merge(store, "dune", "dune-part-one")
    assert (gone, change.slug) == ("dune-part-one", "dune")
    assert told(change) == [
        "edited year -> 2020",
        "edited tags -> scifi",
        "edited merged -> dune-part-one",
    ]
    assert checked(store) == ["dune"]
    shown = record(store, "dune")
    assert (shown.title, shown.date, shown.year, shown.tags) == (
        "Dune", "2021-10-01", 2020, ("scifi",),
    )  # fmt: skip
    with store.reading() as connection:
        for name in ("dune-part-one", "Dune: Part One"):
            assert lookup.find(connection, name).slug == "dune"
        (row,) = full_records(connection, [shown])
        assert [note["note"] for note in row[-2]] == ["of the first book"]
        page = title_pages.gather(connection, lookup.find(connection, "dune"), TODAY)
        assert page.title.former_titles == ("Dune: Part One",)


def test_the_kept_title_keeps_its_own_identity(store: Store) -> None:
    """Later reports on the other title do not change it."""
    add(store, "Disenchantment", season=2, part=1, kind="series", year=2021, on="2019-01-01")
    add(store, "Disenchantment", part=3, kind="docuseries", year=2020)
    _, change = merge(store, "disenchantment-s2-p1", "disenchantment-p3")
    assert told(change) == ["edited merged -> disenchantment-p3"]
    shown = record(store, "disenchantment-s2-p1")
    assert (shown.season, shown.part, shown.kind, shown.year) == (2, 1, "series", 2021)
    undo(store)
    _, change = merge(store, "disenchantment-p3", "disenchantment-s2-p1")
    assert told(change) == ["edited merged -> disenchantment-s2-p1"]
    shown = record(store, "disenchantment-p3")
    assert (shown.season, shown.part, shown.kind, shown.year) == (None, 3, "docuseries", 2020)
    assert checked(store) == ["disenchantment-p3"]


def test_old_slugs_still_find_the_kept_title(store: Store) -> None:
    add(store, "Dune")
    add(store, "Dune", new=True)
    add(store, "Dune", new=True, slug="that-dune")
    assert slugs(store) == ["dune", "dune-2", "that-dune"]
    merge(store, "dune-2", "dune")
    merge(store, "dune-2", "that-dune")
    assert checked(store) == ["dune-2"]
    with store.reading() as connection:
        for name in ("dune", "dune-2", "that-dune"):
            assert lookup.find(connection, name).slug == "dune-2"


def test_undo_separates_the_titles_and_redo_merges_them_again(store: Store) -> None:
    add(store, "Dune", tags=("a",))
    add(store, "Heat", tags=("b",))
    merge(store, "dune", "heat")
    back = undo(store).changes
    assert [(change.slug, told(change)) for change in back] == [
        ("dune", ["edited tags b ->"]),
        ("heat", ["added -> Heat"]),
    ]
    assert checked(store) == ["dune", "heat"]
    again = redo(store).changes
    assert [(change.slug, told(change)) for change in again] == [
        ("dune", ["edited tags -> b"]),
        ("heat", ["removed Heat ->"]),
    ]
    assert checked(store) == ["dune"]


def test_reports_after_a_merge_stay_with_the_kept_title(store: Store) -> None:
    add(store, "Zodiac")
    add(store, "Avatar")  # its key sorts first
    merge(store, "zodiac", "avatar")
    update(store, "avatar", tags=("later",))
    undo(store, "3")
    assert checked(store) == ["avatar", "zodiac"]
    assert record(store, "zodiac").tags == ("later",)
    assert record(store, "avatar").tags == ()


def test_titles_that_follow_either_follow_the_kept_title(store: Store) -> None:
    add(store, "Dune")
    add(store, "Dune: Part One")
    add(store, "Dune: Part Two", links=(("sequel-of", "dune-part-one"),))
    add(store, "Dune: Part Three", links=(("sequel-of", "dune"),))
    merge(store, "dune", "dune-part-one")
    with store.reading() as connection:
        page = title_pages.gather(connection, lookup.find(connection, "dune"), TODAY)
        assert [link.slug for link in page.followers] == ["dune-part-three", "dune-part-two"]
        two = title_pages.gather(connection, lookup.find(connection, "dune-part-two"), TODAY)
        assert [link.slug for link in two.links] == ["dune"]
    assert record(store, "dune-part-two").label == "Sequel in development"
    # Stating it once more changes nothing.
    assert (
        told(update(store, "dune-part-three", links=(("sequel-of", "dune"),), on="2021-01-06"))
        == []
    )
    assert checked(store) == ["dune", "dune-part-three", "dune-part-two"]
    undo(store, "5")
    with store.reading() as connection:
        two = title_pages.gather(connection, lookup.find(connection, "dune-part-two"), TODAY)
        assert [link.slug for link in two.links] == ["dune-part-one"]


def test_a_merged_title_never_follows_itself(store: Store) -> None:
    add(store, "Dune")
    add(store, "Dune (1984)", links=(("remake-of", "dune"),))
    merge(store, "dune", "dune-1984")
    assert record(store, "dune").label == "Upcoming film"
    assert checked(store) == ["dune"]


def test_removing_a_merged_title_removes_both(store: Store) -> None:
    add(store, "Dune")
    add(store, "Heat")
    merge(store, "dune", "heat")
    remove(store, "dune")
    assert checked(store) == []
    undo(store)
    assert checked(store) == ["dune"]


def test_undoing_the_merge_of_a_removed_title_reports_no_changes(store: Store) -> None:
    add(store, "Dune")
    add(store, "Heat")
    merge(store, "dune", "heat")
    remove(store, "dune")
    assert undo(store, "3").changes == []
    assert checked(store) == []


def test_a_title_removed_before_its_merge_adds_nothing(store: Store) -> None:
    """One machine removes the duplicate while another merges the two."""
    add(store, "Dune", tags=("a",))
    add(store, "Heat", tags=("b",))
    remove(store, "heat", on="2021-01-07")
    undo(store)
    merge(store, "dune", "heat")
    redo(store, "3")
    assert checked(store) == ["dune"]
    assert record(store, "dune").tags == ("a",)


def test_a_new_title_never_reuses_the_key_of_a_merged_one(store: Store) -> None:
    """The key of a title that was merged into another is not free."""
    add(store, "Heat")
    add(store, "Dune")
    merge(store, "dune", "heat")
    add(store, "Heat", new=True, tags=("new",))
    assert checked(store) == ["dune", "heat"]
    assert [record(store, slug).tags for slug in slugs(store)] == [(), ("new",)]
    undo(store)
    remove(store, "dune")
    add(store, "Heat", new=True, tags=("newer",))
    assert [record(store, slug).tags for slug in checked(store)] == [("newer",)]


def test_calendar_revisions_rise_with_merge_undo_and_redo(store: Store) -> None:
    add(store, "Dune")
    add(store, "Heat")
    counted = []
    for step in (None, "merge", "undo", "redo"):
        if step == "merge":
            merge(store, "dune", "heat")
        elif step:
            (undo if step == "undo" else redo)(store)
        with store.reading() as connection:
            keys = [lookup.find(connection, slug).key for slug in slugs(store)]
            counted.append([stamp.number for stamp in revisions(connection, keys).values()])
    assert counted == [[1, 1], [3], [4, 4], [5]]


def test_merged_titles_can_be_merged_again(store: Store) -> None:
    for name in ("A", "B", "C", "D"):
        add(store, name, tags=(name.lower(),))
    merge(store, "b", "a")
    merge(store, "c", "d")
    merge(store, "c", "b")
    assert checked(store) == ["c"]
    assert record(store, "c").tags == ("a", "b", "c", "d")
    with store.reading() as connection:
        assert ledger_tables.keys(connection) == ["c|||film|"]
    undo(store, "5")
    assert checked(store) == ["a", "c"]
    assert record(store, "c").tags == ("b", "c", "d")


def test_invalid_merges_are_refused(store: Store) -> None:
    add(store, "Dune")
    add(store, "Dune", new=True)
    with pytest.raises(SameTitleError) as same:
        merge(store, "dune", "dune")
    assert str(same.value) == '"dune" and "dune" are already the same title (dune).'
    with pytest.raises(TitleNotFoundError):
        merge(store, "dune", "nope")
    with pytest.raises(TitleAmbiguousError):
        merge(store, "Dune", "dune-2")
    assert len(writing.batches(store)) == 2


def lives(store: Store, slug: str) -> list[list[str]]:
    """Return what each report on a title changed, in the order of the fold."""
    with store.reading() as slate:
        key = lookup.find(slate, slug).key
        steps = list(history_of(key, ledger_tables.reports_on(slate, key)))
    return [
        [
            f"{each.name} {value_text(each.before)} -> {value_text(each.after)}"
            f"{' (reverted)' if each.reverted else ''}"
            for each in step.differences
        ]
        for step in steps
    ]


def test_until_the_merge_each_title_has_its_own_history(store: Store) -> None:
    add(store, "Godzilla vs. Kong", date="2021-03-26", platform="HBO Max", on="2020-12-01")
    add(store, "Kong", date="2021-03-31", platform="HBO Max", on="2020-12-02")
    _, change = merge(store, "godzilla-vs-kong", "kong")
    assert told(change) == [
        "slipped 2021-03-26 -> 2021-03-31 5 days later",
        "edited merged -> kong",
    ]
    assert lives(store, "kong") == [
        ["added None -> Godzilla vs. Kong"],
        ["added None -> Kong"],
        ["slipped 2021-03-26 -> 2021-03-31"],  # it has not had that date before
    ]
    update(store, "kong", date="2021-03-26")
    assert lives(store, "kong")[-1] == ["advanced 2021-03-31 -> 2021-03-26 (reverted)"]


def join(store: Store, uid: str, day: str, key: str, slug: str) -> None:
    """Insert a batch of another machine, which reports that nn is the same as a title."""
    said = {"said": json.dumps({"same": {key: slug}}), "day": day}
    with store.writing() as slate:
        number = slate.execute(
            "insert into batches (uid, recorded_at, author, command)"
            " values (?, '2021-01-07T12:00:00.000009Z', 'bob', 'merge')",
            [uid],
        ).lastrowid
        slate.execute(
            "insert into reports (batch, n, title_key, said, reported_on, confidence)"
            " values (:batch, 1, 'nn|||film|', :said, :day, 'reported')",
            said | {"batch": number},
        )
        projections.rebuild(slate)


def test_the_last_merge_wins_if_machines_keep_different_titles(store: Store) -> None:
    """The last report counts; a later merge adds to the title that results from it."""
    for name in ("nn", "mm", "aa"):
        add(store, name, tags=(name,))
    merge(store, "mm", "nn")
    join(store, "other", "2021-01-07", "mm|||film|", "mm")
    with store.reading() as slate:
        assert ledger_tables.keys(slate) == ["aa|||film|", "nn|||film|"]
    assert checked(store) == ["aa", "mm"]
    _, change = merge(store, "nn", "aa")
    assert (change.slug, told(change)) == ("mm", ["edited tags -> aa", "edited merged -> aa"])
    assert checked(store) == ["mm"]
    assert [change.slug for change in undo(store).changes] == ["aa", "mm"]
    assert checked(store) == ["aa", "mm"]


def test_a_merge_counts_after_one_that_is_dated_ahead(store: Store) -> None:
    for name in ("nn", "mm", "aa"):
        add(store, name, tags=(name,))
    join(store, "other", "2021-01-09", "mm|||film|", "mm")
    gone, change = merge(store, "aa", "mm")
    assert (gone, change.slug) == ("mm", "aa")
    assert checked(store) == ["aa"]
    with store.reading() as slate:
        assert ledger_tables.keys(slate) == ["aa|||film|"]
    assert record(store, "aa").tags == ("aa", "mm", "nn")
