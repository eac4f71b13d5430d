import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import Changed
from slate.domain.changes.net_change import NetChange, net_differences, net_record
from slate.domain.ledger.fold import fold
from slate.domain.queries.change_query import LeftOut
from slate.domain.text import safe
from slate.render.screens.changes import changes_screen, titles_screen
from tests.render.plain.test_changes import CHANGES, COBRA, MIDNIGHT, changes_from
from tests.render.samples import COBRA_KAI, HOSTILE, letters, on, report, shown

from .golden import WIDTHS, check_any_width, display, expected

LEFT_OUT: LeftOut = {("2020-12-30", 1): 99_980}


def drawn(
    changes: list[Changed],
    width: int = 80,
    *,
    left_out: LeftOut | None = None,
    colors: bool = False,
) -> str:
    screen = changes_screen(changes, left_out or {}, display(width))
    return shown(screen, width, "standard" if colors else None)


@pytest.mark.parametrize("width", WIDTHS)
def test_changes_at_each_width(width: int) -> None:
    assert drawn(CHANGES, width, left_out=LEFT_OUT) == expected("changes", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_colors_leave_the_text_unchanged(width: int) -> None:
    colored = re.sub(r"\x1b\[[0-9;]*m", "", drawn(CHANGES, width, colors=True))
    assert colored == drawn(CHANGES, width)


def test_nothing_prints_nothing() -> None:
    assert drawn([]) == ""
    assert shown(titles_screen([], display(80))) == ""


NOTED = changes_from(
    [report({"title": "Soul", "releases": on("2021-01-08")}, batch="0", note="As if."),
     report({"releases": on("2021-02"), "tags": {"jazz": True}}, note="Moved for the holidays."),
     report(None, "2021-01-06", source=None, note="not streaming")],
    "soul", "Soul",
)  # fmt: skip


def test_the_changes_of_a_title_on_a_day_are_one_row_the_worst_first() -> None:
    assert drawn(NOTED, 120) == (
        f"  Change   Title  What{' ' * 65}Source\n"
        "\n"
        "Wed Jan 6  yesterday\n"
        "  removed  Soul\n"
        "           not streaming\n"
        "\n"
        "Dec 30, 2020  8 days ago\n"
        "  slipped  Soul   Jan 8 → February, 1 month later; added Netflix, Jan 8;"
        " tags: + jazz  Netflix\n"
        "           Moved for the holidays.\n"
        "           As if.\n"
    )


def test_titles_with_bad_news_come_first() -> None:
    worse = [*changes_from([report({"title": "Ava"}, "2021-01-05")], "ava", "Ava"), *NOTED[:1]]
    worse = [Changed(each.record._replace(day="2021-01-05"), *each[1:]) for each in worse]
    assert [line.split()[:2] for line in drawn(worse).splitlines()[3:]] == [
        ["removed", "Soul"],
        ["not", "streaming"],  # its note
        ["entered", "Jan"],
        ["added", "Ava"],
    ]


def test_what_is_left_out_stands_below_the_day() -> None:
    assert drawn(MIDNIGHT, left_out={("2020-12-30", 1): 1}).endswith(
        "\n  and 1 more report of batch 1\n"
    )


def test_long_notes_are_cut() -> None:
    long = [Changed(NOTED[0].record._replace(note="so it was said " * 20), *NOTED[0][1:])]
    lines = drawn(long, 60).splitlines()
    assert lines[-1] == "           so it was said so it was said so it was said so …"
    assert len(lines[-1]) == 60


def test_a_row_has_each_source_once_and_the_day_it_was_entered() -> None:
    other = report({"year": 2020}, batch="x", source="Deadline", confidence="rumor")
    found = changes_from([*COBRA_KAI[:1], other], "cobra-kai-s3", "Cobra Kai", entered="2020-12-16")
    found = [Changed(each.record._replace(day="2021-01-05"), *each[1:]) for each in found]
    assert drawn(found, 120).splitlines()[3:] == [
        "  added   Cobra Kai  YouTube; year 2020  TVLine; Deadline, rumor",
        "          entered Dec 16, 2020",
    ]
    undone = [Changed(CHANGES[0].record._replace(source=None), *CHANGES[0][1:])]
    assert "undo by desk\n" in drawn(undone)
    bare = [Changed(NOTED[0].record._replace(note=None), *NOTED[0][1:])]
    assert drawn(bare, 60).splitlines()[-1] == "  removed  Soul", "no second line"


def test_short_titles_do_not_wrap() -> None:
    assert drawn(COBRA, 80).count("Cobra Kai: season 3") == 4


def test_bad_news_is_red_and_its_former_date_struck_out() -> None:
    assert drawn(NOTED[1:2], 100, colors=True).splitlines()[-2] == (
        "  \x1b[31mslipped\x1b[0m  Soul   \x1b[2;9mJan 8\x1b[0m \x1b[2m→\x1b[0m "
        "\x1b[36mFebruary\x1b[0m\x1b[2m, \x1b[0m\x1b[31m1 month later\x1b[0m  \x1b[2mNetflix\x1b[0m"
    )


def _net(**other: str | None) -> list[NetChange]:
    title = fold("k", [report({"title": "Dune", "releases": on("2021-10-22")}, **other)])  # type: ignore[arg-type]
    assert title is not None
    (change,) = net_differences(None, title, (), {})
    assert change.name is ChangeName.ADDED
    return [NetChange(net_record(change, "dune", title, title), change, title)]


def test_net_changes_have_no_days() -> None:
    assert shown(titles_screen(_net(source="Variety"), display(80))) == (
        "Change  Title  What             Source\nadded   Dune   Netflix, Oct 22  Variety\n"
    )
    assert shown(titles_screen(_net(source="Variety"), display(60)), 60) == (
        "Change  Title, What, Source\nadded   Dune\n        Netflix, Oct 22  Variety\n"
    )


def test_sources_are_links_where_the_terminal_has_them() -> None:
    screen = display(80)._replace(has_links=True)
    found = _net(source="Variety", url="https://example.com/v")
    assert "https://example.com/v" in shown(titles_screen(found, screen), 80, "standard")
    text = shown(changes_screen(COBRA, {}, screen), 80, "standard")
    assert "https://example.com/a" in text


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped_and_fit(hostile: str) -> None:
    said = report(
        {"title": hostile, "releases": on("2021-01-08", f"streaming||{hostile}")},
        source=hostile,
        note=hostile,
    )
    found = changes_from([said], "slug", hostile)
    check_any_width(lambda screen: changes_screen(found, {}, screen))
    check_any_width(lambda screen: titles_screen(found, screen))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.integers(20, 130))
def test_any_title_fits_and_no_letter_is_lost(names: list[str], width: int) -> None:
    found = [
        Changed(COBRA[0].record._replace(title=name, slug=f"{number}", source=name), *COBRA[0][1:])
        for number, name in enumerate(names)
    ]
    for text in (drawn(found, width), shown(titles_screen(found, display(width)), width)):
        assert max(map(cell_len, text.split("\n"))) <= width
        assert letters(*map(safe, names * 2)) <= letters(text)
