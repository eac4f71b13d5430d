from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.queries.list_sections import ListSection, list_section_of, shares
from slate.domain.titles.stages import Stage
from tests.render.samples import record

_SECTIONS = list(ListSection)
totals = st.lists(st.sampled_from(_SECTIONS), unique=True).flatmap(
    lambda found: st.fixed_dictionaries({section: st.integers(1, 400) for section in found})
)


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ({"status": "scheduled", "overdue": True}, "overdue"),
        ({"status": "scheduled", "date": "2021-01-08"}, "to come"),
        ({"status": "rumored", "date": "2021-06/.."}, "to come"),
        ({"status": "filming", "date": None}, "no date"),
        ({"status": "on-hold", "date": "2021-01-08"}, "on hold"),
        ({"status": "on-hold", "date": None}, "on hold"),
        ({"status": "released", "date": None}, "out"),
        ({"status": "ended", "date": "2022"}, "out"),
        ({"status": "canceled", "date": "2020"}, "canceled"),
    ],
)
def test_the_section_depends_on_the_status_and_the_date(
    fields: dict[str, Any], section: str
) -> None:
    assert list_section_of(record(**fields)) == section


@pytest.mark.parametrize("status", Stage)
@pytest.mark.parametrize("when", [None, "2021-01-08"])
def test_each_status_has_a_section(status: Stage, when: str | None) -> None:
    assert list_section_of(record(status=status, date=when)) in ListSection


def test_sections_of_what_has_passed_begin_with_the_newest() -> None:
    assert [section for section in ListSection if section.is_newest_first] == [
        "overdue",
        "out",
        "canceled",
    ]


def _shares(most: int, *numbers: int, more_out: bool = False) -> list[int]:
    found = shares(dict(zip(ListSection, numbers, strict=True)), most, more_out=more_out)
    assert list(found) == _SECTIONS
    return list(found.values())


def test_titles_to_come_get_most_of_the_room() -> None:
    assert _shares(200, 500, 500, 500, 500, 500, 500) == [20, 130, 20, 10, 10, 10]
    assert _shares(200, 5, 500, 0, 0, 500, 0) == [5, 185, 0, 0, 10, 0]


def test_room_that_is_left_goes_to_the_other_sections_but_not_to_what_is_out() -> None:
    assert _shares(200, 500, 10, 500, 3, 500, 3) == [154, 10, 20, 3, 10, 3]
    assert _shares(200, 5, 10, 5, 3, 500, 3) == [5, 10, 5, 3, 10, 3]
    assert _shares(200, 5, 10, 5, 3, 500, 3, more_out=True) == [5, 10, 5, 3, 174, 3]


def test_little_room_is_for_titles_to_come() -> None:
    assert _shares(3, 5, 5, 5, 5, 5, 5) == [0, 3, 0, 0, 0, 0]
    assert _shares(3, 1, 1, 5, 5, 5, 5) == [1, 1, 1, 0, 0, 0]
    assert _shares(0, 1, 1, 1, 1, 1, 1) == [0, 0, 0, 0, 0, 0]
    assert shares({ListSection.OUT: 3}, 2, more_out=True) == {ListSection.OUT: 2}
    assert shares({}, 2, more_out=True) == {}


@given(totals, st.integers(0, 500), st.booleans())
def test_shares_fit_the_room_and_their_sections(
    found: dict[ListSection, int],
    most: int,
    more_out: bool,  # noqa: FBT001
) -> None:
    given_rows = shares(found, most, more_out=more_out)
    assert list(given_rows) == list(found), "in the order of the sections"
    assert sum(given_rows.values()) <= most
    assert all(0 <= rows <= found[section] for section, rows in given_rows.items())
    full = given_rows == found
    if more_out:
        assert full if sum(found.values()) <= most else sum(given_rows.values()) == most
    elif ListSection.OUT not in found:
        assert full or sum(given_rows.values()) == most


@given(totals, st.integers(20, 500), st.booleans())
def test_no_section_takes_all_the_room(
    found: dict[ListSection, int],
    most: int,
    more_out: bool,  # noqa: FBT001
) -> None:
    assert all(shares(found, most, more_out=more_out).values())
