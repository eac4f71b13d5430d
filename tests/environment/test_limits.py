"""Too few open files, too little memory, too few processes: one line, and nothing half done."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, stored
from tests.environment.conftest import SMALL, Started
from tests.environment.users import open_to_all, unknown_user

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux has these limits"),
]

_ROOT = Path(__file__).parent.parent.parent
_COMMANDS = (
    "list -f slugs",
    "check",
    "add Roma -k film -s filming",
    "import more.json",
    "export titles.csv",
    "backup copy.db",
    "restore before.db",
)


def within(what: str, more: int, *command: str, by: tuple[str, ...] = ()) -> Ran:
    ran = subprocess.run(
        [*by, sys.executable, "-m", "tests.environment.within_limits", what, str(more), *command],
        env=os.environ | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def is_refusal(ran: Ran) -> bool:
    """Whether a command has failed as it should: with one line that blames nothing else.

    If so little memory is left that Python itself fails, slate can print nothing, or only that.
    """
    said, _, trace = ran.err.partition("Traceback ")
    lines = said.splitlines()
    if trace:
        lines = list(dict.fromkeys(lines))  # slate may have begun to say so once more
    if ran.code != 1 or "/slate/" in trace or len(lines) != 1 - bool(trace and not said):
        return False
    return all(line.startswith("slate: ") for line in lines) and not any(
        word in said + ran.out for word in ("damaged", "Wrong", "internal error")
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("what", ["files", "memory"])
@pytest.mark.parametrize("command", _COMMANDS)
def test_a_command_works_or_says_what_is_missing(
    world: Path, is_sound: Callable[..., None], what: str, command: str
) -> None:
    path = stored()
    (world / "more.json").write_text('[{"title": "Mank"}]', encoding="utf-8")
    shutil.copy2(path, world / "before.db")
    before = path.read_bytes()
    found = set()
    for more in (1, 2, 3, 16) if what == "files" else (4, 8, 12, 400):
        ran = within(what, more, *command.split())
        found.add(ran.code)
        if ran.code:
            assert is_refusal(ran), (more, ran)
            assert path.read_bytes() == before, more
            is_sound(*SMALL)
            continue
        assert ran.err == "", (more, ran)
        new = {"add": ["roma"], "import": ["mank"]}.get(command.split(maxsplit=1)[0], [])
        is_sound(*SMALL, *new)
        shutil.copy2(world / "before.db", path)
    assert 0 in found, "the last limit is enough"
    left = {one.name for one in (*world.iterdir(), *path.parent.iterdir())}
    assert [name for name in left if ".tmp" in name or "damaged" in name] == []


@pytest.mark.usefixtures("small")
def test_programs_that_cannot_be_started_are_named(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = unknown_user()
    open_to_all(world)
    shutil.copy(stored(), world / "any.db")
    (world / "any.db").chmod(0o666)
    monkeypatch.setenv("SLATE_DB", str(world / "any.db"))
    monkeypatch.setenv("EDITOR", "true")
    reason = os.strerror(11)
    ran = within("processes", 0, "changes", "--since", "2020", "--pipe-to", "cat", by=by)
    assert ran == (1, "", f"slate: The command cat cannot be started: {reason}.\n")
    ran = within("processes", 0, "edit", "heroes-2", by=by)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert reason in ran.err
    assert within("processes", 0, "list", "-f", "slugs", by=by).code == 0


@pytest.mark.usefixtures("small")
def test_a_small_stack_is_enough(started: Started, world: Path) -> None:
    deep = "[" * 50_000 + "]" * 50_000
    (world / "deep.json").write_text(deep, encoding="utf-8")
    by = ("sh", "-c", 'ulimit -s 512 && exec "$0" "$@"')
    ran = started("import", "deep.json", by=by)
    assert ran == (
        *(1, ""),
        (
            "deep.json:1: the record is nested too deeply.\n"
            "slate: 1 problem in deep.json. Nothing was stored.\n"
        ),
    )
    assert started("list", by=by).code == 0
