import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.reports.report import Batch, in_order, last_day_of, root_of, roots_of, undone
from tests.domain.slates import report

NOON = "T12:00:00.000000Z"


@pytest.mark.parametrize(
    ("reported_on", "recorded_on", "last_day"),
    [
        ("2021-01-05", "2021-01-07", "2021-01-05"),
        # A report recorded on the 7th was made by the 7th.
        ("2021-01", "2021-01-07", "2021-01-07"),
        ("2021", "2021-01-07", "2021-01-07"),
        # A report recorded later counts at the end of its span.
        ("2020-12", "2021-01-07", "2020-12-31"),
        ("2019", "2021-01-07", "2019-12-31"),
        # At noon in UTC the next day has begun in the zone furthest ahead, and no later one.
        ("2021-01-08", "2021-01-07", "2021-01-08"),
        ("2021-01-09", "2021-01-07", "2021-01-08"),
        ("2031-01-09", "2021-01-07", "2021-01-08"),
    ],
)
def test_last_day_on_which_a_report_may_have_been_made(
    reported_on: str, recorded_on: str, last_day: str
) -> None:
    assert report({}, reported_on=reported_on, recorded_at=recorded_on + NOON).last_day == last_day


@pytest.mark.parametrize(
    ("recorded_at", "day", "month"),
    [
        ("2021-01-07T09:59:59.999999Z", "2021-01-07", "2021-01-06"),
        ("2021-01-07T10:00:00.000000Z", "2021-01-08", "2021-01-06"),
        ("2021-01-07T12:00:00.000000Z", "2021-01-08", "2021-01-07"),
    ],
)
def test_last_day_in_the_zones_furthest_ahead_and_behind(
    recorded_at: str, day: str, month: str
) -> None:
    assert last_day_of("2021-01-20", recorded_at) == day
    assert last_day_of("2021-01", recorded_at) == month


def test_last_day_of_an_unrecorded_report_is_the_end_of_its_span() -> None:
    assert report({}, reported_on="2021-01", recorded_at="").last_day == "2021-01-31"
    assert report({}, reported_on="2021-01-20", recorded_at="").last_day == "2021-01-20"


def test_corrected_time_of_a_batch_counts() -> None:
    batch = Batch(1, "u", "2031-01-07T12:00:00.000000Z", "ann", "add", None)
    assert batch.effective_at == "2031-01-07T12:00:00.000000Z"
    assert batch._replace(corrected="2021-01-07T12:00:00.000000Z").effective_at == (
        "2021-01-07T12:00:00.000000Z"
    )


@pytest.mark.parametrize(
    ("undoings", "root"),
    [
        ({}, "c"),
        ({"c": "b"}, "b"),
        ({"c": "b", "b": "a"}, "a"),
        ({"c": "b", "b": "c"}, "c"),  # slate never writes this
    ],
)
def test_root_of_a_chain_of_undos(undoings: dict[str, str], root: str) -> None:
    assert root_of("c", undoings) == root


_UIDS = st.sampled_from("abcdef")


@given(st.dictionaries(_UIDS, _UIDS))
def test_roots_of_all_are_those_of_each(undoings: dict[str, str]) -> None:
    assert roots_of(undoings) == {uid: root_of(uid, undoings) for uid in undoings}


def test_roots_of_a_long_chain_are_found_in_one_pass() -> None:
    class Counted(dict[str, str]):
        read = 0

        def __getitem__(self, uid: str) -> str:
            self.read += 1
            return super().__getitem__(uid)

    chain = Counted({str(number + 1): str(number) for number in range(1_000)})
    assert set(roots_of(chain).values()) == {"0"}
    assert chain.read == 1_000


def test_rumored_is_true_for_rumors_only() -> None:
    assert report({}, confidence="rumor").rumored
    assert not report({}, confidence="reported").rumored
    assert not report({}, confidence="official").rumored


def test_reports_are_ordered_by_day_then_recording_then_batch_then_number() -> None:
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
        ([("b", "a"), ("c", "a")], "a"),  # both of two merged ledgers undid it
        ([("b", "a"), ("c", "a"), ("d", "b")], "ab"),  # one of them redid it
        ([("b", "a"), ("c", "a"), ("d", "b"), ("e", "c")], "bc"),
        ([("b", "a"), ("d", "c")], "ac"),
    ],
)
def test_batch_is_undone_while_its_undo_is_in_force(
    undoings: list[tuple[str, str]], expected: str
) -> None:
    assert undone(undoings) == set(expected)
    assert undone(reversed(undoings)) == set(expected)


def test_long_chain_of_undo_and_redo_is_resolved() -> None:
    rows = [(str(n + 1), str(n)) for n in range(10_001)]

    assert undone(rows) == {str(n) for n in range(0, 10_001, 2)}


def test_batches_that_undo_each_other_terminate() -> None:
    assert undone([("a", "b"), ("b", "a")]) <= {"a", "b"}


@given(st.permutations(range(8)), st.data())
def test_undone_agrees_with_a_recursive_definition(uids: list[int], data: st.DataObject) -> None:
    """Each batch undoes an older one or none; the order of uids is not that of age."""
    taken = [None if i == 0 else data.draw(st.none() | st.integers(0, i - 1)) for i in range(8)]

    def is_undone(i: int) -> bool:
        return any(target == i and not is_undone(taker) for taker, target in enumerate(taken))

    undoings = [
        (str(uids[taker]), str(uids[target]))
        for taker, target in enumerate(taken)
        if target is not None
    ]
    assert undone(undoings) == {str(uids[i]) for i in range(8) if is_undone(i)}
