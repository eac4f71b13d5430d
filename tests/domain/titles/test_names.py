import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import UsageError
from slate.domain.titles.names import (
    derive_slug,
    distinct_name,
    full_name,
    parse_slug,
    sort_key,
    with_suffix,
)


@pytest.mark.parametrize(
    ("season", "part", "name", "slug"),
    [
        (None, None, "Cobra Kai", "cobra-kai"),
        (3, None, "Cobra Kai: season 3", "cobra-kai-s3"),
        (None, 3, "Cobra Kai: part 3", "cobra-kai-p3"),
        (6, 2, "Cobra Kai: season 6, part 2", "cobra-kai-s6-p2"),
        (0, None, "Cobra Kai: season 0", "cobra-kai-s0"),
    ],
)
def test_full_name_and_slug_hold_season_and_part(
    season: int | None, part: int | None, name: str, slug: str
) -> None:
    assert full_name("Cobra Kai", season, part) == name
    assert derive_slug("Cobra Kai", season, part) == slug


def test_long_slug_is_cut_before_its_season() -> None:
    assert derive_slug("x" * 100, 12, None) == "x" * 76 + "-s12"
    # No hyphen is left if the cut falls after a word.
    assert derive_slug(f"{'x' * 76} yyyy", 1, None) == "x" * 76 + "-s1"


def test_with_suffix_shortens_the_text_before_the_suffix() -> None:
    assert with_suffix("dune", "-2021") == "dune-2021"
    assert with_suffix("abc-def", "-2", limit=6) == "abc-2"


_NUMBER = st.none() | st.integers(0, 10_000)


@given(st.text(), _NUMBER, _NUMBER)
def test_derived_slug_is_short_and_never_empty(
    title: str, season: int | None, part: int | None
) -> None:
    slug = derive_slug(title, season, part)

    assert 1 <= len(slug) <= 80
    assert not slug.startswith("-")
    assert "--" not in slug


@pytest.mark.parametrize(
    ("slug", "title", "year", "name"),
    [
        ("frankenstein", "Frankenstein", 1931, "Frankenstein"),
        ("frankenstein-2025", "Frankenstein", 2025, "Frankenstein (2025)"),
        ("frankenstein-2025", "Frankenstein", None, "Frankenstein"),
        ("class-of-2025", "Class of 2025", 2025, "Class of 2025"),
    ],
)
def test_name_has_the_year_if_the_slug_has_it(
    slug: str, title: str, year: int | None, name: str
) -> None:
    assert distinct_name(title, year, slug) == name


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("The Dune Road", "dune road"),
        ("  \u00a1The Dune Road!", "dune road"),
        ("A Quiet Farm", "quiet farm"),
        ("an Égal", "egal"),
        ("Élan", "elan"),
        ("¡Tres!", "tres"),
        ("Das Meer", "das meer"),
        ("Die Hard", "die hard"),
        ("A.I. Artificial Intelligence", "a i artificial intelligence"),
        ("The", "the"),
        ("A...", "a"),
        ("The !?", "the"),
        ("Theory", "theory"),
        ("???", "???"),
    ],
)
def test_titles_are_sorted_without_articles_signs_and_marks(title: str, key: str) -> None:
    assert sort_key(title) == key


def test_a_typed_slug_is_refused_rather_than_altered() -> None:
    assert parse_slug("cobra-kai-s3") == "cobra-kai-s3"
    with pytest.raises(UsageError, match=r"^The slug is empty\.$"):
        parse_slug("")
    with pytest.raises(UsageError) as error:
        parse_slug("Cobra Kai")
    assert str(error.value) == (
        '"Cobra Kai" is not a slug: letters, digits and hyphens. Write cobra-kai.'
    )
