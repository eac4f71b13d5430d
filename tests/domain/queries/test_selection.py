from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.windows import Window, parse_window, window_between
from slate.domain.ledger.fold import fold
from slate.domain.queries.query import Query
from slate.domain.queries.selection import TitleSets, names_of, record_of
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record, Within
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Title
from tests.domain.oracle import select, upcoming
from tests.domain.slates import (
    DATES,
    TODAY,
    WINDOWS,
    batches_of,
    queries,
    report,
    slates,
    titles_of,
    windows,
)

JANUARY = parse_window("2021-01", TODAY)
ANY_TIME = window_between(None, None, TODAY)


def _title(name: str, *texts: str, confidence: str = "reported", **said: Any) -> Title:  # noqa: ANN401
    """Return a title with releases: `streaming||Netflix 2021-01`."""
    releases: dict[str, dict[str, str]] = {}
    for text in texts:
        key, _, when = text.rpartition(" ")
        releases[key] = {} if when == "TBA" else {"date": when}
    told = report({"title": name, "releases": releases} | said, confidence=confidence)
    title = fold("k", [told])
    assert title is not None
    return title


SLATE: dict[str, Title] = {
    "cobra": _title(
        "Cobra Kai",
        "streaming||Netflix 2021-01-01",
        season=3,
        status="scheduled",
        tags={"karate": True, "revival": True},
        credits={"cast|Ralph Macchio": True, "creator|Josh Heald": True},
    ),
    "soul": _title(
        "Soul",
        "streaming||Disney+ 2020-12-25",
        "theatrical|CN| 2020-12-25",
        "festival|IT| 2020-10-15",
        status="released",
        aka={"Kiseki": True},
    ),
    "dune": _title(
        "Dune",
        "theatrical|US| 2021-10-01",
        "streaming|US|HBO Max 2021-10",
        kind="film",
        tags={"scifi": True},
        credits={"cast|Timothée Chalamet": True},
    ),
    "heroes": _title(
        "We Can Be Heroes 2",
        "streaming||Netflix TBA",
        links={"sequel-of|heroes": True},
        credits={"director|Robert Rodríguez": True},
    ),
    "axed": _title("The Society", "streaming||Netflix 2021-01-20", season=2, status="canceled"),
    "held": _title("Headspace", "streaming||Netflix 2020-11", kind="docuseries", status="on-hold"),
}


