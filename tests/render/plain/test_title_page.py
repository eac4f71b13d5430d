import pytest

from slate.domain.changes.history import history_of
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.dissent import Dissent, Subject
from slate.domain.ledger.fold import fold
from slate.domain.queries.title_page import Link, Page
from slate.domain.reports.report import Report
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import label_of, noun_of
from slate.domain.titles.title import Release, Title
from slate.render.plain import title_page
from slate.render.plain.sheet import Sheet
from tests.render.samples import NETFLIX, TODAY, listed, on, plain, report, title


def page(made: Title, **parts: object) -> Page:
    noun = noun_of(made.kind, made.season, made.part, made.relation)
    return Page("slug", made, made.headline, label_of(made.status, noun), TODAY, **parts)  # type: ignore[arg-type]


def page_sheet(shown: Page) -> Sheet:
    return title_page.page_sheet(shown, "slate show slug --history")


def test_a_title_without_details_takes_four_lines() -> None:
    bare = report({"title": "Locked Down"}, "2021-01-07", source=None)
    shown = page(
        title({"title": "Locked Down"}, source=None), steps=tuple(history_of("key", [bare]))
    )
    assert plain(page_sheet(shown)) == (
        "Locked Down  slug\nUpcoming film, no date\n\n  2021-01-07  announced\n"
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"season": 3, "status": "scheduled", "releases": on("2021-01-30")},
            "Upcoming season on Netflix, 2021-01-30 Sat, in 23 days",
        ),
        (
            {"status": "released", "releases": on("2020-12-25")},
            "Released on Netflix, 2020-12-25 Fri, 13 days ago",
        ),
        (
            {"releases": on(), "links": {"sequel-of|heroes": True}},
            "Sequel in development at Netflix, no date",
        ),
        ({"status": "filming"}, "Filming, no date"),
        ({"releases": on("2021-early")}, "Upcoming film on Netflix, early 2021"),
        (
            {"releases": on("2021-02-05", "theatrical|US|")},
            "Upcoming film in theaters (US), 2021-02-05 Fri, in 29 days",
        ),
        (
            {"status": "scheduled", "releases": on("2021-01-01")},
            "Due on Netflix, 2021-01-01 Fri, 6 days ago, not confirmed",
        ),
        ({"status": "canceled", "releases": on()}, "Canceled at Netflix, no date"),
    ],
)
def test_the_lead_states_status_platform_and_date(said: dict[str, object], sentence: str) -> None:
    lead = page_sheet(page(title({"title": "Title"} | said))).lead
    assert lead == sentence


def test_a_rumored_date_is_marked_as_a_rumor() -> None:
    made = title({"title": "Title", "releases": on("2021-03")}, confidence="rumor")
    lead = page_sheet(page(made)).lead
    assert lead == "Upcoming film on Netflix, Mar 2021, rumor"
    undated = title({"title": "Title", "releases": on()}, confidence="rumor")
    lead = page_sheet(page(undated)).lead
    assert lead == "Upcoming film, rumored on Netflix, no date"
    for status, sentence in (
        ({"status": "rumored"}, "Rumored at Netflix, no date"),
        ({"status": "filming"}, "Filming, rumored at Netflix, no date"),
    ):
        undated = title({"title": "Title", "releases": on()} | status, confidence="rumor")
        assert page_sheet(page(undated)).lead == sentence
    nowhere = title({"title": "Title", "releases": {"||": {}}}, confidence="rumor")
    assert page_sheet(page(nowhere)).lead == "Upcoming film, no date"


def _page(*reports: Report) -> Page:
    made = fold("key", reports)
    assert made is not None
    return page(made, releases=made.releases)


