# ruff: noqa: E501 -- one change per line

from datetime import date

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import COLUMNS, Arrival, record_of
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import Credit, ExternalId, LinkTo, ReleaseOn
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.wording.changes import (
    change_row,
    difference_text,
    edited_text,
    member_text,
    release_of,
    short_text,
    shown_value,
)
from tests.render.samples import NETFLIX, on, title

LIMITED = ReleaseKey(ReleaseType.LIMITED, "US", None)
HULU = ReleaseKey(ReleaseType.STREAMING, None, "Hulu")
NAMELESS = ReleaseKey(None, None, None)
DAY = parse_date("2021-01-08")
REDDIT = Attribution("Reddit", Confidence.RUMOR)
VARIETY = Attribution("Variety", Confidence.REPORTED)
OFFICIAL = Attribution("Netflix", Confidence.OFFICIAL)
NOBODY = Attribution(None, Confidence.RUMOR)
FORTNIGHT = (parse_date("2021-01-08"), parse_date("2021-01-22"), None)


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Difference(ChangeName.ADDED, None, "Cobra Kai"), "added"),
        (Difference(ChangeName.REMOVED, "Cobra Kai"), "removed"),
        (Difference(ChangeName.RETITLED, "A", "B"), "retitled A -> B"),
        (Difference(ChangeName.STATUS, "announced", "scheduled"), "status announced -> scheduled"),
        (Difference(ChangeName.DATED, None, parse_date("2021"), release=NETFLIX), "dated 2021"),
        (Difference(ChangeName.UNDATED, parse_date("2021-01"), None, release=NETFLIX), "date withdrawn (was Jan 2021)"),
        (Difference(ChangeName.NARROWED, parse_date("2021"), parse_date("2021-winter")), "narrowed 2021 -> winter 2020/21"),
        (Difference(ChangeName.WIDENED, parse_date("2021-01"), parse_date("2021")), "widened Jan 2021 -> 2021"),
        (
            Difference(ChangeName.SLIPPED, *FORTNIGHT, NETFLIX, Distance(14, Unit.DAY, later=True)),
            "slipped 2021-01-08 -> 2021-01-22, 14 days later",
        ),
        (
            Difference(ChangeName.ADVANCED, parse_date("2021"), parse_date("2020"), None, NETFLIX, Distance(1, Unit.YEAR, later=False), reverted=True),
            "advanced 2021 -> 2020, 1 year earlier (reverted)",
        ),
        (Difference(ChangeName.MOVED, "YouTube", "Netflix", release=NETFLIX), "moved YouTube -> Netflix"),
        (Difference(ChangeName.EDITED, parse_date("2021"), parse_date("2021?"), "date", NETFLIX), "date 2021 -> 2021?"),
        (Difference(ChangeName.EDITED, None, "karate", "tags"), "tags: + karate"),
        (Difference(ChangeName.EDITED, "karate", None, "tags"), "tags: - karate"),
        (Difference(ChangeName.EDITED, None, Credit("director", "Robert Rodriguez"), "credits"), "people: + director=Robert Rodriguez"),
        (Difference(ChangeName.EDITED, None, ExternalId("imdb", "tt7221388"), "ids"), "ids: + imdb=tt7221388"),
        (Difference(ChangeName.EDITED, None, "Karate Kid", "aka"), "also known as: + Karate Kid"),
        (Difference(ChangeName.EDITED, None, LinkTo(Relation.SEQUEL_OF, "we can be heroes|||film|2020"), "links"), "links: + sequel-of we can be heroes (2020)"),
        (Difference(ChangeName.EDITED, LinkTo(Relation.SEQUEL_OF, "a|b|2|1|series|"), None, "links"), "links: - sequel-of a|b: season 2, part 1"),
        (Difference(ChangeName.EDITED, None, LinkTo(Relation.SEQUEL_OF, "a|||film|2020|2"), "links"), "links: + sequel-of a (2020)"),
        (Difference(ChangeName.EDITED, None, LinkTo(Relation.SEQUEL_OF, "a|3||series||2"), "links"), "links: + sequel-of a: season 3"),
        (Difference(ChangeName.EDITED, None, LinkTo(Relation.SEQUEL_OF, "key"), "links"), "links: + sequel-of key"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(HULU, parse_date("2021-03")), "release", HULU), "also on Hulu, Mar 2021"),
        (Difference(ChangeName.EDITED, ReleaseOn(HULU, parse_date("2021-Q1")), None, "release", HULU), "no longer on Hulu, Q1 2021"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(HULU, TBA), "release", HULU), "also on Hulu"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(HULU, TBA, is_first=True), "release", HULU), "on Hulu"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(NAMELESS, TBA, is_first=True), "release", NAMELESS), "a first release"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(NAMELESS, parse_date("2021-03")), "release", NAMELESS), "also as a further release, Mar 2021"),
        (Difference(ChangeName.EDITED, ReleaseOn(NAMELESS, TBA), None, "release", NAMELESS), "no longer as a further release"),
        (Difference(ChangeName.EDITED, None, "heart-and-soul", "merged"), "merged with heart-and-soul"),
        (Difference(ChangeName.EDITED, "2021-summer", None, "slug"), "no slug (was 2021-summer)"),
        (Difference(ChangeName.EDITED, Confidence.OFFICIAL, Confidence.LISTED, "confidence"), "now only listed (was official)"),
        (Difference(ChangeName.EDITED, "Variety", None, "source"), "now without a source (was Variety)"),
        (Difference(ChangeName.CONFIRMED, DAY, DAY, former=REDDIT, said_by=VARIETY), "confirmed by Variety, 2021-01-08 (Reddit had it as a rumor)"),
        (Difference(ChangeName.CONFIRMED, DAY, DAY, former=VARIETY, said_by=OFFICIAL), "confirmed by Netflix, 2021-01-08"),
        (Difference(ChangeName.CONFIRMED, DAY, DAY, former=NOBODY, said_by=NOBODY), "confirmed 2021-01-08 (somebody had it as a rumor)"),
        (Difference(ChangeName.DATED, DAY, parse_date("2021"), former=REDDIT), "dated 2021 (was 2021-01-08, Reddit, rumor)"),
        (Difference(ChangeName.DATED, DAY, parse_date("2021"), reverted=True), "dated 2021 again (was 2021-01-08)"),
        (Difference(ChangeName.LEAVING, None, DAY, release=NETFLIX), "leaving 2021-01-08"),
        (Difference(ChangeName.LEAVING, DAY, parse_date("2021-02"), release=NETFLIX), "leaving 2021-01-08 -> Feb 2021"),
        (Difference(ChangeName.LEAVING, DAY, None, release=NETFLIX), "no longer leaving (was 2021-01-08)"),
        (Difference(ChangeName.EDITED, 2020, 2021, "year"), "year 2020 -> 2021"),
        (Difference(ChangeName.EDITED, None, 2021, "year"), "year 2021"),
        (Difference(ChangeName.EDITED, 2021, None, "year"), "no year (was 2021)"),
        (Difference(ChangeName.EDITED, None, "theatrical", "release_type", HULU), "release type theatrical"),
        (Difference(ChangeName.EDITED, None, "Netflix", "platform", NETFLIX), "platform Netflix"),
        (Difference(ChangeName.RETITLED, "\x1b", "\u202e"), "retitled \\x1b -> \\u202e"),
    ],
)  # fmt: skip
def test_difference_text_formats_each_change(difference: Difference, text: str) -> None:
    assert difference_text(difference) == text


