"""A few attempts of each target, and faults that each of them finds."""

import itertools
import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

import pytest

from slate.cli import main as command_line
from slate.domain.reports.effects import effects
from slate.store.file import connection
from slate.store.titles import projections
from slate.store.writes import union
from tests.fuzz import __main__ as fuzz
from tests.fuzz import copies
from tests.fuzz.__main__ import TARGETS, Target
from tests.fuzz.checks import Fault
from tests.fuzz.in_process import Attempt, Ran, faults_of, folder_of_its_own, ran, seeded
from tests.fuzz.ledger_mutations import added, parsed, written
from tests.fuzz.made import done, make

pytestmark = pytest.mark.slow  # together they take seconds


@contextmanager
def target(name: str) -> Iterator[Target]:
    with folder_of_its_own() as folder, TARGETS[name](folder) as found:
        yield found


def checks(name: str, seed: int, numbers: range) -> set[str]:
    """Return the checks that fail in some attempts."""
    with target(name) as found:
        return {fault.check for number in numbers for fault in found.attempt(seed, number).faults}


@pytest.mark.parametrize("name", TARGETS)
def test_attempts_depend_only_on_the_seed_and_the_number(name: str) -> None:
    with target(name) as found:
        first = [found.attempt(1, number) for number in range(4)]
        assert [found.attempt(1, number) for number in range(4)] == first
        assert all(attempt.faults == [] for attempt in first)
    if name != "copies":  # whose content depends on the server
        with target(name) as other:
            assert other.attempt(1, 3) == first[3]


def test_a_fault_is_reported_with_the_command_that_repeats_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        name = "broken"

        def __init__(self, _: Path) -> None: ...
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...
        def attempt(self, seed: int, number: int) -> Attempt:
            faults = [Fault("it holds", "it does not")] if number == 3 else []
            return Attempt(f"seed {seed}", accepted=not faults, faults=faults)

    monkeypatch.setattr(fuzz, "TARGETS", {"broken": Broken})
    monkeypatch.setattr(fuzz, "_until", lambda _: iter(range(5)))
    assert fuzz.main(["--seed", "7"]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[:4] == [
        "broken, seed 7",
        "broken 3 (seed 7): it holds: it does not",
        "    python -m tests.fuzz --seed 7 --only 3 broken",
        "  seed 7                5 tried        4 accepted",
    ]
    assert "  5 attempts, 4 of them accepted, 1 faults; the slowest took" in out
    assert fuzz.main(["--seed", "7", "--only", "2", "broken"]) == 0
    assert "  1 attempts, 1 of them accepted, 0 faults;" in capsys.readouterr().out


def test_an_unknown_target_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        fuzz.main(["nothing"])
    assert "no target nothing; there are readers, ledgers" in capsys.readouterr().err


def test_each_number_of_a_share_is_tried_in_turn() -> None:
    assert list(fuzz._until(0)) == [0]  # noqa: SLF001
    assert list(itertools.islice(fuzz._until(60), 3)) == [0, 1, 2]  # noqa: SLF001


@pytest.mark.parametrize(
    ("code", "out", "err", "shows", "check"),
    [
        (
            1,
            "",
            "slate: internal error (X: y). Run slate --debug ...\n",
            False,
            "no internal error",
        ),
        (130, "", "\n", False, "an exit status is 0, 1, 2 or 3"),
        (1, "", "", False, "an error has a line"),
        (2, "", "usage\n", False, "an error has a line"),
        (1, "", "slate: \x1b[31m.\n", False, "what is printed is one printable line"),
        (0, "\x1b[31mDune\n", "", True, "no control character is shown"),
        (0, "\x1b[31mDune\n", "", False, None),
        (1, "damaged\n", "", True, None),
        (0, "a\tb\n", "slate: a note.\n", True, None),
        (3, "", "", True, None),
    ],
)
def test_what_is_wrong_with_any_command(
    code: int,
    out: str,
    err: str,
    shows: bool,  # noqa: FBT001 -- a parameter
    check: str | None,
) -> None:
    found = [fault.check for fault in faults_of(Ran(("list",), code, out, err), shows=shows)]
    assert found == ([] if check is None else [check])


def test_a_folder_of_its_own_leaves_everything_as_it_was() -> None:
    before, here = dict(os.environ), Path.cwd()
    with folder_of_its_own() as folder:
        assert Path.cwd() == folder.resolve()
        done("add", "Dune")
        assert "Dune" in ran("list", is_screen=True).out
        assert ran("nonsense").code == 2
    assert not folder.exists()
    assert (dict(os.environ), Path.cwd()) == (before, here)


# Planted faults: each target finds its own.


def test_a_write_into_a_damaged_slate_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks("stores", 1, range(12)) == set()
    monkeypatch.setattr(connection, "check_content", lambda *_, **__: None)
    found = checks("stores", 1, range(12))
    assert "nothing is written into a damaged slate" in found
    assert "no wrong answer about a damaged slate" in found


def test_a_wrong_answer_from_a_damaged_copy_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with target("copies") as found:
        monkeypatch.setattr(connection, "check_content", lambda *_, **__: None)
        monkeypatch.setattr(copies, "is_bad", lambda _: True)
        faults = [fault for number in range(60) for fault in found.attempt(1, number).faults]
    assert "no wrong answer from a damaged copy" in {fault.check for fault in faults}


def test_a_target_for_which_something_is_not_installed_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: Path) -> AbstractContextManager[Target]:
        pytest.skip("there is no server")

    monkeypatch.setattr(fuzz, "TARGETS", {"copies": missing})
    assert fuzz.main(["--seconds", "0"]) == 0
    assert capsys.readouterr().out == "copies, seed 1\n  left out: there is no server\n"


@pytest.mark.parametrize("name", ["commands", "inputs"])
def test_a_crash_is_found(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with target(name) as found:
        monkeypatch.setattr(command_line, "command_for", lambda _: 1 / 0)
        assert "no internal error" in {fault.check for fault in found.attempt(2, 1).faults}


def test_faults_of_a_join_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks("ledgers", 1, range(6)) == set()
    with target("ledgers") as found, monkeypatch.context() as patch:
        # What an import leaves out is missing in the slate, but not in its ledger.
        patch.setattr(union._Union, "_affected", lambda *_: set())  # noqa: SLF001
        patch.setattr(projections, "decide_effects", lambda _: effects([], []))
        faults = [fault for number in range(12) for fault in found.attempt(1, number).faults]
    assert {fault.check for fault in faults} & {
        "a slate is sound after each import",
        "the slate is the fold of its reports",
    }


# Ledgers


def test_ledgers_are_written_as_they_were_read() -> None:
    with folder_of_its_own() as folder:
        make(folder / "made.db", titles=10)
        text = done("export", "-f", "ledger").out.encode()
        batches = parsed(text)
        assert written(batches) == text
        some = added(batches, 30, seeded(1))
        assert {line["batch"] for batch in some for line in batch["lines"]} <= {
            batch["uid"] for batch in some
        }
        assert any(batch["undoes"] for batch in some)
        assert any("corrects" in batch for batch in some)
        assert re.match(rb'\{"slate_ledger":2,', written(some))
