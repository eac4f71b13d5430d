from collections.abc import Iterable
from datetime import date

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.errors import UsageError
from slate.domain.ledger.statement import Origin, SaidRelease, Statement
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import COLUMNS
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.formats.errors import RecordError
from slate.formats.read.records.record_parser import Defaults, dates_in, statement_of, typed

TODAY = date(2021, 1, 7)
DEFAULTS = Defaults(TODAY)
ORIGIN = Origin("2021-01-07")


def test_every_field_is_parsed() -> None:
    record = {
        "slug": "cobra-kai-s3",
        "title": " Cobra  Kai",
        "label": "ignored",
        "status": "Upcoming season",
        "kind": "TV series",
        "date": "January 8, 2021",
        "precision": "ignored",
        "year": 2018,
        "season": 3,
        "part": 0,
        "platform": "Netflix",
        "release_type": "stream",
        "region": "us",
        "earliest": "ignored",
        "latest": "ignored",
        "certain": True,
        "leaves": "2022",
        "tags": ["karate"],
        "source": "TVLine",
        "url": "https://example.com/a",
        "reported_on": "January 2021",
        "confidence": "Official",
        "leaves_source": "TVLine",
        "leaves_confidence": "official",
        "note": "A note.",
        "credits": {"cast": "Ralph Macchio"},
        "links": {"spin-off-of": "The Karate Kid"},
        "ids": {"imdb": "tt7221388"},
        "names": ["The Karate Kid: The Series"],
        "releases": [
            {"release_type": "physical", "date": "2021-Q4", "precision": "quarter"},
            {"region": "gb", "platform": "YouTube", "release": "2018", "leaves": "2020-09"},
        ],
    }
    assert statement_of(1, record, DEFAULTS) == Statement(
        origin=Origin("2021-01", "TVLine", "https://example.com/a", Confidence.OFFICIAL, "A note."),
        handle="cobra-kai-s3",
        title="Cobra Kai",
        kind=Kind.SERIES,
        season=3,
        part=0,
        year=2018,
        status="upcoming",
        date=parse_date("2021-01-08"),
        leaves=parse_date("2022"),
        platform="Netflix",
        release_type=ReleaseType.STREAMING,
        region="US",
        tags=("karate",),
        credits=(("cast", "Ralph Macchio"),),
        links=((Relation.SPIN_OFF_OF, "The Karate Kid"),),
        ids=(("imdb", "tt7221388"),),
        aka=("The Karate Kid: The Series",),
        releases=(
            SaidRelease(ReleaseKey(ReleaseType.PHYSICAL, None, None), parse_date("2021-Q4")),
            SaidRelease(
                ReleaseKey(None, "GB", "YouTube"),
                parse_date("2018"),
                parse_date("2020-09"),
            ),
        ),
    )


def test_every_column_of_a_record_is_accepted() -> None:
    # Of the name, only slate's own records have a column: see `slate_records`.
    record = dict.fromkeys(name for name in COLUMNS if name != "name") | {"title": "Film"}
    assert statement_of(1, record, DEFAULTS) == Statement(ORIGIN, title="Film")


@pytest.mark.parametrize("value", [None, "", " ", [], {}])
def test_empty_values_say_nothing(value: object) -> None:
    record = {"title": "Film", "date": value, "kind": value, "tags": value, "credits": value}
    assert statement_of(1, record, DEFAULTS) == Statement(ORIGIN, title="Film")


def test_tba_withdraws_a_date() -> None:
    assert statement_of(1, {"title": "Film", "date": "tba"}, DEFAULTS).date == TBA


def test_release_is_a_synonym_of_date() -> None:
    assert statement_of(1, {"title": "A", "release": "2021"}, DEFAULTS).date == parse_date("2021")


DEFAULT = Defaults(
    TODAY, "Deadline", "https://example.com", "2020-12", Confidence.RUMOR, "Hulu", ("import", "b")
)


