# ruff: noqa: E501 -- a table is easiest to read with one case per line

from datetime import date
from typing import Any

import pytest

from slate.domain.changes.net_change import (
    NetChange,
    cited_report,
    net_differences,
    net_record,
)
from slate.domain.changes.severity import badness
from slate.domain.ledger.fold import fold
from slate.domain.queries.digest import DigestChange, TitleNews, is_news
from slate.domain.reports.report import Report
from slate.wording.digest_items import DigestItem
from slate.wording.digest_news import news_item
from tests.render.samples import on, report

TODAY = date(2021, 1, 7)
DAY = "2021-01-05"


def item(before: list[Report], *later: Report) -> DigestItem:
    """Return what is new after later reports."""
    was = fold("key", before) if before else None
    now = fold("key", [*before, *later])
    stands = now or was
    assert stands is not None
    changes = []
    for difference in net_differences(was, now, (), {}):
        change = NetChange(net_record(difference, "soul", stands, now), difference, now)
        if now is not None and is_news(change):
            changes.append(DigestChange(change, now, cited_report(difference, now)))
    changes.sort(key=lambda each: badness(each.change.difference))
    return news_item(TitleNews(tuple(changes)), TODAY)


def first(day: str | None = None, key: str = "streaming||Netflix", **said: Any) -> Report:  # noqa: ANN401
    return report({"title": "Soul", "releases": on(day, key)} | said, "2020-12-01", "a")


def then(day: str | None, key: str = "streaming||Netflix", **other: Any) -> Report:  # noqa: ANN401
    return report({"releases": {key: {"date": day}}}, DAY, "b", **other)


def stated(**said: Any) -> Report:  # noqa: ANN401
    return report(said, DAY, "b")


FILM = first("2021-01-08")
BARE = report({"title": "Soul"}, "2020-12-01", "a")


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        # Dates
        (first(), then("2021-01-15"), "set for Friday 15 January on Netflix"),
        (first(), then("2021"), "set for 2021 on Netflix"),
        (first(), then("2021-06/.."), "now from June 2021 on Netflix"),
        (first(), then("2021-01-15?"), "now perhaps Friday 15 January on Netflix"),
        (first("2021-early"), then("2021-01-15"),
         "set for Friday 15 January on Netflix, so far only early 2021"),
        (FILM, then("2021-01-22"),
         "now Friday 22 January on Netflix instead of 8 January, 14 days later"),
        (first("2021-01-22"), then("2021-01-15"),
         "now Friday 15 January on Netflix instead of 22 January, 7 days earlier"),
        (first("2021-06/.."), then("2021-09/.."),
         "now from September 2021 on Netflix, so far only from June 2021"),
        (first("2021-03"), then("2021"), "now only 2021 on Netflix, so far March"),
        (FILM, then(None), "no longer 8 January on Netflix, without a new date"),
        (FILM, then("2021-01-08~"), "now about Friday 8 January on Netflix instead of 8 January"),
        (first(status="released"), then("2021-01-05"), "released Tuesday 5 January on Netflix"),
        (BARE, then("2021-01-15"), "set for Friday 15 January on Netflix"),
        (report({"title": "Soul", "releases": {"||": {"date": "2021-01-08"}}}, "2020-12-01"),
         then("2021-01-22", "||"), "now Friday 22 January instead of 8 January, 14 days later"),
        # Places
        (FILM, stated(releases={"streaming||Netflix": None, **on("2021-01-08", "streaming||Hulu")}),
         "moved from Netflix to Hulu"),
        (FILM, then("2021-02-01", "theatrical|US|"), "also in theaters (US), 1 February"),
        (FILM, then(None, "theatrical||"), "also in theaters"),
        (BARE, stated(releases=on()), "on Netflix"),
        (BARE, stated(releases={"|GB|": {}}), "in GB"),
        # Stages
        (FILM, stated(status="canceled"), "canceled"),
        (FILM, stated(status="released"), "out on Netflix"),
        (BARE, stated(status="released"), "out"),
        (FILM, stated(status="filming"), "now filming"),
        (FILM, stated(status="on-hold"), "on hold"),
        (first(status="canceled"), stated(status="filming"), "now filming, no longer canceled"),
        (first(status="on-hold"), stated(status="canceled"), "canceled, no longer on hold"),
        # Names
        (FILM, stated(title="Spirit"), "formerly Soul"),
        (first(season=2), stated(title="Spirit"), "formerly Soul: season 2"),
        # Leaving
        (FILM, stated(releases={"streaming||Netflix": {"leaves": "2021-03-01"}}),
         "leaving Netflix: 1 March"),
    ],
)  # fmt: skip
def test_a_change_in_a_sentence(before: Report, after: Report, text: str) -> None:
    assert item([before], after).text == text


def test_a_last_day_that_moves_or_is_withdrawn() -> None:
    leaves = first(status="released")
    leaves = leaves._replace(
        said={**(leaves.said or {}), "releases": {"streaming||Netflix": {"leaves": "2021-03-01"}}}
    )
    later = stated(releases={"streaming||Netflix": {"leaves": "2021-04-01"}})
    assert item([leaves], later).text == "leaving Netflix: 1 April instead of 1 March"
    withdrawn = stated(releases={"streaming||Netflix": {"leaves": None}})
    assert item([leaves], withdrawn).text == "no longer leaving Netflix, so far 1 March"
    bare = report({"title": "Soul", "releases": {"||": {"leaves": "2021-03-01"}}}, "2020-12-01")
    gone = stated(releases={"||": {"leaves": "2021-04-01"}})
    assert item([bare], gone).text == "leaving: 1 April instead of 1 March"


