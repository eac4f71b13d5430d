"""Users without a home, or with one that cannot be used."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import needs_full
from tests.environment.conftest import Started
from tests.environment.users import obeying_modes, open_to_all, unknown_user

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux has these folders"),
]

_XDG = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
_DENIED = "cannot be used: Permission denied. Nothing was changed."
_NO_HOME = "slate: There is no home folder for slate's files. Set HOME, or "


def test_a_home_that_does_not_exist_is_created(world: Path, started: Started) -> None:
    home = world / "no" / "such"
    there = {"HOME": str(home)}
    assert started("list", without=_XDG, environment=there) == (0, "", "")
    assert not home.exists()
    added = started("add", "Dune", without=_XDG, environment=there)
    assert (added.code, added.err) == (0, "")
    path = home / ".local" / "share" / "slate" / "slate.db"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_relative_folders_are_not_used(world: Path, started: Started) -> None:
    """The standard for these variables says so: where they lead would depend on the folder."""
    relative = dict.fromkeys(_XDG, "relative")
    added = started("add", "Dune", environment=relative)
    assert (added.code, added.err) == (0, "")
    assert (world / "home" / ".local" / "share" / "slate" / "slate.db").exists()
    assert not (world / "relative").exists()


@needs_full
def test_a_home_that_is_no_folder_is_named(started: Started) -> None:
    there = {"HOME": "/dev/full"}
    path = "/dev/full/.local/share/slate"
    for command in ("list", "add Dune", "info", "log"):
        assert started(*command.split(), without=_XDG, environment=there) == (
            *(1, ""),
            f"slate: {path}/slate.db: cannot be used: Not a directory. Nothing was changed.\n",
        )
    assert started("remote", without=_XDG, environment=there) == (
        *(1, ""),
        "slate: /dev/full/.config/slate/config.toml: cannot be read: Not a directory.\n",
    )


def test_a_home_that_is_not_writable_can_be_read(world: Path, started: Started) -> None:
    home = world / "closed"
    home.mkdir(mode=0o500)
    by, there = obeying_modes(), {"HOME": str(home)}
    assert started("list", by=by, without=_XDG, environment=there) == (0, "", "")
    assert started("add", "Dune", by=by, without=_XDG, environment=there) == (
        *(1, ""),
        f"slate: {home}/.local/share/slate: {_DENIED}\n",
    )
    assert os.listdir(home) == []  # noqa: PTH208 -- names


def test_a_user_that_the_system_does_not_list(world: Path, started: Started) -> None:
    open_to_all(world)
    folder = world / "own"
    folder.mkdir()
    folder.chmod(0o777)
    by, without = unknown_user(), (*_XDG, "HOME", "SLATE_AUTHOR")
    what = "SLATE_DB to a file, or XDG_DATA_HOME to a folder.\n"
    for command in ("list", "add Dune"):
        assert started(*command.split(), by=by, without=without) == (1, "", f"{_NO_HOME}{what}")
    there = {"SLATE_DB": str(folder / "own.db")}
    added = started("add", "Dune", by=by, without=without, environment=there)
    assert (added.code, added.err) == (0, "")
    logged = started("log", "-f", "tsv", "--columns", "author", by=by, without=without,
                     environment=there)  # fmt: skip
    assert logged == (0, "unknown\n", "")
    assert started("remote", by=by, without=without, environment=there) == (
        *(1, ""),
        f"{_NO_HOME}XDG_CONFIG_HOME to a folder.\n",
    )
