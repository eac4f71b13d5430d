import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from tests.damage.damages import KINDS, Files, Slate, damage, page_size, slate_of
from tests.store.writing import add, update


@pytest.fixture
def made(tmp_path: Path) -> Slate:
    path, older = tmp_path / "a.db", tmp_path / "older.db"
    store = Store(path)
    for number in range(12):
        add(store, f"Title {number}", date="2021-05", source="A", note="n" * 3_900)
    older.write_bytes(path.read_bytes())
    update(store, "title-7", date="2022")
    return slate_of(older, path, tmp_path)


def damaged(made: Slate, kind: str, seed: int) -> Files:
    return damage(made, kind, random.Random(seed))  # noqa: S311 -- no secret


@pytest.mark.parametrize("kind", KINDS)
def test_damage_depends_only_on_the_random_numbers(made: Slate, kind: str) -> None:
    found = [damaged(made, kind, seed) for seed in range(6)]
    assert [damaged(made, kind, seed) for seed in range(6)] == found
    assert any(files != Files(made.content) for files in found)


@pytest.mark.parametrize("kind", ["bit", "bytes", "zeros", "random", "swap", "copied", "header"])
def test_one_place_is_damaged(made: Slate, kind: str) -> None:
    content, size = made.content, page_size(made.content)
    for seed in range(5):
        changed = damaged(made, kind, seed).content
        assert len(changed) == len(content)
        differing = [n for n in range(len(content)) if content[n] != changed[n]]
        assert all((n < 108) is (kind == "header") for n in differing)
        assert len({n // size for n in differing}) <= (2 if kind in {"swap", "bytes"} else 1)


def test_a_killed_writer_leaves_a_journal_and_a_log_has_a_write(
    made: Slate, tmp_path: Path
) -> None:
    path = tmp_path / "b.db"
    for files, suffix in ((made.writing, "journal"), (made.in_wal, "wal")):
        files.write(path)
        assert path.with_name(f"b.db-{suffix}").stat().st_size > 512
        with closing(sqlite3.connect(path)) as connection:
            commands = connection.execute("select distinct command from batches").fetchall()
        assert commands == [("test",)]  # what was not committed is gone
    Files(made.content).write(path)
    assert {one.name for one in tmp_path.glob("b.db*")} == {"b.db"}
