import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.changes.history import history_of
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.dissent import Dissent, Subject
from slate.domain.ledger.fold import fold
from slate.domain.queries.title_page import Link, Page
from slate.domain.reports.report import Report
from slate.domain.text import safe
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import label_of, left_label, noun_of
from slate.domain.titles.title import Release, Title
from slate.render.screens.title_page import page_screen
from tests.render.samples import (
    HOSTILE,
    NETFLIX,
    TODAY,
    cobra_kai,
    letters,
    listed,
    on,
    report,
    shown,
    title,
)

from .golden import WIDTHS, check_any_width, display, expected

COMMA = "\x1b[2m, \x1b[0m"
SEE_HISTORY = "slate show slug --history"


def page(made: Title, **parts: object) -> Page:
    noun = noun_of(made.kind, made.season, made.part, made.relation)
    label = label_of(made.status, noun)
    if made.last_to_leave is not None and made.has_left(TODAY):
        label = left_label("Netflix", made.last_to_leave.leaves)
    return Page("slug", made, made.headline, label, TODAY, **parts)  # type: ignore[arg-type]


def page_of(*reports: Report, **parts: object) -> Page:
    made = fold("key", reports)
    assert made is not None
    return page(made, releases=made.releases, **parts)


def drawn(found: Page, width: int = 80, *, colors: bool = False, has_links: bool = False) -> str:
    screen = page_screen(found, SEE_HISTORY, display(width)._replace(has_links=has_links))
    return shown(screen, width, "standard" if colors else None)


def part(found: Page, heading: str = "", width: int = 80) -> list[str]:
    """Return the lines of a part of a page, without the heading."""
    parts = drawn(found, width).split("\n\n")
    if not heading:
        return parts[1].splitlines()
    (lines,) = (each.splitlines()[1:] for each in parts if each.startswith(heading))
    return lines


def lead(found: Page, *, colors: bool = False) -> str:
    return drawn(found, colors=colors).splitlines()[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_at_each_width(width: int) -> None:
    assert drawn(cobra_kai(), width) == expected("show", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_colors_leave_the_text_unchanged(width: int) -> None:
    colored = re.sub(r"\x1b\[[0-9;]*m", "", drawn(cobra_kai(), width, colors=True))
    assert colored.replace("▌", " ") == drawn(cobra_kai(), width)


def test_a_title_without_details_takes_five_lines() -> None:
    bare = report({"title": "Locked Down"}, "2021-01-07", source=None)
    assert drawn(page_of(bare, steps=tuple(history_of("key", [bare])))) == (
        "Locked Down  slug\nUpcoming film\n\nHistory\n  Jan 7  announced\n"
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"season": 3, "status": "scheduled", "releases": on("2021-01-30")},
            "Upcoming season on Netflix, Sat Jan 30, in 23 days",
        ),
        (
            {"status": "released", "releases": on("2020-12-25")},
            "Released on Netflix, Dec 25, 2020, 13 days ago",
        ),
        (
            {"releases": on(), "links": {"sequel-of|heroes": True}},
            "Sequel in development at Netflix",
        ),
        ({"status": "filming"}, "Filming"),
        ({"status": "filming", "year": 2022}, "Filming, 2022, year only"),
        ({"releases": on("2021-early")}, "Upcoming film on Netflix, early 2021"),
        (
            {"releases": on("2021-02-05", "theatrical|US|")},
            "Upcoming film in theaters (US), Fri Feb 5, in 29 days",
        ),
        (
            {"status": "scheduled", "releases": on("2021-01-01")},
            "Due on Netflix, Fri Jan 1, 6 days ago, not confirmed",
        ),
        ({"status": "canceled", "releases": on("2021-01-30")}, "Canceled at Netflix, Sat Jan 30"),
        (
            {"releases": {"streaming||Netflix": {"date": "2013-05-16", "leaves": "2020-12-31"}},
             "status": "released"},
            "Left Netflix 2020-12-31, released May 16, 2013",
        ),
        (
            {"releases": {"streaming||Netflix": {"leaves": "2020-12-31"}}, "status": "released"},
            "Left Netflix 2020-12-31",
        ),
    ],
)  # fmt: skip
def test_the_sentence_states_status_place_and_date(said: dict[str, object], sentence: str) -> None:
    assert lead(page(title({"title": "Title"} | said))) == sentence


