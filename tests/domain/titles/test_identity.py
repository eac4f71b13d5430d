import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.text import folded
from slate.domain.titles.identity import (
    EVENT_UID,
    NO_EVIDENCE,
    Evidence,
    Identity,
    Match,
    distinct_name_in,
    fits_under_another_name,
    ids_differ,
    ids_disagree,
    make_key,
    match_of,
    name_in,
    people_by_role,
    title_in,
    year_in,
)
from slate.domain.titles.kinds import Kind
from slate.domain.titles.names import full_name


def _identity(
    season: int | None = None,
    part: int | None = None,
    kind: Kind | None = None,
    year: int | None = None,
    *,
    comes: int | None = None,
) -> Identity:
    return Identity("dune", season, part, kind, year, comes)


_FILM, _DOCUMENTARY, _SERIES = Kind.FILM, Kind.DOCUMENTARY, Kind.SERIES
_BY_VILLENEUVE = Evidence(frozenset({"dune"}), {"director": frozenset({"denis-villeneuve"})})
_BY_LYNCH = Evidence(frozenset({"dune"}), {"director": frozenset({"david-lynch"})})
_WITH_LYNCH = Evidence(frozenset({"dune"}), {"cast": frozenset({"david-lynch", "sting"})})
_WITH_STING = Evidence(frozenset({"dune"}), {"cast": frozenset({"sting"})})


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        (_identity(), _identity(), Match.SAME),
        # Years: the same, one apart, or missing on one side.
        (_identity(year=2020), _identity(year=2020), Match.SAME),
        (_identity(year=2020), _identity(year=2021), Match.YEARS),
        (_identity(year=2020), _identity(year=2022), Match.NONE),
        (_identity(year=1984), _identity(year=2021), Match.NONE),
        (_identity(year=2020), _identity(), Match.SAME),
        # Kind groups are compared if both are known; a film may be listed as a documentary.
        (_identity(kind=_FILM), _identity(kind=_FILM), Match.SAME),
        (_identity(kind=_FILM), _identity(kind=_DOCUMENTARY), Match.SAME),
        (_identity(kind=_FILM), _identity(kind=_SERIES), Match.NONE),
        (_identity(kind=_FILM), _identity(), Match.SAME),
        (
            _identity(kind=_FILM, year=2020),
            _identity(kind=_DOCUMENTARY, year=2021),
            Match.KINDS,
        ),
        # Seasons and parts must be equal; none does not match any.
        (_identity(season=3), _identity(season=3), Match.SAME),
        (_identity(season=3), _identity(season=4), Match.NONE),
        (_identity(season=3), _identity(), Match.NONE),
        (_identity(season=0), _identity(), Match.NONE),
        (_identity(season=6, part=1), _identity(season=6, part=2), Match.NONE),
        (_identity(season=6, part=1), _identity(season=6), Match.NONE),
        (_identity(part=3), _identity(season=3), Match.NONE),
        # Dates still to come distinguish no titles, except from one that was out long before.
        (_identity(comes=2021), _identity(comes=2024), Match.SAME),
        (_identity(comes=2021), _identity(), Match.SAME),
        (_identity(comes=2022), _identity(year=2021), Match.SAME),
        (_identity(comes=2021), _identity(year=2024), Match.SAME),
        (_identity(comes=2021), _identity(year=1984), Match.STILL_TO_COME),
        (_identity(1, comes=2021), _identity(2, comes=2024), Match.NONE),
    ],
)
def test_same_name_may_mean_the_same_work(one: Identity, other: Identity, match: Match) -> None:
    assert match_of(one, other) is match
    assert match_of(other, one) is match


