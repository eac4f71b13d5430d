"""A full disk: what is full is named, everything is as it was, and nothing is left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from slate.store.file.connection import Store
from tests.cli.conftest import KEY, SLATE, Done, stored
from tests.environment.users import own_mounts
from tests.remotes.server import Server
from tests.remotes.shapes import SHOW, show
from tests.store.older import write_older

_ROOT = Path(__file__).parent.parent.parent
_NO_SPACE = os.strerror(28)
_FULL = "the disk is full. Nothing was changed."
_WRITE = f"cannot be written: {_NO_SPACE}. No file was created."

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("small")]


def step(*command: str, leave: int = 0, piped: str = "", **env: str) -> dict[str, Any]:
    return {"command": [str(SLATE), *command], "leave": leave, "env": env, "piped": piped}


def results(folder: Path, *steps: dict[str, Any]) -> list[dict[str, Any]]:
    ran = subprocess.run(
        [*own_mounts(), sys.executable, "-m", "tests.environment.small_disk", folder],
        input=json.dumps(steps),
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def refusals(folder: Path, *steps: dict[str, Any]) -> list[str]:
    """Return the messages of steps that must fail, and change nothing."""
    found = results(folder, *steps)
    for each, result in zip(steps, found, strict=True):
        kept = {name: result[name] for name in ("code", "out", "new", "changed")}
        assert kept == {"code": 1, "out": "", "new": [], "changed": []}, (each, result)
        assert result["err"].count("\n") == 1, (each, result)
    return [result["err"].removeprefix("slate: ").removesuffix("\n") for result in found]


def test_nothing_is_written_to_a_full_disk(world: Path) -> None:
    path = stored()
    many = world / "many.json"
    many.write_text(json.dumps([{"title": f"T{n}", "note": "x" * 300} for n in range(1_500)]))
    before = f"{path}.before"
    time = "20210107T120000Z.bak"
    shop = world / "copy.db"
    Store(path).copy_to(shop)
    folder = path.parent
    expected = [
        (step("add", "Roma", "-d", "2021-02"), f"{path}: {_FULL}"),
        # The journal fits, but not what is new; or neither all of a backup nor all of an import.
        (step("add", "Roma", "-d", "2021-02", leave=20_480), f"{path}: {_FULL}"),
        (step("undo"), f"{path}: {_FULL}"),
        (step("remove", "heroes-2", leave=8_192), f"{path}: {_FULL}"),
        (step("import", str(many), leave=40_960), f"{path}: {_FULL}"),
        (step("import", str(many), leave=200_000), f"{before}-import-{time}: {_FULL}"),
        (step("import", str(many), leave=600_000), f"{path}: {_FULL}"),
        (step("restore", str(shop)), f"{path}: {_FULL}"),
        (step("restore", str(shop), leave=100_000), f"{path}: {_FULL}"),
        (step("restore", str(shop), leave=300_000), f"{path}: {_FULL}"),
        (step("check", "--rebuild"), f"{before}-rebuild-{time}: {_FULL}"),
        (step("backup"), f"{path}.{time}: {_FULL}"),
        (step("backup", f"{folder}/x.db", leave=100_000), f"{folder}/x.db: {_FULL}"),
        (step("export", f"{folder}/x.csv"), f"{folder}/x.csv: {_WRITE}"),
        (step("export", f"{folder}/x.ics"), f"{folder}/x.ics: {_WRITE}"),
        (step("export", f"{folder}/x.slate.ndjson"), f"{folder}/x.slate.ndjson: {_WRITE}"),
        (step("export", f"{folder}/x.html", leave=4_096), f"{folder}/x.html: {_WRITE}"),
    ]
    found = refusals(folder, *(one for one, _ in expected))
    assert found == [message for _, message in expected]


def test_an_older_slate_is_not_upgraded_on_a_full_disk(world: Path) -> None:
    folder = world / "older"
    folder.mkdir()
    path = folder / "slate.db"
    write_older(path, Store(stored()), 1)
    add = ("--db", str(path), "add", "Roma")
    found = refusals(folder, step(*add), step(*add, leave=20_480), step(*add, leave=300_000))
    backup = f"{path}.v1-2021-01-07.bak: {_FULL}"
    assert found == [backup, backup, f"{path}: {_FULL}"]


def test_settings_and_keys_stay_as_they_are(server: Server, world: Path) -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"])
    add = ("remote", "add", "nas", "--kind", "sonarr", "--url", server.address)
    assert refusals(folder, step(*add, piped=f"{KEY}\n")) == [
        f"{folder}/slate/keys.toml: cannot be written: {_NO_SPACE}."
    ]
    assert world.exists()


def test_a_refresh_needs_no_room_for_what_it_keeps(server: Server, done: Done, world: Path) -> None:
    """Results never depend on kept answers."""
    server.routes[SHOW.format(1)] = show(1, "Lupin", [(1, "2021-01-08")])
    done("add", "Lupin", "-k", "series", "--id", "tvmaze=1")
    folder = world / "kept"
    folder.mkdir()
    (found,) = results(folder, step("refresh", XDG_CACHE_HOME=str(folder)))
    assert (found["code"], found["err"]) == (0, "")
    assert [Path(name).suffix for name in found["new"]] == [".lock"]
    assert "lupin-s1: added Lupin: season 1, 2021-01-08 Fri on Netflix\n" in found["out"]


def test_a_pipe_that_does_not_fit_into_the_temporary_folder(world: Path) -> None:
    folder = world / "temporary"
    folder.mkdir()
    piped = json.dumps([{"title": "T", "note": "x" * 8_000} for _ in range(20)])
    told = refusals(folder, step("import", "-", leave=4_096, piped=piped, TMPDIR=str(folder)))
    what = f"stdin: cannot be copied to {folder}: {_NO_SPACE}."
    assert told == [f"{what} Set TMPDIR to a folder with room for it."]