@pytest.mark.parametrize(
    ("said", "confidence", "sentence"),
    [
        (
            {"releases": on("2021-03")},
            "rumor",
            f"Upcoming film on Netflix{COMMA}\x1b[33mMarch\x1b[0m{COMMA}\x1b[33mrumor\x1b[0m",
        ),
        (
            {"releases": on()},
            "rumor",
            f"Upcoming film{COMMA}\x1b[33mrumored on Netflix\x1b[0m",
        ),
        (
            {"releases": on(), "status": "rumored"},
            "rumor",
            "Rumored at Netflix",
        ),
        ({"releases": {"||": {}}}, "rumor", "Upcoming film"),
        (
            {"releases": on("2021-01-01")},
            "reported",
            COMMA.join(
                (
                    "Due on Netflix",
                    "\x1b[31mFri Jan 1\x1b[0m",
                    "\x1b[31m6 days ago\x1b[0m",
                    "\x1b[31mnot confirmed\x1b[0m",
                )
            ),
        ),
        (
            {"releases": on("2021-01-08")},
            "official",
            f"Upcoming film on Netflix{COMMA}\x1b[1mFri Jan 8\x1b[0m{COMMA}tomorrow",
        ),
        (
            {"releases": on("2021-01-08"), "status": "canceled"},
            "official",
            f"Canceled at Netflix{COMMA}\x1b[2;9mFri Jan 8\x1b[0m",
        ),
    ],
)
def test_colors_of_the_sentence(said: dict[str, object], confidence: str, sentence: str) -> None:
    status = {"status": "scheduled"} if "2021-01-01" in str(said) else {}
    found = page(title({"title": "Title"} | status | said, confidence=confidence))
    assert lead(found, colors=True) == sentence


def test_a_rumored_service_does_not_hide_who_stated_the_status() -> None:
    rumor = report({"releases": on(key="streaming||Hulu")}, "2021-01-02", source="Reddit",
                   confidence="rumor")  # fmt: skip
    stated = report({"title": "Title", "status": "filming"}, "2021-01-01", source="Variety")
    bare = report({"title": "Title"}, "2021-01-01", source="Variety")
    assert lead(page_of(stated, rumor)) == "Filming, rumored at Hulu"
    assert part(page_of(stated, rumor)) == [
        "  Said by   Variety, Jan 1",
        "            Reddit, rumor, Jan 2",
    ]
    assert part(page_of(bare, rumor)) == ["  Said by   Reddit, rumor, Jan 2"]


def test_a_status_that_only_a_rumor_states_is_said_to_be_one() -> None:
    first = report({"title": "Title", "releases": on()}, "2021-01-01", source="Variety")
    rumor = report({"status": "filming"}, "2021-01-02", source="Reddit", confidence="rumor")
    only = report({"title": "Title", "status": "rumored"}, confidence="rumor")
    assert lead(page_of(first, rumor)) == "Filming at Netflix, rumor"
    assert lead(page_of(only)) == "Rumored"


@pytest.mark.parametrize(
    ("other", "line"),
    [
        (
            {"source": "Variety", "url": "https://a.b"},
            "on Hulu, says Variety, Jan 2  https://a.b",
        ),
        ({"source": None, "confidence": "official"}, "on Hulu, ✓ official, no source named, Jan 2"),
    ],
)
def test_who_names_the_service_if_somebody_else_dates_the_release(
    other: dict[str, str | None], line: str
) -> None:
    moved: dict[str, object] = {"streaming||Netflix": None, "streaming||Hulu": {}}
    found = page_of(
        report({"title": "Title", "releases": on("2021-04-01")}, "2021-01-01"),
        report({"releases": moved}, "2021-01-02", **other),
    )
    assert part(found) == ["  Said by   Netflix, Jan 1", f"            {line}"]