def _select(**filters: Any) -> list[str]:  # noqa: ANN401 -- fields of any type
    return [record.slug for record in select(SLATE.items(), Query(**filters), TODAY)]


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        ({}, "held cobra dune heroes soul axed"),
        ({"limit": 2}, "held cobra"),
        ({"limit": 0}, ""),
        # Status: stages, groups, labels, overdue titles.
        ({"status": parse_status_filter("released")}, "soul"),
        ({"status": parse_status_filter("upcoming")}, "held cobra dune heroes"),
        ({"status": parse_status_filter("upcoming season")}, "cobra"),
        ({"status": parse_status_filter("sequel in development")}, "heroes"),
        ({"status": parse_status_filter("due 2021-01-01, not confirmed")}, "cobra"),
        (
            {"status": parse_status_filter("canceled").either(parse_status_filter("on hold"))},
            "held axed",
        ),
        # Releases.
        ({"platforms": ("NETFLIX",)}, "held cobra heroes axed"),
        ({"platforms": ("max", "Disney Plus")}, "dune soul"),
        ({"platforms": ("Hulu",)}, ""),
        ({"release_types": ("theatrical",)}, "dune soul"),
        ({"release_types": ("festival",)}, "soul"),
        ({"regions": ("US", "IT")}, "dune soul"),
        ({"regions": ("US",), "release_types": ("festival",)}, ""),
        ({"window": JANUARY}, "cobra axed"),
        ({"window": parse_window("2020", TODAY)}, "held soul"),
        ({"window": ANY_TIME}, "held cobra dune soul axed"),
        # Titles.
        ({"kinds": ("film",)}, "dune heroes soul"),
        ({"kinds": ("docuseries", "series")}, "held cobra axed"),
        ({"tags": ("karate", "scifi")}, "cobra dune"),
        ({"tags": ("karat",)}, ""),
        ({"persons": ("macchio",)}, "cobra"),
        ({"persons": ("TIMOTHÉE", "rodríguez")}, "dune heroes"),
        ({"persons": ("cast",)}, ""),
        ({"search": ("cobra  KAI",)}, "cobra"),
        ({"search": ("he",)}, "held heroes axed"),
        ({"search": ("kiseki",)}, "soul"),
        ({"search": ("%",)}, ""),
        ({"undated": True}, "heroes"),
        ({"undated": True, "window": ANY_TIME}, ""),
        ({"overdue": True}, "cobra"),
        # Different filters are combined with AND.
        ({"platforms": ("Netflix",), "kinds": ("film",)}, "heroes"),
        ({"tags": ("karate",), "search": ("dune",)}, ""),
    ],
)
def test_select_with_each_filter(filters: dict[str, Any], slugs: str) -> None:
    assert _select(**filters) == slugs.split()


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, "streaming US HBO Max 2021-10"),
        ({"release_types": ("theatrical",)}, "theatrical US None 2021-10-01"),
        ({"window": parse_window("2021-10-01", TODAY)}, "streaming US HBO Max 2021-10"),
    ],
)
def test_title_is_shown_with_its_first_matching_release(
    filters: dict[str, Any], shown: str
) -> None:
    (record,) = select([("dune", SLATE["dune"])], Query(**filters), TODAY)

    assert f"{record.release_type} {record.region} {record.platform} {record.date}" == shown


def test_festival_is_shown_only_when_filtered_for() -> None:
    title = _title("Pieces of a Woman", "festival|IT| 2020-09-04")

    (record,) = select([("pieces", title)], Query(), TODAY)
    assert (record.release_type, record.date) == (None, None)
    (record,) = select([("pieces", title)], Query(regions=("IT",)), TODAY)
    assert (record.release_type, record.date) == ("festival", "2020-09-04")


def test_search_finds_a_title_by_a_former_name() -> None:
    title = fold("k", [report({"title": "Wolverine", "aka": {"Hugh": True}}),
                       report({"title": "Logan"}, n=2)])  # fmt: skip
    assert title is not None

    assert names_of(title) == ("Logan", "Hugh", "Wolverine")
    assert len(select([("logan", title)], Query(search=("wolv",)), TODAY)) == 1


def test_disputed_filter_selects_by_the_disputed_keys() -> None:
    titles = [("dune", SLATE["dune"])]
    key = SLATE["dune"].key

    assert select(titles, Query(disputed=True), TODAY) == []
    assert select(titles, Query(disputed=True), TODAY, TitleSets({"other"})) == []
    assert len(select(titles, Query(disputed=True), TODAY, TitleSets({key}))) == 1
    october = parse_window("2021-10", TODAY)
    assert upcoming(titles, Query(disputed=True), october, TODAY) == []
    assert len(upcoming(titles, Query(disputed=True), october, TODAY, TitleSets({key}))) == len(
        "US"
    )


# The record


def test_record_of_a_title_with_a_release() -> None:
    said = {
        "title": "Dune",
        "kind": "film",
        "year": 2021,
        "season": 1,
        "part": 2,
        "tags": {"scifi": True, "epic": True},
        "releases": {"streaming|US|HBO Max": {"date": "2021-10?", "leaves": "2022"}},
    }
    first = report(said, source="Deadline", url="https://example.com/a", confidence="official",
                   reported_on="2020-12")  # fmt: skip
    # A report of a tag or a status is not a report of the date.
    later = report({"tags": {"desert": True}, "status": "filming"}, source="TVLine", n=2)
    title = fold("k", [first, later])
    assert title is not None

    assert record_of("dune", title, title.headline, TODAY, None) == Record(
        slug="dune",
        title="Dune",
        label="Filming",
        status=Stage.FILMING,
        kind=Kind.FILM,
        date="2021-10?",
        precision="month",
        year=2021,
        season=1,
        part=2,
        platform="HBO Max",
        release_type=ReleaseType.STREAMING,
        region="US",
        earliest="2021-10-01",
        latest="2021-10-31",
        certain=None,
        leaves="2022",
        tags=("desert", "epic", "scifi"),
        source="Deadline",
        url="https://example.com/a",
        reported_on="2020-12",
        confidence=Confidence.OFFICIAL,
        leaves_source="Deadline",
        leaves_confidence=Confidence.OFFICIAL,
        name="Dune: season 1, part 2",
        overdue=False,
    )


