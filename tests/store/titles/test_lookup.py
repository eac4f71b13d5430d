from typing import Any

import pytest

from slate.domain.errors import TitleAmbiguousError, TitleNotFoundError
from slate.store.file.connection import Store
from slate.store.titles import lookup
from tests.store.writing import add, batches, records, remove, undo, update


def found(store: Store, text: str) -> str:
    with store.reading() as connection:
        return lookup.find(connection, text).slug


def to_read(store: Store, text: str) -> list[str]:
    with store.reading() as connection:
        return [title.slug for title in lookup.find_to_read(connection, text)]


@pytest.mark.parametrize(
    "text",
    [
        "cobra-kai-s6-p2",
        "Cobra Kai: season 6, part 2",
        "cobra kai s6 p2",
        "COBRA KAI SEASON 6 PART 2",
        "Cobra Kai, season 6, part 2",
        "ck",
        "Karate Kid: season 6, part 2",
        "Miyagi-Verse",
        "miyagi verse: season 6, part 2",
    ],
)
def test_printed_names_are_accepted_as_input(store: Store, text: str) -> None:
    add(store, "Karate Kid", season=6, part=2, slug="ck", aka=("Miyagi Verse", "Miyagi-Verse"))
    update(store, "ck", title="Cobra Kai", slug="cobra-kai-s6-p2")
    add(store, "Cobra Kai", season=6, part=1)
    add(store, "Cobra Kai", season=6)
    assert found(store, text) == "cobra-kai-s6-p2"
    assert to_read(store, text) == ["cobra-kai-s6-p2"]


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Cobra Kai", {"season": 3, "slug": "ck3"}),
        ("Cobra Kai", {"part": 3, "slug": "ck3"}),
        ("x" * 100, {"season": 3}),
        ("y" * 200, {}),
        ("???", {}),
        ("鬼滅の刃", {"season": 2}),
        ("Straße", {}),
        ("Alien: Romulus", {}),
        ("Halloween: season of the witch", {}),
        ("24: season 3", {}),
        ("24: season 3", {"season": 3}),
    ],
)
def test_title_is_found_by_each_name_and_slug(
    store: Store, title: str, fields: dict[str, Any]
) -> None:
    add(store, "Another")
    add(store, title, **fields)
    shown = next(record for record in records(store) if record.title == title)
    for text in (shown.slug, shown.name, shown.name.upper(), f"  {shown.name} "):
        assert found(store, text) == shown.slug


def test_slug_takes_precedence_over_former_slug_and_name(store: Store) -> None:
    add(store, "One")
    update(store, "one", title="Two")
    add(store, "Three", aka=("One",))
    assert found(store, "one") == "two"
    add(store, "Four", slug="one")
    assert found(store, "one") == "one"
    assert found(store, "Three") == "three"


def test_name_of_several_titles_is_ambiguous(store: Store) -> None:
    add(store, "A", aka=("X",))
    add(store, "B", aka=("x",))
    for find in (found, to_read):
        with pytest.raises(TitleAmbiguousError) as error:
            find(store, "X")
        assert str(error.value) == '"X" is ambiguous: a or b?'


def test_unknown_name_is_refused_with_near_matches(store: Store) -> None:
    for title in ("Cobra Kai", "Cobra", "Mank", "History of Swear Words", "100%"):
        add(store, title)
    cases = {
        "coobra kai": " Did you mean cobra-kai or cobra?",
        "cobra kay": " Did you mean cobra-kai or cobra?",
        "Mnak": " Did you mean mank?",
        "swaer words": " Did you mean history-of-swear-words?",
        "zzz": "",
        "_": "",
        "Cobra Kai: season 9": " Did you mean cobra-kai or cobra?",
        "Nowhere: season 9": "",
        "Mank: part 2": " Did you mean mank?",
        "": "",
    }
    for text, near in cases.items():
        for find in (found,) if text == "" else (found, to_read):
            with pytest.raises(TitleNotFoundError) as error:
                find(store, text)
            assert str(error.value) == f'No title "{text}".{near}'


