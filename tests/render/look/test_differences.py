from datetime import date

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import Credit, ReleaseOn
from slate.domain.dates.distance import distance
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.fold import fold
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.render.look.differences import (
    change_cell,
    change_meaning,
    change_text,
    details_cell,
    distance_cell,
)
from slate.render.look.display import Display
from slate.render.look.theme import Meaning
from tests.render.look.test_cells import styled
from tests.render.samples import NETFLIX, on, report, title

DISPLAY = Display(80, date(2021, 1, 7))
JAN_8, JAN_22, DEC_25 = map(parse_date, ("2021-01-08", "2021-01-22", "2020-12-25"))
EARLY = parse_date("2021-early")
DISC = ReleaseKey(ReleaseType.PHYSICAL, "GB", None)
SLIPPED = Difference(ChangeName.SLIPPED, JAN_8, JAN_22, release=NETFLIX, by=distance(JAN_8, JAN_22))
ONE = title({"title": "Soul", "releases": on("2021-01-22")})
TWO = title({"title": "Soul", "releases": on("2021-01-22") | on("2021-03", "physical|GB|")})


@pytest.mark.parametrize("name", ChangeName)
def test_each_change_has_a_word(name: ChangeName) -> None:
    assert styled(change_cell(Difference(name))) == [(name, change_meaning(name))]


def test_only_what_is_exceptional_has_a_color() -> None:
    assert {
        name: meaning for name in ChangeName if (meaning := change_meaning(name)) != "slate.plain"
    } == {
        "slipped": Meaning.LATE,
        "undated": Meaning.LATE,
        "widened": Meaning.VAGUE,
        "advanced": Meaning.GOOD,
        "confirmed": Meaning.GOOD,
        "removed": Meaning.CANCELED,
    }
    canceled = Difference(ChangeName.STATUS, Stage.SCHEDULED, Stage.CANCELED)
    assert styled(change_cell(canceled)) == [("status", Meaning.LATE)]


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (SLIPPED, "Jan 8 → Jan 22, 14 days later"),
        (Difference(ChangeName.ADVANCED, JAN_22, JAN_8, by=distance(JAN_22, JAN_8)),
         "Jan 22 → Jan 8, 14 days earlier"),
        (Difference(ChangeName.DATED, None, JAN_8), "Jan 8"),
        (Difference(ChangeName.DATED, parse_date("2021-02"), JAN_8, reverted=True),
         "February → Jan 8 (back at an earlier date)"),
        (Difference(ChangeName.UNDATED, JAN_8, None), "Jan 8 → no date"),
        (Difference(ChangeName.NARROWED, EARLY, JAN_8), "early 2021 → Jan 8"),
        (Difference(ChangeName.WIDENED, JAN_8, EARLY), "Jan 8 → early 2021"),
        (Difference(ChangeName.EDITED, parse_date("2021-01-08?"), JAN_8, "date"),
         "Jan 8? → Jan 8"),
        (Difference(ChangeName.LEAVING, None, DEC_25), "Dec 25, 2020"),
        (Difference(ChangeName.LEAVING, DEC_25, JAN_8), "Dec 25, 2020 → Jan 8"),
        (Difference(ChangeName.LEAVING, JAN_8, None), "Jan 8 → stays"),
        (Difference(ChangeName.STATUS, Stage.ANNOUNCED, Stage.FILMING), "announced → filming"),
        (Difference(ChangeName.STATUS, None, Stage.FILMING), "filming"),
        (Difference(ChangeName.MOVED, "YouTube", "Netflix"), "YouTube → Netflix"),
        (Difference(ChangeName.MOVED, None, "Netflix"), "Netflix"),
        (Difference(ChangeName.RETITLED, "Soul", "Soul!"), "Soul → Soul!"),
        (Difference(ChangeName.CONFIRMED, JAN_8, JAN_8), "Jan 8"),
        (Difference(ChangeName.CONFIRMED, "Netflix", "Netflix",
                    former=Attribution("Reddit", Confidence.RUMOR)),
         "Netflix (Reddit had it as a rumor)"),
        (Difference(ChangeName.CONFIRMED, JAN_8, JAN_8,
                    former=Attribution(None, Confidence.RUMOR)),
         "Jan 8 (somebody had it as a rumor)"),
        (Difference(ChangeName.CONFIRMED, JAN_8, JAN_8,
                    former=Attribution("TVmaze", Confidence.LISTED)), "Jan 8"),
        (Difference(ChangeName.EDITED, None, Credit("director", "A"), "credits"),
         "people: + director=A"),
        (Difference(ChangeName.EDITED, 2020, 2021, "year"), "year 2020 → 2021"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(DISC, JAN_8), "release"),
         "also on disc (GB), Jan 8"),
        (Difference(ChangeName.EDITED, None, ReleaseOn(NETFLIX, TBA, is_first=True), "release"),
         "on Netflix"),
        (Difference(ChangeName.EDITED, ReleaseOn(NETFLIX, TBA), None, "release"),
         "no longer on Netflix"),
        (Difference(ChangeName.REMOVED, "Soul"), ""),
        (Difference(ChangeName.ADDED, None, "Soul"), ""),
    ],
)  # fmt: skip
def test_the_details_of_each_change(difference: Difference, text: str) -> None:
    assert details_cell(difference, (), DISPLAY).plain == text