def test_defaults_apply_where_a_record_is_silent() -> None:
    assert statement_of(1, {"title": "Film", "source": None}, DEFAULT) == Statement(
        Origin("2020-12", "Deadline", "https://example.com", Confidence.RUMOR),
        title="Film",
        platform="Hulu",
        tags=("import", "b"),
    )


def test_values_of_the_record_override_defaults() -> None:
    record = {
        "title": "Film",
        "source": "Variety",
        "url": "https://example.org",
        "reported_on": "2021",
        "confidence": "official",
        "platform": "Netflix",
        "tags": ["a", "b"],
    }
    assert statement_of(1, record, DEFAULT) == Statement(
        Origin("2021", "Variety", "https://example.org", Confidence.OFFICIAL),
        title="Film",
        platform="Netflix",
        tags=("a", "b", "import"),
    )


def _platforms(releases: Iterable[SaidRelease]) -> list[str | None]:
    return [release.key.platform for release in releases]


def test_releases_in_a_list_have_their_own_sources() -> None:
    variety = {"source": "Variety", "confidence": "reported", "url": "https://example.com/v"}
    record = {
        "title": "Film",
        "source": "Netflix",
        "confidence": "official",
        "url": "https://example.com/n",
        "note": "A note.",
        "releases": [
            {"platform": "Netflix", "source": "Netflix", "confidence": "official", "url": None},
            {"platform": "Hulu", **variety, "contested": True},
            {"platform": "Max", "source": "Netflix", "confidence": "rumor"},
            {"platform": "Peacock", "source": None, "confidence": "reported"},
            {"platform": "Starz"},
            {"platform": "Tubi", **variety},
        ],
    }
    found = statement_of(1, record, DEFAULTS)
    day = found.origin.reported_on

    assert _platforms(found.releases) == ["Netflix", "Starz"]
    assert [(other.origin, _platforms(other.releases)) for other in found.by_others] == [
        (Origin(day, "Variety", "https://example.com/v"), ["Hulu", "Tubi"]),
        (Origin(day, "Netflix", None, Confidence.RUMOR), ["Max"]),
        (Origin(day, None, None), ["Peacock"]),  # nobody, not the source of the record
    ]


def test_listed_releases_include_that_of_the_record() -> None:
    columns = {"title": "Film", "status": "filming", "source": "Variety", "platform": "Netflix"}
    netflix = {"release_type": "streaming", "platform": "Netflix", "source": "Reddit",
               "confidence": "rumor"}  # fmt: skip
    hulu = {"platform": "Hulu"}

    found = statement_of(1, columns | {"releases": [netflix]}, DEFAULT)
    assert (found.platform, found.releases) == (None, ())
    assert [_platforms(other.releases) for other in found.by_others] == [["Netflix"]]
    # A list without it is about further releases.
    found = statement_of(1, columns | {"releases": [hulu]}, DEFAULT)
    assert (found.platform, _platforms(found.releases)) == ("Netflix", ["Hulu"])


NETFLIX = ReleaseKey(None, None, "Netflix")
LEAVES = parse_date("2021-01-31")


