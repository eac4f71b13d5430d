import os
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from slate.store.file.place import Place, place_of
from tests.store.damaging import change
from tests.store.writing import add

_LINE = "36 35 98:0 / {point} rw,noatime shared:1 - {type} server:/x rw,errors=continue\n"


def mounts(world: Path, *points: tuple[Path | str, str]) -> Path:
    """Write a list of mounts as Linux has it."""
    file = world / "mountinfo"
    lines = [
        _LINE.format(point=str(point).replace(" ", "\\040"), type=type_) for point, type_ in points
    ]
    file.write_text("".join(lines), encoding="utf-8")
    return file


def test_nothing_is_to_say_of_a_slate_of_this_machine(path: Path) -> None:
    add(Store(path), "Mank")
    assert place_of(path) == Place()


@pytest.mark.parametrize("type_", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_network_file_systems_are_named(world: Path, type_: str) -> None:
    folder = world / "a drive" / "desk"
    folder.mkdir(parents=True)
    path = folder / "slate.db"
    add(Store(path), "Mank")
    found = mounts(world, ("/", "ext4"), (world / "a drive", type_), ("/other", "nfs"))
    assert place_of(path, found) == Place(network=type_)
    (world / "link.db").symlink_to(path)
    assert place_of(world / "link.db", found) == Place(network=type_)
    # A disk of this machine that is mounted over it.
    assert place_of(path, mounts(world, (world / "a drive", type_), (folder, "ext4"))) == Place()


def test_the_last_mount_of_a_folder_counts(world: Path, path: Path) -> None:
    add(Store(path), "Mank")
    assert place_of(path, mounts(world, (world, "nfs"), (world, "ext4"))) == Place()


def test_without_a_list_of_mounts_none_is_known(world: Path, path: Path) -> None:
    add(Store(path), "Mank")
    assert place_of(path, world / "none") == Place()
    assert place_of(path, mounts(world)) == Place()


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/films", "Dropbox"),
        ("OneDrive - Desk", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("nextcloud", "Nextcloud"),
        ("Google Drive/My Drive", "Google Drive"),
        ("films", None),
        ("my dropbox", None),
    ],
)
def test_folders_that_are_kept_in_sync_are_recognized_by_their_names(
    world: Path, folder: str, program: str | None
) -> None:
    path = world / folder / "slate.db"
    path.parent.mkdir(parents=True)
    add(Store(path), "Mank")
    assert place_of(path) == Place(synced=program)


def test_a_folder_of_syncthing_may_have_any_name(world: Path) -> None:
    path = world / "desk" / "films" / "slate.db"
    path.parent.mkdir(parents=True)
    (world / "desk" / ".stfolder").mkdir()
    add(Store(path), "Mank")
    assert place_of(path) == Place(synced="Syncthing")


def test_a_slate_in_wal_mode(path: Path) -> None:
    add(Store(path), "Mank")
    change(path, "pragma journal_mode = wal")
    assert place_of(path) == Place(uses_wal=True)


def test_nothing_is_known_of_a_file_that_cannot_be_read(world: Path) -> None:
    assert place_of(world / "none.db") == Place()
    assert place_of(world) == Place()
    os.mkfifo("fifo")
    assert place_of(world / "fifo") == Place()


def test_nothing_is_known_of_a_file_that_may_not_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Store(path), "Mank")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert place_of(path) == Place()