def test_member_text_formats_additions_and_removals() -> None:
    assert member_text(Difference(ChangeName.EDITED, None, "karate", "tags")) == "+ karate"
    assert member_text(Difference(ChangeName.EDITED, "\x1b", None, "tags")) == "- \\x1b"


@pytest.mark.parametrize(
    ("release", "releases", "which"),
    [
        (NETFLIX, (), ""),
        (ReleaseKey(None, None, "Netflix"), (), ""),
        (LIMITED, (), " (limited theaters, US)"),
        (ReleaseKey(ReleaseType.STREAMING, "GB", "Netflix"), (), " (GB)"),
        (ReleaseKey(ReleaseType.PHYSICAL, None, "Netflix"), (), " (disc)"),
        (NETFLIX, (NETFLIX,), ""),
        (ReleaseKey(ReleaseType.STREAMING, None, "netflix"), (NETFLIX,), ""),
        (LIMITED, (LIMITED,), ""),
        # One of several is named, also the headline release.
        (NETFLIX, (NETFLIX, LIMITED), " (Netflix)"),
        (LIMITED, (NETFLIX, LIMITED), " (limited theaters, US)"),
        (NAMELESS, (NAMELESS, NETFLIX), ""),
        # One that is gone.
        (HULU, (NETFLIX,), " (Hulu)"),
        (ReleaseKey(ReleaseType.PHYSICAL, "GB", "Hulu"), (NETFLIX,), " (Hulu, disc, GB)"),
    ],
)
def test_one_of_several_releases_is_named(
    release: ReleaseKey, releases: tuple[ReleaseKey, ...], which: str
) -> None:
    difference = Difference(ChangeName.SLIPPED, *FORTNIGHT, release)
    text = f"slipped 2021-01-08 -> 2021-01-22{which}"
    assert difference_text(difference, releases) == text


def test_a_move_names_its_platforms_once() -> None:
    key = ReleaseKey(ReleaseType.PHYSICAL, "US", "Hulu")
    move = Difference(ChangeName.MOVED, "Netflix", "Hulu", release=key)
    assert difference_text(move, (key, NETFLIX)) == "moved Netflix -> Hulu (disc, US)"
    assert difference_text(move, (key,)) == "moved Netflix -> Hulu"


