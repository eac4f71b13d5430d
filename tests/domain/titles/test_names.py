import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.titles.names import derive_slug, full_name, season_apart, with_suffix, year_apart


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


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Cobra Kai: season 3", ("Cobra Kai", 3, None)),
        ("COBRA KAI: Season 06, part 2", ("COBRA KAI", 6, 2)),
        ("A: season 1: season 2", ("A: season 1", 2, None)),
        ("Cobra Kai: part 3", None),
        ("Cobra Kai season 3", None),
        (": season 3", None),
        ("", None),
    ],
)
def test_season_apart_parses_a_printed_season(
    name: str, read: tuple[str, int, int | None] | None
) -> None:
    assert season_apart(name) == read


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Dune (2021)", ("Dune", 2021)),
        ("Dune", ("Dune", None)),
        ("Dune 2021", ("Dune 2021", None)),
        ("Dune (Part 2)", ("Dune (Part 2)", None)),
        (" (2021)", (" (2021)", None)),
    ],
)
def test_year_apart_splits_off_a_year_in_parentheses(
    title: str, read: tuple[str, int | None]
) -> None:
    assert year_apart(title) == read


_NUMBER = st.none() | st.integers(0, 10_000)


@given(st.text(), _NUMBER, _NUMBER)
def test_derived_slug_is_short_and_never_empty(
    title: str, season: int | None, part: int | None
) -> None:
    slug = derive_slug(title, season, part)

    assert 1 <= len(slug) <= 80
    assert not slug.startswith("-")
    assert "--" not in slug