def test_a_rumored_service_does_not_hide_who_stated_the_status() -> None:
    rumor = report({"releases": on(key="streaming||Hulu")}, "2021-01-02", source="Reddit",
                   confidence="rumor")  # fmt: skip
    stated = report({"title": "Title", "status": "filming"}, "2021-01-01", source="Variety")
    bare = report({"title": "Title"}, "2021-01-01", source="Variety")
    assert page_sheet(_page(stated, rumor)).blocks[0].rows == (
        ("Said by", "Variety, 2021-01-01, reported"),
        ("", "Reddit, 2021-01-02, rumor"),
    )
    assert page_sheet(_page(bare, rumor)).blocks[0].rows == (
        ("Said by", "Reddit, 2021-01-02, rumor"),
    )


def test_the_firmer_date_that_a_date_narrows() -> None:
    key = "theatrical||"
    sheet = page_sheet(
        _page(
            report({"title": "Title", "releases": on("2021-early") | on("2021", key)},
                   "2021-01-01", confidence="official"),
            report({"releases": on("2021-01-30")}, "2021-01-02", source="TVmaze",
                   confidence="listed"),
            report({"releases": on("2021-02-05", key)}, "2021-01-03", source="TMDB",
                   confidence="listed"),
        )
    )  # fmt: skip
    assert sheet.lead == "Upcoming film on Netflix, 2021-01-30 Sat, in 23 days"
    said_by, releases = sheet.blocks[:2]
    assert said_by.rows == (
        ("Said by", "TVmaze, 2021-01-02, listed"),
        ("", "within early 2021, says Netflix (official)"),
    )
    assert releases.rows == (
        ("Releases", "2021-01-30 Sat", "Netflix", "", "TVmaze, listed"),
        (
            "",
            "2021-02-05 Fri",
            "theaters",
            "",
            "TMDB, listed, within 2021, says Netflix (official)",
        ),
    )


def test_a_title_that_has_left_says_when_it_was_released() -> None:
    key = "streaming||Netflix"
    found = _page(
        report({"title": "Title", "status": "released",
                "releases": {key: {"date": "2013-05-16", "leaves": "2020-12"}}},
               "2020-10-01", confidence="official"),
        report({"releases": {key: {"leaves": "2020-12-31"}}}, "2020-10-02", source="TMDB",
               confidence="listed"),
    )  # fmt: skip
    sheet = page_sheet(found._replace(label="Left Netflix 2020-12-31"))
    assert sheet.lead == "Left Netflix 2020-12-31, released 2013-05-16 Thu"
    leaves = "leaves 2020-12-31 Thu, says TMDB, listed, within Dec 2020, says Netflix (official)"
    assert sheet.blocks[1].rows == (
        ("Releases", "2013-05-16 Thu", "Netflix", leaves, "Netflix, official"),
    )


@pytest.mark.parametrize(
    ("source", "row"),
    [
        ("Variety", "on Hulu, says Variety, 2021-01-02, official"),
        (None, "on Hulu, 2021-01-02, official"),
    ],
)
def test_who_names_the_service_if_somebody_else_dates_the_release(
    source: str | None, row: str
) -> None:
    moved: dict[str, object] = {"streaming||Netflix": None, "streaming||Hulu": {}}
    found = _page(
        report({"title": "Title", "releases": on("2021-04-01")}, "2021-01-01"),
        report({"releases": moved}, "2021-01-02", source=source, confidence="official"),
    )
    assert page_sheet(found).blocks[0].rows == (
        ("Said by", "Netflix, 2021-01-01, reported"),
        ("", row),
    )


def test_a_contested_release_has_its_own_source() -> None:
    hulu = "streaming||Hulu"
    shown = _page(
        report({"title": "Title", "releases": on("2021-03-01")}, "2021-01-01", source="Variety"),
        report({"releases": on("2021", hulu)}, "2021-01-01", source="TMDB", confidence="listed",
               batch="2"),
        report({"releases": on("2021-02", hulu)}, "2021-01-01", source="TVmaze",
               confidence="listed", batch="3"),
        report({"releases": on(key="streaming||Peacock")}, "2021-01-04", source=None,
               confidence="rumor"),
    )  # fmt: skip
    block = page_sheet(shown).blocks[1]
    assert block.rows == (
        ("Releases", "2021-03-01 Mon", "Netflix", "", "Variety, reported"),
        ("", "Feb 2021", "Hulu", "", "says TVmaze, listed"),
        ("", "no date", "Peacock", "", "rumor"),
    )


