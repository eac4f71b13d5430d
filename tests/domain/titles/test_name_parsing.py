import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.titles.name_parsing import part_apart, season_apart, year_apart
from slate.domain.titles.names import full_name


@pytest.mark.parametrize(
    "name",
    [
        "Cobra Kai: season 3",  # as slate prints it
        "Cobra Kai Season 3",
        "Cobra Kai SEASON 03",
        "Cobra Kai (Season 3)",
        "Cobra Kai - Season 3",
        "Cobra Kai \u2013 Season 3",
        "Cobra Kai, Season 3",
        "Cobra Kai S3",
        "Cobra Kai: S03",
        "Cobra Kai (S3)",
    ],
)
def test_season_however_it_is_set_off(name: str) -> None:
    assert season_apart(name) == ("Cobra Kai", 3, None)


@pytest.mark.parametrize(
    "name",
    [
        "Cobra Kai: season 6, part 2",  # as slate prints it
        "Cobra Kai Season 6 Part 2",
        "Cobra Kai: Season 6: Part 2",
        "Cobra Kai (Season 6, Part 2)",
        "Cobra Kai: Season 6 (Part 2)",
        "Cobra Kai S6 - Part 2",
    ],
)
def test_season_with_its_part(name: str) -> None:
    assert season_apart(name) == ("Cobra Kai", 6, 2)


@pytest.mark.parametrize(
    "name",
    [
        *("Cobra Kai", "Open Season", "Season 3", ": season 3", "- Season 3", "", "Area s51"),
        *("Cobra Kai Season 3.5", "Cobra Kai Season Three", "Cobra Kai: part 3", "Cobra KaiS3"),
        *("Cobra Kai Season 3 Finale", "Cobra Kai Season 12345"),
    ],
)
def test_name_without_a_season(name: str) -> None:
    assert season_apart(name) is None


def test_the_last_season_counts() -> None:
    assert season_apart("A: season 1: season 2") == ("A: season 1", 2, None)


@pytest.mark.parametrize(
    ("name", "printed", "of_series"),
    [
        ("Disenchantment: part 3", ("Disenchantment", None, 3), ("Disenchantment", None, 3)),
        ("Disenchantment: Part 3", None, ("Disenchantment", None, 3)),
        ("Disenchantment Part 3", None, ("Disenchantment", None, 3)),
        ("Disenchantment (Part 3)", None, ("Disenchantment", None, 3)),
        ("Part 3", None, None),
        ("Disenchantment Part III", None, None),
        ("Disenchantment", None, None),
    ],
)
def test_part_as_printed_or_of_a_series(name: str, printed: object, of_series: object) -> None:
    assert part_apart(name, is_series=False) == printed
    assert part_apart(name, is_series=True) == of_series


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Dune (2021)", ("Dune", 2021)),
        ("2012 (2009)", ("2012", 2009)),
        ("Dune", ("Dune", None)),
        ("Dune 2021", ("Dune 2021", None)),
        ("Dune (Part 2)", ("Dune (Part 2)", None)),
        ("Dune (9999)", ("Dune (9999)", None)),
        ("Dune (0000)", ("Dune (0000)", None)),
        (" (2021)", (" (2021)", None)),
        ("(2021)", ("(2021)", None)),
    ],
)
def test_year_apart_splits_off_a_year_in_parentheses(
    title: str, read: tuple[str, int | None]
) -> None:
    assert year_apart(title) == read


@given(st.sampled_from(["Cobra Kai", "\u6771\u4eac", "1917"]), st.none() | st.integers(0, 9999),
       st.none() | st.integers(0, 9999))  # fmt: skip
def test_whatever_slate_prints_is_parsed(title: str, season: int | None, part: int | None) -> None:
    name = full_name(title, season, part)
    found = season_apart(name) or part_apart(name, is_series=False)
    assert (found or (title, None, None)) == (title, season, part)
