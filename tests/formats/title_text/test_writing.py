import tomllib

import pytest

from slate.domain.ledger.statement import Origin
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.fields import STATED
from slate.formats.title_text.writing import title_text
from tests import fields as sample
from tests.domain.slates import report

from .conftest import editable

TODAY = "2021-01-07"
SERIES = {"title": "Cobra Kai", "season": 3}
NETFLIX = "streaming||Netflix"


def said(patch: dict[str, object], n: int, source: str | None = "Netflix", **more: str) -> Report:
    return report(patch, source=source, n=n, **more)


def text_of(*reports: Report, origin: Origin | None = None, **more: object) -> str:
    shown = editable(*reports, **more)  # type: ignore[arg-type]
    return title_text(shown, origin or Origin(TODAY), TODAY)


def lines_below(text: str, heading: str) -> list[str]:
    """Return the lines of a text from one that begins with a heading to the next empty one."""
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith(heading))
    return lines[place : lines.index("", place)] if "" in lines[place:] else lines[place:]


def test_text_of_a_title() -> None:
    text = text_of(
        said(SERIES | {"releases": {NETFLIX: {"date": "2021-early"}}}, 1, "TVLine"),
        said({"releases": {NETFLIX: {"date": "2021-01-08"}}}, 2, confidence="official"),
        said({"releases": {NETFLIX: {"date": "2021-02"}}}, 3, "a fan forum", confidence="rumor"),
        said({"status": "filming", "tags": {"dojo": True}}, 4, None),
        said({"aka": {"Karate": True}, "ids": {"imdb": "tt1", "calendar": "x"}}, 5),
        said({"credits": {"cast|A": 1, "cast|B": 2, "show runner|C": True}}, 6),
        said({"links": {"sequel-of|k2": True, "spin-off-of|gone": True}}, 7),
        slug="cobra-kai-s3",
        linked={"k2": "cobra-kai-s2"},
    )
    assert (
        text
        == """\
# Cobra Kai: season 3 (cobra-kai-s3)
# State: 4476c1ea61c8 (to notice what others change)
#
# Change what is new or wrong, save, and close the editor.
# Only what you change is recorded; if you change nothing,
# nothing is.
#
# - Empty a value ("" or []) to withdraw it. A release with
#   an empty date has no date (TBA).
# - Delete a [[releases]] block to drop that release; fill
#   in the empty one to add another. In a block, a line that
#   you delete counts as empty.
# - Elsewhere, a line that you delete changes nothing.
#
# Comments say who stated it, when, and how sure that is.

# Your source for the changes, if you have one:
source = ""
url = ""
reported_on = ""  # empty: today
confidence = ""  # rumor, listed, reported, official
note = ""

# The title:
title = "Cobra Kai"  # TVLine, 2021-01-05, reported
season = 3  # TVLine, 2021-01-05, reported
part = ""
year = ""
# film, series, special, documentary, docuseries, short
kind = ""  # empty: series (it has a season)
# rumored, announced, in-development, pre-production,
# filming, post-production, scheduled, released, ended,
# on-hold, canceled
status = "filming"  # 2021-01-05, reported
slug = ""  # empty: cobra-kai-s3
tags = [
    "dojo",  # 2021-01-05, reported
]
aka = [
    "Karate",  # Netflix, 2021-01-05, reported
]

[[releases]]  # Netflix, 2021-01-05, official
type = "streaming"
region = ""
platform = "Netflix"
date = "2021-01-08"  # Netflix, 2021-01-05, official
# But: Feb 2021, says a fan forum, 2021-01-05, rumor
leaves = ""

# Another release:
[[releases]]
# streaming, theatrical, limited, digital, physical, tv,
# festival
type = ""
region = ""  # US, GB ...
platform = ""
date = ""
leaves = ""

[credits]
cast = [
    "A",  # Netflix, 2021-01-05, reported
    "B",  # Netflix, 2021-01-05, reported
]
"show runner" = [
    "C",  # Netflix, 2021-01-05, reported
]

[links]
sequel-of = [
    "cobra-kai-s2",  # Netflix, 2021-01-05, reported
]
spin-off-of = []
remake-of = []

[ids]
imdb = "tt1"  # Netflix, 2021-01-05, reported
"""
    )