def test_a_release_without_a_report_has_no_source() -> None:
    made = title({"title": "Title"})
    bare = Release(NETFLIX, leaves=parse_date("2022"))
    block = page_sheet(page(made, releases=(bare,))).blocks[1]
    assert block.rows == (("Releases", "no date", "Netflix", "leaves 2022", ""),)


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
    made = fold("key", [working_title, released])
    assert made is not None
    noted = report({}, source="Deadline", note="Shot in Austin.", url="https://example.com/d")
    shown = page(
        made,
        releases=made.releases,
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
        notes=(("Shot in Austin.", noted), ("A hit.", report({}))),
    )
    assert plain(page_sheet(shown)) == (
        "We Can Be Heroes  slug\n"
        "Released on Netflix, 2020-12-25 Fri, 13 days ago\n"
        "\n"
        "  Said by     The Wrap, 2020-12-30, reported  https://example.com/w\n"
        "  But         Dec 2020, says somebody, 2020-12-30, reported\n"
        "  Releases    2020-12-25 Fri  Netflix                 The Wrap, reported\n"
        "              Mar 2021        disc (GB)  leaves 2022  The Wrap, reported\n"
        "  Follows     sequel of The Adventures of Sharkboy (sharkboy)\n"
        "              The Adventures of Sharkboy is a spin-off of Shark (shark)\n"
        "  Followed    by the sequel We Can Be Heroes 2 (we-can-be-heroes-2)\n"
        "              We Can Be Heroes 2 by the remake Heroes (heroes)\n"
        "  Seasons     season 3  early 2021  Netflix  Upcoming season  (cobra-kai-s3)\n"
        "  Kind        special\n"
        "  Year        2020\n"
        "  People      cast Pedro Pascal, Priyanka Chopra Jonas\n"
        "              director Robert Rodriguez\n"
        "  Tags        family, superheroes\n"
        "  Ids         imdb=tt10600398, tmdb=615677\n"
        "  Known as    Sharkboy 2\n"
        "  Formerly    Heroes\n"
        "  Notes       Shot in Austin. (Deadline, 2020-12-30, reported)  https://example.com/d\n"
        "              A hit. (Netflix, 2020-12-30, reported)\n"
    )


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (
            Dissent(Subject.DATE, parse_date("2021-03-01"), report({}, url="https://a.b"), NETFLIX),
            "2021-03-01 Mon, says Netflix, 2020-12-30, reported  https://a.b",
        ),
        (
            Dissent(
                Subject.DATE,
                parse_date("2021-03"),
                report({}),
                ReleaseKey(ReleaseType.PHYSICAL, "GB", None),
            ),
            "Mar 2021 (disc, GB), says Netflix, 2020-12-30, reported",
        ),
        (
            Dissent(Subject.DATE, TBA, report({}, confidence="rumor"), NETFLIX),
            "no date, says Netflix, 2020-12-30, rumor",
        ),
        (
            Dissent(Subject.STATUS, Stage.CANCELED, report({}, source=None, confidence="rumor")),
            "canceled, says somebody, 2020-12-30, rumor",
        ),
    ],
)
def test_dissent_is_shown_and_marked(other: Dissent, text: str) -> None:
    made = title({"title": "Title", "releases": on("2021-02-05")}, source=None)
    [[(label, cell)]] = [block.rows for block in page_sheet(page(made, dissent=(other,))).blocks]
    assert (label, cell) == ("But", text)