def test_the_firmer_date_that_a_date_narrows() -> None:
    key = "theatrical||"
    found = page_of(
        report({"title": "Title", "releases": on("2021-early") | on("2021", key)},
               "2021-01-01", confidence="official"),
        report({"releases": on("2021-01-30")}, "2021-01-02", source="TVmaze",
               confidence="listed"),
        report({"releases": on("2021-02-05", key)}, "2021-01-03", source="TMDB",
               confidence="listed"),
    )  # fmt: skip
    assert part(found) == [
        "  Said by   TVmaze, listed, Jan 2",
        "            within early 2021, says Netflix (official)",
    ]
    assert part(found, "Releases", 120) == [
        "  Date         On        Source",
        "  Sat Jan 30   Netflix   TVmaze, listed",
        "  Fri Feb 5    theaters  TMDB, listed, within 2021, says Netflix (official)",
    ]


def test_a_contested_release_has_its_own_source() -> None:
    hulu = "streaming||Hulu"
    found = page_of(
        report({"title": "Title", "releases": on("2021-03-01")}, "2021-01-01", source="Variety"),
        report({"releases": on("2021", hulu)}, "2021-01-01", source="TMDB", confidence="listed",
               batch="2"),
        report({"releases": on("2021-02", hulu)}, "2021-01-01", source="TVmaze",
               confidence="listed", batch="3"),
        report({"releases": on(key="streaming||Peacock")}, "2021-01-04", source=None,
               confidence="rumor"),
    )  # fmt: skip
    assert part(found, "Releases") == [
        "  Date        On       Source",
        "  Mon Mar 1   Netflix  Variety",
        "  February    Hulu     says TVmaze, listed",
        "  no date     Peacock  rumor",
    ]


def test_a_release_may_leave_its_service() -> None:
    bare = Release(NETFLIX, leaves=parse_date("2022"))
    assert part(page(title({"title": "Title"}), releases=(bare,)), "Releases") == [
        "  Date      On       Leaves",
        "  no date   Netflix  2022",
    ]
    found = page_of(
        report({"title": "Title", "status": "released", "releases": on("2020-12-25")}),
        report({"releases": {"streaming||Netflix": {"leaves": "2021-early"}}}, "2021-01-01",
               source="Variety"),
        report({"releases": {"streaming||Netflix": {"leaves": "2021-01-31"}}}, "2021-01-02",
               source="TMDB", confidence="listed"),
    )  # fmt: skip
    leaves = "Sun Jan 31, TMDB, listed, within early 2021, says Variety (reported)"
    gap = " " * (len(leaves) - len("Leaves") + 2)
    assert part(found, "Releases", 130) == [
        f"  Date                        On       Leaves{gap}Source",
        f"  Dec 25, 2020  13 days ago   Netflix  {leaves}  Netflix",
    ]
    assert "Netflix · leaves Sun Jan 31" in drawn(found, 60)


def test_a_single_release_is_in_the_sentence_only() -> None:
    assert "Releases" not in drawn(page_of(report({"title": "A", "releases": on("2021-01-08")})))


def test_releases_are_listed_by_date() -> None:
    dates = {
        "streaming||Netflix": "2021-03-05",
        "theatrical|US|": "2021-02-12",
        "festival|US|": "2021-02",
        "digital||": "../2021-06",
    }
    releases = {key: {"date": when} for key, when in dates.items()} | {"physical||": {}}
    found = page_of(report({"title": "Title", "releases": releases}))
    assert [line[2:15].rstrip() for line in part(found, "Releases")[1:]] == [
        "by Jun 2021",
        "February",
        "Fri Feb 12",
        "Fri Mar 5",
        "no date",
    ]


def test_other_overdue_releases_are_quiet_and_released_ones_have_no_color() -> None:
    releases = on("2021-01-01") | on("2021-01-02", "digital||")
    found = page_of(report({"title": "A", "status": "scheduled", "releases": releases}))
    text = drawn(found, colors=True)
    assert "  \x1b[31mFri Jan 1\x1b[0m" in text
    assert "  \x1b[2mSat Jan 2\x1b[0m" in text
    out = page_of(report({"title": "A", "status": "released", "releases": releases}))
    assert "  Sat Jan 2" in drawn(out, colors=True)