def test_start_of_a_name_is_accepted_only_for_reading(store: Store) -> None:
    add(store, "Disenchantment")
    add(store, "Mank")
    assert to_read(store, "disen") == ["disenchantment"]
    with pytest.raises(TitleNotFoundError) as error:
        found(store, "disen")
    assert str(error.value) == 'No title "disen". Did you mean disenchantment?'
    add(store, "Disengaged")
    with pytest.raises(TitleAmbiguousError) as ambiguous:
        to_read(store, "disen")
    assert str(ambiguous.value) == '"disen" is ambiguous: disenchantment or disengaged?'


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("midnight", "the-midnight-sky"),
        ("Midnight Sky", "the-midnight-sky"),
        ("CAFE", "le-cafe-noir"),
        ("noir", "le-cafe-noir"),
        ("shark", "the-shark-boy"),
        ("blood", "the-shark-boy"),  # another name of it
        ("sharkboy", "the-shark-boy"),
        ("sky midnight", "the-midnight-sky"),
        ("boy the", "the-shark-boy"),
    ],
)
def test_words_of_a_name_are_accepted_only_for_reading(store: Store, text: str, slug: str) -> None:
    for title in ("The Midnight Sky", "Le Café Noir", "Skyscraper"):
        add(store, title)
    add(store, "The Shark-Boy", aka=("Of Blood",))
    assert to_read(store, text) == [slug]
    with pytest.raises(TitleNotFoundError) as error:
        found(store, text)
    assert str(error.value) == f'No title "{text}". Did you mean {slug}?'


def test_words_of_several_names_are_ambiguous(store: Store) -> None:
    for title in ("The Midnight Orchard", "Our Last Orchard", "Two Orchards"):
        add(store, title)
    slugs = "our-last-orchard or the-midnight-orchard?"
    with pytest.raises(TitleAmbiguousError) as error:
        to_read(store, "orchard")
    assert str(error.value) == f'"orchard" is ambiguous: {slugs}'
    with pytest.raises(TitleNotFoundError) as none:
        found(store, "orchard")
    assert str(none.value) == f'No title "orchard". Did you mean {slugs}'


def test_name_of_a_series_finds_all_its_seasons_for_reading(store: Store) -> None:
    for season in range(1, 15):
        add(store, "The Simpsons", season=season)
    everything = {f"the-simpsons-s{season}" for season in range(1, 15)}
    assert set(to_read(store, "the simpsons")) == everything
    assert set(to_read(store, "the-simp")) == everything
    with pytest.raises(TitleAmbiguousError) as error:
        found(store, "The Simpsons")
    assert str(error.value).endswith("the-simpsons-s5 and 4 more?")
    add(store, "The Simpsons")
    assert to_read(store, "the simpsons") == ["the-simpsons"]
    for text in ("the simp", "simpsons", "SIMPS"):
        assert to_read(store, text) == ["the-simpsons"]


def test_with_seasons_adds_the_other_seasons(store: Store) -> None:
    add(store, "Dune", kind="film")
    add(store, "Dune", kind="series", new=True)
    for season in (1, 2):
        add(store, "Dune", season=season)
    with store.reading() as connection:
        first = lookup.find(connection, "dune-s1")
        assert lookup.with_seasons(connection, [first]) == [3, 4]
        assert lookup.with_seasons(connection, []) == []


def test_own_seasons_are_those_of_a_series(store: Store) -> None:
    add(store, "Fargo", kind="series")
    add(store, "Fargo", season=5)
    add(store, "Fargo", season=5, part=1)
    add(store, "Fargo", kind="film", year=1996, slug="fargo-film", new=True)
    with store.reading() as connection:
        seasons = {
            slug: len(lookup.own_seasons(connection, lookup.find(connection, slug)))
            for slug in ("fargo", "fargo-s5", "fargo-film")
        }
    assert seasons == {"fargo": 2, "fargo-s5": 0, "fargo-film": 0}


def test_lookup_by_key_and_by_start(store: Store) -> None:
    key = add(store, "Mank").title
    assert key is not None
    with store.reading() as connection:
        there = lookup.by_key(connection, key.key)
        assert there is not None
        assert (there.slug, there.name) == ("mank", "Mank")
        assert lookup.slug_of(connection, key.key) == "mank"
        assert lookup.by_key(connection, "nobody") is None
        assert lookup.slug_of(connection, "nobody") == ""
        assert [t.slug for t in lookup.starting_with(connection, "m", 5)] == ["mank"]
        assert lookup.starting_with(connection, "%", 5) == []