def test_dissent_on_a_title_without_a_headline_release_is_shown() -> None:
    festival = ReleaseKey(ReleaseType.FESTIVAL, "IT", None)
    made = title({"title": "Title", "releases": on("2021-09", str(festival))}, source=None)
    other = Dissent(Subject.DATE, parse_date("2021-10"), report({}), festival)
    [block] = page_sheet(page(made, dissent=(other,))).blocks
    assert block.rows == (("But", "Oct 2021 (festival, IT), says Netflix, 2020-12-30, reported"),)


def test_an_undated_release_names_the_source_of_the_release() -> None:
    made = title({"title": "Title", "releases": on("2021-03") | {"tv||BBC": {"leaves": "2022"}}})
    sheet = page_sheet(page(made, releases=made.releases))
    assert sheet.blocks[1].rows == (
        ("Releases", "Mar 2021", "Netflix", "", "Netflix, reported"),
        ("", "no date", "BBC (tv)", "leaves 2022", "Netflix, reported"),
    )


def test_releases_are_listed_by_date() -> None:
    dates = {
        "streaming||Netflix": "2021-03-05",
        "theatrical|US|": "2021-02-12",
        "festival|US|": "2021-02",
        "digital||": "../2021-06",
    }
    releases = {key: {"date": when} for key, when in dates.items()} | {"physical||": {}}
    made = fold(
        "key",
        [
            report({"title": "Title", "releases": releases}),
            report({"releases": on("2021-01", "streaming||Hulu")}, confidence="rumor"),
        ],
    )
    assert made is not None
    found = page_sheet(page(made, releases=made.releases)).blocks[1].rows
    assert [(when, where) for _, when, where, *_ in found] == [
        ("by Jun 2021", "digital"),
        ("Feb 2021", "festival (US)"),
        ("2021-02-12 Fri", "theaters (US)"),
        ("2021-03-05 Fri", "Netflix"),
        ("no date", "disc"),
        ("Jan 2021", "Hulu"),  # contested
    ]


def test_a_single_release_is_listed_only_if_it_leaves() -> None:
    key = {"streaming||Netflix": {"date": "2020-12-25", "leaves": "2021-12-31"}}
    made = title({"title": "Title", "status": "released", "releases": key}, source=None)
    assert page_sheet(page(made, releases=made.releases)).blocks[0].rows == (
        ("Releases", "2020-12-25 Fri", "Netflix", "leaves 2021-12-31 Fri", ""),
    )


def test_a_series_lists_its_seasons() -> None:
    series = title({"title": "Cobra Kai", "kind": "series"}, source=None)
    rows = page_sheet(page(series, series=tuple(listed()[3:4]))).blocks[0].rows
    assert rows == (
        ("Seasons", "season 3", "early 2021", "Netflix", "Upcoming season", "(cobra-kai-s3)"),
    )


def test_a_part_lists_its_series() -> None:
    part = title({"title": "Disenchantment", "part": 3}, source=None)
    assert page_sheet(page(part, series=tuple(listed()[4:5]))).blocks[0].rows[0][0] == "Series"


@pytest.mark.parametrize(
    ("other", "row"),
    [
        ({"source": None, "url": "https://a.b"}, "2020-12-30, reported  https://a.b"),
        ({"source": None, "confidence": "official"}, "2020-12-30, official"),
    ],
)
def test_said_by_works_without_a_source(other: dict[str, str], row: str) -> None:
    made = title({"title": "Title"}, **other)
    assert page_sheet(page(made)).blocks[0].rows == (("Said by", row),)


def test_a_date_of_a_release_without_any_word_is_that_of_another_release() -> None:
    digital = report({"title": "Title", "releases": on("2021-12-01", "digital||")}, "2021-01-01")
    made = fold("key", [digital])
    assert made is not None
    other = Dissent(
        Subject.DATE, parse_date("2021-10-01"), report({}, source="A"), ReleaseKey(None, None, None)
    )
    shown = plain(page_sheet(page(made, releases=made.releases, dissent=(other,))))
    assert "  But         2021-10-01 Fri (another release), says A" in shown