def test_record_without_a_release_holds_the_report_of_the_status() -> None:
    title = fold(
        "k",
        [
            report({"title": "Dune"}, source="Deadline"),
            report({"status": "filming"}, source="TVLine", confidence="rumor", n=2),
        ],
    )
    assert title is not None

    record = record_of("dune", title, None, TODAY, ANY_TIME)

    assert (record.source, record.confidence) == ("TVLine", "rumor")
    assert (record.date, record.precision, record.earliest, record.latest, record.leaves) == (
        *(None, "tba", None, None, None),
    )
    assert record.certain is False


@pytest.mark.parametrize(
    ("leaves", "label"),
    [
        ("2021-01-06", "Left Netflix 2021-01-06"),
        ("2021-01-07", "Released"),
        ("2021-01", "Released"),
    ],
)
def test_record_of_a_title_that_has_left_is_labeled_so(leaves: str, label: str) -> None:
    told = report({"title": "Mank", "releases": {"streaming||Netflix": {"leaves": leaves}}})
    title = fold("k", [told])
    assert title is not None

    record = record_of("mank", title, title.headline, TODAY, None)

    assert (record.label, record.status) == (label, "released")
    assert record.has_left is (label != "Released")
    assert not record.overdue


def test_record_with_a_past_date_is_labeled_overdue() -> None:
    record = record_of("cobra", SLATE["cobra"], SLATE["cobra"].headline, TODAY, None)

    assert (record.label, record.status) == ("Due 2021-01-01, not confirmed", "scheduled")
    assert record.overdue


@pytest.mark.parametrize(
    ("when", "confidence", "certain"),
    [
        ("2021-01-08", "reported", True),
        ("2021-01", "official", True),
        ("2021-01-08", "rumor", False),
        ("2021-01-08?", "reported", False),
        ("2021", "reported", False),
        ("2021-01/..", "reported", False),
    ],
)
def test_record_is_certain_when_its_dates_lie_inside_the_window(
    when: str,
    confidence: str,
    certain: bool,  # noqa: FBT001 -- a table
) -> None:
    title = _title("Dune", f"|| {when}", confidence=confidence)

    (record,) = select([("dune", title)], Query(window=JANUARY), TODAY)
    assert record.certain is certain


# Orders

# Upcoming: soonest first, then finer dates; no date; released: newest first; canceled.
LISTED = (
    ("a", "|| ../2021-03", "scheduled"),
    ("b", "|| 2021-01-01", "scheduled"),
    ("c", "|| 2021-01", "scheduled"),
    ("d", "|| 2021", "on-hold"),
    ("e", "|| 2021-01/..", "scheduled"),
    ("f", "|| 2021-02", "filming"),
    ("g", "|| TBA", "announced"),
    ("h", "tv|| TBA", "filming"),
    ("i", "|| 2020-12-31", "released"),
    ("j", "|| 2020-12-25", "ended"),
    ("k", "|| 2019/..", "released"),
    ("l", "|| ../2018", "released"),
    ("m", "|| TBA", "ended"),
    ("n", "|| 2021", "canceled"),
    ("o", "|| 2020", "canceled"),
    ("p", "|| TBA", "canceled"),
)


def test_list_order_by_section_and_date() -> None:
    titles = [(slug, _title(slug, text, status=status)) for slug, text, status in LISTED]

    found = select(reversed(titles), Query(), TODAY)

    assert "".join(record.slug for record in found) == "abcdefghijklmnop"


