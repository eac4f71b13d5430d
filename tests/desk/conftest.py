"""People at several machines who share a slate, over networks as they are."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Ran, Run, installed, slate
from tests.postgres import Postgres
from tests.proxy import Proxy, proxied

_ROOT = Path(__file__).parent.parent.parent

__all__ = ["installed", "slate"]


class Machine(NamedTuple):
    """One machine: where its slate is, and its own folders."""

    url: str
    folder: Path
    slate: Run

    @property
    def environment(self) -> dict[str, str]:
        """What differs from the environment of other machines."""
        return {
            "SLATE_DB": self.url,
            "SLATE_AUTHOR": self.folder.name,
            **{f"XDG_{name}_HOME": f"{self.folder}/{name}" for name in ("CACHE", "CONFIG", "DATA")},
        }

    @contextmanager
    def used(self) -> Iterator[None]:
        """Set its environment in a block."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            yield

    def run(self, *arguments: str) -> Ran:
        """Run a command in this process."""
        with self.used():
            return self.slate(*arguments)

    def done(self, *arguments: str) -> str:
        """Run a command that must succeed without a message, and return what it prints."""
        ran = self.run(*arguments)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    @property
    def slugs(self) -> list[str]:
        """The titles that it shows."""
        return self.done("list", "-f", "slugs").split()

    @property
    def told(self) -> list[str]:
        """Everything that it shows about what was recorded."""
        assert self.done("check", "-f", "tsv", "--columns", "part,state").count("\tok") >= 4
        return [
            self.done("log", "-f", "json"),
            self.done("list", "-f", "json"),
            self.done("changes", "--since", "2020-01-01", "-f", "json"),
            self.done("export", "-f", "ledger"),
        ]


Machines = Callable[..., Machine]


@pytest.fixture
def url(postgres: Postgres) -> str:
    """Return the URL of an empty database."""
    return postgres.database()


@pytest.fixture
def machine(url: str, world: Path, slate: Run) -> Machines:
    """Return a function that returns a machine by its name; the slate was created."""

    def named(name: str, url: str = url) -> Machine:
        return Machine(url, world / name, slate)

    named("owner").done("init")
    return named


@pytest.fixture
def proxy(postgres: Postgres) -> Iterator[Proxy]:
    """Return a proxy before the server."""
    with proxied(postgres.port) as found:
        yield found


Killed = Callable[..., None]


@pytest.fixture
def killed() -> Killed:
    """Return a function that runs a command of a machine, and kills it at a step of `STEPS`."""

    def run(machine: Machine, step: str, *arguments: str) -> None:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.desk.stopping", step, *arguments],
            env=os.environ | machine.environment | {"PYTHONPATH": str(_ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == -signal.SIGKILL, ran

    return run


def behind(url: str, port: int) -> str:
    """Return a URL with another port."""
    place, _, name = url.rpartition("/")
    return f"{place.rpartition(':')[0]}:{port}/{name}"


def same(*machines: Machine) -> list[str]:
    """Return what all machines show, which must be the same."""
    first, *others = (one.told for one in machines)
    for other in others:
        assert other == first
    return first
