"""The texts on a lasting page; the tests of the screen of a history have those on a terminal."""

from datetime import date

from slate.domain.changes.history import history_of
from slate.render.look.display import Display
from slate.render.look.history_content import (
    date_texts,
    report_source,
    shown_dates,
    step_texts,
    unheard_text,
)
from slate.render.look.theme import Meaning
from tests.render.samples import COBRA_KAI

PAGE = Display(200, date(2021, 1, 7), has_links=True, is_lasting=True)
STEPS = tuple(history_of("key", COBRA_KAI))


def test_dates_are_those_that_the_headline_release_had() -> None:
    found = shown_dates(STEPS)
    assert [each.when.text for each in found] == ["2021", "2021-01-08"]
    assert [each.meaning for each in found] == [Meaning.VAGUE, Meaning.OFFICIAL]
    texts = [text.plain for text in date_texts(found[-1], PAGE)]
    assert texts == ["Oct 2, 2020", "Jan 8, 2021", "", "Netflix ✓"]
    narrow = PAGE._replace(width=60)
    assert [text.plain for text in date_texts(found[0], narrow)] == ["Jul 27, 2020", "2021", ""]


def test_a_step_has_a_text_for_each_change() -> None:
    assert [text.plain for text in step_texts(STEPS[1], PAGE)] == ["moved YouTube → Netflix"]
    assert [text.plain for text in step_texts(STEPS[3], PAGE)] == [
        "narrowed 2021 → Jan 8, 2021",
        "status announced → scheduled",
    ]


def test_a_report_that_changed_nothing_has_what_it_states() -> None:
    assert step_texts(STEPS[4], PAGE) == []
    text = unheard_text(STEPS[4], PAGE)
    assert text.plain == "said Jan 1, 2021"
    assert text.spans[0].style == Meaning.RUMOR


def test_a_source_is_a_link_to_its_report() -> None:
    text = report_source(COBRA_KAI[4], PAGE)
    assert text.plain == "Deadline, rumor"
    assert any(getattr(span.style, "link", None) == "https://example.com/b" for span in text.spans)
    assert report_source(COBRA_KAI[3], PAGE, in_words=True).plain == "Netflix ✓ official"
