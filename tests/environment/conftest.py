"""Slate in processes of its own, on machines that lack something."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import (
    SLATE,
    Done,
    Ran,
    done,
    installed,
    made_once,
    refused,
    screen,
    server,
    slate,
    small,
    stored,
)

__all__ = ["done", "installed", "made_once", "refused", "screen", "server", "slate", "small"]

Started = Callable[..., Ran]


@pytest.fixture
def started(world: Path) -> Started:
    """Return a function that runs slate in a new process, started by other programs or a limit."""

    def run(
        *arguments: str | bytes | Path,
        by: tuple[str | Path, ...] = (),
        cwd: Path = world,
        environment: Mapping[str, str] | None = None,
        without: tuple[str, ...] = (),
        **options: Any,  # noqa: ANN401 -- those of subprocess.run
    ) -> Ran:
        kept = {name: value for name, value in os.environ.items() if name not in without}
        ran = subprocess.run(
            [*by, SLATE, *arguments],
            env=kept | dict(environment or {}),
            cwd=cwd,
            check=False,
            timeout=60,
            **{
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                **options,
            },
        )
        out, err = (
            (text or b"").decode(errors="backslashreplace") for text in (ran.stdout, ran.stderr)
        )
        return Ran(ran.returncode, out, err)

    return run


@pytest.fixture
def is_sound(done: Done) -> Callable[..., None]:
    """Return a function that checks that nothing is wrong with a slate, and what is on it."""

    def check(*slugs: str, path: Path | None = None) -> None:
        db = ("--db", str(path or stored()))
        states = done(*db, "check", "-f", "tsv", "--columns", "state").split()
        assert set(states) <= {"ok", "note"}
        assert sorted(done(*db, "list", "-f", "slugs").split()) == sorted(slugs)

    return check


SMALL = ("cobra-kai-s3", "heroes-2", "we-can-be-heroes")
