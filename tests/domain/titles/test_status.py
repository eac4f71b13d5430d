from datetime import date
from itertools import product

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import StatusError
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import (
    derive_kind,
    derive_status,
    due_label,
    is_overdue,
    label_of,
    left_label,
    noun_of,
    parse_status,
)

NOUNS = (
    *("film", "series", "special", "documentary", "docuseries", "short"),
    *("season", "sequel", "spin-off", "remake"),
)


# Derived where nothing is reported


@pytest.mark.parametrize(
    ("when", "reported_on", "follows", "status", "why"),
    [
        ("TBA", "2021-01-07", False, "announced", "there is no date"),
        ("TBA", None, False, "announced", "there is no date"),
        ("TBA", "2021-01-07", True, "in-development", "it follows another title, and has no date"),
        ("2021-01-08", "2021-01-07", False, "scheduled", "there is a date"),
        ("2021-01-08", "2021-01-07", True, "scheduled", "there is a date"),
        ("2021-01-07", "2021-01-07", False, "scheduled", "there is a date"),
        ("2021-01-06", "2021-01-07", False, "released", "the date is past"),
        ("2021-01-06", None, False, "scheduled", "there is a date"),
        ("2020", "2021-01-07", True, "released", "the date is past"),
        ("2021", "2021-01-07", False, "scheduled", "there is a date"),
        # Reported in January: possibly on the first of the month.
        ("2020-12-31", "2021-01", False, "released", "the date is past"),
        ("2021-01-01", "2021-01", False, "scheduled", "there is a date"),
        ("2020-01/2020-03", "2021-01-07", False, "released", "the date is past"),
        ("2020-01/..", "2021-01-07", False, "scheduled", "there is a date"),
        ("../2020", "2021-01-07", False, "released", "the date is past"),
        ("2020-12?", "2021-01-07", False, "scheduled", "there is a date"),
        # A year on its own, as passed when there is no date.
        ("2019", "2020", False, "released", "the date is past"),
        ("2019", "2019", False, "scheduled", "there is a date"),
        ("0009", "0010-01-01", True, "released", "the date is past"),
    ],
)
def test_derive_status_from_the_date_and_the_day_reported(
    when: str,
    reported_on: str | None,
    follows: bool,  # noqa: FBT001 -- a table
    status: str,
    why: str,
) -> None:
    day = None if reported_on is None else parse_date(reported_on)

    assert derive_status(parse_date(when), day, follows=follows) == (status, why)


@pytest.mark.parametrize(
    ("season", "part", "kind", "why"),
    [
        (3, None, "series", "it has a season"),
        (0, None, "series", "it has a season"),
        (None, 3, "series", "it has a part"),
        (6, 2, "series", "it has a season"),
        (None, None, "film", "assumed"),
    ],
)
def test_derive_kind_from_season_and_part(
    season: int | None, part: int | None, kind: str, why: str
) -> None:
    assert derive_kind(season, part) == (kind, why, why == "assumed")


# Labels


@pytest.mark.parametrize(
    ("status", "noun", "label"),
    [
        (Stage.ANNOUNCED, "film", "Upcoming film"),
        (Stage.SCHEDULED, "season", "Upcoming season"),
        (Stage.SCHEDULED, "documentary", "Upcoming documentary"),
        (Stage.ANNOUNCED, "sequel", "Upcoming sequel"),
        (Stage.SCHEDULED, "spin-off", "Upcoming spin-off"),
        (Stage.IN_DEVELOPMENT, "sequel", "Sequel in development"),
        (Stage.FILMING, "sequel", "Sequel filming"),
        (Stage.RUMORED, "spin-off", "Spin-off rumored"),
        (Stage.PRE_PRODUCTION, "remake", "Remake in pre-production"),
        (Stage.POST_PRODUCTION, "remake", "Remake in post-production"),
        (Stage.RUMORED, "film", "Rumored"),
        (Stage.IN_DEVELOPMENT, "film", "In development"),
        (Stage.PRE_PRODUCTION, "season", "In pre-production"),
        (Stage.FILMING, "series", "Filming"),
        (Stage.POST_PRODUCTION, "film", "In post-production"),
        (Stage.RELEASED, "sequel", "Released"),
        (Stage.RELEASED, "film", "Released"),
        (Stage.ENDED, "series", "Ended"),
        (Stage.ON_HOLD, "sequel", "On hold"),
        (Stage.CANCELED, "season", "Canceled"),
    ],
)
def test_label_of_each_status(status: Stage, noun: str, label: str) -> None:
    assert label_of(status, noun) == label


@pytest.mark.parametrize(
    ("kind", "season", "part", "relation", "noun"),
    [
        (Kind.FILM, None, None, None, "film"),
        (Kind.DOCUSERIES, None, None, None, "docuseries"),
        (Kind.FILM, None, None, "sequel", "sequel"),
        (Kind.SERIES, 3, None, None, "season"),
        (Kind.SERIES, None, 3, None, "season"),
        (Kind.SERIES, 0, None, "spin-off", "season"),
    ],
)
def test_noun_of_a_label(
    kind: Kind, season: int | None, part: int | None, relation: str | None, noun: str
) -> None:
    assert noun_of(kind, season, part, relation) == noun


