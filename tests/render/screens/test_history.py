import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.changes.change_record import Arrival
from slate.domain.changes.history import Step, history_of
from slate.domain.ledger.fold import fold
from slate.domain.queries.title_page import TitleHistory
from slate.domain.reports.report import Report
from slate.domain.text import safe
from slate.render.screens.history import history_lines, history_screen, timeline
from tests.render.samples import HOSTILE, cobra_kai_life, letters, on, report, shown

from .golden import WIDTHS, check_any_width, display, expected


def life(*reports: Report, entered: str | None = None) -> TitleHistory:
    made = fold("key", reports)
    assert made is not None
    arrivals = {each.batch: Arrival(1, entered or each.reported_on, "desk") for each in reports}
    return TitleHistory("slug", made, tuple(history_of("key", reports)), arrivals)


def steps(*reports: Report) -> tuple[Step, ...]:
    return tuple(history_of("key", reports))


def drawn(found: TitleHistory, width: int = 80, *, colors: bool = False) -> str:
    return shown(history_screen(found, display(width)), width, "standard" if colors else None)


def dates(*reports: Report, width: int = 80) -> str:
    return shown(timeline(steps(*reports), display(width), 2), width)


def lines(*reports: Report, width: int = 80) -> str:
    return shown(history_lines(steps(*reports), display(width), 2), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_history_at_each_width(width: int) -> None:
    assert drawn(cobra_kai_life(), width) == expected("history", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_colors_leave_the_text_unchanged(width: int) -> None:
    colored = re.sub(r"\x1b\[[0-9;]*m", "", drawn(cobra_kai_life(), width, colors=True))
    assert colored == drawn(cobra_kai_life(), width)


SOUL = report({"title": "Soul", "releases": on("2021-01-08")}, "2020-10", source="TVLine")


def test_the_newest_report_comes_first() -> None:
    found = life(
        SOUL,
        report({"releases": on("2021-01-22"), "tags": {"a": True, "b": True}}, "2020-11-01",
               confidence="official", note="Held back.", url="https://example.com/a"),
        report({}, "2021-01-02", source="Variety", confidence="listed", note="Seen it."),
        report({"releases": on("2021-02")}, "2021-01-03", source="Reddit", confidence="rumor"),
        entered="2021-01-03",
    )  # fmt: skip
    assert drawn(found) == (
        "Soul  slug\n"
        "Slipped once, by 14 days; first said Oct 2020\n"
        "\n"
        "│ ? Jan 3  Reddit, rumor\n"
        "│   said February\n"
        "│\n"
        "○   Jan 2  Variety, listed\n"
        "│   noted\n"
        "│     Seen it.\n"
        "│     entered Jan 3\n"
        "│\n"
        "●   Nov 1, 2020  Netflix ✓ official\n"
        "│   slipped Jan 8 → Jan 22, 14 days later\n"
        "│   tags: + a, + b\n"
        "│     Held back.\n"
        "│     https://example.com/a\n"
        "│     entered Jan 3\n"
        "│\n"
        "●   Oct 2020  TVLine\n"
        "    scheduled, Netflix, Jan 8\n"
        "      entered Jan 3\n"
    )


def test_a_title_without_details_has_one_entry() -> None:
    found = life(report({"title": "Soul"}, "2020-12-16", source=None))
    assert drawn(found) == (
        "Soul  slug\nNo date yet; first said Dec 16, 2020\n\n●   Dec 16, 2020\n    announced\n"
    )


def test_of_a_title_that_is_out_no_date_is_expected() -> None:
    found = life(report({"title": "Soul", "year": 2020, "status": "released"}, "2020-12-16"))
    assert drawn(found).splitlines()[1] == "First said Dec 16, 2020"


def test_reports_before_a_title_is_known_and_its_removal() -> None:
    found = (
        report({"releases": on("2021-03")}, "2020-10-01"),
        report({"title": "Soul"}, "2020-10-02"),
        report(None, "2020-10-03"),
    )
    made = fold("key", found[:2])
    assert made is not None
    arrivals = {each.batch: Arrival(1, each.reported_on, "desk") for each in found}
    text = drawn(TitleHistory("soul", made, steps(*found), arrivals))
    assert "\n│   removed\n" in text
    assert text.endswith("●   Oct 1, 2020  Netflix\n    said March (Netflix)\n")


def test_merges_and_splits_are_told() -> None:
    merged = report({"same": {"heart and soul|||film|2020": "heart-and-soul"}}, "2020-11-02")
    assert "\n│   merged with heart-and-soul\n" in drawn(life(SOUL, merged))


def test_with_links_addresses_are_not_shown() -> None:
    found = life(SOUL._replace(url="https://example.com/a"))
    screen = display(80)._replace(has_links=True)
    assert "https://" not in shown(history_screen(found, screen))
    assert "https://example.com/a" in shown(history_screen(found, screen), 80, "standard")


def test_rumors_stand_out() -> None:
    rumor = report({"releases": on("2021-02")}, "2021-01-03", source="Reddit", confidence="rumor")
    assert drawn(life(SOUL, rumor), colors=True).splitlines()[3:5] == [
        (
            "\x1b[2m│ \x1b[0m\x1b[33m? \x1b[0m\x1b[1mJan 3\x1b[0m  "
            "\x1b[2mReddit\x1b[0m\x1b[2m, \x1b[0m\x1b[33mrumor\x1b[0m"
        ),
        "\x1b[2m│   \x1b[0m\x1b[33msaid February\x1b[0m",
    ]


MOVES = (
    SOUL,
    report({"releases": on("2021-01-22")}, "2020-11-01"),
    report({"releases": on("2021")}, "2020-12-01", source="Variety", confidence="listed"),
    report({"releases": on("2021-01-15")}, "2021-01-02", confidence="official"),
)


def test_dates_stand_on_one_axis_with_who_said_them() -> None:
    assert dates(*MOVES[:2], MOVES[3]) == (
        "               Jan 1                   Jan 29\n"
        "  Oct 2020     ······│●······················  Jan 8                   TVLine\n"
        "  Nov 1, 2020  ······│··············●········  Jan 22  14 days later   Netflix\n"
        "  Jan 2        ······│·······●···············  Jan 15  7 days earlier  Netflix ✓\n"
    )
    assert dates(*MOVES) == dates(*MOVES[:2], MOVES[3])
    assert dates(SOUL) == ""
    assert dates(report({"title": "Soul"}, "2020-10")) == ""


def test_the_distance_is_that_of_the_release_shown() -> None:
    both = on("2021-02-01", "digital||") | on("2021-01-08")
    later = on("2021-04-01", "digital||") | on("2021-01-15")
    text = dates(
        report({"title": "Soul", "releases": both}, "2020-10-01"),
        report({"releases": later}, "2020-11-01"),
    )
    assert "7 days later" in text
    assert "59 days" not in text


def test_a_date_may_be_withdrawn_or_the_title_removed() -> None:
    gone = report({"releases": {"streaming||Netflix": {"date": None}}}, "2020-11-01")
    assert [line.split()[-1] for line in dates(SOUL, gone).splitlines()[1:]] == [
        "TVLine",
        "Netflix",
    ]
    assert "no date" in dates(SOUL, gone)
    assert "no date" in dates(SOUL, report(None, "2020-11-01"))


def test_only_the_newest_dates_are_shown() -> None:
    days = [report({"title": "Soul", "releases": on(f"2021-01-{day}")}, f"2020-10-{day}")
            for day in range(10, 22)]  # fmt: skip
    assert len(dates(*days).splitlines()) == 1 + 8


def test_a_narrow_terminal_has_no_sources_and_maybe_no_axis() -> None:
    assert dates(*MOVES[:2], width=60) == (
        "               Jan 1           Jan 29\n"
        "  Oct 2020     ····│●················  Jan 8\n"
        "  Nov 1, 2020  ····│··········●······  Jan 22  14 days later\n"
    )
    assert dates(*MOVES[:2], width=36) == (
        "  Oct 2020     Jan 8\n  Nov 1, 2020  Jan 22  14 days later\n"
    )


def test_lines_tell_what_each_report_changed() -> None:
    assert lines(*MOVES) == (
        "  Oct 2020     scheduled, Netflix, Jan 8                 TVLine\n"
        "  Nov 1, 2020  slipped Jan 8 → Jan 22, 14 days later     Netflix\n"
        "  Jan 2        advanced Jan 22 → Jan 15, 7 days earlier  Netflix ✓\n"
    )
    assert lines(*MOVES, width=60) == (
        "  Oct 2020     scheduled, Netflix, Jan 8  TVLine\n"
        "  Nov 1, 2020  slipped Jan 8 → Jan 22, 14 days later\n"
        "               Netflix\n"
        "  Jan 2        advanced Jan 22 → Jan 15, 7 days earlier\n"
        "               Netflix ✓\n"
    )
    assert lines(report({"releases": on("2021-01-08")}, "2020-10-05")) == ""


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped_and_fit(hostile: str) -> None:
    key = f"streaming||{hostile}"
    reports = (
        report({"title": hostile, "releases": on("2021-01-08", key)}, source=hostile, note=hostile),
        report({"releases": on("2021-01-15", key)}, "2021-01-01", source=hostile, url=hostile),
    )
    check_any_width(lambda screen: history_screen(life(*reports), screen))
    check_any_width(lambda screen: timeline(steps(*reports), screen, 2))
    check_any_width(lambda screen: history_lines(steps(*reports), screen, 2))


@given(st.text(min_size=1, max_size=60), st.integers(20, 130))
def test_any_title_fits_and_no_letter_is_lost(name: str, width: int) -> None:
    said = report({"title": name, "releases": on("2021-01-08")}, source=name, note=name)
    text = drawn(life(said), width)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert letters(*[safe(name)] * 3) <= letters(text)
