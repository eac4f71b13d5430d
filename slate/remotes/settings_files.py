"""Changes to the files of settings and keys, which people also edit: their comments are kept."""

import os
import tomllib
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from slate.files.aside import replacing
from slate.files.small_text import read_text
from slate.remotes import keys, settings
from slate.remotes.errors import SettingsError
from slate.remotes.keys import refuse_open
from slate.remotes.settings import Remote

_REMOTES = "remotes"


def store_remote(folder: Path, remote: Remote) -> None:
    """Add a remote to the settings, or replace the one of its name; raise SettingsError."""
    with _changed(folder / settings.FILE, 0o666) as document:
        remotes = document.setdefault(_REMOTES, tomlkit.table(is_super_table=True))
        is_inline = isinstance(remotes, InlineTable)
        new = tomlkit.inline_table() if is_inline else tomlkit.table()
        entry = remotes.setdefault(remote.name, new)
        entry["kind"] = remote.kind.name
        entry["url"] = remote.url


def forget_remote(folder: Path, name: str) -> None:
    """Remove a remote from the settings, if it is there; raise SettingsError."""
    with _changed(folder / settings.FILE, 0o666) as document:
        remotes = document.get(_REMOTES, {})
        remotes.pop(name, None)
        if not remotes:
            document.pop(_REMOTES, None)


def store_key(folder: Path, name: str, key: str) -> None:
    """Store the key of a remote in a file that only its owner can read; raise SettingsError."""
    refuse_open(folder / keys.FILE)
    with _changed(folder / keys.FILE, 0o600) as document:
        entry = document.get(name)
        if not isinstance(entry, MutableMapping):
            document[name] = entry = tomlkit.table()
        for other in set(entry) - {"key"}:
            del entry[other]
        entry["key"] = key


def forget_key(folder: Path, name: str) -> bool:
    """Remove the key of a remote from the file of keys; return whether it was there."""
    path = folder / keys.FILE
    refuse_open(path)
    if name not in settings.read_toml(path):
        return False
    with _changed(path, 0o600) as document:
        document.pop(name)
    return True


@contextmanager
def keys_with_settings(folder: Path) -> Iterator[None]:
    """Restore the keys if a block that changes them and the settings raises an error.

    The former file is kept beside the new one meanwhile, so that a full disk does not matter.
    """
    path = folder / keys.FILE
    target = path.resolve()
    was_there = target.exists()
    former = target.with_name(f"{target.name}.former")
    with suppress(OSError):
        former.unlink(missing_ok=True)  # one that a killed command left behind
        former.hardlink_to(target)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if was_there:
                former.replace(target)
            else:
                target.unlink()
        raise
    finally:
        with suppress(OSError):
            former.unlink()


@contextmanager
def _changed(path: Path, mode: int) -> Iterator[TOMLDocument]:
    """Yield the content of a file, and write it as a whole when the block has changed it."""
    try:
        target = path.resolve()  # a link to a file elsewhere stays one
        before = read_text(target) if target.exists() else ""
        document = tomlkit.parse(before)
        yield document
        text = tomlkit.dumps(document)
        if text == before:
            return
        if not _is_as_meant(text, document):
            raise SettingsError(
                str(path), "is written in a way that slate cannot change. Change it in an editor."
            )
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(target, _creating(target, mode)) as (_, descriptor):
            _write(descriptor, text.encode())
    except OSError as error:
        raise SettingsError(str(path), f"cannot be written: {error.strerror or error}.") from error
    except (TOMLKitError, ValueError):
        raise SettingsError(str(path), "is not valid TOML.") from None


def _write(descriptor: int, data: bytes) -> None:
    """Write all of the data: on a disk that is almost full, one call writes only a part of it."""
    while data:
        data = data[os.write(descriptor, data) :]


def _is_as_meant(text: str, document: TOMLDocument) -> bool:
    """Whether a text contains what a document does: tomlkit writes some dotted keys elsewhere."""
    try:
        return tomllib.loads(text) == document.unwrap()
    except ValueError:
        return False


def _creating(target: Path, mode: int) -> Callable[[Path], int]:
    """Return a function that creates a file with the mode of the one that it is to replace."""
    kept = S_IMODE(target.stat().st_mode) if target.exists() else None

    def create(path: Path) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        descriptor = os.open(path, flags, mode if kept is None else kept)
        if kept is not None:
            os.fchmod(descriptor, kept)  # whatever the umask is
        return descriptor

    return create
