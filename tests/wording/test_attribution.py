import pytest

from slate.domain.reports.confidences import Confidence
from slate.wording.attribution import (
    attribution,
    cited,
    dated_attribution,
    rumor_mark,
    spoken_attribution,
    unofficial_attribution,
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
