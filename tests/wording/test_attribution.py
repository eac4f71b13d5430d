import pytest

from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import CONFIDENCES, Confidence
from slate.domain.titles.record import Within
from slate.wording.attribution import (
    attribution,
    cited,
    dated_attribution,
    doubt_mark,
    doubted_attribution,
    placed_attribution,
    rumor_mark,
    spoken_attribution,
    unofficial_attribution,
    within_text,
)
from tests.domain.slates import report
from tests.render.samples import record


@pytest.mark.parametrize(
    ("source", "confidence", "forms"),
    [
        (
            "Wrap",
            "rumor",
            ("Wrap, rumor", "says Wrap (rumor)", "says Wrap, rumor", "Wrap, rumor, Dec 2020"),
        ),
        (
            "Wrap",
            "reported",
            ("Wrap, reported", "says Wrap (reported)", "says Wrap", "Wrap, reported, Dec 2020"),
        ),
        (
            "Wrap",
            "official",
            ("Wrap, official", "says Wrap (official)", "", "Wrap, official, Dec 2020"),
        ),
        (None, "rumor", ("rumor", "rumor", "rumor", "Rumor, Dec 2020")),
        (None, "reported", ("", "", "", "Reported, Dec 2020")),
        (None, "official", ("official", "official", "", "Official, Dec 2020")),
    ],
)
def test_attribution_in_each_form(
    source: str | None, confidence: str, forms: tuple[str, ...]
) -> None:
    said = record(source=source, confidence=confidence, reported_on="2020-12", status="scheduled")
    assert forms == (
        attribution(said.source, said.confidence),
        spoken_attribution(said),
        unofficial_attribution(said),
        dated_attribution(said),
    )


def test_an_undo_has_no_attribution() -> None:
    assert attribution(None, None) == ""


def test_cited_states_source_day_and_confidence() -> None:
    said = report({}, reported_on="2020-12", source="Deadline", confidence="rumor")
    assert cited(said, said.source) == "Deadline, Dec 2020, rumor"
    assert cited(said, None) == "Dec 2020, rumor"


def test_rumor_mark_is_omitted_if_the_status_says_so() -> None:
    assert rumor_mark(record(confidence=Confidence.RUMOR, status="scheduled")) == "rumor"
    assert rumor_mark(record(confidence=Confidence.RUMOR, status="rumored")) == ""


def test_what_is_in_doubt_is_attributed_with_its_confidence() -> None:
    assert doubted_attribution("Reddit", Confidence.RUMOR) == "says Reddit, rumor"
    assert doubted_attribution(None, Confidence.RUMOR) == "rumor"


@pytest.mark.parametrize(
    ("fields", "mark", "unofficial"),
    [
        ({"confidence": "listed"}, "", "says TVmaze"),
        ({"confidence": "rumor"}, "rumor", "says TVmaze, rumor"),
        ({"confidence": "rumor", "status": "rumored"}, "", "says TVmaze"),
        # A contested release always has both.
        ({"confidence": "listed", "contested": True}, *["says TVmaze, listed"] * 2),
        (
            {"confidence": "rumor", "status": "rumored", "contested": True},
            *["says TVmaze, rumor"] * 2,
        ),
    ],
)
def test_doubt_mark(fields: dict[str, object], mark: str, unofficial: str) -> None:
    found = record(**{"source": "TVmaze", "status": "scheduled"} | fields)
    assert (doubt_mark(found), unofficial_attribution(found)) == (mark, unofficial)


@pytest.mark.parametrize(
    ("date", "source", "confidence", "text"),
    [
        ("2021-early", "Netflix", "official", "within early 2021, says Netflix (official)"),
        ("2021-01", "TVmaze", "listed", "within Jan 2021, says TVmaze (listed)"),
        ("2021-01/2021-03", None, "official", "within Jan-Mar 2021, official"),
        ("2021", None, "reported", "within 2021"),
        ("../2021-03", "Netflix", "official", "by Mar 2021, says Netflix (official)"),
        ("2021-03/..", "Netflix", "reported", "from Mar 2021, says Netflix (reported)"),
    ],
)
def test_within_text(date: str, source: str | None, confidence: str, text: str) -> None:
    assert within_text(Within(date, source, CONFIDENCES[confidence])) == text


@pytest.mark.parametrize(
    ("source", "confidence", "text"),
    [
        ("Variety", "official", "says Variety"),
        ("Variety", "reported", "says Variety"),
        ("TVmaze", "listed", "says TVmaze, listed"),
        ("Reddit", "rumor", "says Reddit, rumor"),
        (None, "reported", ""),
        (None, "rumor", "rumor"),
    ],
)
def test_attribution_of_the_service(source: str | None, confidence: str, text: str) -> None:
    assert placed_attribution(Attribution(source, CONFIDENCES[confidence])) == text
