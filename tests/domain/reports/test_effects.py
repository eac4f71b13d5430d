import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.reports.effects import Correction, Effects, Undo, Undone, effects
from tests.domain.slates import report

KEYS = {"a": ("x", "y"), "b": ("x",)}
EARLY, LATE = "2021-01-06T12:00:00.000000Z", "2021-01-07T12:00:00.000000Z"


def keys_of(uid: str) -> tuple[str, ...]:
    return KEYS.get(uid, ())


@pytest.mark.parametrize(
    ("undos", "covered"),
    [
        ([], ""),
        ([Undo("u", "a")], "ax ay"),
        ([Undo("u", "a", ("x",))], "ax"),
        ([Undo("u", "a", ("x",)), Undo("v", "a", ("y",))], "ax ay"),
        # A redo of all, and of the other title.
        ([Undo("u", "a", ("x",)), Undo("v", "u")], ""),
        ([Undo("u", "a"), Undo("v", "u", ("x",))], "ay"),
        ([Undo("u", "a", ("x",)), Undo("v", "u", ("y",))], "ax"),
        # Whole and limited undos side by side.
        ([Undo("u", "a", ("x",)), Undo("v", "a"), Undo("w", "v")], "ax"),
        ([Undo("u", "a", ("x",)), Undo("v", "a"), Undo("w", "u")], "ax ay"),
        ([Undo("u", "a", ("x",)), Undo("v", "b")], "ax bx"),
        ([Undo("u", "a", ("z",))], ""),
    ],
)
def test_titles_of_batches_that_are_undone(undos: list[Undo], covered: str) -> None:
    for found in (Undone(undos), Undone(reversed(undos))):
        pairs = [uid + key for uid, keys in KEYS.items() for key in keys if found.covers(uid, key)]
        assert pairs == covered.split()


@pytest.mark.parametrize(
    ("undos", "whole", "single"),
    [
        ([], "", ""),
        ([Undo("u", "a")], "a", ""),
        ([Undo("u", "b", ("x",))], "b", ""),  # all of its titles
        ([Undo("u", "a", ("x",))], "", "ax"),
        ([Undo("u", "a", ("x",)), Undo("v", "a", ("y",))], "a", ""),
        ([Undo("u", "a", ("x",)), Undo("v", "u")], "u", ""),
        ([Undo("u", "a"), Undo("v", "u", ("x",))], "", "ay ux"),
        ([Undo("u", "a", ("x", "y")), Undo("v", "u", ("x",))], "", "ay ux"),
        # Nothing is known of the batch itself.
        ([Undo("u", "c", ("x",)), Undo("v", "u")], "u", ""),
        ([Undo("u", "c"), Undo("v", "u", ("x",))], "c", ""),
    ],
)
def test_batches_and_single_titles_that_are_undone(
    undos: list[Undo], whole: str, single: str
) -> None:
    batches, titles = Undone(undos).of_batches(keys_of)
    assert batches == set(whole.split())
    assert {uid + key for uid, key in titles} == set(single.split())


def test_an_undo_concerns_only_the_titles_of_its_whole_chain() -> None:
    found = Undone([Undo("u", "a", ("x", "y")), Undo("v", "u", ("x", "z")), Undo("w", "v")])
    assert [uid + key for uid in "auvw" for key in "xyz" if found.concerns(uid, key)] == [
        *("ax", "ay", "az", "ux", "uy", "vx", "wx"),
    ]


def test_a_cycle_of_undos_ends() -> None:
    found = Undone([Undo("u", "v", ("x",)), Undo("v", "u", ("x",)), Undo("w", "u", ("x",))])
    assert found.concerns("u", "x")
    assert found.of_batches(keys_of)[0] <= {"u", "v"}


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ([], [], ""),
        ([], [Undo("u", "a")], "xy"),
        ([Undo("u", "a")], [Undo("u", "a"), Undo("v", "u")], "xy"),
        ([], [Undo("u", "a", ("x",))], "x"),
        ([Undo("u", "a", ("x",))], [Undo("u", "a", ("x",)), Undo("v", "a")], "y"),
        ([Undo("u", "a", ("x",))], [Undo("u", "a", ("x",)), Undo("v", "u")], "x"),
    ],
)
def test_titles_whose_reports_are_undone_in_one_state_only(
    before: list[Undo], after: list[Undo], keys: str
) -> None:
    assert Undone(before).differs(Undone(after), keys_of) == set(keys)
    assert Undone(after).differs(Undone(before), keys_of) == set(keys)


def test_newest_correction_in_force_counts() -> None:
    first = Correction("c", EARLY, (("a", "1"), ("b", "2")))
    second = Correction("d", LATE, (("a", "3"),))
    tied = Correction("e", LATE, (("a", "4"),))
    assert effects([], []).times == {}
    assert effects([], [first]).times == {"a": "1", "b": "2"}
    assert effects([], [second, first]).times == {"a": "3", "b": "2"}
    assert effects([], [tied, second, first]).times == {"a": "4", "b": "2"}
    assert effects([Undo("u", "e")], [tied, second, first]).times == {"a": "3", "b": "2"}
    undos = [Undo("u", "e", ("x",)), Undo("v", "d")]
    assert effects(undos, [tied, second]).times == {"a": "4"}


def test_reports_in_force_have_the_times_that_count() -> None:
    reports = [report({}, key=key, batch=uid, recorded_at=LATE) for uid, key in ("ax", "ay", "bx")]
    found = Effects(Undone([Undo("u", "a", ("x",))]), {"a": EARLY}).in_force(reports)
    assert [(each.batch, each.title_key, each.recorded_at) for each in found] == [
        ("a", "y", EARLY),
        ("b", "x", LATE),
    ]
    assert Effects(Undone(), {}).in_force(reports) == reports


@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from(((), (), ("x",), ("y",), ("x", "y")))),
        max_size=7,
    )
)
def test_each_title_is_undone_as_if_it_were_the_only_one(
    drawn: list[tuple[int, tuple[str, ...]]],
) -> None:
    """Each undo takes back an earlier batch: 0 has the reports, the others are undos."""
    uids = [str(number) for number in range(len(drawn) + 1)]
    undos = [
        Undo(uids[number], uids[target % number], only)
        for number, (target, only) in enumerate(drawn, 1)
    ]
    found = Undone(undos)

    def is_undone(uid: str, key: str) -> bool:
        return any(
            undo.undoes == uid and not is_undone(undo.uid, key)
            for undo in undos
            if not undo.only or key in undo.only
        )

    for key in ("x", "y"):
        assert found.covers("0", key) == is_undone("0", key)
    whole, single = found.of_batches(lambda uid: ("x", "y") if uid == "0" else ())
    covered = {key for key in ("x", "y") if found.covers("0", key)}
    assert ("0" in whole) == (covered == {"x", "y"})
    assert {key for uid, key in single if uid == "0"} == (covered if "0" not in whole else set())