def test_a_page_shows_every_field() -> None:
    working_title = report({"title": "Heroes"}, "2019-01-01")
    released = report(
        {
            "title": "We Can Be Heroes",
            "kind": "special",
            "year": 2020,
            "status": "released",
            "releases": on("2020-12-25") | {"physical|GB|": {"date": "2021-03", "leaves": "2022"}},
            "tags": {"superheroes": True, "family": True},
            "credits": {
                "director|Robert Rodriguez": True,
                "cast|Pedro Pascal": True,
                "cast|Priyanka Chopra Jonas": True,
            },
            "ids": {"imdb": "tt10600398", "tmdb": "615677"},
            "aka": {"Sharkboy 2": True},
        },
        source="The Wrap",
        url="https://example.com/w",
    )
    noted = report({}, source="Deadline", note="Shot in Austin.", url="https://example.com/d")
    found = page_of(
        working_title,
        released,
        dissent=(Dissent(Subject.DATE, parse_date("2020-12"), report({}, source=None)),),
        links=(
            Link(Relation.SEQUEL_OF, "The Adventures of Sharkboy", "sharkboy"),
            Link(Relation.SPIN_OFF_OF, "Shark", "shark", "The Adventures of Sharkboy"),
        ),
        followers=(
            Link(Relation.SEQUEL_OF, "We Can Be Heroes 2", "we-can-be-heroes-2"),
            Link(Relation.REMAKE_OF, "Heroes", "heroes", "We Can Be Heroes 2"),
        ),
        series=tuple(listed()[3:4]),
        notes=(
            ("Shot in Austin.", noted),
            ("A hit.", report({})),
            ("so it was said " * 8 + "end", report({}, source=None)),
        ),
        steps=tuple(history_of("key", [working_title, released])),
    )
    assert drawn(found) == expected("show-fields", 80)
    assert drawn(found, 60) == expected("show-fields", 60)


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (
            Dissent(Subject.DATE, parse_date("2021-03-01"), report({}, url="https://a.b"), NETFLIX),
            "Mon Mar 1, says Netflix, Dec 30, 2020  https://a.b",
        ),
        (
            Dissent(Subject.DATE, parse_date("2021-03"), report({}),
                    ReleaseKey(ReleaseType.PHYSICAL, "GB", None)),
            "March (disc, GB), says Netflix, Dec 30, 2020",
        ),
        (
            Dissent(Subject.DATE, parse_date("2021-10-01"), report({}),
                    ReleaseKey(None, None, None)),
            "Fri Oct 1 (another release), says Netflix, Dec 30, 2020",
        ),
        (
            Dissent(Subject.LEAVES, parse_date("2021-03"), report({}, confidence="listed"),
                    NETFLIX),
            "leaves March, says Netflix, listed, Dec 30, 2020",
        ),
        (
            Dissent(Subject.STATUS, Stage.CANCELED,
                    report({}, source=None, confidence="rumor")),
            "canceled, rumor, no source named, Dec 30, 2020",
        ),
    ],
)  # fmt: skip
def test_dissent_is_shown(other: Dissent, text: str) -> None:
    made = title({"title": "Title", "releases": on("2021-02-05")}, source=None)
    assert part(page(made, dissent=(other,))) == [f"  But       {text}"]


def test_only_a_rumor_that_dissents_has_a_color() -> None:
    made = title({"title": "Title", "releases": on("2021-02-05")}, source=None)
    rumor = Dissent(Subject.DATE, TBA, report({}, confidence="rumor"), NETFLIX)
    other = Dissent(Subject.STATUS, Stage.CANCELED, report({}))
    text = drawn(page(made, dissent=(other, rumor)), colors=True)
    assert "  canceled\x1b[2m, \x1b[0m\x1b[2msays\x1b[0m" in text
    assert "\x1b[33m" in text


def test_dissent_on_a_title_without_a_headline_release() -> None:
    festival = ReleaseKey(ReleaseType.FESTIVAL, "IT", None)
    made = title({"title": "Title", "releases": on("2021-09", str(festival))}, source=None)
    other = Dissent(Subject.DATE, parse_date("2021-10"), report({}), festival)
    assert part(page(made, dissent=(other,))) == [
        "  But       October (festival, IT), says Netflix, Dec 30, 2020"
    ]


def test_several_seasons_stand_below_their_series() -> None:
    series = title({"title": "Cobra Kai", "kind": "series"}, source=None)
    seasons = tuple(listed()[3:5])
    assert part(page(series, series=seasons), "Seasons") == [
        "  season 3  early 2021   Netflix  season         cobra-kai-s3",
        "  part 3    early 2021   Netflix  season, rumor  disenchantment-p3",
    ]
    assert part(page(series, series=seasons), "Seasons", 60) == [
        "  season 3  early 2021 ·  Netflix · season",
        "  part 3    early 2021 ·  Netflix · season, rumor",
    ]
    one = title({"title": "Disenchantment", "part": 3}, source=None)
    assert "\nThe series\n" in drawn(page(one, series=seasons))