def test_text_of_a_title_of_which_only_the_name_is_known() -> None:
    text = text_of(said({"title": "Dune"}, 1, None))
    assert 'kind = ""  # empty: film (assumed)' in text
    assert 'status = ""  # empty: announced (there is no date)' in text
    assert lines_below(text, "[credits]") == ["[credits]", '# director = ["George Clooney"]']
    assert lines_below(text, "[ids]") == ["[ids]", '# imdb = "tt7846844"']
    assert text.count("\n[[releases]]\n") == 1


def test_every_field_has_a_place_in_the_text() -> None:
    text = text_of(said({"title": "Dune"}, 1))
    sample.check("slate/formats/title_text/writing.py", tomllib.loads(text), STATED)


def test_who_states_the_changes_can_be_filled_in() -> None:
    origin = Origin("2021-01", "Variety", "https://example.com/", Confidence.RUMOR, 'a "note"')
    assert lines_below(text_of(said({"title": "Dune"}, 1), origin=origin), "source") == [
        'source = "Variety"',
        'url = "https://example.com/"',
        'reported_on = "2021-01"  # empty: today',
        'confidence = "rumor"  # rumor, listed, reported, official',
        'note = "a \\"note\\""',
    ]


def test_dates_are_written_as_on_the_screen_with_what_they_narrow() -> None:
    text = text_of(
        said({"title": "Dune", "releases": {NETFLIX: {"date": "2021-Q1"}}}, 1),
        said({"releases": {NETFLIX: {"date": "2021-01/2021-02", "leaves": "2022"}}}, 2, "TVmaze",
             confidence="listed"),
    )  # fmt: skip
    assert lines_below(text, "[[releases]]")[4:] == [
        (
            'date = "Jan-Feb 2021"  # TVmaze, 2021-01-05, listed; '
            "within Q1 2021, says Netflix (reported)"
        ),
        'leaves = "2022"  # TVmaze, 2021-01-05, listed',
    ]


def test_who_withdrew_a_date_is_named() -> None:
    text = text_of(
        said({"title": "Dune", "releases": {NETFLIX: {"date": "2021-Q1"}}}, 1),
        said({"releases": {NETFLIX: {"date": None}}}, 2, "Deadline"),
    )
    assert 'date = ""  # Deadline, 2021-01-05, reported' in text


def test_what_others_claim_stands_where_it_belongs() -> None:
    text = text_of(
        said({"title": "Dune", "releases": {NETFLIX: {}}, "status": "filming"}, 1),
        said({"status": "canceled", "releases": {"streaming||Hulu": {}}}, 2, "Reddit",
             confidence="rumor"),
        said({"releases": {"tv||HBO": {"leaves": "2021-05"}}}, 3, "X"),
        said({"releases": {"tv||HBO": {"leaves": "2021-06"}}}, 4, "Y"),
        said({"releases": {"tv||CBS": {}}}, 5, "X"),
        said({"releases": {"tv||CBS": None}}, 6, "Y"),
    )  # fmt: skip
    assert lines_below(text, "status")[1] == "# But: canceled, says Reddit, 2021-01-05, rumor"
    assert lines_below(text, "[[releases]]  # Reddit")[1] == (
        "# But: Hulu, says Reddit, 2021-01-05, rumor"
    )
    assert lines_below(text, "[[releases]]  # X")[5:] == [
        'leaves = "Jun 2021"  # Y, 2021-01-05, reported',
        "# But: leaves May 2021, says X, 2021-01-05, reported",
    ]
    assert lines_below(text, "# But: CBS")[:2] == [
        "# But: CBS (tv), says X, 2021-01-05, reported",
        "# Another release:",
    ]


@pytest.mark.parametrize("odd", ["\u202e", "a\u2066b"])
def test_comments_cannot_control_a_terminal(odd: str) -> None:
    text = text_of(said({"title": f"x{odd}"}, 1, f"Net{odd}flix"), slug=f"s{odd}")
    assert odd not in text
