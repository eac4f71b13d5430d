from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.ledger.statement import Statement
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.titles import matching, removed_titles, slugs
from slate.store.writes.prefetch import LookupKeys, UnknownTitles
from tests.store import rows
from tests.store.writing import add, redo, remove, says, take, undo, update


def has(store: Store, title: str, **fields: Any) -> bool:  # noqa: ANN401 -- fields of any type
    """Whether the slate has nothing like one statement."""
    asked = LookupKeys.of(says(title, **fields))
    with store.reading() as connection:
        return UnknownTitles(connection, [asked]).has(asked)


def test_lookup_keys_of_a_statement() -> None:
    asked = LookupKeys.of(
        says(
            "Cobra  KAI",
            season=6,
            part=2,
            year=2024,
            aka=("Karate", "cobra kai"),
            ids=(("imdb", "tt1"), ("tmdb", "7")),
        )
    )
    assert asked == LookupKeys(
        frozenset({"cobra kai", "karate"}),
        frozenset({("imdb", "tt1"), ("tmdb", "7")}),
        "cobra-kai-s6-p2",
        "cobra kai|6|2|series|2024",
    )
    plain = LookupKeys.of(says("Mank"))
    assert plain == LookupKeys(frozenset({"mank"}), frozenset(), "mank", "mank|||film|")
    # Neither the slug in the file nor a requested slug changes the lookup keys.
    assert LookupKeys.of(says("Mank", handle="m", slug="m")) == plain
    assert LookupKeys.of(says("Mank", kind="docuseries")).key == "mank|||series|"


def test_every_title_is_unknown_to_an_empty_slate(store: Store) -> None:
    with store.reading() as connection:
        found = UnknownTitles(connection, [])
        assert not found.has(LookupKeys.of(says("Mank")))  # not prefetched
    assert has(store, "Mank", ids=(("imdb", "tt1"),), aka=("Other",))


@pytest.mark.parametrize(
    ("title", "fields", "new"),
    [
        # A current, former or other name, whatever else differs.
        ("MANK", {"season": 3, "year": 1917}, False),
        ("Untitled", {"year": 1917}, False),
        ("citizen  m", {"year": 1917}, False),
        ("Other", {"aka": ("Mank",)}, False),
        ("Other", {"aka": ("Another", "Citizen M")}, False),
        ("Other", {"aka": ("Another",)}, True),
        # An id of the same scheme.
        ("Other", {"ids": (("imdb", "tt1"),)}, False),
        ("Other", {"ids": (("tmdb", "8"), ("imdb", "tt1"))}, False),
        ("Other", {"ids": (("tmdb", "tt1"), ("imdb", "tt2"))}, True),
        # The slug that it has or would get.
        ("Mank!", {"year": 1917}, False),
        ("M", {"year": 1917}, False),
        ("M", {"season": 1}, True),
        ("Other", {"slug": "m"}, True),  # a requested slug is checked on import
    ],
)
def test_title_with_a_shared_name_id_or_slug_is_known(
    store: Store, title: str, fields: dict[str, Any], *, new: bool
) -> None:
    add(store, "Untitled", aka=("Citizen M",), ids=(("imdb", "tt1"),))
    update(store, "untitled", title="Mank")
    add(store, "Slugged", slug="m")
    assert has(store, title, **fields) is new


def test_wanted_slug_is_known(store: Store) -> None:
    add(store, "Late", year=2020)
    undo(store)
    add(store, "Late!", new=True)
    add(store, "Later", slug="late-2020")
    redo(store, "1")
    undo(store, "1")
    redo(store, "1")
    with store.reading() as connection:
        found = connection.execute("select wanted_slug, slug from titles order by slug").fetchall()
    assert found == [("late", "late"), ("late", "late-2"), ("late-2020", "late-2020")]
    for title in ("Late?", "Late 2", "Late 2020"):
        assert not has(store, title)
    assert has(store, "Late 3")


