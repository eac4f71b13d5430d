import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from slate.remotes.errors import OpenKeysError, SettingsError
from slate.remotes.settings import checked_remote, read_settings, read_toml
from slate.remotes.settings_files import (
    forget_key,
    forget_remote,
    keys_with_settings,
    store_key,
    store_remote,
)
from tests.limits import no_file_beyond

NAS = checked_remote("nas", "sonarr", "http://nas:8989")
NEW = '[remotes.nas]\nkind = "sonarr"\nurl = "http://nas:8989"\n'
TVMAZE = checked_remote("tvmaze", "tvmaze", "http://127.0.0.1:8080")

HAND_WRITTEN = """\
# What I watch comes from these.
regions = ["US", "GB"]   # and from nowhere else

[remotes.cabin]  # only in summer
url = 'http://cabin:7878'
kind = "radarr"

# Upstairs.
[remotes.nas]
kind   = "sonarr"  # version 4
url    = "http://attic:8989"
"""


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def state(path: Path) -> tuple[int, ...]:
    """Return what shows whether a file was written; reading it changes only the time of access."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode


def write(path: Path, text: str, permissions: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(permissions)
    return path


def names(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()} - {"home"}


def test_first_remote_creates_the_file_and_its_folder(world: Path) -> None:
    folder = world / "config" / "slate"
    with umask(0o022):
        store_remote(folder, NAS)
    path = folder / "config.toml"
    assert path.read_text() == NEW
    assert (mode(path), mode(folder)) == (0o644, 0o700)
    assert read_settings(folder, {}).remotes["nas"] == NAS


@pytest.mark.parametrize(("mask", "wanted"), [(0, 0o666), (0o022, 0o644), (0o077, 0o600)])
def test_umask_decides_who_may_read_the_settings(world: Path, mask: int, wanted: int) -> None:
    with umask(mask):
        store_remote(world, NAS)
    assert mode(world / "config.toml") == wanted


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_only_the_owner_may_read_new_keys(world: Path, mask: int) -> None:
    with umask(mask):
        store_key(world, "tmdb", "open-sesame")
    assert mode(world / "keys.toml") == 0o600
    assert (world / "keys.toml").read_text() == '[tmdb]\nkey = "open-sesame"\n'


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o664, 0o444])
def test_mode_of_the_settings_is_kept_whatever_the_umask_is(world: Path, permissions: int) -> None:
    path = write(world / "config.toml", HAND_WRITTEN, permissions)
    with umask(0o077):
        store_remote(world, NAS)
    assert mode(path) == permissions


@pytest.mark.parametrize("permissions", [0o600, 0o400, 0o700])
def test_mode_of_the_keys_is_kept(world: Path, permissions: int) -> None:
    path = write(world / "keys.toml", '[nas]\nkey = "x"\n', permissions)
    with umask(0):
        store_key(world, "tmdb", "open-sesame")
    assert mode(path) == permissions


def test_comments_and_order_are_kept_when_a_remote_changes(world: Path) -> None:
    path = write(world / "config.toml", HAND_WRITTEN)
    store_remote(world, NAS)
    assert path.read_text() == HAND_WRITTEN.replace("http://attic:8989", "http://nas:8989")


def test_comments_and_order_are_kept_when_a_remote_is_added(world: Path) -> None:
    path = write(world / "config.toml", HAND_WRITTEN)
    store_remote(world, TVMAZE)
    assert path.read_text() == (
        f'{HAND_WRITTEN}\n[remotes.tvmaze]\nkind = "tvmaze"\nurl = "http://127.0.0.1:8080"\n'
    )


def test_comments_and_order_are_kept_when_a_remote_is_removed(world: Path) -> None:
    path = write(world / "config.toml", HAND_WRITTEN)
    forget_remote(world, "nas")
    assert path.read_text() == HAND_WRITTEN.partition("[remotes.nas]")[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# mine\n", f"# mine\n\n{NEW}"),
        ('regions = ["US"]', f'regions = ["US"]\n{NEW}'),
        ("[remotes]\n# mine\n", f"[remotes]\n# mine\n\n{NEW}"),
        ("remotes = {}  # mine\n",
         'remotes = {nas = {kind = "sonarr", url = "http://nas:8989"}}  # mine\n'),
        ('[remotes]\nnas = {kind = "radarr", url = "http://a"}  # mine\n',
         '[remotes]\nnas = {kind = "sonarr", url = "http://nas:8989"}  # mine\n'),
        ('[remotes]\nnas.kind = "radarr"  # mine\nnas.url = "http://a"\n',
         '[remotes]\nnas.kind = "sonarr"  # mine\nnas.url = "http://nas:8989"\n'),
    ],
)  # fmt: skip
def test_remote_is_stored_beside_what_is_there(world: Path, before: str, after: str) -> None:
    path = write(world / "config.toml", before)
    store_remote(world, NAS)
    assert path.read_text() == after
    assert read_settings(world, {}).remotes["nas"] == NAS


DOTTED = 'remotes.cabin.kind = "radarr"\nremotes.cabin.url = "http://c"\nregions = ["GB"]\n'


def test_file_that_would_be_damaged_is_left_as_it_is(world: Path) -> None:
    """The writer would put the new table between the dotted keys."""
    path = write(world / "config.toml", DOTTED)
    with pytest.raises(SettingsError) as caught:
        store_remote(world, NAS)
    assert str(caught.value) == (
        f"{path}: is written in a way that slate cannot change. Change it in an editor."
    )
    assert path.read_text() == DOTTED
    assert names(world) == {"config.toml"}


def test_text_that_would_not_be_toml_is_not_written(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(world / "config.toml", HAND_WRITTEN)
    monkeypatch.setattr("tomlkit.dumps", lambda _: "[remotes")
    with pytest.raises(SettingsError) as caught:
        store_remote(world, NAS)
    assert str(caught.value).endswith("slate cannot change. Change it in an editor.")
    assert path.read_text() == HAND_WRITTEN


def test_last_remote_takes_its_table_along(world: Path) -> None:
    path = write(world / "config.toml", "# mine\n")
    store_remote(world, NAS)
    forget_remote(world, "nas")
    assert path.read_text().rstrip() == "# mine"
    assert read_toml(path) == {}


@pytest.mark.parametrize("text", ["", "# mine\n", 'regions = ["US"]', HAND_WRITTEN])
def test_unknown_remote_is_not_there_afterwards_either(world: Path, text: str) -> None:
    path = write(world / "config.toml", text)
    before = state(path)
    forget_remote(world, "attic")
    assert path.read_text() == text
    assert state(path) == before


def test_nothing_is_created_when_there_is_nothing_to_remove(world: Path) -> None:
    forget_remote(world / "config", "nas")
    assert forget_key(world / "config", "nas") is False
    assert names(world) == set()


def test_file_is_not_written_when_nothing_changes(world: Path) -> None:
    store_remote(world, NAS)
    store_key(world, "nas", "open-sesame")
    before = [state(world / name) for name in ("config.toml", "keys.toml")]
    store_remote(world, NAS)
    store_key(world, "nas", "open-sesame")
    assert [state(world / name) for name in ("config.toml", "keys.toml")] == before


KEYS = """\
# Keys of mine.
[tmdb]
# From the settings of my account.
key = "old"  # until March