@pytest.mark.parametrize(
    ("ours", "theirs", "same_year", "year_apart"),
    [
        (NO_EVIDENCE, _BY_LYNCH, Match.SAME, Match.YEARS),
        (_BY_LYNCH, _BY_LYNCH, Match.SAME, Match.SAME),
        (_BY_VILLENEUVE, _BY_LYNCH, Match.PEOPLE, Match.NONE),
        # People of other roles say nothing against, but somebody in common supports a match.
        (_BY_VILLENEUVE, _WITH_LYNCH, Match.SAME, Match.YEARS),
        (_BY_LYNCH, _WITH_LYNCH, Match.SAME, Match.SAME),
        (_WITH_LYNCH, _WITH_STING, Match.SAME, Match.SAME),
        # A further name in common.
        (
            Evidence(frozenset({"dune", "wustenplanet"})),
            Evidence(frozenset({"dune", "wustenplanet"})),
            *(Match.SAME, Match.SAME),
        ),
        (Evidence(frozenset({"dune"})), Evidence(frozenset({"dune"})), Match.SAME, Match.YEARS),
    ],
)
def test_evidence_decides(
    ours: Evidence, theirs: Evidence, same_year: Match, year_apart: Match
) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        there = _identity(year=2021)
        assert match_of(_identity(year=2021), there, one, other) is same_year
        assert match_of(_identity(year=2020), there, one, other) is year_apart
        assert match_of(_identity(year=2019), there, one, other) is Match.NONE
        # Of a season, many lists state the year of its series.
        season, earlier = (_identity(season=3, year=year) for year in (2021, 2018))
        is_contradicted = year_apart is Match.NONE
        expected = Match.NONE if is_contradicted else Match.YEARS
        assert match_of(season, earlier, one, other) is expected


def test_people_are_compared_by_role_and_spelling() -> None:
    found = people_by_role([("director", "Alfonso Cuar\u00f3n"), ("cast", "A"), ("cast", "B")])
    assert found == {"director": {"alfonso-cuaron"}, "cast": {"a", "b"}}


@pytest.mark.parametrize(
    ("one", "other", "fits", "contradicts"),
    [
        (_identity(kind=_FILM, year=2020), _identity(kind=_FILM, year=2020), True, False),
        (_identity(kind=_FILM, year=2020), _identity(kind=_FILM, year=2021), False, False),
        (_identity(kind=_FILM, year=2020), _identity(kind=_FILM, year=2022), False, True),
        (_identity(kind=_FILM, year=2020), _identity(year=2020), False, False),
        (_identity(kind=_FILM), _identity(kind=_FILM), False, False),
        (_identity(kind=_FILM, year=2020), _identity(kind=_SERIES, year=2020), False, True),
    ],
)
def test_kind_and_year_of_an_equal_id(
    one: Identity, other: Identity, *, fits: bool, contradicts: bool
) -> None:
    for ours, theirs in ((one, other), (other, one)):
        assert fits_under_another_name(ours, theirs, NO_EVIDENCE, NO_EVIDENCE) is fits
        assert ours.contradicts(theirs) is contradicts


def test_people_are_the_same_whichever_name_comes_first() -> None:
    one, other = (
        Evidence(people=people_by_role([("director", name)]))
        for name in ("Jo Sung-hee", "Sung-hee Jo")
    )
    assert one.supports(other)
    assert not one.contradicts(other)


def test_people_may_support_or_contradict_an_equal_id() -> None:
    film = _identity(kind=_FILM, year=2020)
    ann, bob = (Evidence(people={"director": frozenset({name})}) for name in ("ann", "bob"))
    next_year = film._replace(year=2021)
    assert fits_under_another_name(film, next_year, ann, ann)
    assert not fits_under_another_name(film, next_year, ann, NO_EVIDENCE)
    assert not fits_under_another_name(film, film, ann, bob)
    assert not fits_under_another_name(film, film._replace(year=2022), ann, ann)


@pytest.mark.parametrize(
    ("one", "other", "numbered"),
    [
        (_identity(), _identity(), True),
        # The name and the year do not matter.
        (_identity(year=1984), _identity(year=2021), True),
        (_identity(year=1984), _identity(year=2021)._replace(folded="arrakis"), True),
        # Films and series have separate id ranges, if both kinds are known.
        (_identity(kind=_FILM), _identity(kind=_FILM), True),
        (_identity(kind=_FILM), _identity(kind=_SERIES), False),
        (_identity(kind=_SERIES), _identity(), True),
        # Seasons are numbered within their series, so they must be equal.
        (_identity(season=3), _identity(season=3), True),
        (_identity(season=3), _identity(season=4), False),
        (_identity(season=3), _identity(), False),
        (_identity(season=0), _identity(), False),
        (_identity(part=1), _identity(part=2), False),
        (_identity(season=6, part=1), _identity(season=6), False),
    ],
)
def test_equal_id_may_mean_the_same_work(
    one: Identity,
    other: Identity,
    numbered: bool,  # noqa: FBT001 -- a table
) -> None:
    assert one.is_numbered_as(other) is numbered
    assert other.is_numbered_as(one) is numbered


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("1396", "1396", False),
        ("1396", "1397", True),
        ("1396", "139", True),
        # A season or episode of a series may have the id of the series.
        ("1396/season/1", "1396", False),
        ("1396/season/1", "1396/season", False),
        ("1396/season/1", "1396/season/1", False),
        ("1396/season/1", "1396/season/2", True),
        ("1396/season/1", "1396/season/10", True),
        ("1396/season/1", "139", True),
        ("1396/season/1", "1397/season/1", True),
        ("tt1", "tt10", True),
    ],
)
def test_different_ids_of_one_scheme_may_disagree(
    one: str,
    other: str,
    disagree: bool,  # noqa: FBT001 -- a table
) -> None:
    assert ids_disagree(one, other) is disagree
    assert ids_disagree(other, one) is disagree
    assert ids_differ("tmdb", one, other) is disagree
    assert not ids_differ(EVENT_UID, one, other)