def test_the_release_is_named_if_the_title_has_others() -> None:
    assert details_cell(SLIPPED, ONE.releases, DISPLAY).plain == "Jan 8 → Jan 22, 14 days later"
    assert details_cell(SLIPPED, TWO.releases, DISPLAY).plain == (
        "Jan 8 → Jan 22, 14 days later (Netflix)"
    )
    of_disc = SLIPPED._replace(release=DISC, reverted=True)
    assert details_cell(of_disc, TWO.releases, DISPLAY).plain == (
        "Jan 8 → Jan 22, 14 days later (disc, GB) (back at an earlier date)"
    )


def test_the_meaning_of_each_part() -> None:
    assert styled(details_cell(SLIPPED, TWO.releases, DISPLAY)) == [
        ("Jan 8", Meaning.CANCELED),
        (" ", Meaning.PLAIN),
        ("→", Meaning.QUIET),
        (" Jan 22", Meaning.PLAIN),
        (", ", Meaning.QUIET),
        ("14 days later", Meaning.LATE),
        (" ", Meaning.PLAIN),
        ("(Netflix)", Meaning.QUIET),
    ]
    moved = Difference(ChangeName.MOVED, "YouTube", "Netflix")
    assert styled(details_cell(moved, (), DISPLAY)) == [
        ("YouTube", Meaning.QUIET),
        (" ", Meaning.PLAIN),
        ("→", Meaning.QUIET),
        (" Netflix", Meaning.PLAIN),
    ]
    vague = Difference(ChangeName.DATED, None, EARLY)
    assert styled(details_cell(vague, (), DISPLAY)) == [("early 2021", Meaning.VAGUE)]


def test_the_distance_of_a_date() -> None:
    assert styled(distance_cell(SLIPPED)) == [("14 days later", Meaning.LATE)]
    assert not distance_cell(SLIPPED._replace(by=None))


def test_among_others_a_change_has_its_name() -> None:
    assert change_text(SLIPPED, ONE.releases, DISPLAY).plain == (
        "slipped Jan 8 → Jan 22, 14 days later"
    )
    assert change_text(Difference(ChangeName.REMOVED, "Soul"), (), DISPLAY).plain == "removed"
    edited = Difference(ChangeName.EDITED, 2020, 2021, "year")
    assert change_text(edited, (), DISPLAY).plain == "year 2020 → 2021"


def _added(*reports: Report) -> str:
    made = fold("key", list(reports))
    assert made is not None
    (change,) = differences(None, made)
    return details_cell(change, made.releases, DISPLAY).plain


def test_a_new_title_has_its_releases_the_headline_first() -> None:
    assert _added(report({"title": "Soul"})) == ""
    assert _added(report({"title": "Soul", "releases": on("2021-01-08")})) == "Netflix, Jan 8"
    leaves = {"streaming||Netflix": {"date": "2020-12-25", "leaves": "2021-12-31"}}
    assert _added(report({"title": "Soul", "releases": leaves})) == (
        "Netflix, Dec 25, 2020, leaves Dec 31"
    )
    others = {"physical|GB|": "2021-06", "festival|US|": "2020-11-01", "digital||": "2021-04"}
    further = [on(day, key) for key, day in others.items()]
    releases = on("2021-01-08") | further[0] | further[1]
    assert _added(report({"title": "Soul", "releases": releases})) == (
        "Netflix, Jan 8; festival (US), Nov 1, 2020; disc (GB), June"
    )
    assert _added(report({"title": "Soul", "releases": releases | further[2]})) == (
        "Netflix, Jan 8; festival (US), Nov 1, 2020; digital, April; and 1 more"
    )


def test_a_new_title_may_have_no_headline_release() -> None:
    festival = report({"title": "Soul", "releases": on("2021-09", "festival|IT|")})
    assert _added(festival) == "festival (IT), September"


def test_a_title_that_is_gone_has_no_releases() -> None:
    assert not details_cell(Difference(ChangeName.ADDED, None, "Soul"), (), DISPLAY)
