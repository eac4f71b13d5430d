from datetime import date

import pytest

from slate.domain.dates.as_of import AsOf
from slate.domain.dates.windows import Window, from_today, parse_window
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.record import Record
from slate.render.captions import (
    batch_caption,
    changes_caption,
    days_phrase,
    diff_caption,
    leaving_caption,
    list_caption,
    next_line,
    nothing_caption,
    passed_caption,
    timeline_caption,
    upcoming_caption,
)

from .samples import JANUARY, TODAY, record

COBRA_KAI = record(
    title="Cobra Kai", season=3, date="2021-01-08", confidence="official", status="scheduled"
)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (COBRA_KAI, "Cobra Kai: season 3 - 2021-01-08 Fri, on Netflix, says Netflix (official)"),
        (
            COBRA_KAI._replace(source=None),
            "Cobra Kai: season 3 - 2021-01-08 Fri, on Netflix, official",
        ),
        (
            COBRA_KAI._replace(source=None, confidence=Confidence.REPORTED, platform=None),
            "Cobra Kai: season 3 - 2021-01-08 Fri, streaming",
        ),
        (
            COBRA_KAI._replace(platform=None, release_type=None),
            "Cobra Kai: season 3 - 2021-01-08 Fri, says Netflix (official)",
        ),
        (
            COBRA_KAI._replace(date=None, name="\x1b[2J", confidence=Confidence.RUMOR),
            "\\x1b[2J - no date, on Netflix, says Netflix (rumor)",
        ),
        (
            COBRA_KAI._replace(
                label="Due 2021-01-08, not confirmed",
                overdue=True,
                source="TVLine",
                confidence=Confidence.RUMOR,
            ),
            "Cobra Kai: season 3 - due 2021-01-08, not confirmed, on Netflix, says TVLine (rumor)",
        ),
    ],
)
def test_next_line_states_date_platform_and_source(found: Record, line: str) -> None:
    assert next_line(found) == line


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((3, 2, 1), "3 in January, 2 possible, 1 undated:\nslate list --undated"),
        ((1_200, 0, 0), "1,200 in January."),
        ((3, 0, 1), "3 in January, 1 undated:\nslate list --undated"),
        ((0, 2, 0), "2 possible in January."),
        ((0, 2, 1), "2 possible in January, 1 undated:\nslate list --undated"),
        ((0, 0, 1), "Nothing in January 2021, 1 undated:\nslate list --undated"),
        ((0, 0, 0), "Nothing in January 2021."),
    ],
)
def test_upcoming_caption_counts_titles(counts: tuple[int, int, int], text: str) -> None:
    assert upcoming_caption(*counts, JANUARY, "slate list --undated") == text


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((3, 2, 1), "3 in January, 2 possible, 1,000 leaving, 1 undated:\nslate list"),
        ((0, 0, 0), "Nothing in January 2021, 1,000 leaving."),
    ],
)
def test_upcoming_caption_counts_what_leaves(counts: tuple[int, int, int], text: str) -> None:
    assert upcoming_caption(*counts, JANUARY, "slate list", leaving=1_000) == text


@pytest.mark.parametrize(
    ("number", "when", "text"),
    [
        (1, "2021-01", "1 leaving in January."),
        (1_000, "30d", "1,000 leaving in the next 30 days."),
        (0, "2021-01", "Nothing leaves in January 2021."),
        (0, "today", "Nothing leaves today."),
    ],
)
def test_leaving_caption_counts_what_leaves(number: int, when: str, text: str) -> None:
    assert leaving_caption(number, parse_window(when, TODAY)) == text


def test_upcoming_caption_names_the_window() -> None:
    def caption(certain: int, possible: int, window: Window) -> str:
        return upcoming_caption(certain, possible, 0, window, "slate list --undated")

    assert caption(3, 2, from_today(TODAY)) == "3 from 2021-01-07 on, 2 possible."
    assert caption(0, 0, parse_window("30d", TODAY)) == "Nothing in the next 30 days."
    assert caption(1, 0, parse_window("2021", TODAY)) == "1 in 2021."


@pytest.mark.parametrize(
    ("shown", "total", "text"),
    [
        (0, 0, "0 titles."),
        (1, 1, "1 title."),
        (200, 200, "200 titles."),
        (200, 1_000, "200 of 1,000 titles. For all:\nslate list | less"),
    ],
)
def test_list_caption_counts_titles(shown: int, total: int, text: str) -> None:
    assert list_caption(shown, total, "\nslate list | less") == text


