import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.reports.report import in_order, root_of, undone
from tests.domain.slates import report

NOON = "T12:00:00.000000Z"


@pytest.mark.parametrize(
    ("reported_on", "recorded_on", "last_day"),
    [
        ("2021-01-05", "2021-01-07", "2021-01-05"),
        # What was written down on the 7th was said by the 7th.
        ("2021-01", "2021-01-07", "2021-01-07"),
        ("2021", "2021-01-07", "2021-01-07"),
        # Written down later, it counts at its end.
        ("2020-12", "2021-01-07", "2020-12-31"),
        ("2019", "2021-01-07", "2019-12-31"),
        # Where the day lies ahead (of a clock elsewhere), the day holds.
        ("2021-01-08", "2021-01-07", "2021-01-08"),
    ],
)
def test_the_last_day_on_which_it_may_have_been_said(
    reported_on: str, recorded_on: str, last_day: str
) -> None:
    assert report({}, reported_on=reported_on, recorded_at=recorded_on + NOON).last_day == last_day


def test_a_month_counts_whole_before_it_is_recorded() -> None:
    assert report({}, reported_on="2021-01", recorded_at="").last_day == "2021-01-31"


@pytest.mark.parametrize(
    ("undoings", "root"),
    [
        ({}, "c"),
        ({"c": "b"}, "b"),
        ({"c": "b", "b": "a"}, "a"),
        ({"c": "b", "b": "c"}, "c"),  # no slate writes that
    ],
)
def test_the_root_of_undos(undoings: dict[str, str], root: str) -> None:
    assert root_of("c", undoings) == root


def test_only_a_rumor_is_one() -> None:
    assert report({}, confidence="rumor").rumored
    assert not report({}, confidence="reported").rumored
    assert not report({}, confidence="official").rumored


def test_reports_count_by_day_then_arrival_then_batch_then_place() -> None:
    early, late = f"2021-01-06{NOON}", f"2021-01-07{NOON}"
    reports = [
        report({}, reported_on="2021-01-04", recorded_at=late, batch="z", n=2),
        report({}, reported_on="2021-01-05", recorded_at=early, batch="z", n=2),
        report({}, reported_on="2021-01-05", recorded_at=late, batch="a", n=9),
        report({}, reported_on="2021-01-05", recorded_at=late, batch="b", n=1),
        report({}, reported_on="2021-01-05", recorded_at=late, batch="b", n=10),
        report({}, reported_on="2021-01", recorded_at=late, batch="a", n=1),
    ]

    assert in_order(reversed(reports)) == reports


@pytest.mark.parametrize(
    ("undoings", "expected"),
    [
        ([], ""),
        ([("b", "a")], "a"),
        ([("b", "a"), ("c", "b")], "b"),  # a redo
        ([("b", "a"), ("c", "b"), ("d", "c")], "ac"),
        ([("b", "a"), ("c", "a")], "a"),  # two ledgers that were merged took it back
        ([("b", "a"), ("c", "a"), ("d", "b")], "ab"),  # one of them gave it back
        ([("b", "a"), ("c", "a"), ("d", "b"), ("e", "c")], "bc"),
        ([("b", "a"), ("d", "c")], "ac"),
    ],
)
def test_a_batch_is_undone_while_what_takes_it_back_is_in_force(
    undoings: list[tuple[str, str]], expected: str
) -> None:
    assert undone(undoings) == set(expected)
    assert undone(reversed(undoings)) == set(expected)


def test_a_long_row_of_undo_and_redo_is_no_trouble() -> None:
    rows = [(str(n + 1), str(n)) for n in range(10_001)]

    assert undone(rows) == {str(n) for n in range(0, 10_001, 2)}


def test_batches_that_take_back_each_other_come_to_an_end() -> None:
    assert undone([("a", "b"), ("b", "a")]) <= {"a", "b"}


@given(st.permutations(range(8)), st.data())
def test_undone_by_its_definition(uids: list[int], data: st.DataObject) -> None:
    """Each takes back an older one, or none; names say nothing of age."""
    taken = [None if i == 0 else data.draw(st.none() | st.integers(0, i - 1)) for i in range(8)]

    def is_undone(i: int) -> bool:
        return any(target == i and not is_undone(taker) for taker, target in enumerate(taken))

    undoings = [
        (str(uids[taker]), str(uids[target]))
        for taker, target in enumerate(taken)
        if target is not None
    ]
    assert undone(undoings) == {str(uids[i]) for i in range(8) if is_undone(i)}
