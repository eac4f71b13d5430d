import json
import sqlite3
from pathlib import Path

import pytest

from slate.cli import demo
from tests.cli.conftest import Done, Refused, Run, stored


def test_the_demo_does_not_touch_the_users_slate(
    slate: Run, done: Done, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "nonsense")
    before = small.read_bytes()
    assert len(done("--demo", "list", "-f", "slugs").split()) == 9
    note = "slate: note: changes of the demo slate are not kept.\n"
    assert slate("--demo", "remove", "the-minimalists") == (
        0,
        "the-minimalists: removed (The Minimalists)\n",
        note,
    )
    undone = slate("--demo", "undo", "1")
    assert (undone.code, undone.err) == (0, note)
    assert undone.out.startswith("batch 1 of slate: undone (seed)\n")
    assert small.read_bytes() == before


def test_every_command_notes_the_demo_on_a_terminal(screen: Run) -> None:
    said = "Demo slate of 2021-01-07; changes are not kept.\n"
    for command in (["list"], ["upcoming"], ["next"], ["log"], ["info"], ["show", "cobra"],
                    ["add", "X"], ["update", "cobra-kai-s3", "-n", "4"],
                    ["remove", "cobra-kai-s3"], ["undo", "1"]):  # fmt: skip
        assert screen("--demo", *command).err.endswith(said)
    assert not stored().exists()


def test_the_demo_is_closed_with_its_session() -> None:
    with demo.open_demo((), ()) as session, session.store.reading() as connection:
        connection.execute("select * from titles")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("select * from titles")


def test_the_demo_is_one_batch(done: Done) -> None:
    records = json.loads(Path(demo.seed()).read_text(encoding="utf-8"))
    assert done("--demo", "log", "-f", "tsv", "--columns", "batch,author,reports,command") == (
        f"1\tslate\t{len(records)}\tseed\n"
    )


def test_the_seed_is_found_in_the_checkout_or_the_wheel(
    monkeypatch: pytest.MonkeyPatch, world: Path
) -> None:
    assert demo.seed().name == "seed.json"
    assert demo.seed().exists()
    (world / "slate").mkdir()
    monkeypatch.setattr(demo, "files", lambda package: world / package)
    assert demo.seed() == world / "seed.json"
    (world / "slate" / "seed.json").touch()
    assert demo.seed() == world / "slate" / "seed.json"


def test_a_broken_seed_is_reported(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, world: Path
) -> None:
    broken = world / "seed.json"
    broken.write_text('[{"title": "A"}', encoding="utf-8")
    monkeypatch.setattr(demo, "seed", lambda: broken)
    assert refused(1, "--demo", "list") == "slate: 1: the array is cut off.\n"


def test_a_refused_seed_record_is_reported(slate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("seed.json").write_text('[{"title": "A", "links": {"sequel-of": ["nobody"]}}]')
    monkeypatch.setattr(demo, "seed", lambda: Path("seed.json"))
    ran = slate("--demo", "list")
    assert (ran.code, ran.out) == (3, "")
    assert 'No title "nobody"' in ran.err
