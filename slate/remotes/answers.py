"""Answers that are kept in the cache folder, so that what has not changed is not requested again.

Each is a file of its own: what it answers and when, then the answer itself, compressed together.
The folder may be deleted at any time. A file that is damaged, of another version or of another
address counts as none.
"""

import json
import os
import zlib
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from slate.files import signals
from slate.remotes.errors import MOST_BYTES

# TMDB's terms allow six months; what is older is of no use in any case.
KEPT = timedelta(days=180)
_VERSION = 1
_LEVEL = 6
_ENDING = ".answer"


class KeptAnswer(NamedTuple):
    """An answer, when it was fetched, and when its remote last confirmed it."""

    body: bytes
    fetched: datetime
    confirmed: datetime
    stamp: int | None = None  # the version of the content, as the remote counts it


class Answers:
    """The answers of one remote that are kept."""

    def __init__(self, folder: Path | None, origin: str) -> None:
        """Keep answers in a folder, which is created when needed; with None, keep none.

        `origin` is the address of the remote: the answers of another one are not found.
        """
        self._folder = folder
        self._origin = origin

    def find(self, path: str, now: datetime) -> KeptAnswer | None:
        """Return the answer for a path, None if there is none that can be used."""
        if self._folder is None:
            return None
        try:
            unpacking = zlib.decompressobj()
            with self._file(path).open("rb") as file:
                packed = file.read(MOST_BYTES + _HEAD)
            data = unpacking.decompress(packed, MOST_BYTES + _HEAD)
            if not unpacking.eof:
                return None
            head, _, body = data.partition(b"\n")
            said = json.loads(head)
            if said["version"] != _VERSION or said["address"] != self._origin + path:
                return None
            fetched, confirmed = (
                datetime.fromisoformat(said[name]) for name in ("fetched", "confirmed")
            )
            stamp = said["stamp"]
            if type(stamp) not in {int, type(None)}:
                return None
            kept = KeptAnswer(body, fetched, confirmed, stamp)
            return kept if now - KEPT <= fetched <= confirmed <= now else None
        except (OSError, zlib.error, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, path: str, kept: KeptAnswer) -> None:
        """Keep an answer; if that fails, for example on a full disk, it is not kept."""
        if self._folder is None:
            return
        head = {
            "version": _VERSION,
            "address": self._origin + path,
            "fetched": kept.fetched.isoformat(),
            "confirmed": kept.confirmed.isoformat(),
            "stamp": kept.stamp,
        }
        data = zlib.compress(json.dumps(head).encode() + b"\n" + kept.body, _LEVEL)
        with signals.held(), suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Others only ever see a whole file. It need not survive a power failure.
            with NamedTemporaryFile(dir=self._folder, suffix=".tmp", delete=False) as aside:
                try:
                    aside.write(data)
                    aside.close()
                    Path(aside.name).replace(self._file(path))
                except BaseException:
                    Path(aside.name).unlink()
                    raise

    def forget(self, path: str) -> None:
        """Delete the answer for a path, if there is one."""
        if self._folder is not None:
            with suppress(OSError):
                self._file(path).unlink()

    def _file(self, path: str) -> Path:
        name = sha256(f"{self._origin}{path}".encode()).hexdigest()[:32]
        return (self._folder or Path()) / f"{name}{_ENDING}"


# The most bytes before the body.
_HEAD = 1 << 16


def delete_old(folder: Path, now: float) -> None:
    """Delete the files of a cache folder that are too old to be used, and what was left behind."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            age = KEPT if entry.name.endswith(_ENDING) else timedelta(days=1)
            is_ours = entry.name.endswith((_ENDING, ".tmp"))
            with suppress(OSError):
                if (
                    is_ours
                    and now - entry.stat(follow_symlinks=False).st_mtime > age.total_seconds()
                ):
                    os.unlink(entry.path)  # noqa: PTH108 -- entries have no other way