@pytest.mark.parametrize(
    ("more", "stated"),
    [
        ({"leaves_source": "Reddit", "leaves_confidence": "rumor"}, ("Reddit", "rumor")),
        ({"leaves_source": "Reddit"}, ("Reddit", "official")),
        ({"leaves_confidence": "rumor"}, ("Netflix", "rumor")),
        ({"leaves_source": "", "leaves_confidence": "reported"}, (None, "reported")),
    ],
)
def test_leaving_date_has_its_own_source(
    more: dict[str, str], stated: tuple[str | None, str]
) -> None:
    release = {"platform": "Netflix", "date": "2020-12-04", "leaves": "2021-01-31", **more}
    own = {"title": "Film", "source": "Netflix", "confidence": "official"}
    for record in (own | release, own | {"releases": [release]}):
        found = statement_of(1, record, DEFAULTS)

        (other,) = found.by_others
        assert (other.origin.source, str(other.origin.confidence)) == stated
        assert other.releases == (SaidRelease(NETFLIX, None, LEAVES),)
        assert found.leaves is None
        assert all(said.leaves is None for said in found.releases)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"leaves_source": "", "leaves_confidence": ""},  # added to a row of slate's own
        {"leaves_source": "Netflix", "leaves_confidence": "official"},
    ],
)
def test_leaving_date_of_the_source_of_the_record(more: dict[str, str]) -> None:
    record = {"title": "Film", "source": "Netflix", "confidence": "official",
              "platform": "Netflix", "leaves": "2021-01-31", **more}  # fmt: skip
    found = statement_of(1, record, DEFAULT)
    assert (found.leaves, found.by_others) == (LEAVES, ())
    # Nothing is stated by the source of a date that is not there.
    del record["leaves"]
    assert statement_of(1, record | {"leaves_source": "Reddit"}, DEFAULT).by_others == ()


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"date": "2021-01-08"}, ReleaseKey(ReleaseType.THEATRICAL, "US", None)),
        ({"leaves": "2021-01-08"}, ReleaseKey(ReleaseType.THEATRICAL, "US", None)),
        ({"platform": "Hulu"}, ReleaseKey(ReleaseType.THEATRICAL, "US", "Hulu")),
        ({"date": "2021", "region": "GB"}, ReleaseKey(ReleaseType.THEATRICAL, "GB", None)),
        (
            {"date": "2021", "release_type": "physical"},
            ReleaseKey(ReleaseType.PHYSICAL, "US", None),
        ),
        ({}, ReleaseKey(None, None, None)),  # nothing is said of a release
    ],
)
def test_releases_of_a_list_have_its_type_and_region(
    record: dict[str, str], key: ReleaseKey
) -> None:
    listed = Defaults(TODAY, release_type=ReleaseType.THEATRICAL, region="US")
    found = statement_of(1, {"title": "Film", **record}, listed)
    assert (found.release_type, found.region, found.platform) == (
        key.type,
        key.region,
        key.platform,
    )


def test_list_may_have_a_type_without_a_region() -> None:
    found = statement_of(
        1, {"title": "Film", "date": "2021"}, Defaults(TODAY, release_type=ReleaseType.TV)
    )
    assert (found.release_type, found.region) == (ReleaseType.TV, None)


def test_each_release_of_a_record_in_a_list_has_its_type_and_region() -> None:
    listed = Defaults(TODAY, release_type=ReleaseType.THEATRICAL, region="US")
    record = {"title": "Film", "releases": [{"date": "2021"}, {"date": "2022", "region": "FR"}]}
    assert [release.key for release in statement_of(1, record, listed).releases] == [
        ReleaseKey(ReleaseType.THEATRICAL, "US", None),
        ReleaseKey(ReleaseType.THEATRICAL, "FR", None),
    ]


