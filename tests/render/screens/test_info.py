from datetime import date

import pytest

from slate.domain.changes.batch_change import BatchChange
from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.overview import Overview
from slate.render.screens.info import info_screen, size_text
from tests.render.samples import BATCHES, HOSTILE, shown

from .golden import WIDTHS, check_any_width, display, expected
from .test_log import NOTED, SLIPPED

NEWEST = BATCHES[1]._replace(undone=False)
FULL = Overview(
    titles={
        ListSection.OVERDUE: 12,
        ListSection.TO_COME: 1_040,
        ListSection.NO_DATE: 5,
        ListSection.ON_HOLD: 1,
        ListSection.OUT: 88,
        ListSection.CANCELED: 3,
    },
    services=(
        *(("Netflix", 900), ("HBO Max", 60), ("Disney+", 7), ("Hulu", 6)),
        *(("Max", 5), ("Shudder", 4), ("Peacock", 3), ("Sky", 1)),
    ),
    dates=("2005-06-10", "2022"),
    reports=1_204,
    sources=18,
    batches=57,
    newest=NEWEST,
    change=BatchChange(1, (SLIPPED,)),
    backup=date(2021, 1, 4),
)
EMPTY = Overview({}, (), None, 0, 0, 0, None, None, None)


def screen(width: int) -> str:
    return shown(info_screen("/srv/slate.db", 303_104, 9, FULL, display(width)), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_info(width: int) -> None:
    assert screen(width) == expected("info", width)


def test_a_slate_that_does_not_exist() -> None:
    for width in WIDTHS:
        assert shown(info_screen("slate.db", 0, 9, EMPTY, display(width)), width) == (
            "slate.db\nnot created yet\n"
        )


def test_one_of_everything_without_a_backup() -> None:
    one = Overview(
        *({ListSection.TO_COME: 1}, (("Netflix", 1),), ("2021-01-08", "2021-01-08"), 1, 1, 1),
        *(NEWEST, BatchChange(0, ()), None),
    )
    assert shown(info_screen("slate.db", 900, 9, one, display(80)), 80) == (
        "slate.db\n"
        "  Size         900 bytes · format 9\n"
        "  Last backup  none beside the slate\n"
        "  Dates        Jan 8\n"
        "  Reports      1 from 1 source, in 1 batch\n"
        "  Last batch   today 09:15 · rewrite  update cobra-kai-s3 -d 2021-01-08\n"
        "\n"
        "  1  title             1  release on 1 service\n"
        "  1  to come           1   Netflix\n"
    )
    text = shown(info_screen("desk", 900, 9, one, display(80), copy="~/copy.db"), 80)
    assert text.startswith("desk\n  Size        900 bytes · format 9\n  Copy        ~/copy.db\n")


def test_a_slate_in_memory_whose_titles_were_removed() -> None:
    gone = EMPTY._replace(reports=2, sources=1, batches=2, newest=BATCHES[2]._replace(id=2))
    old = gone._replace(newest=NEWEST._replace(recorded_at="2020-12-24T08:00:00Z"))
    old = old._replace(change=BatchChange(1, (NOTED,)))
    assert shown(info_screen("in memory", 0, 9, old, display(60)), 60) == (
        "in memory\n"
        "  Reports     2 from 1 source, in 2 batches\n"
        "  Last batch  Dec 24, 2020 08:00 · rewrite  Mank  noted\n"
    )
    assert "yesterday 18:02 · desk  import slate.csv" in shown(
        info_screen("in memory", 0, 9, gone, display(80)), 80
    )


def test_the_last_batch_may_be_an_undo() -> None:
    undone = FULL._replace(newest=NEWEST._replace(undoes="1a"))
    text = shown(info_screen("slate.db", 1, 9, undone, display(100)), 100)
    assert "rewrite  undo of Cobra Kai: season 3  slipped 14 days\n" in text


def test_a_single_further_service_is_named() -> None:
    seven = FULL._replace(services=FULL.services[:7])
    text = shown(info_screen("slate.db", 1, 9, seven, display(80)))
    assert "  3   Peacock\n" in text
    assert "others" not in text


def test_sizes() -> None:
    sizes = (1, 999, 303_104, 999_999, 1_234_567, 2_500_000_000)
    assert [size_text(size) for size in sizes] == [
        *("1 byte", "999 bytes", "303 KB", "1.0 MB", "1.2 MB", "2,500.0 MB")
    ]


def test_styles() -> None:
    text = shown(info_screen("slate.db", 1, 9, FULL, display(80)), 80, "standard")
    assert "\x1b[1mslate.db\x1b[0m\n" in text
    assert "\x1b[31moverdue\x1b[0m" in text
    assert "\x1b[2mout\x1b[0m" in text
    assert "\x1b[2mcanceled\x1b[0m" in text
    assert "\x1b[35m▌\x1b[0mNetflix" in text


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts(hostile: str) -> None:
    odd = FULL._replace(
        services=((hostile or "x", 3), ("Hulu", 2)), newest=NEWEST._replace(author=hostile)
    )
    check_any_width(lambda on: info_screen(hostile, 1, 9, odd, on))
