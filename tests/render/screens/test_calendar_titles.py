import pytest
from rich.cells import cell_len

from slate.domain.queries.months import Entry
from slate.domain.titles.record import Record
from slate.render.look.legend import Legend
from slate.render.screens.calendar_titles import (
    SHOWN_IN_MARGIN,
    is_cut,
    margin_block,
    month_heading,
    title_line,
)
from tests.render.samples import HOSTILE, shown

from .golden import display
from .months import DESK, LATE, LUPIN, MANK, RUMOR, months, titled


def line(record: Record, width: int = 20, *, leaving: bool = False, aside: str = "") -> str:
    entry = Entry.of(record, is_leaving=leaving)
    return title_line(entry, width, display(80), Legend(), aside=aside).plain


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (MANK, "▌Mank"),
        (LUPIN, "▌Lupin: season 2 ✓"),
        (RUMOR, "▌?Ava"),
        (MANK._replace(contested=True), "▌?Mank"),
        (MANK._replace(date="2021-01-08?"), "▌~Mank"),
        (LATE, "▌!Soul"),
        (MANK._replace(platform=None), " Mank"),
        (MANK._replace(status=MANK.status.RELEASED), "▌Mank"),
        (MANK._replace(date="2021-01"), "▌Mank"),
    ],
)
def test_signs_say_what_colors_mean(record: Record, text: str) -> None:
    assert line(record) == text


def test_what_leaves_has_a_sign_of_its_own() -> None:
    assert line(DESK, leaving=True) == "▌◇The Desk"
    rumor = DESK._replace(confidence=DESK.confidence.RUMOR, contested=True)
    assert line(rumor, leaving=True) == "▌◇?The Desk"


def test_titles_are_clipped_before_signs() -> None:
    assert line(LUPIN, 18) == "▌Lupin: season 2 ✓"
    assert line(LUPIN, 17) == "▌Lupin: season 2"
    assert line(LUPIN, 9) == "▌Lupin: …"
    assert line(RUMOR._replace(name="Some Rumor"), 9) == "▌?Some R…"
    assert line(titled("千の森千の森"), 8) == "▌千の森…"
    assert line(MANK, 20, aside="mid Jan") == "▌Mank  mid Jan"
    assert line(MANK, 13, aside="mid Jan") == "▌Mank"


def test_colors_are_those_of_all_screens() -> None:
    def colored(record: Record, *, leaving: bool = False) -> str:
        entry = Entry.of(record, is_leaving=leaving)
        return shown([title_line(entry, 20, display(80), Legend())], colors="standard")

    hulu = "\x1b[32m▌\x1b[0m"
    assert colored(MANK) == f"{hulu}Mank\n"
    assert colored(RUMOR) == f"{hulu}\x1b[33m?\x1b[0m\x1b[33mAva\x1b[0m\n"
    assert colored(LATE) == f"{hulu}\x1b[31m!\x1b[0m\x1b[31mSoul\x1b[0m\n"
    assert (
        colored(MANK._replace(status=MANK.status.RELEASED)) == "\x1b[2m▌\x1b[0m\x1b[2mMank\x1b[0m\n"
    )
    assert colored(DESK, leaving=True) == f"{hulu}◇The Desk\n"


def test_the_heading_counts_releases_and_what_leaves() -> None:
    def heading(**given: tuple[Record, ...]) -> str:
        (month,) = months(*given.get("records", ()), leaves=given.get("leaves", ()))
        return month_heading(month).plain

    assert heading() == "January 2021"
    assert heading(records=(MANK,)) == "January 2021   1 release"
    assert heading(records=(MANK, LUPIN), leaves=(DESK,)) == (
        "January 2021   2 releases, 1 leaving"
    )
    assert heading(leaves=(DESK,)) == "January 2021   1 leaving"


def margin(*records: Record, width: int = 40, names_services: bool = False) -> list[str]:
    (month,) = months(*records)
    block = margin_block(month, width, display(80), Legend(), names_services=names_services)
    return [text.plain for text in block]


MARGIN = (
    titled("Open", date="2021-01/.."),
    titled("Year", date="2021"),
    titled("Early", date="2021-early"),
    titled("Month", date="2021-01"),
    titled("Mid", date="2021-01-mid"),
    titled("Span", date="2021-01-05/2021-01-08"),
    titled("Until", date="../2021-01"),
)


def test_the_margin_has_first_what_comes_within_the_month() -> None:
    assert margin(*MARGIN) == [
        "Sometime in January",
        "▌Span  2021-01-05 to 2021-01-08",
        "▌Mid  mid Jan",
        "▌Month",
        "",
        "From Jan 2021",
        "▌Open",
        "",
        "By Jan 2021",
        "▌Until",
        "",
        "Early 2021",
        "▌Early",
        "",
        "2021",
        "▌Year",
    ]
    assert margin(*MARGIN[3:5], names_services=True) == [
        "Sometime in January",
        "▌Mid  mid Jan · Hulu",
        "▌Month  Hulu",
    ]


def test_a_long_margin_is_cut() -> None:
    many = [titled(f"T{at}", date="2021-01") for at in range(SHOWN_IN_MARGIN + 2)]
    lines = margin(*many, titled("Year", date="2021"))
    assert lines[0] == "Sometime in January"
    assert lines[-2:] == [f"▌T{SHOWN_IN_MARGIN - 1}", " +3"]
    assert len(margin(*many[:SHOWN_IN_MARGIN])) == 1 + SHOWN_IN_MARGIN


def test_whether_titles_are_left_out() -> None:
    day = [titled(f"T{at}") for at in range(4)]
    assert not is_cut(months(*day[:3]))
    assert not is_cut(months(*day[:3], day[0]._replace(platform="Hulu")))
    assert is_cut(months(*day))
    coarse = [titled(f"T{at}", date="2021-01") for at in range(SHOWN_IN_MARGIN + 1)]
    assert is_cut(months(*coarse))
    assert not is_cut(months(*coarse[1:]))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_any_title_fits(hostile: str) -> None:
    for width in (9, 22):
        text = line(titled(hostile, platform=hostile), width, aside=hostile)
        assert cell_len(text) <= width
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\n", "\t"} & set(text)