@pytest.mark.parametrize(
    ("shown", "more", "expected"),
    [
        (0, False, "Batch 2 changed nothing that is shown."),
        (1, False, "1 change."),
        (1_200, False, "1,200 changes."),
        (200, True, "The first 200 changes. For all: do so"),
        (1, True, "The first change. For all: do so"),
        (0, True, "None of the changes. For all: do so"),
    ],
)
def test_caption_counts_the_changes_of_a_batch(
    shown: int,
    more: bool,  # noqa: FBT001
    expected: str,
) -> None:
    assert batch_caption(2, shown, " do so", more=more) == expected


REST = "\nslate changes | less"


@pytest.mark.parametrize(
    ("shown", "more", "left_out", "caption"),
    [
        (1, False, 0, "1 change since 2021."),
        (1_200, False, 0, "1,200 changes since 2021."),
        (20, False, 99_980, f"20 changes since 2021, and 99,980 more reports. For all:{REST}"),
        (2, False, 1, f"2 changes since 2021, and 1 more report. For all:{REST}"),
        (1, True, 0, f"The newest change since 2021. For all:{REST}"),
        (200, True, 0, f"The 200 newest changes since 2021. For all:{REST}"),
        (200, True, 99_980, f"The 200 newest changes since 2021. For all:{REST}"),
        (0, True, 0, f"None of the changes since 2021. For all:{REST}"),
    ],
)
def test_caption_counts_what_is_shown(shown: int, more: bool, left_out: int, caption: str) -> None:  # noqa: FBT001
    assert changes_caption(shown, "since 2021", REST, more=more, left_out=left_out) == caption


@pytest.mark.parametrize(
    ("chosen", "caption"),
    [
        (False, "No changes since 2021-01-05. The newest report is from Jan 2021."),
        (True, "No such changes since 2021-01-05; the newest report is from Jan 2021."),
    ],
)
def test_nothing_caption_names_the_newest_report(chosen: bool, caption: str) -> None:  # noqa: FBT001
    assert nothing_caption("since 2021-01-05", "2021-01", chosen=chosen) == caption


def test_phrase_of_the_days() -> None:
    first, second = AsOf(date(2020, 12, 5)), AsOf(date(2021, 1, 7))
    assert days_phrase(first, second) == "between 2020-12-05 and 2021-01-07"
    recorded = first._replace(arrived_before="2020-12-06")
    assert days_phrase(recorded, second) == (
        "between what this slate showed on 2020-12-05 and 2021-01-07"
    )


DIFF = "\nslate diff 7d | less"


@pytest.mark.parametrize(
    ("shown", "options", "expected"),
    [
        (0, {}, "No differences between days."),
        (0, {"chosen": True}, "No such differences between days."),
        (1, {"chosen": True}, "1 difference between days."),
        (1_200, {}, "1,200 differences between days."),
        (
            200,
            {"more": True},
            f"The first 200 differences between days. For all:{DIFF}",
        ),
        (1, {"more": True}, f"The first difference between days. For all:{DIFF}"),
        (0, {"more": True}, f"None of the differences between days. For all:{DIFF}"),
    ],
)
def test_caption_counts_differences(shown: int, options: dict[str, bool], expected: str) -> None:
    wanted = {"more": False, "chosen": False} | options
    assert diff_caption(shown, "between days", DIFF, **wanted) == expected


@pytest.mark.parametrize(
    ("number", "receiver", "left_out", "caption"),
    [
        (1, "mail", 0, "Sent 1 change to mail."),
        (2_000, "sh", 1, "Sent 2,000 changes to sh, and a count of 1 more report."),
        (20, "\x1b", 1_850, "Sent 20 changes to \\x1b, and a count of 1,850 more reports."),
    ],
)
def test_passed_caption_counts_changes(
    number: int, receiver: str, left_out: int, caption: str
) -> None:
    assert passed_caption(number, receiver, left_out) == caption


def test_the_caption_of_a_timeline() -> None:
    rest = "\nslate timeline --limit 3"
    assert timeline_caption(1, 1, rest, "title") == "1 title."
    assert timeline_caption(2, 3, rest, "release") == f"The first 2 of 3 releases. For all:{rest}"