def test_equal_dates_sort_by_name_season_and_part() -> None:
    titles = [
        ("1", _title("alpha", "|| 2021")),
        ("2", _title("Beta", "|| 2021")),
        ("3", _title("Beta", "|| 2021", part=1)),
        ("4", _title("beta", "|| 2021", season=0)),
        ("5", _title("Beta", "|| 2021", season=2)),
        ("6", _title("BETA", "|| 2021", season=10)),
        ("7", _title("BETA", "|| 2021", season=10)),
    ]

    for shuffled in list(permutations(titles))[::97]:
        for found in (
            select(shuffled, Query(), TODAY),
            upcoming(shuffled, Query(), parse_window("2021", TODAY), TODAY),
            upcoming(shuffled, Query(), JANUARY, TODAY),
        ):
            assert "".join(record.slug for record in found) == "1234567"


# Certain releases by date, then possible ones by the narrowest span.
COMING = (
    ("a", "|| 2021-01-01", "reported"),
    ("b", "|| 2021-01", "reported"),
    ("c", "|| 2021-01-02", "reported"),
    ("d", "|| 2021-01-01?", "reported"),
    ("e", "|| 2021-01-30", "rumor"),
    ("f", "|| 2021-winter", "reported"),
    ("g", "|| 2021-Q1", "reported"),
    ("h", "|| 2021", "reported"),
    ("i", "|| 2010/2030", "reported"),
    ("j", "|| ../2021-03", "reported"),
    ("k", "|| ../2022", "reported"),
    ("l", "|| 2010/..", "reported"),
)


def test_upcoming_order_by_certainty_and_date() -> None:
    titles = [
        (slug, _title(slug, text, confidence=confidence, status="scheduled"))
        for slug, text, confidence in COMING
    ]

    found = upcoming(reversed(titles), Query(), JANUARY, TODAY)

    assert "".join(record.slug for record in found) == "abcdefghijkl"
    assert [record.certain for record in found] == [True] * 3 + [False] * 9
    assert [r.slug for r in upcoming(titles, Query(limit=2), JANUARY, TODAY)] == ["a", "b"]


def test_upcoming_has_one_record_per_release() -> None:
    title = _title(
        "Dune", "theatrical|US| 2021-01-10", "streaming||HBO Max 2021-01-10", "|JP| 2022",
        "festival|| 2021-01-01",
    )  # fmt: skip

    found = upcoming([("dune", title)], Query(), JANUARY, TODAY)

    assert [record.release_type for record in found] == ["festival", "streaming", "theatrical"]


@pytest.mark.parametrize(
    ("text", "status", "found"),
    [
        ("|| 2021-01-20", "scheduled", True),
        ("|| 2021-01-20", "on-hold", True),
        ("|| 2021-01-20", "canceled", False),
        ("|| 2021-01-02", "released", True),
        ("|| 2021-01", "ended", True),
        # A released title that is only possible in the window was out at another time.
        ("|| 2021", "released", False),
        ("|| 2021", "ended", False),
        ("|| 2021", "filming", True),
        ("|| TBA", "filming", False),
        ("|| 2021-02", "scheduled", False),
    ],
)
def test_upcoming_includes_releases_by_date_and_status(
    text: str,
    status: str,
    found: bool,  # noqa: FBT001 -- a table
) -> None:
    title = _title("Dune", text, status=status)

    assert bool(upcoming([("dune", title)], Query(), JANUARY, TODAY)) is found


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        ({}, "cobra"),
        ({"kinds": ("film",)}, ""),
        ({"platforms": ("netflix",)}, "cobra"),
        ({"regions": ("US",)}, ""),
        ({"window": parse_window("2021-01-02", TODAY)}, ""),
    ],
)
def test_upcoming_with_each_filter(filters: dict[str, Any], slugs: str) -> None:
    found = upcoming(SLATE.items(), Query(**filters), JANUARY, TODAY)

    assert [record.slug for record in found] == slugs.split()


