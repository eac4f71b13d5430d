"""Where a slate's file is: in places where others may change or copy it behind SQLite's back.

It is a guess by names, so nothing depends on it: `slate check` only says it.
"""

import re
from pathlib import Path
from typing import NamedTuple

MOUNTS = Path("/proc/self/mountinfo")  # only of Linux
_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "fuse.sshfs", "fuse.rclone",
     "fuse.s3fs", "fuse.davfs", "davfs")
)  # fmt: skip
# The beginnings of the names of folders, in lower case, and the programs that keep them in sync.
_SYNCED = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",  # its folder on macOS
    "nextcloud": "Nextcloud",
    "syncthing": "Syncthing",
}
_OF_SYNCTHING = ".stfolder"  # in each folder that it keeps in sync
_READ_VERSION = 19  # its place in the header of a database
_WAL = b"\x02"
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Place(NamedTuple):
    """Where a file is."""

    network: str | None = None  # the type of the network file system
    synced: str | None = None  # the program that keeps its folder in sync
    uses_wal: bool = False  # another program has switched it to a write-ahead log


def place_of(path: Path, mounts: Path = MOUNTS) -> Place:
    """Return where a file is, as far as its path and the mounts of this machine show it."""
    try:
        real = path.resolve()
        if not real.is_file():  # opening a FIFO would wait for ever
            return Place()
        with real.open("rb") as file:
            file.seek(_READ_VERSION)
            uses_wal = file.read(1) == _WAL
        return Place(_network(real, mounts), _synced(real), uses_wal)
    except OSError:
        return Place()


def _network(path: Path, mounts: Path) -> str | None:
    """Return the type of the file system of a path if it is one of a network."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    types = {}
    for line in lines:
        mounted, _, rest = line.partition(" - ")
        point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), mounted.split(" ")[4])
        types[Path(point)] = rest.partition(" ")[0]  # the last one of a folder covers the others
    type_ = next((types[folder] for folder in path.parents if folder in types), None)
    return type_ if type_ in _NETWORK else None


def _synced(path: Path) -> str | None:
    """Return the program that keeps the folder of a path in sync, None if none is known to."""
    for folder in path.parents:
        if (folder / _OF_SYNCTHING).exists():
            return "Syncthing"
        name = folder.name.casefold()
        for start, program in _SYNCED.items():
            if name.startswith(start):
                return program
    return None
