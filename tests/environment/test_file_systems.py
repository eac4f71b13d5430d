"""Folders on other file systems, to which nothing can be renamed, and behind links."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Done, stored
from tests.environment.conftest import SMALL

_SHM = Path("/dev/shm")  # noqa: S108 -- in memory: another file system


@pytest.fixture
def elsewhere(world: Path) -> Iterator[Path]:
    """Return a new folder on another file system than that of the tests."""
    if not _SHM.is_dir() or _SHM.stat().st_dev == world.stat().st_dev:
        pytest.skip("there is no other file system in /dev/shm")
    with tempfile.TemporaryDirectory(dir=_SHM) as folder:
        with pytest.raises(OSError, match="cross-device"):
            (world / "home").rename(Path(folder) / "home")
        yield Path(folder)


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_everything_works_across_file_systems(
    done: Done,
    elsewhere: Path,
    world: Path,
    is_sound: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = elsewhere / "slate.db"
    shutil.copy2(stored(), path)
    monkeypatch.setenv("TMPDIR", str(world))
    tempfile.tempdir = None
    try:
        db = ("--db", str(path))
        done(*db, "add", "Roma", "-d", "2021-02")
        done(*db, "import", "-", stdin=b'[{"title": "Mank"}]')
        for name in ("x.csv", "x.ics", "x.html", "x.slate.ndjson"):
            for folder in (world, elsewhere):
                done(*db, "export", str(folder / name))
        done(*db, "backup", str(world / "copy.db"))
        done(*db, "remove", "roma")
        done(*db, "restore", str(world / "copy.db"))
        done(*db, "backup", str(elsewhere))
        is_sound(*SMALL, "roma", "mank", path=path)
        assert [one for one in os.listdir(elsewhere) if ".tmp" in one] == []  # noqa: PTH208 -- names
    finally:
        tempfile.tempdir = None


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_links_to_the_slate_and_to_its_folder_stay(
    done: Done, elsewhere: Path, world: Path, is_sound: Callable[..., None]
) -> None:
    real = elsewhere / "real.db"
    shutil.copy2(stored(), real)
    (world / "folder").symlink_to(elsewhere)
    link = world / "link.db"
    link.symlink_to(world / "folder" / "real.db")
    (world / "titles.csv").symlink_to(elsewhere / "titles.csv")
    db = ("--db", str(link))
    done(*db, "add", "Roma")
    done(*db, "export", "titles.csv")
    done(*db, "backup", "copy.db")
    done(*db, "undo")
    done(*db, "restore", "copy.db")
    assert link.is_symlink()
    assert (world / "titles.csv").is_symlink()
    assert (elsewhere / "titles.csv").read_text(encoding="utf-8").count("\n") == 5
    is_sound(*SMALL, "roma", path=real)
