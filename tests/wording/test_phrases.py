from datetime import date

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import STAGES
from slate.wording.phrases import (
    away,
    counted,
    date_text,
    first_of,
    group_text,
    key_word,
    leaves_text,
    linked,
    on_text,
    opened,
    place,
)
from tests.render.samples import TODAY, report


@pytest.mark.parametrize(
    ("key", "status", "on", "where"),
    [
        ("streaming||Netflix", "scheduled", "Netflix", "on Netflix"),
        ("||Netflix", "released", "Netflix", "on Netflix"),
        ("streaming||Netflix", "in-development", "Netflix", "at Netflix"),
        ("streaming|GB|Netflix", "ended", "Netflix (GB)", "on Netflix (GB)"),
        ("physical||Netflix", "announced", "Netflix (disc)", "on Netflix (disc)"),
        ("physical|GB|Netflix", "announced", "Netflix (disc, GB)", "on Netflix (disc, GB)"),
        ("theatrical||A24", "released", "A24 (theaters)", "at A24 (theaters)"),
        ("limited||A24", "released", "A24 (limited theaters)", "at A24 (limited theaters)"),
        ("festival||Sundance", "released", "Sundance (festival)", "at Sundance (festival)"),
        ("theatrical||", "scheduled", "theaters", "in theaters"),
        ("theatrical|US|", "filming", "theaters (US)", "in theaters (US)"),
        ("limited|US|", "scheduled", "limited theaters (US)", "in limited theaters (US)"),
        ("festival||", "scheduled", "festival", "at a festival"),
        ("digital||", "scheduled", "digital", "on digital"),
        ("physical||", "scheduled", "disc", "on disc"),
        ("tv||", "scheduled", "tv", "on TV"),
        ("streaming||", "scheduled", "streaming", "streaming"),
        ("|US|", "scheduled", "US", "in US"),
        ("||", "scheduled", "", ""),
    ],
)
def test_on_text_and_place_name_the_release(key: str, status: str, on: str, where: str) -> None:
    assert on_text(ReleaseKey.parse(key)) == on
    assert place(ReleaseKey.parse(key), STAGES[status]) == where


@pytest.mark.parametrize(
    ("text", "weekday", "shown"),
    [
        ("2021-01-05", True, "2021-01-05 Tue"),
        ("2021-01-05", False, "2021-01-05"),
        ("2021-early", True, "early 2021"),
        (None, True, "no date"),
    ],
)
def test_date_text_formats_dates(text: str | None, weekday: bool, shown: str) -> None:  # noqa: FBT001
    assert date_text(text, weekday=weekday) == shown


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("2021-01-06", "yesterday"),
        ("2021-01-07", "today"),
        ("2021-01-08", "tomorrow"),
        ("2021-01-09", "in 2 days"),
        ("2020-12-25", "13 days ago"),
        ("2021-05-06", "in 119 days"),
        ("2021-05-07", "in 4 months"),
        ("2021-07-06", "in 5 months"),
        ("2020-07-07", "6 months ago"),
        ("2020-07-08", "5 months ago"),
        ("2023-01-06", "in 23 months"),
        ("2023-01-07", "in 2 years"),
        ("2005-06-10", "15 years ago"),
        ("2021-01-08?", None),
        ("2021-01", None),
        ("TBA", None),
    ],
)
def test_away_formats_the_distance_from_today(text: str, far: str | None) -> None:
    assert away(parse_date(text), TODAY) == far


def test_linked_appends_the_url() -> None:
    assert linked("Deadline", report({})) == "Deadline"
    assert linked("Deadline", report({}, url="https://a.b")) == "Deadline  https://a.b"


def test_opened_capitalizes_the_first_letter() -> None:
    assert opened("in January 2021") == "In January 2021"
    assert opened("from Q1 on") == "From Q1 on"


def test_away_uses_the_given_today() -> None:
    assert away(parse_date("2021-01-08"), date(2021, 1, 8)) == "today"


@pytest.mark.parametrize(
    ("when", "text"),
    [("2021-01-31", "leaves 2021-01-31"), ("2021-Q1?", "leaves Q1 2021?"), ("TBA", "")],
)
def test_leaves_text_formats_the_date_on_which_a_release_leaves(when: str, text: str) -> None:
    assert leaves_text(parse_date(when)) == text


def test_counted_formats_a_number_with_its_noun() -> None:
    assert [counted(number, "report") for number in (0, 1, 2)] == [
        "0 reports",
        "1 report",
        "2 reports",
    ]
    assert counted(1, "batch", "batches") == "1 batch"
    assert counted(1_004, "batch", "batches") == "1,004 batches"


@pytest.mark.parametrize(
    ("shown", "total", "expected"),
    [
        (3, 1_200, "The first 3 of 1,200 series"),
        (1, 2, "The first of 2 series"),
        (0, 2, "None of 2 series"),
        (0, 1, "None of 1 serial"),
        (1_000, None, "The first 1,000 series"),
        (1, None, "The first serial"),
        (0, None, "None of the series"),
    ],
)
def test_first_of_names_the_part_that_is_shown(
    shown: int, total: int | None, expected: str
) -> None:
    assert first_of(shown, total, "serial", "series") == expected


def test_most_plurals_add_an_s() -> None:
    assert first_of(2, None, "row") == "The first 2 rows"


def test_screens_say_service() -> None:
    assert [key_word(key) for key in ("platform", "month")] == ["service", "month"]
    assert group_text("platform", "Netflix") == "Netflix"
    assert [group_text(key, None) for key in ("platform", "kind")] == ["no service", "no kind"]