@pytest.mark.parametrize(("status", "noun"), [*product(Stage, NOUNS)])
def test_every_printed_label_is_accepted_as_input(status: Stage, noun: str) -> None:
    label = label_of(status, noun)
    coming = status in {"announced", "scheduled"}

    for typed in (label, label.upper(), label.replace(" ", "_"), f" {label.replace(' ', '-')} "):
        assert parse_status(typed) == ("upcoming" if coming else status)


@pytest.mark.parametrize(
    ("when", "label"),
    [
        ("2021-01-01", "Due 2021-01-01, not confirmed"),
        ("2020-12", "Due Dec 2020, not confirmed"),
        ("2020-winter", "Due winter 2019/20, not confirmed"),
        ("../2020", "Due by 2020, not confirmed"),
    ],
)
def test_due_label_is_accepted_as_input(when: str, label: str) -> None:
    assert due_label(parse_date(when)) == label
    assert parse_status(label) == "scheduled"


@pytest.mark.parametrize(
    ("status", "when", "overdue"),
    [
        (Stage.SCHEDULED, "2021-01-06", True),
        (Stage.SCHEDULED, "2021-01-07", False),
        (Stage.SCHEDULED, "2020", True),
        (Stage.SCHEDULED, "2021", False),
        (Stage.SCHEDULED, "2020/..", False),
        (Stage.SCHEDULED, "TBA", False),
        (Stage.FILMING, "2020", True),
        (Stage.RUMORED, "2020", True),
        (Stage.ON_HOLD, "2020", False),
        (Stage.RELEASED, "2020", False),
        (Stage.ENDED, "2020", False),
        (Stage.CANCELED, "2020", False),
    ],
)
def test_overdue_when_the_date_is_past_and_no_release_reported(
    status: Stage,
    when: str,
    overdue: bool,  # noqa: FBT001 -- a table
) -> None:
    assert is_overdue(status, parse_date(when), date(2021, 1, 7)) is overdue


# Common words and those of other trackers

WORDS = {
    "rumored": ("Rumored", "rumour", "rumoured"),
    "in-development": (
        *("sequel in development", "in the works", "in development", "In Development", "Pilot"),
        *("development", "Remake in development", "Spin-off in development"),
    ),
    "announced": ("greenlit", "ordered", "renewed", "Planned", "Announced"),
    "pre-production": ("Pre-Production", "preproduction", "in pre-production"),
    "filming": (
        *("shooting", "in production", "In Production", "Filming", "Filming / Post-Production"),
    ),
    "post-production": (*("post", "Post Production", "POST_PRODUCTION", "postproduction"),),
    "scheduled": ("dated", "scheduled"),
    "released": (
        *("out", "premiered", "streaming", "airing", "returning", "Released", "Returning Series"),
        *("Running", "Continuing", "ongoing", "RELEASING", "inCinemas", "in cinemas"),
    ),
    "on-hold": (
        *("paused", "delayed indefinitely", "hiatus", "HIATUS", "shelved", "To Be Determined"),
        *("hold", "On-Hold", "on hold"),
    ),
    "ended": ("Ended", "FINISHED", "finished"),
    "canceled": ("axed", "scrapped", "cancelled", "Canceled", "CANCELLED"),
    "upcoming": (
        *("upcoming", "Upcoming", "upcoming season", "upcoming film", "Upcoming spin-off"),
        "NOT_YET_RELEASED",
    ),
}


@pytest.mark.parametrize(
    ("word", "stage"), [(word, stage) for stage, words in WORDS.items() for word in words]
)
def test_parse_status_accepts_words_of_reporters_and_trackers(word: str, stage: str) -> None:
    for typed in (word, word.upper(), word.replace(" ", "_"), word.replace(" ", "-")):
        assert parse_status(typed) == stage


# A noun alone is not a stage: `add -s film` is meant as a kind.
@pytest.mark.parametrize(
    "text", ["", "soon", "film", "season", "sequel", "due", "upcoming movie", "in", "active"]
)
def test_unknown_status_is_refused_with_the_stages(text: str) -> None:
    with pytest.raises(StatusError) as refused:
        parse_status(text)

    assert str(refused.value) == (
        f'"{text}" is not a status. Choose from rumored, announced, in-development, '
        "pre-production, filming, post-production, scheduled, released, ended, on-hold, "
        "canceled, upcoming, or a label such as 'upcoming season'."
    )


@pytest.mark.parametrize("text", ["Completed", "plan_to_watch", "Dropped", "watched"])
def test_a_word_about_watching_is_refused_as_that(text: str) -> None:
    with pytest.raises(StatusError) as refused:
        parse_status(text)

    assert (refused.value.word, refused.value.of_viewer) == (text, True)
    assert str(refused.value).startswith(
        f'"{text}" is about watching, not about the title. Choose from rumored, announced, '
    )


@pytest.mark.parametrize(
    ("platform", "when", "label"),
    [
        ("Netflix", "2020-12-31", "Left Netflix 2020-12-31"),
        ("Apple TV+", "2020-12", "Left Apple TV+ Dec 2020"),
        (None, "2020-12-31", "Left 2020-12-31"),
        ("Hulu", "../2020-12-31", "Left Hulu by 2020-12-31"),
    ],
)
def test_label_of_a_title_that_has_left_is_accepted_as_a_status(
    platform: str | None, when: str, label: str
) -> None:
    assert left_label(platform, parse_date(when)) == label
    assert parse_status(label) is Stage.RELEASED


def test_left_alone_is_no_status() -> None:
    with pytest.raises(StatusError, match='"left" is not a status'):
        parse_status("left")