def test_a_confirmed_release_is_named_once() -> None:
    value = ReleaseOn(HULU, TBA)
    confirmed = Difference(ChangeName.CONFIRMED, value, value, release=HULU, said_by=VARIETY)
    assert difference_text(confirmed, (NETFLIX, HULU)) == "confirmed by Variety, on Hulu"


def test_difference_text_of_computed_differences() -> None:
    before = title({"title": "Locked Down", "releases": on("2021-01")})
    said = {"title": "Locked Down", "releases": on("2021-01-14"), "tags": {"heist": True}}
    after = title(said | {"kind": "film", "year": 2021})
    assert [difference_text(change) for change in differences(before, after)] == [
        "narrowed Jan 2021 -> 2021-01-14",
        "year 2021",
        "tags: + heist",
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Difference(ChangeName.ADDED, after="Dune"), "added"),
        (Difference(ChangeName.REMOVED, "Dune"), "removed"),
        (Difference(ChangeName.RETITLED, "Dune", "Dune!"), "retitled"),
        (Difference(ChangeName.STATUS, "announced", "filming"), "status filming"),
        (Difference(ChangeName.DATED, None, FORTNIGHT[0], release=NETFLIX), "dated 2021-01-08"),
        (Difference(ChangeName.UNDATED, FORTNIGHT[0]), "undated"),
        (Difference(ChangeName.NARROWED, None, FORTNIGHT[0]), "narrowed 2021-01-08"),
        (Difference(ChangeName.WIDENED, None, FORTNIGHT[0]), "widened 2021-01-08"),
        (
            Difference(ChangeName.SLIPPED, *FORTNIGHT, by=Distance(14, Unit.DAY, later=True)),
            "slipped 14 days",
        ),
        (
            Difference(ChangeName.ADVANCED, *FORTNIGHT, by=Distance(1, Unit.MONTH, later=False)),
            "advanced 1 month",
        ),
        (Difference(ChangeName.SLIPPED, *FORTNIGHT), "slipped"),
        (Difference(ChangeName.MOVED, "Hulu", "Max"), "moved to Max"),
        (Difference(ChangeName.CONFIRMED, *FORTNIGHT), "confirmed"),
        (Difference(ChangeName.LEAVING, None, FORTNIGHT[0]), "leaving 2021-01-08"),
        (Difference(ChangeName.LEAVING, FORTNIGHT[0], None), "no longer leaving"),
        (Difference(ChangeName.EDITED, None, "a", "tags"), "tags"),
        (Difference(ChangeName.EDITED, None, "O", "aka"), "also known as"),
        (Difference(ChangeName.EDITED, 1984, 2021, "year"), "year"),
        (Difference(ChangeName.EDITED, "tv", "limited", "release_type"), "release type"),
        (Difference(ChangeName.EDITED, None, "dune-2", "merged"), "merged with dune-2"),
        (Difference(ChangeName.EDITED, None, "TMDB", "split"), "split off what was said by TMDB"),
        (
            Difference(ChangeName.EDITED, None, ReleaseOn(NETFLIX, TBA), "release"),
            "also on Netflix",
        ),
        (Difference(ChangeName.STATUS, None, "x\x1b"), "status x\\x1b"),
    ],
)
def test_short_text_of_each_change(change: Difference, expected: str) -> None:
    assert short_text(change) == expected


def test_change_row_has_the_distance_as_text() -> None:
    by = Distance(14, Unit.DAY, later=True)
    change = Difference(ChangeName.SLIPPED, *FORTNIGHT, NETFLIX, by)
    record = record_of(change, "dune", "Dune", Arrival(1, "2021-01-07", "desk"), None)
    assert change_row(record)[3:8] == (
        "slipped",
        "2021-01-08",
        "2021-01-22",
        "14 days later",
        False,
    )
    assert len(change_row(record)) == len(COLUMNS)


def test_dates_as_a_reader_of_a_day_sees_them() -> None:
    today, when = date(2021, 1, 7), parse_date("2021-01-08")
    assert shown_value(when, today) == "Jan 8"
    assert short_text(Difference(ChangeName.DATED, None, when), today) == "dated Jan 8"
    assert short_text(Difference(ChangeName.LEAVING, None, when), today) == "leaving Jan 8"
    added = Difference(ChangeName.EDITED, None, ReleaseOn(NETFLIX, when), "release")
    assert edited_text(added, today) == "also on Netflix, Jan 8"
    assert short_text(added, today) == "also on Netflix, Jan 8"


def test_which_release_changed() -> None:
    key = ReleaseKey(ReleaseType.THEATRICAL, "US", None)
    change = Difference(ChangeName.DATED, None, parse_date("2021"), release=key)
    assert release_of(change) == "theaters, US"
    assert release_of(change, [key]) == ""