def test_default_platform_is_ignored_with_a_list_of_releases() -> None:
    record = {"title": "Film", "releases": {"platform": "Netflix"}}
    assert statement_of(1, record, DEFAULT).platform is None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"title": None}, "title is missing. Every record names the title it is about."),
        ({"title": 1917}, 'title is a number, but should be a text. Write it in quotes: "1917".'),
        (
            {"date": "2021-02-30"},
            'date: "2021-02-30" is not a date: February 2021 has 28 days',
        ),
        ({"date": "2021", "release": "2022"}, "release says the date a second time. Give it once."),
        (
            {"kind": "opera"},
            (
                'kind: "opera" is not a kind. '
                "Choose from film, series, special, documentary, docuseries, short."
            ),
        ),
        ({"year": "Y2021"}, 'year is "Y2021", but should be a whole number. Write 2021.'),
        ({"platfrom": "Netflix"}, "platfrom is not a known field. Did you mean platform?"),
        ({"Release_Date": "2021"}, "Release_Date is not a known field. Did you mean date?"),
        ({"name": "Film"}, "name is not a known field. Did you mean title?"),
        ({"director": "A B"}, "director is not a known field. Did you mean credits?"),
        ({"seasons": 3}, "seasons is not a known field. Known fields: title, status, "),
        (
            {"rel": "2021"},
            "rel is not a known field. Did you mean release, release_type or releases?",
        ),
        ({"tag": None}, "tag is not a known field. Did you mean tags?"),
        (
            {"reported_on": "2021-02"},
            (
                "reported_on is 2021-02, which is in the future (today is 2021-01-07). "
                "It is the day of the report, not of the release."
            ),
        ),
        ({"reported_on": "soon"}, 'reported_on: "soon" is not a date: '),
        (
            {"releases": [{"date": "2021"}, {"date": "2021-13"}]},
            (
                'releases, number 2: date: "2021-13" is not a date: there is no month 13; '
                "they go from 01 to 12"
            ),
        ),
        (
            {"url": "javascript:alert(1)"},
            (
                'url begins with "javascript:", so it is not a web address. Write https://..., '
                "or leave it out."
            ),
        ),
        ({"url": 7}, 'url is a number, but should be a text. Write it in quotes: "7".'),
        (
            {"releases": [{"source": "A", "url": "data:,x"}]},
            'releases, number 1: url begins with "data:", so it is not a web address. ',
        ),
        ({"releases": ["2021"]}, "releases, number 1: it is a text, but should be an object."),
        (
            {"releases": [{"title": "x"}]},
            (
                "releases, number 1: title is not a known field. "
                "Known fields: date, release, leaves, platform, release_type, region, "
                "leaves_source, leaves_confidence, source, url, confidence."
            ),
        ),
        (
            {"": "x"},
            " is not a known field. Known fields: title, status, kind, date, release, leaves, ",
        ),
    ],
)
def test_refusal_names_line_and_field(more: dict[str, object], reason: str) -> None:
    with pytest.raises(RecordError) as refused:
        statement_of(7, {"title": "Film"} | more, DEFAULTS)
    assert refused.value.line == 7
    assert refused.value.reason.startswith(reason)
    assert str(refused.value) == f"7: {refused.value.reason}"


@pytest.mark.parametrize("month", ["2021-01", "2021", "2021-01-07"])
def test_day_of_a_report_may_be_a_span_that_has_begun(month: str) -> None:
    record = {"title": "Film", "reported_on": month}
    assert statement_of(1, record, DEFAULTS).origin.reported_on == month


def test_typed_converts_number_fields() -> None:
    cells = {"title": "1917", "year": "2019.0", "season": " 03", "part": " ", "date": "2019"}
    expected = {"title": "1917", "year": 2019, "season": 3, "part": None, "date": "2019"}
    assert typed(cells) == expected


@pytest.mark.parametrize("field", ["season", "part", "year"])
@pytest.mark.parametrize(
    "cell",
    ["N/A", "n/a", " - ", "--", "\u2014", "\u2013", "n.a.", "None", "null", "nan", "NaN", "NaT"],
)
def test_placeholder_is_no_number(field: str, cell: str) -> None:
    assert typed({"title": "-", field: cell}) == {"title": "-", field: None}


@pytest.mark.parametrize("cell", ["two", "2019-2021", "-1", "2.5", "soon", "\u0662", "9" * 5000])
def test_texts_that_are_no_numbers(cell: str) -> None:
    with pytest.raises(UsageError, match=r'^year is ".*", but should be a whole number\.$'):
        typed({"year": cell})


@pytest.mark.parametrize(
    ("field", "cell", "number"),
    [("season", "S5", "5"), ("season", "Season 02", "2"), ("year", "(2021)", "2021")],
)
def test_refusal_suggests_the_number_in_the_text(field: str, cell: str, number: str) -> None:
    with pytest.raises(UsageError) as refused:
        typed({field: cell})
    assert str(refused.value) == (
        f'{field} is "{cell}", but should be a whole number. Write {number}.'
    )


# Seasons as slate prints them


