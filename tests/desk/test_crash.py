"""A command that is killed at a step of its write: nothing is lost or doubled, nobody waits."""

import pytest

from tests.desk.conftest import Killed, Machines, same
from tests.desk.stopping import STEPS

pytestmark = pytest.mark.slow

_STORED = list(STEPS).index("stored")  # from here on, the server has the batch


@pytest.mark.parametrize("step", STEPS)
def test_a_command_may_be_killed_at_any_step(machine: Machines, killed: Killed, step: str) -> None:
    ann, bob = machine("ann"), machine("bob")
    ann.done("add", "Dune")
    bob.done("add", "Mank")  # news for the next
    killed(ann, step, "add", "Soul")
    there = ["soul"] if list(STEPS).index(step) >= _STORED else []
    bob.done("add", "Heat")  # without a word about waiting for somebody
    assert sorted(ann.slugs) == sorted(["dune", "mank", "heat", *there])
    ann.done("add", "Lupin")
    same(ann, bob, machine("cid"))
    assert sorted(bob.slugs) == sorted(["dune", "mank", "heat", "lupin", *there])


@pytest.mark.parametrize("step", ["sending", "stored"])
def test_a_first_command_and_an_undo_may_be_killed(
    machine: Machines, killed: Killed, step: str
) -> None:
    ann, bob = machine("ann"), machine("bob")
    bob.done("add", "Dune")
    killed(ann, step, "add", "Mank")
    was_stored = step == "stored"
    assert sorted(ann.slugs) == (["dune", "mank"] if was_stored else ["dune"])
    ann.done("add", "Heat")
    killed(ann, step, "undo")
    assert ("heat" in bob.slugs) is not was_stored
    same(ann, bob)


@pytest.mark.parametrize("step", ["sending", "stored"])
def test_a_bookmark_may_be_killed(machine: Machines, killed: Killed, step: str) -> None:
    ann, bob = machine("ann"), machine("bob")
    bob.done("add", "Dune")
    assert ann.slugs == ["dune"]
    killed(ann, step, "changes", "--since", "last", "--mark")
    news = ["changes", "--since", "last", "-f", "tsv", "--columns", "slug"]
    assert ann.done(*news).split() == ([] if step == "stored" else ["dune"])
    same(ann, bob)
