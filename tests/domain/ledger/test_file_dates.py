from typing import Any

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.file_dates import FileDates, TwoDates
from slate.domain.ledger.statement import Origin
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType

A = Origin("2021-01-05", "A", "https://a", note="once")
NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")


def _said(when: str | None, key: str = "streaming||Netflix") -> dict[str, Any]:
    return {"title": "Dune", "releases": {key: {"date": when, "leaves": "2022"}}}


@pytest.mark.parametrize(
    ("first", "second", "used", "is_two"),
    [
        ("2021-03-05", "2021-03-26", "2021-03-05", True),
        ("2021-03-26", "2021-03-05", "2021-03-05", True),
        ("2021-03-05", "2021-03-05", "2021-03-05", False),
        # The same, more or less exactly.
        ("2021", "2021-03-05", "2021-03-05", False),
        ("2021-03-05", "2021", "2021-03-05", False),
        # No date is none of two.
        ("TBA", "2021-03-05", "2021-03-05", False),
        ("2021-03-05", "TBA", "2021-03-05", False),
        ("2021-Q1", "2021-Q2", "2021-Q1", True),
        ("2021-01/2021-03", "../2021-02", "../2021-02", True),
    ],
)
def test_the_earliest_date_of_a_release_is_used(
    first: str, second: str, used: str, *, is_two: bool
) -> None:
    dates = FileDates()
    said, again = _said(first), _said(second)
    assert dates.use_earliest(1, said, A) == []
    assert said == _said(first)

    found = dates.use_earliest(1, again, A)
    other = second if used == first else first
    wanted = [TwoDates(NETFLIX, parse_date(used), parse_date(other))] if is_two else []
    assert found == wanted
    if used == second:
        assert again == _said(second)
    else:
        assert again["releases"] == {"streaming||Netflix": {"leaves": "2022"}}


def test_other_releases_sources_and_days_are_apart() -> None:
    dates = FileDates()
    assert dates.use_earliest(1, _said("2021-03-05"), A) == []
    for title, said, origin in (
        (2, _said("2021-03-26"), A),
        (1, _said("2021-03-26", "streaming||Hulu"), A),
        (1, _said("2021-03-26"), Origin("2021-01-05", "B")),
        (1, _said("2021-03-26"), Origin("2021-01-06", "A")),
        (1, _said(None), A),
        (1, {"releases": {"streaming||Netflix": None}}, A),
        (1, {"title": "Dune"}, A),
    ):
        before = {**said}
        assert dates.use_earliest(title, said, origin) == []
        assert said == before


def test_a_row_may_state_several_releases() -> None:
    dates = FileDates()
    several = _said("2021-03-05") | {"title": "Dune"}
    several["releases"]["streaming||Hulu"] = {"date": "2021-04-02"}
    assert dates.use_earliest(1, several, A) == []
    again = ("2021-04-23", "streaming||Hulu")
    (found,) = dates.use_earliest(1, _said(*again), A)
    assert (found.used.text, found.other.text) == ("2021-04-02", "2021-04-23")
    # So may the second row about a title, and the third is compared with both.
    assert dates.use_earliest(2, _said("2021-03-05"), A) == []
    assert dates.use_earliest(2, several, A) == []
    assert len(dates.use_earliest(2, _said(*again), A)) == 1
