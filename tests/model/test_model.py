"""A few examples of each machine, and that the machines find what is wrong."""

import itertools
from collections.abc import Iterator

import pytest

from slate.domain.reports import claims
from slate.store.reports import ledger_tables
from tests.model import __main__ as command
from tests.model import machines
from tests.model.machines import Desk, Files, alone, run
from tests.model.people import TOTALS
from tests.model.shell import Fault, Shell
from tests.postgres import Postgres

pytestmark = pytest.mark.slow  # together they take many seconds


@pytest.fixture(autouse=True)
def _alone(world: object) -> Iterator[None]:  # noqa: ARG001 -- it is set up before
    with alone():
        yield


def test_slates_in_files_are_what_the_model_says() -> None:
    run(Files, examples=5, seed=1, steps=20)


def test_a_slate_on_a_server_is_what_the_model_says(postgres: Postgres) -> None:
    Desk.server = postgres
    run(Desk, examples=3, seed=1, steps=15)


def test_the_same_seed_types_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def typed() -> list[str]:
        lines: list[str] = []
        with monkeypatch.context() as patch:
            patch.setattr(Shell, "run", _recording(lines))
            run(Files, examples=2, seed=7, steps=6)
        return lines

    first = typed()
    assert len(first) > 10
    assert typed() == first


_RUN = Shell.run


def _recording(lines: list[str]) -> object:
    def run_(shell: Shell, *arguments: object, **options: object) -> object:
        ran = _RUN(shell, *arguments, **options)  # type: ignore[arg-type]
        lines.append(f"{ran}")
        return ran

    return run_


def test_a_wrong_slate_is_a_fault_with_the_command_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Of the dates of one rank, the oldest is shown.
    monkeypatch.setattr(claims.Claims, "base", lambda self: next(iter(self.kept), None))
    monkeypatch.setattr(command, "_machines", _only_files)
    monkeypatch.setattr(machines, "NO_SHRINKING", True)
    assert command.main(["--seconds", "5", "--seed", "1"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("seed 1, 5 seconds\nFiles: ")
    assert "\nFAULT: slate list, of " in out
    assert "SLATE_TODAY=" in out
    assert out.endswith("\n1 faults\n")


def test_a_batch_that_is_lost_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ledger_tables.whole
    monkeypatch.setattr(
        ledger_tables, "whole", lambda *given: itertools.islice(whole(*given), 1, None)
    )
    monkeypatch.setattr(machines, "NO_SHRINKING", True)
    with pytest.raises(Fault):
        run(Files, examples=3, seed=1, steps=6)


def test_numbers_are_counted() -> None:
    TOTALS.clear()
    run(Files, examples=3, seed=1, steps=10)
    assert TOTALS["examples"] >= 3
    assert TOTALS["steps"] > 10
    assert TOTALS["commands"] > TOTALS["steps"]


def _only_files() -> "_Only":
    return _Only()


class _Only:
    def __enter__(self) -> list[type[Files]]:
        return [Files]

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""
