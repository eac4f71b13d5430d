from itertools import product

import pytest

from slate.domain.errors import StatusError
from slate.domain.queries.query import StatusFilter
from slate.domain.queries.status_filter import parse_status_filter, words
from slate.domain.titles.kinds import Kind
from slate.domain.titles.relations import Relation
from slate.domain.titles.stages import STAGES, Stage
from slate.domain.titles.status import DUE_LABEL, LEFT_LABEL, label_of

NOUNS = (*Kind, "season", *(relation.noun for relation in Relation))


@pytest.mark.parametrize(("status", "noun"), [*product(Stage, NOUNS)])
def test_every_printed_label_is_a_filter(status: Stage, noun: str) -> None:
    label = label_of(status, noun)

    for typed in (label, label.upper(), label.replace(" ", "_"), f" {label.replace(' ', '-')} "):
        wanted = parse_status_filter(typed)
        assert label in wanted.labels or status in wanted.stages
        assert not wanted.overdue


@pytest.mark.parametrize("when", ["2021-01-01", "Dec 2020", "winter 2019/20", "by 2020"])
def test_the_label_of_an_overdue_title_is_a_filter(when: str) -> None:
    assert parse_status_filter(f"Due {when}, not confirmed") == StatusFilter(overdue=True)


def test_the_label_under_which_overdue_titles_are_counted_is_a_filter() -> None:
    assert parse_status_filter("Due, not confirmed") == StatusFilter(overdue=True)


@pytest.mark.parametrize(
    "typed", ["Left Netflix 2020-12-31", "left Apple TV+ Dec 2020", "LEFT 2020-12-31", "left"]
)
def test_the_label_of_a_title_that_has_left_is_a_filter(typed: str) -> None:
    assert parse_status_filter(typed) == StatusFilter(left=True)


def test_label_filter_matches_only_that_label() -> None:
    assert parse_status_filter("Upcoming season") == StatusFilter(
        labels=frozenset({"Upcoming season"})
    )
    assert parse_status_filter("sequel in development") == StatusFilter(
        labels=frozenset({"Sequel in development"})
    )


def test_a_filter_takes_groups_too_and_says_so() -> None:
    with pytest.raises(StatusError, match=r"canceled, upcoming, active, left, or a label such as"):
        parse_status_filter("soon")


COMING = "rumored announced in-development pre-production filming post-production scheduled on-hold"


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("upcoming", COMING),
        ("Not yet released", COMING),
        ("Active", "in-development pre-production filming post-production"),
        ("out", "released"),
        ("Filming", "filming"),
        ("cancelled", "canceled"),
    ],
)
def test_status_filter_accepts_stages_groups_and_words(text: str, stages: str) -> None:
    assert parse_status_filter(text) == StatusFilter(
        stages=frozenset(STAGES[word] for word in stages.split())
    )


@pytest.mark.parametrize("text", ["film", "sequel", "soon"])
def test_a_filter_refuses_other_words(text: str) -> None:
    with pytest.raises(StatusError, match=f'"{text}" is not a status'):
        parse_status_filter(text)


def test_status_filters_combine_with_or() -> None:
    either = (
        parse_status_filter("filming")
        .either(parse_status_filter("upcoming season"))
        .either(parse_status_filter("due 2020, not confirmed"))
        .either(parse_status_filter("left"))
        .either(parse_status_filter("released"))
    )

    assert either == StatusFilter(
        frozenset({Stage.FILMING, Stage.RELEASED}),
        frozenset({"Upcoming season"}),
        overdue=True,
        left=True,
    )


def test_words_to_choose_from_are_stages_groups_and_labels() -> None:
    assert words()[:14] == (*Stage, "upcoming", "active", "left")
    assert {"upcoming season", "sequel in development", "remake filming"} < set(words()[14:])


@pytest.mark.parametrize("word", words())
def test_words_to_choose_from_are_values_of_the_filter(word: str) -> None:
    assert parse_status_filter(word)


def test_the_labels_of_counts_are_filters() -> None:
    assert parse_status_filter(DUE_LABEL) == StatusFilter(overdue=True)
    assert parse_status_filter(LEFT_LABEL) == StatusFilter(left=True)
