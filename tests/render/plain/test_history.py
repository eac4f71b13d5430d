from typing import Any

import pytest

from slate.domain.changes.change_record import Arrival
from slate.domain.changes.history import history_of
from slate.domain.ledger.fold import fold
from slate.domain.queries.title_page import TitleHistory
from slate.domain.reports.report import Report
from slate.render.plain.history import history_rows, history_sheet, short_history
from slate.render.plain.sheet import Block
from tests.render.samples import COBRA_KAI, on, plain, report


def rows(*reports: object) -> list[tuple[str, str, str]]:
    return list(history_rows(history_of("key", reports)))  # type: ignore[arg-type]


def test_history_rows_show_each_report() -> None:
    assert rows(*COBRA_KAI) == [
        ("2019-05-02", "announced, YouTube", "TVLine, reported"),
        ("2020-06-22", "moved YouTube -> Netflix", "Deadline, reported"),
        ("2020-07-27", "dated 2021", "Netflix, official"),
        ("2020-10-02", "narrowed 2021 -> 2021-01-08", "Netflix, official"),
        ("", "status announced -> scheduled", ""),
        ("2020-12-15", "said 2021-01-01", "Deadline, rumor"),
    ]


def test_dates_that_slip_and_revert_are_shown() -> None:
    assert rows(
        report({"title": "Locked Down", "releases": on("2021-01-08")}, "2020-10", source="TVLine"),
        report({"releases": on("2021-01-22")}, "2020-11-01"),
        report({"releases": on("2021-01-08")}, "2020-11-02"),
        report({"releases": on("2021-03", "physical|GB|")}, "2020-11-03"),
        report({"releases": on("2021-04", "physical|GB|")}, "2020-11-04"),
        report(None, "2020-11-05"),
    ) == [
        ("Oct 2020", "scheduled, Netflix, 2021-01-08", "TVLine, reported"),
        ("2020-11-01", "slipped 2021-01-08 -> 2021-01-22, 14 days later", "Netflix, reported"),
        (
            "2020-11-02",
            "advanced 2021-01-22 -> 2021-01-08, 14 days earlier (reverted)",
            "Netflix, reported",
        ),
        ("2020-11-03", "also on disc (GB), Mar 2021", "Netflix, reported"),
        (
            "2020-11-04",
            "slipped Mar 2021 -> Apr 2021, 1 month later (disc, GB)",
            "Netflix, reported",
        ),
        ("2020-11-05", "removed", "Netflix, reported"),
    ]


def test_reports_that_change_nothing_are_shown() -> None:
    said = {"title": "Locked Down", "status": "scheduled", "releases": on("2021-01-08")}
    assert rows(
        report(said, "2020-10-01"),
        report({"status": "scheduled", "releases": on("2021-01-08")}, "2020-10-02"),
        report({"title": "Locked Down"}, "2020-10-03"),
        report({"releases": {"streaming||Hulu": None}}, "2020-10-04"),
        report({}, "2020-10-05", note="Seen in a trailer"),
    ) == [
        ("2020-10-01", "scheduled, Netflix, 2021-01-08", "Netflix, reported"),
        ("2020-10-02", "said scheduled, 2021-01-08", "Netflix, reported"),
        ("2020-10-03", "says the same", "Netflix, reported"),
        ("2020-10-04", "says the same", "Netflix, reported"),
        ("2020-10-05", "noted", "Netflix, reported"),
    ]


def test_rumors_that_change_nothing_are_shown() -> None:
    disc = {"releases": on("2021-05", "physical|GB|")}
    said: list[dict[str, Any] | None] = [
        {"releases": on("2021-03", "streaming||netflix")},
        {"releases": {"streaming||Netflix": {"date": None}}},
        {"releases": {"streaming||Netflix": {"leaves": "2021-12-31"}}},
        {"releases": {"streaming||Netflix": {"leaves": None}}},
        {"releases": on("2021-06", "physical|GB|")},
        {"status": None},
        {"title": "Soul 2", "kind": "film", "year": 2021, "season": None},
        None,
    ]
    start = {"title": "Soul", "status": "scheduled", "year": 2020}
    dates = {"streaming||Netflix": {"date": "2021-01-08", "leaves": "2022"}}
    told = rows(
        report(start | {"releases": dates | disc["releases"]}, "2020-10-01"),
        *(report(each, f"2020-11-0{n}", confidence="rumor") for n, each in enumerate(said, 1)),
    )
    assert [text for _, text, _ in told[1:]] == [
        "said Mar 2021 (Netflix)",
        "said no date (Netflix)",
        "said leaves 2021-12-31 (Netflix)",
        "said leaves no date (Netflix)",
        "said Jun 2021 (disc, GB)",
        "said no status",
        "said title Soul 2, year 2021",
        "reported as removed",
    ]


def test_a_release_that_is_dropped_in_vain_is_shown() -> None:
    two = on("2021-01") | on("2021-02", "||")
    first = report({"title": "Soul", "releases": two}, "2020-10-01")
    gone = {"streaming||netflix": None, "||": None, "streaming||Hulu": None}
    rumor = report({"releases": gone}, "2020-11-01", confidence="rumor")
    assert rows(first, rumor)[1] == (
        "2020-11-01",
        "said not on Netflix, not as a further release",
        "Netflix, rumor",
    )