# Properties of generated slates


@given(slates(), queries())
def test_filtered_list_is_a_subset_of_the_full_list(reports: list[Report], query: Query) -> None:
    titles = titles_of(reports)
    all_slugs = {record.slug for record in select(titles, Query(), TODAY)}

    found = [record.slug for record in select(titles, query, TODAY)]

    assert all_slugs == {slug for slug, _ in titles}
    assert len(found) == len(set(found))
    assert set(found) <= all_slugs
    assert found == found[: query.limit]


@given(slates(), windows())
def test_certain_release_is_also_found_in_a_wider_window(
    reports: list[Report], window: Window
) -> None:
    titles = titles_of(reports)
    found = upcoming(titles, Query(), window, TODAY)

    wider = {(r.slug, r.platform, r.region, r.release_type, r.date)
             for r in upcoming(titles, Query(), ANY_TIME, TODAY) if r.certain}  # fmt: skip
    for r in found:
        assert not r.certain or (r.slug, r.platform, r.region, r.release_type, r.date) in wider


# The generated slates themselves


def test_dates_of_generated_slates_are_canonical() -> None:
    assert [text for text in DATES if parse_date(text).text != text] == []
    assert [text for text in WINDOWS if not parse_window(text, TODAY).text] == []


@settings(max_examples=20)
@given(slates())
def test_generated_reports_form_valid_batches(reports: list[Report]) -> None:
    batches = batches_of(reports)

    assert [each for _, its in batches for each in its] == reports
    times = [batch.recorded_at for batch, _ in batches]
    assert times == sorted(times)
    for batch, its in batches:
        assert {(each.batch, each.recorded_at) for each in its} == {(batch.uid, batch.recorded_at)}
        assert [each.n for each in its] == list(range(1, batch.reports + 1))


def test_record_of_a_contested_release_is_never_certain() -> None:
    title = fold(
        "k",
        [
            report({"title": "Mank", "releases": {"streaming||Netflix": {"date": "2021-01-08"}}}),
            report(
                {"releases": {"streaming||Hulu": {"date": "2021-01-09"}}},
                source="TVmaze",
                confidence="listed",
                n=2,
            ),
        ],
    )
    assert title is not None
    found = [record_of("mank", title, each, TODAY, JANUARY) for each in title.releases]
    assert [(each.platform, each.source, each.contested, each.certain) for each in found] == [
        ("Netflix", "Netflix", False, True),
        ("Hulu", "TVmaze", True, False),
    ]


def test_record_has_the_coarser_date_that_its_date_narrows() -> None:
    key = "streaming||Netflix"
    coarse = report({"title": "Mank", "releases": {key: {"date": "2021"}}}, confidence="official")
    finer = report(
        {"releases": {key: {"date": "2021-01-08"}}}, source="TVmaze", confidence="listed", n=2
    )
    title = fold("k", [coarse, finer])
    assert title is not None
    record = record_of("mank", title, title.headline, TODAY, JANUARY)
    assert (record.date, record.source, record.certain) == ("2021-01-08", "TVmaze", True)
    assert record.within == Within("2021", "Netflix", Confidence.OFFICIAL)
    assert record_of("mank", title, None, TODAY, JANUARY).within is None


def test_franchise_filter_selects_by_keys() -> None:
    titles = [("dune", SLATE["dune"])]
    asked = Query(franchises=("dune",))

    assert select(titles, asked, TODAY, TitleSets(franchises={"other"})) == []
    assert len(select(titles, asked, TODAY, TitleSets(franchises={SLATE["dune"].key}))) == 1


@pytest.mark.parametrize("text", ["wall-e", "WALL E returns", "wall·e", "e ret"])
def test_search_ignores_marks_and_punctuation(text: str) -> None:
    found = [("w", _title("WALL·E Returns")), ("c", _title("Wallet"))]

    assert [record.slug for record in select(found, Query(search=(text,)), TODAY)] == ["w"]
