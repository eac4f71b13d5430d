import re
from datetime import date
from typing import Any

import pytest
from rich.text import Text

from slate.domain.dates.parsing import parse_date
from slate.domain.reports.confidences import CONFIDENCES, Confidence
from slate.domain.text import safe
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.render.look.cells import (
    bar_cell,
    beside_cell,
    cell,
    date_cell,
    date_meaning,
    date_of,
    dotted,
    doubt_cell,
    joined,
    label_cell,
    linked,
    meaning_of,
    near_cell,
    official_cell,
    on_cell,
    service_cell,
    short_day,
    source_cell,
    status_cell,
    title_cell,
)
from slate.render.look.display import Display
from slate.render.look.theme import Meaning
from tests.render.samples import HOSTILE, NETFLIX, record, shown

DISPLAY = Display(80, date(2021, 1, 7))
WITH_LINKS = DISPLAY._replace(has_links=True)
URL = "https://example.com/a"
RELEASED: dict[str, Any] = {"status": "released", "label": "Released"}
CANCELED: dict[str, Any] = {"status": "canceled", "label": "Canceled"}
SCHEDULED: dict[str, Any] = {"status": "scheduled", "label": "Upcoming season", "season": 3}
OVERDUE = SCHEDULED | {"overdue": True, "date": "2021-01-01", "label": "Due 2021-01-01, not ..."}


def styled(text: Text) -> list[tuple[str, str]]:
    """Return the pieces of a text, each with its style; pieces of no style are plain."""
    styles = [str(Meaning.PLAIN)] * len(text.plain)
    for span in text.spans:
        styles[span.start : span.end] = [str(span.style)] * (span.end - span.start)
    found: list[tuple[str, str]] = []
    for letter, style in zip(text.plain, styles, strict=True):
        if found and found[-1][1] == style:
            found[-1] = (found[-1][0] + letter, style)
        else:
            found.append((letter, style))
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_any_text_is_safe_and_shown_as_it_is(hostile: str) -> None:
    assert cell(hostile).plain == safe(hostile)


def test_a_style_does_not_extend_beyond_its_text() -> None:
    text = cell("Gone", Meaning.CANCELED) + Text("  ")
    assert styled(text) == [("Gone", Meaning.CANCELED), ("  ", Meaning.PLAIN)]


def test_signs_of_one_meaning_are_one_piece() -> None:
    signs = [("a", Meaning.QUIET), ("b", Meaning.QUIET), ("c", Meaning.LATE), ("d", Meaning.QUIET)]
    bar = bar_cell(signs)
    assert (bar.plain, len(bar.spans)) == ("abcd", 3)
    assert styled(bar) == [("ab", Meaning.QUIET), ("c", Meaning.LATE), ("d", Meaning.QUIET)]
    assert bar_cell([]).plain == ""


def test_texts_that_are_not_empty_are_joined() -> None:
    a, b, empty = cell("a", Meaning.LATE), cell("b"), cell("")
    assert joined(empty, a, empty, b, empty).plain == "a b"
    assert styled(joined(a, b, separator=", ")) == [
        ("a", Meaning.LATE),
        (", ", Meaning.QUIET),
        ("b", Meaning.PLAIN),
    ]
    assert styled(joined(b, b, separator="  ")) == [("b  b", Meaning.PLAIN)]
    assert dotted(a, empty, b).plain == "a · b"
    assert not joined()
    assert not dotted(empty, empty)


def test_a_link_opens_the_address() -> None:
    text = shown([linked(cell("a"), URL, WITH_LINKS)], 80, "standard")
    assert re.sub(r"id=\d+", "id", text) == f"\x1b]8;id;{URL}\x1b\\a\x1b]8;;\x1b\\\n"


@pytest.mark.parametrize(
    ("url", "display"),
    [
        (URL, DISPLAY),
        (None, WITH_LINKS),
        ("", WITH_LINKS),
        ("javascript:alert(1)", WITH_LINKS),
        ("file:///etc/passwd", WITH_LINKS),
        ("https://a\x1b\\b", WITH_LINKS),
        ("https://a\u202eb", WITH_LINKS),
    ],
)
def test_other_texts_have_no_link(url: str | None, display: Display) -> None:
    text = linked(cell("a"), url, display)
    assert text == cell("a")
    assert text.spans == cell("a").spans