def test_confirmations_say_what_was_a_rumor() -> None:
    rumor = report({"title": "Soul", "releases": on("2021-01-15")}, "2020-12-01", "a",
                   source="Reddit", confidence="rumor")  # fmt: skip
    found = item([rumor], then("2021-01-15", confidence="official"))
    assert found.text.startswith("confirmed for Friday 15 January on Netflix, a rumor until now")
    listed = report({"title": "Soul", "releases": on("2021-01-15")}, "2020-12-01", "a",
                    source="TVmaze", confidence="listed")  # fmt: skip
    found = item([listed], then("2021-01-15"))
    assert found.text == "confirmed for Friday 15 January on Netflix"
    undated = report({"title": "Soul", "releases": on()}, "2020-12-01", "a", source="Reddit",
                     confidence="rumor")  # fmt: skip
    assert "confirmed for Netflix, a rumor until now" in item([undated], stated(releases=on())).text
    unnamed = report({"title": "Soul", "releases": {"||": {"date": "2021-01-15"}}}, "2020-12-01",
                     "a", confidence="listed")  # fmt: skip
    found = item([unnamed], then("2021-01-15", "||"))
    assert found.text == "confirmed for Friday 15 January"
    stage = report({"title": "Soul", "status": "filming"}, "2020-12-01", "a", confidence="rumor")
    assert (
        item([stage], stated(status="filming")).text == "filming, now confirmed, a rumor until now"
    )


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"releases": on("2021-01-15")}, "film on Netflix, 15 January"),
        ({"releases": on("2021-early"), "season": 3}, "on Netflix, early 2021"),
        ({"status": "in-development", "releases": on()}, "in development at Netflix"),
        ({"season": 2}, "no date yet"),
        ({}, "film"),
        ({"releases": on("2021-02-01") | on("2021-02-01", "theatrical||")},
         "film on Netflix and in theaters, 1 February"),
        ({"releases": on("2021-02-01") | on("2021-01-01", "theatrical||")},
         "film on Netflix, 1 February, also in theaters, 1 January"),
        ({"releases": on("2021-02-01") | on("2021-03-01", "theatrical||")
          | on("2021-04-01", "physical||") | on("2021-05-01", "tv||")
          | on("2021-06-01", "digital||")},
         "film on Netflix, 1 February, also in theaters, 1 March, also on disc, 1 April, also 2 more"),
        ({"releases": on("2021-05-01", "festival||")}, "film at a festival, 1 May"),
    ],
)  # fmt: skip
def test_a_new_title(said: dict[str, Any], text: str) -> None:
    found = item([], report({"title": "Soul", "kind": "film"} | said, DAY))
    assert found.text == text
    assert [str(name) for name in found.changes] == ["added"]


def test_a_new_title_that_is_overdue() -> None:
    found = item([], first("2020-12-20", status="filming"))
    assert found.text == "filming at Netflix, 20 December 2020, not confirmed"


def test_a_release_or_service_that_is_gone() -> None:
    both = first("2021-01-08")
    both = both._replace(
        said={**(both.said or {}), "releases": on("2021-01-08") | on("2021-02", "theatrical||")}
    )
    gone = stated(releases={"theatrical||": None})
    assert item([both], gone).text == "no longer in theaters, February"
    named = report(
        {"title": "Soul", "releases": {"streaming||": {"date": "2021-01-08"}}}, "2020-12-01", "a"
    )
    now = stated(releases={"streaming||": None, **on("2021-01-08")})
    assert item([named], now).text == "now on Netflix"
    assert (
        item(
            [FILM],
            stated(releases={"streaming||Netflix": None, "streaming||": {"date": "2021-01-08"}}),
        ).text
        == "no longer on Netflix"
    )
    bare = stated(releases={"||": {"date": "2021-05-01"}})
    assert item([FILM], bare).text == "also in another release, 1 May"


def test_several_changes_are_one_sentence_the_worst_first() -> None:
    later = report(
        {"releases": on("2021-01-22"), "title": "Spirit"}, DAY, "b", url="https://n.example"
    )
    found = item([FILM], later)
    assert found.text == (
        "now Friday 22 January on Netflix instead of 8 January, 14 days later; formerly Soul"
    )
    assert [str(name) for name in found.changes] == ["slipped", "retitled"]
    assert [cited.url for _, cited in found.sentence] == ["https://n.example", None]


def test_a_status_that_follows_from_a_date_is_not_stated_beside_it() -> None:
    assert item([BARE], then("2021-01-15")).text == "set for Friday 15 January on Netflix"
    was = report({"title": "Soul", "status": "filming"}, "2020-12-01", "a")
    later = report({"releases": on("2021-01-15"), "status": "scheduled"}, DAY, "b")
    assert item([was], later).text == "set for Friday 15 January on Netflix"
    out = report({"releases": on("2021-01-05"), "status": "released"}, DAY, "b")
    assert item([was], out).text == "released Tuesday 5 January on Netflix"


def test_doubts_and_notes_are_those_of_the_report() -> None:
    rumor = then("2021-01-15", source="Reddit", confidence="rumor", note="A friend says so.",
                 url="https://r.example")  # fmt: skip
    [phrase] = item([BARE], rumor).phrases
    assert (phrase.cited.doubt, phrase.cited.source, phrase.note) == (
        "rumor",
        "Reddit",
        "A friend says so.",
    )
    assert phrase.cited.url == "https://r.example"


def test_the_facts_are_those_of_the_headline_release() -> None:
    shown = item([FILM], then("2021-01-22")).shown
    assert (shown.date.text, shown.on, shown.kind, shown.status, shown.label) == (
        "2021-01-22",
        "Netflix",
        "film",
        "scheduled",
        "Upcoming film",
    )
    none = item([BARE], stated(status="filming")).shown
    assert (none.date.text, none.on) == ("TBA", "")