# The one upstairs.
[nas]
key = "other"
"""


def test_comments_are_kept_when_a_key_changes(world: Path) -> None:
    path = write(world / "keys.toml", KEYS)
    store_key(world, "tmdb", "open-sesame")
    assert path.read_text() == KEYS.replace('"old"', '"open-sesame"')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[tmdb]\nkey_command = "pass tmdb"\n', '[tmdb]\nkey = "new"\n'),
        ('[tmdb]\nkey = 5\nolder = "x"\n', '[tmdb]\nkey = "new"\n'),
        ('tmdb.key = "old"\nnas.key = "x"\n', 'tmdb.key = "new"\nnas.key = "x"\n'),
        ('tmdb = {key = "old"}  # mine\n', 'tmdb = {key = "new"}  # mine\n'),
        ('tmdb = "old"\n', '\n[tmdb]\nkey = "new"\n'),
        ('[[tmdb]]\nkey = "old"\n', '[tmdb]\nkey = "new"\n'),
        ('[nas]\nkey = "x"\n', '[nas]\nkey = "x"\n\n[tmdb]\nkey = "new"\n'),
    ],
)
def test_key_replaces_what_was_there(world: Path, before: str, after: str) -> None:
    path = write(world / "keys.toml", before)
    store_key(world, "tmdb", "new")
    assert path.read_text() == after


def test_key_with_quotes_is_stored_as_it_is(world: Path) -> None:
    store_key(world, "tmdb", 'a"b\\c#d')
    assert read_toml(world / "keys.toml") == {"tmdb": {"key": 'a"b\\c#d'}}


def test_key_is_removed(world: Path) -> None:
    path = write(world / "keys.toml", KEYS)
    assert forget_key(world, "nas") is True
    assert path.read_text() == KEYS.partition("[nas]")[0]
    assert forget_key(world, "nas") is False
    assert forget_key(world, "tmdb") is True
    assert read_toml(path) == {}


Change = Callable[[Path], object]
CHANGES = [
    pytest.param(lambda folder: store_remote(folder, NAS), "config.toml", id="store_remote"),
    pytest.param(lambda folder: forget_remote(folder, "nas"), "config.toml", id="forget_remote"),
    pytest.param(lambda folder: store_key(folder, "nas", "new"), "keys.toml", id="store_key"),
    pytest.param(lambda folder: forget_key(folder, "nas"), "keys.toml", id="forget_key"),
]
CONTENT = {"config.toml": HAND_WRITTEN, "keys.toml": KEYS}


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_symbolic_link_stays_one(world: Path, change: Change, name: str) -> None:
    (world / "dotfiles").mkdir()
    (world / "config").mkdir()
    target = write(world / "dotfiles" / "mine.toml", CONTENT[name])
    link = world / "config" / name
    link.symlink_to("../dotfiles/mine.toml")
    change(link.parent)
    assert link.is_symlink()
    assert target.read_text() != CONTENT[name]
    assert names(target.parent) == {"mine.toml"}
    assert names(link.parent) == {name}


def test_symbolic_link_to_nothing_gets_its_file(world: Path) -> None:
    link = world / "keys.toml"
    link.symlink_to("dotfiles/keys.toml")
    store_key(world, "nas", "new")
    assert link.is_symlink()
    assert (world / "dotfiles" / "keys.toml").read_text() == '[nas]\nkey = "new"\n'
    assert mode(world / "dotfiles" / "keys.toml") == 0o600


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_failed_write_leaves_the_old_file_whole(world: Path, change: Change, name: str) -> None:
    path = write(world / name, CONTENT[name])
    # There is room for a part of it, which is written without an error.
    with no_file_beyond(3), pytest.raises(SettingsError) as caught:
        change(world)
    assert str(caught.value) == f"{path}: cannot be written: File too large."
    assert path.read_text() == CONTENT[name]
    assert names(world) == {name}


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_file_that_may_not_be_created_is_an_error(
    world: Path, monkeypatch: pytest.MonkeyPatch, change: Change, name: str
) -> None:
    """As in a folder that may not be written to, which the superuser does not know."""
    opened = os.open

    def guarded(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *mode)

    path = write(world / name, CONTENT[name])
    monkeypatch.setattr(os, "open", guarded)
    with pytest.raises(SettingsError) as caught:
        change(world)
    assert str(caught.value) == f"{path}: cannot be written: Permission denied."
    assert path.read_text() == CONTENT[name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_folder_that_may_not_be_written_to(world: Path, change: Change, name: str) -> None:
    folder = world / "config"
    folder.mkdir()
    path = write(folder / name, CONTENT[name])
    folder.chmod(0o500)
    with pytest.raises(SettingsError) as caught:
        change(folder)
    folder.chmod(0o700)
    assert str(caught.value) == f"{path}: cannot be written: Permission denied."
    assert path.read_text() == CONTENT[name]


def test_file_in_place_of_the_folder_is_refused(world: Path) -> None:
    (world / "config").touch()
    with pytest.raises(SettingsError) as caught:
        store_remote(world / "config", NAS)
    path = world / "config" / "config.toml"
    assert str(caught.value) == f"{path}: cannot be written: File exists."
    with pytest.raises(SettingsError) as caught:
        store_key(world / "config", "nas", "new")
    path = world / "config" / "keys.toml"
    assert str(caught.value) == f"{path}: cannot be read: Not a directory."


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_file_that_is_too_large_is_left_as_it_is(world: Path, change: Change, name: str) -> None:
    path = world / name
    path.write_text("#" * 1_000_001)
    path.chmod(0o600)
    with pytest.raises(SettingsError, match="it has more than 1,000,000 characters"):
        change(world)
    assert path.stat().st_size == 1_000_001


@pytest.mark.parametrize(("change", "name"), CHANGES)
@pytest.mark.parametrize("content", [b"[nas", b"\xff"])
def test_file_that_is_not_toml_is_left_as_it_is(
    world: Path, change: Change, name: str, content: bytes
) -> None:
    path = world / name
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(SettingsError) as caught:
        change(world)
    assert str(caught.value).startswith(f"{path}: is not valid TOML")
    assert path.read_bytes() == content


@pytest.mark.parametrize("permissions", [0o644, 0o640, 0o604, 0o620, 0o601])
@pytest.mark.parametrize("change", [change.values[0] for change in CHANGES[2:]])
def test_keys_that_others_can_read_are_refused_before_anything_is_written(
    world: Path, change: Change, permissions: int
) -> None:
    path = write(world / "keys.toml", KEYS, permissions)
    before = path.stat()
    with pytest.raises(OpenKeysError) as caught:
        change(world)
    assert str(caught.value) == f"{path}: other users can read these keys."
    assert path.read_text() == KEYS
    assert (path.stat().st_ino, mode(path)) == (before.st_ino, permissions)
    assert names(world) == {"keys.toml"}


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_what_is_written_in_parts_is_written_whole(
    world: Path, monkeypatch: pytest.MonkeyPatch, change: Change, name: str
) -> None:
    """As on a disk that is almost full."""
    path = write(world / name, CONTENT[name])
    change(world)
    whole = path.read_text()
    path.write_text(CONTENT[name])
    written = os.write
    monkeypatch.setattr(os, "write", lambda there, data: written(there, data[:7]))
    change(world)
    assert path.read_text() == whole


@pytest.mark.parametrize("before", [None, '[nas]\nkey = "old"\n'])
def test_keys_are_restored_if_the_settings_cannot_be_written(
    world: Path, before: str | None
) -> None:
    if before is not None:
        write(world / "keys.toml", before)
        (world / "keys.toml").chmod(0o600)
    with pytest.raises(SettingsError), keys_with_settings(world):  # noqa: PT012 -- what it undoes
        store_key(world, "nas", "new")
        raise SettingsError("config.toml", "cannot be written.")
    assert names(world) == (set() if before is None else {"keys.toml"})
    if before is not None:
        assert (world / "keys.toml").read_text() == before
        assert mode(world / "keys.toml") == 0o600


def test_new_keys_stay_with_new_settings(world: Path) -> None:
    (world / "keys.toml.former").touch()  # of a command that was killed
    with keys_with_settings(world):
        store_key(world, "nas", "new")
    assert (world / "keys.toml").read_text() == '[nas]\nkey = "new"\n'
    assert names(world) == {"keys.toml"}
