from typing import Any

from slate.domain.changes.history import history_of
from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.release_moves import NO_MOVES, ReleaseMoves, moves_of
from slate.domain.changes.slips import Unmeasured
from slate.domain.dates.parsing import parse_date
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from tests.domain.slates import report

NETFLIX, THEATERS, HULU = "streaming||Netflix", "theatrical|US|", "streaming||Hulu"


def _moves(key: str, *said: dict[str, str | None] | None) -> ReleaseMoves:
    """Return the moves of a release; each report states the dates of some releases, None nothing.

    A date of None drops the release.
    """
    reports = []
    for number, dates in enumerate(said, 1):
        patch: dict[str, Any] = {
            "releases": {
                name: None if text is None else {"date": text} for name, text in dates.items()
            }
        } if dates is not None else {}  # fmt: skip
        if number == 1:
            patch["title"] = "Dune"
        reports.append(
            report(patch, reported_on=f"2020-01-{number:02}", batch=f"b{number}", source="Netflix")
        )
    return moves_of(list(history_of("k", reports)), ReleaseKey.parse(key))


def _slipped(first: str, *days: int, advanced: int = 0) -> ReleaseMoves:
    return ReleaseMoves(parse_date(first), SlipTotals(len(days), advanced, days, (), None))


def _on_netflix(*dates: str) -> list[dict[str, str | None]]:
    return [{NETFLIX: text} for text in dates]


def test_a_date_that_never_moved_has_no_moves() -> None:
    assert moves_of([], ReleaseKey(ReleaseType.STREAMING, None, "Netflix")) is NO_MOVES
    assert _moves(NETFLIX, {NETFLIX: "2021"}, {NETFLIX: "2021-01-08"}, None) == NO_MOVES


def test_the_first_date_is_the_one_that_moved_first() -> None:
    dates = _on_netflix("2021", "2021-01-08", "2021-01-22", "2021-04-15")
    assert _moves(NETFLIX, *dates) == _slipped("2021-01-08", 14, 83)
    back = _on_netflix("2021-01-22", "2021-01-08", "2021-01-10")
    assert _moves(NETFLIX, *back) == _slipped("2021-01-22", 2, advanced=1)


def test_each_release_has_its_own_moves() -> None:
    both: tuple[dict[str, str | None], ...] = (
        {NETFLIX: "2021-01-08", THEATERS: "2021-01-01"},
        {NETFLIX: "2021-01-09", THEATERS: "2021-01-11"},
    )
    assert _moves(NETFLIX, *both) == _slipped("2021-01-08", 1)
    assert _moves(THEATERS, *both) == _slipped("2021-01-01", 10)
    assert _moves(HULU, *both) == NO_MOVES


def test_a_release_takes_its_moves_along_to_another_service() -> None:
    assert _moves(
        NETFLIX,
        {HULU: "2021-01-08"},
        {HULU: "2021-01-22"},
        {HULU: None, NETFLIX: "2021-01-22"},
        {NETFLIX: "2021-01-23", THEATERS: "2021-01-01"},
        {NETFLIX: "2021-01-23", THEATERS: None},
    ) == _slipped("2021-01-08", 14, 1)


def test_moves_of_another_release_to_another_service_do_not_count() -> None:
    assert _moves(
        NETFLIX,
        {HULU: "2021-01-08", NETFLIX: "2021-01-01"},
        {HULU: "2021-01-22"},
        {HULU: None, "streaming||Max": "2021-01-22"},
        {NETFLIX: "2021-01-02"},
    ) == _slipped("2021-01-01", 1)


def test_a_slip_may_have_no_length() -> None:
    moves = _moves(NETFLIX, {NETFLIX: "2021-01/2021-02"}, {NETFLIX: "2021-03"})
    apart = Unmeasured(parse_date("2021-01/2021-02"), parse_date("2021-03"))
    assert moves.totals.others == (apart,)