def test_a_report_before_the_title_is_known_is_shown() -> None:
    early = report({"releases": on("2021-03") | on("2021-02", "||")}, "2020-10-01")
    assert rows(early) == [("2020-10-01", "said Mar 2021 (Netflix), Feb 2021", "Netflix, reported")]


def test_a_merge_is_shown() -> None:
    merged = report(
        {"same": {"heart and soul|||film|2020": "heart-and-soul"}}, "2020-10-02", source=None
    )
    assert rows(report({"title": "Soul"}, "2020-10-01"), merged)[1:] == [
        ("2020-10-02", "merged with heart-and-soul", "")
    ]


def test_changes_to_one_collection_share_a_line() -> None:
    assert rows(
        report({"title": "Soul", "releases": on("2021-03")}, "2020-10-01"),
        report(
            {
                "tags": {"a": True, "b": True},
                "credits": {"cast|A": True, "cast|B: C": True},
                "releases": on("2021-05", "physical|GB|") | on("2021-06", "digital|GB|"),
            },
            "2020-10-02",
        ),
        report({"tags": {"a": None, "c": True}}, "2020-10-03"),
    )[1:] == [
        ("2020-10-02", "also on digital (GB), Jun 2021", "Netflix, reported"),
        ("", "also on disc (GB), May 2021", ""),
        ("", "tags: + a, + b", ""),
        ("", "people: + cast=A, + cast=B: C", ""),
        ("2020-10-03", "tags: - a, + c", "Netflix, reported"),
    ]


def title_history(*reports: Report, entered: str = "2020-12-16") -> TitleHistory:
    title = fold("key", reports)
    assert title is not None
    arrival = Arrival(1, entered, "desk")
    steps = tuple(history_of("key", reports))
    return TitleHistory("slug", title, steps, {each.batch: arrival for each in reports})


def test_history_sheet_shows_the_whole_history() -> None:
    life = title_history(
        report({"title": "Soul", "releases": on("2020-06-19")}, "2019-06"),
        report({"releases": on("2020-11-20")}, "2020-04-13", url="https://example.com/a"),
        report({}, "2020-12-16", source="Variety", note="Seen it."),
        report({"tags": {"a": True}}, "2020-12", note="Good.", url="https://example.com/b"),
    )
    assert plain(history_sheet(life)) == (
        "Soul  slug\n"
        "Slipped once, by 154 days; first said Jun 2019\n"
        "\n"
        "  Jun 2019    scheduled, Netflix, 2020-06-19                    Netflix, reported\n"
        "              entered 2020-12-16\n"
        "  2020-04-13  slipped 2020-06-19 -> 2020-11-20, 154 days later  Netflix, reported\n"
        "              https://example.com/a  entered 2020-12-16\n"
        "  2020-12-16  noted                                             Variety, reported\n"
        "              Seen it.\n"
        "  Dec 2020    tags: + a                                         Netflix, reported\n"
        "              Good.\n"
        "              https://example.com/b\n"
    )


def test_the_history_of_a_title_without_details_has_one_line() -> None:
    life = title_history(report({"title": "Soul"}, "2020-12-16", source=None))
    assert plain(history_sheet(life)) == (
        "Soul  slug\nNo date yet; first said 2020-12-16\n\n  2020-12-16  announced\n"
    )


def short(*reports: Report) -> list[Block]:
    return list(short_history(tuple(history_of("key", reports)), "slate show slug --history"))


def moves(number: int) -> list[Report]:
    """Return reports, each of which moves the date one month earlier."""
    days = [f"2020-{month:02}" for month in range(number, 0, -1)]
    told = [{"title": "Soul"} | {"releases": on(day)} for day in days]
    return [report(each, f"2019-{n:02}-01") for n, each in enumerate(told, 1)]


def lines(blocks: list[Block]) -> list[tuple[str, ...]]:
    return [row for block in blocks for row in block.rows]


def test_a_short_history_is_complete_if_that_takes_no_more_lines() -> None:
    slipped = ("History", "never slipped; advanced 8 times; first said 2019-01-01")
    reports = moves(9)
    blocks = short(*reports)
    assert lines(blocks) == [slipped, *rows(*reports)]
    assert [block.joined for block in blocks] == [False, True]


def test_a_short_history_shows_the_newest_and_the_command_for_the_rest() -> None:
    reports = moves(10)
    blocks = short(*reports)
    assert lines(blocks)[1:] == [
        ("2 earlier", "slate show slug --history"),
        *rows(*reports)[2:],
    ]
    assert [block.joined for block in blocks] == [False, True, True]


COUNTRIES = ("AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "GB")


@pytest.mark.parametrize(("number", "earlier"), [(7, 0), (8, 2), (9, 2)])
def test_a_short_history_does_not_split_a_report(number: int, earlier: int) -> None:
    digital = {f"digital|{country}|": {"date": "2022"} for country in COUNTRIES[:number]}
    reports = (
        report({"title": "Soul", "releases": on("2021")}, "2019-01-01"),
        report({}, "2019-01-02", note="Hm."),
        report({"releases": digital}, "2019-01-03"),
    )
    above = [(f"{earlier} earlier", "slate show slug --history")] if earlier else []
    blocks = short(*reports)
    assert lines(blocks) == [*above, *rows(*reports)[earlier:]]
    assert [block.joined for block in blocks] == [False, True][: len(blocks)]


def test_the_short_history_of_no_reports_is_empty() -> None:
    assert short() == []
