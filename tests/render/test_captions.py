import pytest

from slate.domain.dates.windows import Window, from_today, parse_window
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.record import Record
from slate.render.captions import leaving_caption, list_caption, next_line, upcoming_caption

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
        ((3, 2, 1), "3 in January, 2 possible, 1 undated (slate list --undated)."),
        ((1_200, 0, 0), "1,200 in January."),
        ((3, 0, 1), "3 in January, 1 undated (slate list --undated)."),
        ((0, 2, 0), "2 possible in January."),
        ((0, 2, 1), "2 possible in January, 1 undated (slate list --undated)."),
        ((0, 0, 1), "Nothing in January 2021, 1 undated (slate list --undated)."),
        ((0, 0, 0), "Nothing in January 2021."),
    ],
)
def test_upcoming_caption_counts_titles(counts: tuple[int, int, int], text: str) -> None:
    assert upcoming_caption(*counts, JANUARY, "slate list --undated") == text


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((3, 2, 1), "3 in January, 2 possible, 1,000 leaving, 1 undated (slate list)."),
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
        (
            200,
            1_000,
            "200 of 1,000 titles. For all: slate list | less",
        ),
    ],
)
def test_list_caption_counts_titles(shown: int, total: int, text: str) -> None:
    assert list_caption(shown, total, "slate list | less") == text