@pytest.mark.parametrize(
    ("text", "confidence", "options", "meaning"),
    [
        ("2021-01-08", None, {}, Meaning.PLAIN),
        ("2021-01-08", "reported", {}, Meaning.PLAIN),
        ("2021-01-08", "official", {}, Meaning.OFFICIAL),
        ("2021-01-08", "rumor", {}, Meaning.RUMOR),
        ("2021-01-08", "official", {"in_doubt": True}, Meaning.RUMOR),
        ("2021-01-08?", "official", {}, Meaning.VAGUE),
        ("2021-01", "official", {}, Meaning.VAGUE),
        ("2021-01", "rumor", {}, Meaning.RUMOR),
        ("2021-06/..", None, {}, Meaning.VAGUE),
    ],
)
def test_what_is_to_be_noticed_about_a_date(
    text: str, confidence: str | None, options: dict[str, bool], meaning: Meaning
) -> None:
    given = None if confidence is None else CONFIDENCES[confidence]
    assert date_meaning(parse_date(text), given, **options) is meaning


@pytest.mark.parametrize(
    ("fields", "meaning"),
    [
        (CANCELED | {"overdue": False}, Meaning.CANCELED),
        (OVERDUE, Meaning.LATE),
        (RELEASED, Meaning.QUIET),
        (SCHEDULED | {"date": "2021-01-08", "confidence": "official"}, Meaning.OFFICIAL),
        (SCHEDULED | {"date": "2021-01-08", "contested": True}, Meaning.RUMOR),
    ],
)
def test_what_is_to_be_noticed_about_a_record(fields: dict[str, Any], meaning: Meaning) -> None:
    found = record(**fields)
    assert meaning_of(found, date_of(found)) is meaning


@pytest.mark.parametrize(
    ("fields", "when", "near"),
    [
        (SCHEDULED | {"date": "2021-01-08"}, ("Fri Jan 8", Meaning.PLAIN), "tomorrow"),
        (SCHEDULED | {"date": "2021-02-08"}, ("Mon Feb 8", Meaning.PLAIN), ""),
        (SCHEDULED | {"date": "2021-early"}, ("early 2021", Meaning.VAGUE), ""),
        (RELEASED | {"date": "2020-12-25"}, ("Dec 25, 2020", Meaning.QUIET), "13 days ago"),
        (RELEASED | {"date": "2020-10-25"}, ("Oct 25, 2020", Meaning.QUIET), ""),
        (RELEASED | {"date": None, "year": 2005}, ("2005", Meaning.QUIET), "year only"),
        (SCHEDULED | {"date": None, "year": 2022}, ("2022", Meaning.VAGUE), "year only"),
        (RELEASED | {"date": None, "year": None}, ("no date", Meaning.QUIET), ""),
        (SCHEDULED | {"date": None, "year": None}, None, ""),
    ],
)
def test_a_date_and_how_far_off_it_is(
    fields: dict[str, Any], when: tuple[str, Meaning] | None, near: str
) -> None:
    found = record(**fields)
    assert styled(date_cell(found, DISPLAY)) == ([when] if when else [])
    assert styled(near_cell(found, DISPLAY)) == ([(near, Meaning.QUIET)] if near else [])


@pytest.mark.parametrize(
    ("fields", "near", "text"),
    [
        (OVERDUE, "6 days ago", "due 6 days ago"),
        (OVERDUE, "", "due"),
        (SCHEDULED | {"date": "2021-01-08"}, "tomorrow", ""),
        (RELEASED | {"date": None}, "year only", "year only"),
    ],
)
def test_what_is_said_beside_the_status(fields: dict[str, Any], near: str, text: str) -> None:
    assert beside_cell(record(**fields), cell(near)).plain == text


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        (SCHEDULED | {"date": "2021-01-08"}, "✓"),
        (SCHEDULED | {"date": None}, ""),
        (RELEASED | {"date": "2020-12-25"}, ""),
        (OVERDUE, ""),
        (SCHEDULED | {"date": "2021-01-08", "confidence": "reported"}, ""),
    ],
)
def test_an_official_date_to_come_has_a_sign(fields: dict[str, Any], sign: str) -> None:
    assert official_cell(record(**{"confidence": "official"} | fields)).plain == sign