@pytest.mark.parametrize(
    ("title", "season", "part"),
    [
        ("Cobra Kai: season 3", 3, None),
        ("Cobra Kai: Season 03", 3, None),
        ("COBRA KAI:  SEASON 6,  PART 2", 6, 2),
    ],
)
@pytest.mark.parametrize("more", [{}, {"kind": "series"}, {"kind": "docuseries", "year": 2018}])
def test_season_is_split_off_a_title_as_slate_prints_it(
    more: dict[str, object], title: str, season: int, part: int | None
) -> None:
    statement = statement_of(1, {"title": title} | more, DEFAULTS)
    assert statement.title == title.partition(":")[0]
    assert (statement.season, statement.part) == (season, part)


def test_last_of_several_seasons_in_a_title_counts() -> None:
    statement = statement_of(1, {"title": "A: season 1: season 2"}, DEFAULTS)
    assert (statement.title, statement.season) == ("A: season 1", 2)


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("The Godfather: Part 3", {}),
        ("The Godfather Part 3", {}),
        ("The Godfather: part 3", {"kind": "film"}),
        ("Open Season: season of fear", {}),
        ("Cobra Kai: season three", {}),
        ("Cobra Kai: season 3!", {}),
        ("Cobra Kai: season \u0663", {}),
        ("Cobra Kai: season 3, part", {}),
        (": season 3", {}),
        ("Fire: season 3", {"kind": "film"}),
        ("Fire: season 3", {"kind": "documentary"}),
        ("Fire: season 3", {"kind": "special"}),
        ("Fire: season 3", {"kind": "short"}),
        ("Fire: season 3", {"season": 1}),
        ("Fire: season 3, part 2", {"part": 1}),
        ("Dune (2021)", {"year": 1984}),
        ("Dune (2021)", {"slug": "dune-2021"}),
        ("Fire: season 3", {"slug": "fire-season-3"}),
    ],
)
def test_other_titles_are_left_unchanged(title: str, more: dict[str, object]) -> None:
    statement = statement_of(1, {"title": title} | more, DEFAULTS)
    assert (statement.title, statement.season) == (title, more.get("season"))
    assert statement.part == more.get("part")


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"title": "Dune (2021)"}, ("Dune", None, None, 2021)),
        ({"title": "Dune (2021)", "year": 2021, "kind": "film"}, ("Dune", None, None, 2021)),
        ({"title": "Cobra Kai: season 1 (2018)"}, ("Cobra Kai", 1, None, 2018)),
        # Numbers stated twice agree.
        ({"title": "Cobra Kai: season 3", "season": 3}, ("Cobra Kai", 3, None, None)),
        ({"title": "Cobra Kai: season 3", "part": 1}, ("Cobra Kai", 3, 1, None)),
        ({"title": "Lupin: part 2", "season": 0}, ("Lupin", 0, 2, None)),
        # The year counts even if the season is contradicted, and the other way around.
        ({"title": "Fire: season 3 (2021)", "season": 1}, ("Fire: season 3", 1, None, 2021)),
        ({"title": "Fire: season 3", "year": 2021}, ("Fire", 3, None, 2021)),
        ({"title": "Fire (2020): season 3", "year": 2021}, ("Fire (2020)", 3, None, 2021)),
        ({"title": "Deep Harbor (2019)", "kind": "film"}, ("Deep Harbor", None, None, 2019)),
        ({"title": "Money Heist Part 3", "kind": "series"}, ("Money Heist", None, 3, None)),
        ({"title": "Money Heist: part 3"}, ("Money Heist", None, 3, None)),
    ],
)
def test_title_states_year_season_and_part(
    record: dict[str, object], named: tuple[str, int | None, int | None, int | None]
) -> None:
    found = statement_of(1, record, DEFAULTS)
    assert (found.title, found.season, found.part, found.year) == named


def test_the_texts_of_dates_are_those_of_a_record_and_of_its_releases() -> None:
    releases = [{"date": "c", "platform": "x"}, {"leaves": "d"}, "no release", {"date": 5}]
    records: list[dict[str, object]] = [
        {"title": "A", "date": "a", "reported_on": "b", "releases": releases},
        {"title": "B", "release": "e", "leaves": None, "releases": "none"},
    ]
    assert list(dates_in(records)) == ["a", "b", "c", "d", "e"]