def test_name_of_two_works_is_ambiguous_but_a_slug_is_not(store: Store) -> None:
    add(store, "Frankenstein", year=1931)
    add(store, "Frankenstein", year=2025)
    for text in ("Frankenstein", "FRANKENSTEIN"):
        with pytest.raises(TitleAmbiguousError) as error:
            found(store, text)
        assert str(error.value) == (f'"{text}" is ambiguous: frankenstein or frankenstein-2025?')
    assert found(store, "frankenstein") == "frankenstein"
    assert found(store, "Frankenstein (2025)") == "frankenstein-2025"


def test_slug_with_a_number_is_no_name(store: Store) -> None:
    add(store, "Heroes")
    assert add(store, "Heroes!").slug == "heroes-2"
    with pytest.raises(TitleNotFoundError):
        found(store, "Heroes 2")
    assert found(store, "heroes-2") == "heroes-2"
    assert add(store, "Heroes 2").slug == "heroes-2-2"
    update(store, "heroes", slug="office")
    with pytest.raises(TitleNotFoundError):
        found(store, "Office")


@pytest.mark.parametrize(
    "text",
    ["tiger-s3", "Tiger: season 3", "tiger season 3", "TIGER", "tiger", "Panther", "the-big-cat"],
)
def test_removed_title_is_reported_as_removed(store: Store, text: str) -> None:
    add(store, "Panther", season=3, aka=("The-Big-Cat",))
    update(store, "panther-s3", title="Tiger")
    add(store, "Puma")
    remove(store, "tiger-s3")
    said = f'No title "{text}": it was removed.'
    for find in (found, to_read):
        with pytest.raises(TitleNotFoundError) as error:
            find(store, text)
        assert str(error.value) == said
        assert error.value.removed_by == 4
    undo(store, "4")
    assert found(store, text) == "tiger-s3"


@pytest.mark.parametrize("text", ["C#", "Heroes 2", "heroe"])
def test_removed_title_of_another_name_is_not_mentioned(store: Store, text: str) -> None:
    for title in ("C", "Heroes"):
        add(store, title)
        remove(store, title)
    with pytest.raises(TitleNotFoundError) as error:
        found(store, text)
    assert str(error.value) == f'No title "{text}".'


def test_newest_removal_in_force_is_reported(store: Store) -> None:
    for _ in range(2):
        add(store, "Heroes", new=True)
    remove(store, "heroes-2")
    remove(store, "heroes")
    assert _removed_by(store, "heroes") == 4
    undo(store, "4")
    assert found(store, "heroes") == "heroes"
    undo(store, "1")
    assert _removed_by(store, "heroes") == 3
    assert len(batches(store)) == 6


def _removed_by(store: Store, text: str) -> int | None:
    with pytest.raises(TitleNotFoundError) as error:
        found(store, text)
    return error.value.removed_by


@pytest.mark.parametrize("text", ["Dune (1984)", "dune (1984)", "DUNE (1984)", "Arrakis (1984)"])
def test_a_name_with_a_year_finds_the_title_without_the_year_in_its_slug(
    store: Store, text: str
) -> None:
    add(store, "Dune", year=1984, aka=("Arrakis",))
    add(store, "Dune", season=1, year=1984)
    assert found(store, text) == "dune"
    assert to_read(store, text) == ["dune"]


def test_a_year_by_which_links_name_a_title_finds_it_after_it_was_corrected(store: Store) -> None:
    add(store, "Fargo", season=5, year=2022)
    update(store, "fargo-s5", year=2023)
    assert [found(store, f"fargo: season 5 ({year})") for year in (2022, 2023)] == ["fargo-s5"] * 2


@pytest.mark.parametrize("text", ["Dune (2021)", "Soul (1984)"])
def test_a_name_with_another_year_finds_nothing(store: Store, text: str) -> None:
    add(store, "Dune", year=1984)
    with pytest.raises(TitleNotFoundError):
        found(store, text)
