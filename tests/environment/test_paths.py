"""Paths that are no files, odd names, folders that disappear, and masks of modes."""

import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import SLATE, Done, Refused, stored
from tests.environment.conftest import SMALL, Started
from tests.environment.users import obeying_modes

_NOT_A_SLATE = "not a slate database. Nothing was changed.\n"
_COMMANDS = ("list", "add Roma", "info", "backup", "check", "undo")


@pytest.mark.parametrize("kind", ["fifo", "socket", "folder", "/dev/null", "/dev/zero"])
def test_what_is_no_file_is_no_slate(
    refused: Refused, world: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = world / kind
    with socket.socket(socket.AF_UNIX) as there:
        if kind == "fifo":
            os.mkfifo(path)
        elif kind == "socket":
            there.bind(kind)  # a path that is absolute may be too long for one
        elif kind == "folder":
            path.mkdir()
        before = path.stat()
        monkeypatch.setenv("SLATE_DB", str(path))
        for command in _COMMANDS:
            told = refused(1, *command.split())
            assert told in {
                f"slate: {path}: {_NOT_A_SLATE}",
                # Sockets cannot be opened at all.
                f"slate: {path}: cannot be used: {os.strerror(6)}. Nothing was changed.\n",
            }, command
        assert (path.stat().st_mode, path.stat().st_size) == (before.st_mode, before.st_size)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "name",
    [
        "a?mode=ro&x=1#%41%00.db",
        "a\nb.db",
        " a b ",
        ":memory:",
        "file:a.db",
        "-a.db",
        os.fsdecode(b"n\xe9.db"),
        "\u65e5\u672c.db",
        "n" * 200,
    ],
    ids=ascii,
)
def test_a_slate_may_have_any_name(
    done: Done,
    world: Path,
    is_sound: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    before = set(os.listdir(world))  # noqa: PTH208 -- names
    shutil.copy2(stored(), name)
    monkeypatch.setenv("SLATE_DB", name)
    done("add", "Roma")
    done("backup")
    done("undo")
    is_sound(*SMALL, path=Path(name))
    new = set(os.listdir(world)) - before  # noqa: PTH208 -- names
    assert new == {name, f"{name}.20210107T120000Z.bak"}


@pytest.mark.parametrize("command", ["list", "add Roma", "info", "check"])
def test_names_and_paths_that_are_too_long_are_refused(
    refused: Refused, world: Path, command: str
) -> None:
    for path in (str(world / ("n" * 256)), f"{world}/{'folder/' * 1_000}slate.db"):
        told = refused(1, "--db", path, *command.split())
        assert told == (f"slate: {path}: cannot be used: {os.strerror(36)}. Nothing was changed.\n")


def test_a_name_without_room_for_a_journal_is_refused(refused: Refused, world: Path) -> None:
    """What is left is an empty file, which is no slate."""
    path = world / ("n" * 255)
    told = refused(1, "--db", str(path), "add", "Roma")
    assert told == (
        f"slate: {path}: cannot be used: unable to open database file. Nothing was changed.\n"
    )
    assert path.read_bytes() == b""


# Folders


def gone(world: Path) -> Path:
    folder = world / "gone"
    folder.mkdir()
    os.chdir(folder)
    folder.rmdir()
    return folder


@pytest.mark.usefixtures("small")
def test_commands_work_in_a_folder_that_was_deleted(
    done: Done, refused: Refused, world: Path, is_sound: Callable[..., None]
) -> None:
    gone(world)
    done("add", "Roma")
    is_sound(*SMALL, "roma")
    done("backup")
    done("export", str(world / "x.csv"))
    assert refused(1, "import", "x.json") == (f"slate: x.json: cannot be read: {os.strerror(2)}.\n")
    assert refused(1, "export", "x.csv") == (
        f"slate: x.csv: cannot be written: {os.strerror(2)}. No file was created.\n"
    )
    assert refused(1, "--db", "x.db", "add", "Roma") == (
        "slate: x.db: cannot be used: the current folder does not exist any more. "
        "Nothing was changed.\n"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_commands_work_in_a_folder_that_may_not_be_read(world: Path, started: Started) -> None:
    folder = world / "closed"
    folder.mkdir()
    script = f'cd \'{folder}\' && chmod 0 . && exec "$0" "$@"'
    by = (*obeying_modes(), "sh", "-c", script)
    listed = started("list", "-f", "slugs", by=by)
    assert (listed.code, sorted(listed.out.split())) == (0, list(SMALL))
    folder.chmod(0o700)
    assert started("--db", "x.db", "list", by=by) == (
        *(1, ""),
        f"slate: x.db: cannot be used: {os.strerror(13)}. Nothing was changed.\n",
    )
    folder.chmod(0o700)


def test_a_folder_that_disappears_while_slate_reads_its_input(world: Path) -> None:
    folder = world / "folder"
    folder.mkdir()
    os.mkfifo("fifo")
    process = subprocess.Popen(
        [SLATE, "--db", folder / "slate.db", "import", "fifo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # Opening waits until slate has opened the other end.
    with Path("fifo").open("w", encoding="utf-8") as fifo:
        fifo.write('[{"title": "Soul"}]')
        folder.rmdir()
    out, err = process.communicate(timeout=60)
    told = f"slate: There is no folder {folder}. Create it first: mkdir -p {folder}\n"
    assert (process.returncode, out, err) == (1, "", told)
    assert not folder.exists()


# Modes


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_a_new_slate_is_for_its_owner_alone_whatever_the_umask_is(
    done: Done, world: Path, mask: int
) -> None:
    with umask(mask):
        done("--db", "new.db", "add", "Roma")
        done("--db", "new.db", "backup", "copy.db")
    for name in ("new.db", "copy.db"):
        found = (world / name).stat().st_mode
        assert stat.S_IMODE(found) & 0o077 == 0, name
    assert stat.S_IMODE((world / "new.db").stat().st_mode) == 0o600


@pytest.mark.slow
def test_a_new_slate_can_be_used_whatever_the_umask_is(started: Started) -> None:
    by = (*obeying_modes(), "sh", "-c", 'umask 777 && exec "$0" "$@"')
    assert started("--db", "new.db", "add", "Roma", by=by).code == 0
    assert started("--db", "new.db", "list", "-f", "slugs", by=by) == (0, "roma\n", "")


@pytest.mark.slow
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("flag", ["i", "a"])
def test_a_slate_that_is_immutable_or_may_only_grow(
    done: Done, refused: Refused, world: Path, flag: str
) -> None:
    path = world / "fixed.db"
    shutil.copy2(stored(), path)
    if (
        shutil.which("chattr") is None
        or subprocess.run(
            ["chattr", f"+{flag}", path],  # noqa: S607 -- wherever it is
            check=False,
            capture_output=True,
        ).returncode
    ):
        pytest.skip("no file can be made immutable here")
    try:
        told = f"slate: {path}: is not writable. Nothing was changed.\n"
        assert refused(1, "--db", str(path), "add", "Roma") == told
        assert sorted(done("--db", str(path), "list", "-f", "slugs").split()) == list(SMALL)
        done("--db", str(path), "backup", "copy.db")
    finally:
        subprocess.run(["chattr", f"-{flag}", path], check=True)  # noqa: S607 -- as above