def test_overdue_days_are_counted_farther() -> None:
    found = record(**OVERDUE)._replace(date="2020-10-25")
    assert styled(near_cell(found, DISPLAY)) == [("74 days ago", Meaning.LATE)]
    assert not near_cell(found._replace(date="2020-01-25"), DISPLAY)


@pytest.mark.parametrize(
    ("fields", "meaning"),
    [(SCHEDULED, Meaning.PLAIN), (RELEASED, Meaning.QUIET), (CANCELED, Meaning.CANCELED)],
)
def test_titles_of_which_nothing_is_to_come_are_subdued(
    fields: dict[str, Any], meaning: Meaning
) -> None:
    found = record(**fields, title="Dune", url=URL)
    name = found.name
    assert styled(title_cell(found, DISPLAY)) == [(name, meaning)]
    where = styled(on_cell(found))
    mark = "slate.service0" if meaning is Meaning.PLAIN else Meaning.QUIET
    expected = [("▌", mark), ("Netflix", meaning)]
    assert where == ([("▌Netflix", mark)] if mark == meaning else expected)


def test_the_name_of_a_title_links_to_its_report() -> None:
    found = record(url=URL)
    assert URL in shown([title_cell(found, WITH_LINKS)], 80, "standard")
    assert URL not in shown([title_cell(found, DISPLAY)], 80, "standard")


@pytest.mark.parametrize(
    ("key", "meaning", "text", "mark"),
    [
        (NETFLIX, Meaning.PLAIN, "▌Netflix", "slate.service0"),
        (NETFLIX, Meaning.QUIET, "▌Netflix", Meaning.QUIET),
        (NETFLIX, Meaning.CANCELED, "▌Netflix", Meaning.QUIET),
        (
            ReleaseKey(ReleaseType.PHYSICAL, "GB", "Max"),
            Meaning.PLAIN,
            "▌Max (disc, GB)",
            "slate.service3",
        ),
        (ReleaseKey(ReleaseType.THEATRICAL, "US", None), Meaning.PLAIN, " theaters (US)", None),
        (ReleaseKey(None, None, None), Meaning.PLAIN, "", None),
    ],
)
def test_a_service_has_a_mark_in_its_color(
    key: ReleaseKey, meaning: Meaning, text: str, mark: str | None
) -> None:
    found = service_cell(key, meaning)
    assert found.plain == text
    if mark is not None:
        assert styled(found)[0] == ("▌", mark) or styled(found) == [(text, mark)]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (SCHEDULED, [("season", Meaning.PLAIN)]),
        (OVERDUE, [("season", Meaning.PLAIN)]),
        (RELEASED, [("docuseries", Meaning.QUIET)]),
        (CANCELED, [("docuseries", Meaning.QUIET)]),
        (
            SCHEDULED | {"confidence": "rumor"},
            [("season", Meaning.PLAIN), (", ", Meaning.QUIET), ("rumor", Meaning.RUMOR)],
        ),
        (
            SCHEDULED | {"contested": True, "source": "TVmaze", "confidence": "listed"},
            [
                ("season", Meaning.PLAIN),
                (", ", Meaning.QUIET),
                ("says TVmaze, listed", Meaning.RUMOR),
            ],
        ),
        (
            RELEASED | {"leaves": "2021-01-31"},
            [("docuseries, ", Meaning.QUIET), ("leaves Jan 31", Meaning.PLAIN)],
        ),
        (
            RELEASED | {"leaves": "2020-12-31", "has_left": True},
            [("left Dec 31, 2020", Meaning.QUIET)],
        ),
    ],
)
def test_the_status_says_what_is_doubtful_and_what_leaves(
    fields: dict[str, Any], status: list[tuple[str, str]]
) -> None:
    assert styled(status_cell(record(**fields), DISPLAY)) == status


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        (SCHEDULED | {"confidence": "official"}, [("Upcoming season", Meaning.PLAIN)]),
        (RELEASED, [("Released", Meaning.QUIET)]),
        (OVERDUE, [("Due, not confirmed", Meaning.LATE)]),
        (
            OVERDUE | {"confidence": "rumor"},
            [("Due, not confirmed", Meaning.LATE), (", ", Meaning.QUIET), ("rumor", Meaning.RUMOR)],
        ),
    ],
)
def test_outside_of_groups_the_label_is_whole(
    fields: dict[str, Any], label: list[tuple[str, str]]
) -> None:
    assert styled(label_cell(record(**fields))) == label