@pytest.mark.parametrize(
    ("other", "row"),
    [
        ({"source": None, "url": "https://a.b"}, "Dec 30, 2020  https://a.b"),
        ({"source": None, "confidence": "official"}, "✓ official, no source named, Dec 30, 2020"),
        ({"source": "Netflix"}, "Netflix, Dec 30, 2020"),
    ],
)
def test_said_by_works_without_a_source(other: dict[str, str], row: str) -> None:
    assert part(page(title({"title": "Title"}, **other))) == [f"  Said by   {row}"]


def test_with_links_addresses_are_not_shown() -> None:
    found = page(title({"title": "Title"}, url="https://example.com/a"))
    assert "https://" not in drawn(found, has_links=True)
    assert "https://example.com/a" in drawn(found, has_links=True, colors=True)


def moves(number: int) -> list[Report]:
    """Return reports, each of which moves the date one month earlier."""
    days = [f"2021-{month:02}" for month in range(number, 0, -1)]
    return [
        report({"title": "Soul", "releases": on(day)}, f"2019-{n:02}-01")
        for n, day in enumerate(days, 1)
    ]


def test_the_newest_history_and_the_command_for_the_rest() -> None:
    found = page_of(*moves(10), steps=tuple(history_of("key", moves(10))))
    lines = part(found, "History")
    assert lines[0].startswith("  Oct 1, 2019  advanced February → January")
    assert len(lines) == 8 + 2
    assert lines[-2:] == ["  2 earlier:", "    slate show slug --history"]
    eight = page_of(*moves(8), steps=tuple(history_of("key", moves(8))))
    assert len(part(eight, "History")) == 8


def test_the_dates_that_a_title_has_had_stand_on_an_axis() -> None:
    found = page_of(*moves(3), steps=tuple(history_of("key", moves(3))))
    assert drawn(found).split("\n\n")[2].splitlines() == [
        "Dates  Never slipped; advanced 2 times; first said Jan 1, 2019",
        "               Jan 1                  Mar 31",
        "  Jan 1, 2019  ·│·················░░░░░░░░░░  March                      Netflix",
        "  Feb 1, 2019  ·│·······░░░░░░░░░░··········  February  1 month earlier  Netflix",
        "  Mar 1, 2019  ░░░░░░░░░░···················  January   1 month earlier  Netflix",
    ]


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped_and_fit(hostile: str) -> None:
    key = f"streaming||{hostile}"
    said = report(
        {"title": hostile, "releases": on("2021-01-08", key) | on("2021-02", "digital||"),
         "tags": {hostile: True}, "credits": {f"cast|{hostile}": True}, "aka": {hostile: True}},
        source=hostile, url=hostile, note=hostile,
    )  # fmt: skip
    moved = report({"releases": on("2021-01-15", key)}, "2021-01-01", source=hostile)
    found = page_of(
        said,
        moved,
        steps=tuple(history_of("key", [said, moved])),
        notes=((hostile, said),),
        links=(Link(Relation.SEQUEL_OF, hostile, hostile, hostile),),
        dissent=(Dissent(Subject.DATE, parse_date("2020-12"), said),),
        series=(listed()[3]._replace(name=hostile, title=hostile, platform=hostile),),
    )
    check_any_width(lambda screen: page_screen(found, SEE_HISTORY, screen))


@given(st.text(min_size=1, max_size=60), st.integers(20, 130))
def test_any_title_fits_and_no_letter_is_lost(name: str, width: int) -> None:
    said = report({"title": name, "releases": on("2021-01-08")}, source=name, note=name)
    found = page_of(said, notes=((name, said),), steps=tuple(history_of("key", [said])))
    text = drawn(found, width)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert letters(*[safe(name)] * 5) <= letters(text)


def test_a_page_of_another_day() -> None:
    found = cobra_kai()._replace(today=date(2021, 1, 7))
    assert lead(found) == "Upcoming season on Netflix, Fri Jan 8, tomorrow"
