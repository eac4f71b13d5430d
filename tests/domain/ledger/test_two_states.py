from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from slate.domain.ledger.fold import Fold, fold
from slate.domain.ledger.two_states import fold_both
from slate.domain.reports.report import Report, in_order
from tests.domain import slates
from tests.domain.slates import report

FIRST = report({"title": "Dune", "releases": {"streaming||Max": {"date": "2021-10-01"}}}, n=1)
SECOND = report({"releases": {"streaming||Max": {"date": "2021-10-22"}}}, n=2)
THIRD = report({"tags": {"sand": True}}, n=3)


@given(slates.slates(), st.data())
def test_each_state_equals_its_own_fold(reports: list[Report], data: st.DataObject) -> None:
    for key, own in slates.by_key(reports).items():
        ordered = in_order(own)
        some = ordered[: data.draw(st.integers(0, len(ordered)))]
        others = [each for each in ordered if data.draw(st.booleans())]
        for fewer in (some, others):
            assert fold_both(key, fewer, own) == (fold(key, fewer), fold(key, own))


def _added(fewer: list[Report], more: list[Report]) -> int:
    """Return how many reports are added to folds for two states."""
    with patch.object(Fold, "add", autospec=True, side_effect=Fold.add) as add:
        fold_both("k", fewer, more)
    return add.call_count


def test_reports_with_which_both_states_begin_are_added_once() -> None:
    assert _added([FIRST, SECOND], [THIRD, SECOND, FIRST]) == len([FIRST, SECOND, THIRD])
    assert _added([FIRST, THIRD], [FIRST, SECOND, THIRD]) == len([FIRST, THIRD]) + 3
    assert _added([], [FIRST]) == 1
