from typing import Any

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import Arrival, Changed, record_of
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import history_of
from slate.domain.reports.report import Report
from slate.render.plain.changes import (
    HEADER,
    change_text,
    mail_lines,
    table_rows,
)
from slate.render.plain.lines import lines
from tests.render.samples import COBRA_KAI, HOSTILE, on, report


def changes_from(
    reports: list[Report], slug: str, name: str, batch: int = 1, entered: str | None = None
) -> list[Changed]:
    """Return the changes that these reports make to a title, newest first."""
    return [
        Changed(
            record_of(change, slug, name, Arrival(batch, entered or day, "desk"), step.report),
            change,
            step.title.releases if step.title else (),
        )
        for step in reversed(list(history_of("key", reports)))
        for day in [step.report.reported_on]
        for change in step.differences
    ]


def undo(change: Changed, how: str) -> Changed:
    arrival = Arrival(9, "2020-12-30", "desk")
    record = record_of(change.difference, "cobra-kai-s3", "Cobra Kai: season 3", arrival, None)
    return Changed(record._replace(how=how), change.difference, change.releases)


LIMITED = on("2020-12-09", "limited|US|")
COBRA = changes_from(COBRA_KAI, "cobra-kai-s3", "Cobra Kai: season 3", entered="2020-12-16")
MIDNIGHT = changes_from(
    [report({"title": "The Midnight Sky", "releases": on("2020-12-23") | LIMITED}, batch="0"),
     report({"releases": on("2020-12-11", "limited|US|"), "tags": {"space": True}})],
    "the-midnight-sky", "The Midnight Sky",
)  # fmt: skip
CHANGES = [undo(COBRA[0], "undo"), *MIDNIGHT, *COBRA]


def test_in_a_pipe_every_line_is_complete_by_itself() -> None:
    limited = "slipped 2020-12-09 -> 2020-12-11, 2 days later (limited theaters, US)"
    gap = " " * (len(limited) - len("narrowed 2021 -> 2021-01-08") + 2)
    assert list(lines(HEADER, table_rows(CHANGES[:5]))) == [
        f"Day             Title                Change{' ' * 65}Source             Entered     Note",
        f"2020-12-30 Wed  Cobra Kai: season 3  narrowed 2021 -> 2021-01-08{gap}undo by desk",
        f"2020-12-30 Wed  The Midnight Sky     {limited}  Netflix, reported",
        f"2020-12-30 Wed  The Midnight Sky     tags: + space{' ' * 58}Netflix, reported",
        (
            "2020-12-30 Wed  The Midnight Sky     "
            f"{'added, Netflix, 2020-12-23; limited theaters (US), 2020-12-09':71}"
            "Netflix, reported"
        ),
        (
            f"2020-10-02 Fri  Cobra Kai: season 3  narrowed 2021 -> 2021-01-08{gap}"
            "Netflix, official  2020-12-16"
        ),
    ]


def test_mail_lines_have_one_row_per_change() -> None:
    season, narrowed = "Cobra Kai: season 3", "narrowed 2021 -> 2021-01-08"
    assert list(mail_lines([CHANGES[0], COBRA[0]], {("2020-12-30", 9): 4_384})) == [
        ("2020-12-30 Wed", season, narrowed, "undo by desk", None, None),
        ("2020-12-30 Wed", "", "and 4,384 more reports of batch 9", "", None, None),
        (
            *("2020-10-02 Fri", season, narrowed),
            *("Netflix, official, entered 2020-12-16", "https://example.com/a", None),
        ),
    ]


NOTED = changes_from(
    [report({"title": "Soul", "releases": on("2021-01-08")}, batch="0", note="As if."),
     report({"releases": on("2021-02"), "tags": {"jazz": True}}, note="Moved for the holidays."),
     report(None, "2020-12-31", source=None, note="not streaming")],
    "soul", "Soul",
)  # fmt: skip
SLIPPED = "slipped 2021-01-08 -> Feb 2021, 1 month later"


def test_a_note_is_shown_once_with_the_last_change_of_its_report() -> None:
    day, reported = "2020-12-30 Wed", "Netflix, reported"
    assert list(mail_lines(NOTED, {})) == [
        ("2020-12-31 Thu", "Soul", "removed", "", None, "not streaming"),
        (day, "Soul", SLIPPED, reported, None, None),
        (day, "Soul", "tags: + jazz", reported, None, "Moved for the holidays."),
        (day, "Soul", "added, Netflix, 2021-01-08", reported, None, "As if."),
    ]
    assert [row[-1] for row in table_rows(NOTED)] == [
        "not streaming",
        "",
        "Moved for the holidays.",
        "As if.",
    ]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({}, "added"),
        ({"releases": on()}, "added, Netflix"),
        ({"releases": on("2021-early")}, "added, Netflix, early 2021"),
        ({"releases": on("2021-01-08", "theatrical|US|")}, "added, theaters (US), 2021-01-08"),
    ],
)
def test_an_added_title_is_shown_with_its_release(said: dict[str, Any], text: str) -> None:
    [change] = changes_from([report({"title": "Title"} | said)], "title", "Title")
    assert change_text(change.difference, change.releases) == text


def test_a_removed_title_is_shown_as_removed() -> None:
    assert change_text(Difference(ChangeName.REMOVED, "Title"), ()) == "removed"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped(hostile: str) -> None:
    said = report(
        {"title": hostile, "releases": on(None, f"streaming||{hostile}")},
        source=hostile,
        note=hostile,
    )
    found = changes_from([said], "slug", hostile)
    text = "\n".join(lines(HEADER, table_rows(found)))
    assert "\x1b" not in text
    assert "\u202e" not in text