def test_removed_undone_or_waiting_title_is_known(store: Store) -> None:
    add(store, "Gone", year=2019, aka=("Lost",), ids=(("imdb", "tt1"),))
    remove(store, "gone")
    for title, fields in (
        ("GONE", {"year": 1917}),
        ("Lost", {}),
        ("Other", {"aka": ("Gone",)}),
        ("Other", {"ids": (("imdb", "tt1"),)}),
    ):
        assert not has(store, title, **fields)
    assert has(store, "Other", ids=(("imdb", "tt2"),))
    # Of undone or waiting titles only the key is known, so it must be equal.
    add(store, "Undone", year=2019)
    undo(store)
    assert not has(store, "undone", year=2019)
    assert has(store, "undone", year=2020)


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("MANK", {"season": 3}),  # the name of the title
        ("La casa", {}),  # another name in the row
        ("Heist", {}),  # another name only in the slate
        ("Other", {"aka": ("Mank",)}),
        ("Other", {"ids": (("imdb", "tt1"),)}),
        ("Other", {"ids": (("tmdb", "7"),)}),  # an id only in the slate
        ("Slugged", {}),  # the slug of a title
    ],
)
def test_title_written_since_the_prefetch_is_known(
    store: Store, title: str, fields: dict[str, Any]
) -> None:
    asked = LookupKeys.of(says(title, **fields))
    other = LookupKeys.of(says("Else"))
    with store.reading() as connection:
        found = UnknownTitles(connection, [asked, other])
    assert found.has(asked)
    add(store, "Untitled", aka=("Heist",), ids=(("tmdb", "7"),))
    update(store, "untitled", title="Mank")
    update(store, "mank", slug="slugged", aka=("La casa",), ids=(("imdb", "tt1"),))
    (change,) = take(store, says("Mank", source="B"))
    assert change.title is not None
    found.learn(change.title, change.slug)
    assert not found.has(asked)
    assert found.has(other)


def test_slug_that_another_title_got_since_the_prefetch_is_known(store: Store) -> None:
    add(store, "Rumored", ids=(("imdb", "1"),), confidence="rumor")
    add(store, "Firm", kind="series")
    asked = LookupKeys.of(says("Firm 2"))
    with store.reading() as connection:
        found = UnknownTitles(connection, [asked])
    assert found.has(asked)
    found.learn_slugs()
    assert found.has(asked)
    # It takes the slug of the other title.
    (change,) = take(store, says("Firm", kind="film", ids=(("imdb", "1"),), on="2020"))
    assert change.slug == "firm"
    assert not has(store, "Firm 2")
    found.learn_slugs()
    assert not found.has(asked)


@pytest.mark.parametrize("number", [1, 499, 500, 501, 1203])
def test_any_number_of_titles_is_prefetched(store: Store, number: int) -> None:
    """SQLite limits the number of values per statement."""
    names = [f"Title {n:05}" for n in range(number)]
    asked = [LookupKeys.of(says(name, ids=(("imdb", f"tt{name[6:]}"),))) for name in names]
    for known in {names[0], names[number // 2], names[-1]}:
        add(store, f"{known}!")
    add(store, "Other", ids=(("imdb", f"tt{number // 3:05}"),))
    with store.reading() as connection:
        found = UnknownTitles(connection, asked)
    unlike = {0, number // 2, number - 1, number // 3}
    assert [place for place, one in enumerate(asked) if not found.has(one)] == sorted(unlike)


@settings(max_examples=60)
@given(rows.files())
def test_unknown_title_is_not_found_in_any_way(file: tuple[Store, list[Statement]]) -> None:
    store, told = file
    every = [LookupKeys.of(statement) for statement in told]
    with store.reading() as connection:
        unknown = UnknownTitles(connection, every)
        for statement, asked in zip(told, every, strict=True):
            # Prefetching one or several statements makes no difference.
            assert unknown.has(asked) is UnknownTitles(connection, [asked]).has(asked)
            if unknown.has(asked):
                assert matching.matches(connection, statement, also=statement.aka).titles == []
                assert not removed_titles.was_removed(connection, statement, asked.key)
                assert slugs.is_free(connection, asked.slug)
                assert ledger_tables.all_reports_on(connection, asked.key) == []