def test_doubt_is_that_of_a_rumor() -> None:
    assert styled(doubt_cell(record(confidence="rumor"))) == [("rumor", Meaning.RUMOR)]
    assert not doubt_cell(record())


@pytest.mark.parametrize(
    ("source", "confidence", "pieces"),
    [
        (None, None, []),
        (None, "reported", []),
        ("Deadline", None, [("Deadline", Meaning.QUIET)]),
        ("Deadline", "reported", [("Deadline", Meaning.QUIET)]),
        (
            "Netflix",
            "official",
            [("Netflix", Meaning.QUIET), (" ", Meaning.PLAIN), ("✓", Meaning.QUIET)],
        ),
        (None, "official", [("✓", Meaning.QUIET)]),
        ("TMDB", "listed", [("TMDB, listed", Meaning.QUIET)]),
        ("Reddit", "rumor", [("Reddit, ", Meaning.QUIET), ("rumor", Meaning.RUMOR)]),
        (None, "rumor", [("rumor", Meaning.RUMOR)]),
    ],
)
def test_a_source_says_how_sure_it_is(
    source: str | None, confidence: str | None, pieces: list[tuple[str, str]]
) -> None:
    given = None if confidence is None else CONFIDENCES[confidence]
    assert styled(source_cell(source, given)) == pieces


def test_an_official_source_can_be_told_in_words() -> None:
    assert source_cell("Netflix", Confidence.OFFICIAL, in_words=True).plain == "Netflix ✓ official"
    nobody = source_cell(None, Confidence.OFFICIAL, in_words=True)
    assert nobody.plain == "✓ official, no source named"
    assert source_cell(None, Confidence.RUMOR, in_words=True).plain == "rumor, no source named"
    assert source_cell(None, Confidence.REPORTED, in_words=True).plain == ""
    assert source_cell("A", Confidence.LISTED, in_words=True).plain == "A, listed"


def test_a_date_without_the_day_of_the_week() -> None:
    assert short_day(DISPLAY)("2021-01-08") == "Jan 8"
    assert short_day(DISPLAY)("2020-12") == "Dec 2020"


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        (SCHEDULED | {"date": "2021-01-08", "confidence": "official"}, "✓"),
        (SCHEDULED | {"date": "2021-01-08", "confidence": "reported"}, ""),
        (SCHEDULED | {"date": None, "confidence": "official"}, ""),
        (OVERDUE | {"confidence": "official"}, ""),
        (RELEASED | {"confidence": "official"}, ""),
    ],
)
def test_a_date_to_come_that_is_official_has_a_sign(fields: dict[str, Any], sign: str) -> None:
    assert official_cell(record(**fields)).plain == sign


def test_what_stands_beside_the_status_without_a_column_for_it() -> None:
    late, year = record(**OVERDUE), record(**RELEASED | {"date": None, "year": 2005})
    soon = record(**SCHEDULED | {"date": "2021-01-08"})
    beside = [beside_cell(each, near_cell(each, DISPLAY)) for each in (late, year, soon)]
    assert [text.plain for text in beside] == [
        f"due {near_cell(late, DISPLAY).plain}",
        "year only",
        "",
    ]
    assert styled(beside[0])[0] == ("due", Meaning.LATE)