@pytest.mark.parametrize(
    ("created", "key"),
    [
        (("We Can Be Heroes", None, None, Kind.FILM, 2020), "we can be heroes|||film|2020"),
        (("Cobra  KAI", 6, 2, Kind.SERIES, None), "cobra kai|6|2|series|"),
        (("Amélie", None, None, Kind.DOCUMENTARY, None), "amélie|||film|"),
        (("Headspace", 0, None, Kind.DOCUSERIES, None), "headspace|0||series|"),
    ],
)
def test_key_holds_what_a_title_was_created_with(
    created: tuple[str, int | None, int | None, Kind, int | None], key: str
) -> None:
    assert make_key(*created) == key


_NUMBER = st.none() | st.integers(0, 20)
_MADE = st.tuples(st.text(max_size=8), _NUMBER, _NUMBER, st.sampled_from(Kind), _NUMBER)


@given(_MADE, _MADE)
def test_keys_are_equal_only_for_equal_names(
    one: tuple[str, int | None, int | None, Kind, int | None],
    other: tuple[str, int | None, int | None, Kind, int | None],
) -> None:
    """Holds for titles with bars too: if no name is equal, no key is equal."""
    alike = (folded(one[0]), *one[1:3], one[3].group, one[4]) == (
        *(folded(other[0]), *other[1:3], other[3].group),
        other[4],
    )
    assert (make_key(*one) == make_key(*other)) is alike


def test_bars_in_a_title_do_not_collide_with_another_key() -> None:
    assert make_key("a|1", None, None, Kind.SERIES, None) == "a|1|||series|"
    assert make_key("a", 1, None, Kind.SERIES, None) == "a|1||series|"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (make_key("Dune", None, None, Kind.FILM, 2021), "dune"),
        (make_key("Cobra Kai", 3, None, Kind.SERIES, None), "cobra kai: season 3"),
        (make_key("a|b", 2, 1, Kind.SERIES, 2020), "a|b: season 2, part 1"),
        (make_key("", None, 0, Kind.FILM, None), ": part 0"),
        # A second title with the same key gets a number.
        ("dune|||film|2021|2", "dune"),
        ("cobra kai|3||series||2", "cobra kai: season 3"),
        # Ledgers may be written by other programs.
        ("key", "key"),
        ("dune|two||film|", "dune|two||film|"),
    ],
)
def test_name_in_a_key(key: str, name: str) -> None:
    assert name_in(key) == name


def test_title_in_a_key() -> None:
    assert title_in(make_key("Cobra Kai", 3, None, Kind.SERIES, None)) == "cobra kai"
    assert title_in("key") == "key"


@given(
    st.text(),
    st.none() | st.integers(0, 9999),
    st.none() | st.integers(0, 9999),
    st.sampled_from(Kind),
    st.none() | st.integers(1, 9999),
)
def test_name_in_a_key_is_the_folded_full_name(
    title: str, season: int | None, part: int | None, kind: Kind, year: int | None
) -> None:
    key = make_key(title, season, part, kind, year)
    assert name_in(key) == full_name(folded(title), season, part)


@pytest.mark.parametrize(
    ("key", "name", "year"),
    [
        ("dune|||film|1984", "dune (1984)", 1984),
        ("dune|||film|", "dune", None),
        ("fargo|5||series|2023|77", "fargo: season 5 (2023)", 2023),
        ("whatever", "whatever", None),
    ],
)
def test_distinct_name_in_a_key_has_its_year(key: str, name: str, year: int | None) -> None:
    assert distinct_name_in(key) == name
    assert year_in(key) == year
