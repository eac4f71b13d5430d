"""Backup of a shared slate: its ledger as a file, checked before it gets its name.

In a folder, its name has the time in UTC: `desk.20210107T091500Z.slate.ndjson`.
"""

import json
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from slate.domain.errors import NoFolderError, NotABackupError
from slate.files.aside import replacing
from slate.formats.ledger import ledger_file
from slate.store.file import backups
from slate.store.file.connection import Store
from slate.store.file.errors import refusal
from slate.store.slate import open_slate
from slate.usecases.backup import BackupDone, pruned, resolved
from slate.usecases.export_ledger import ledger_lines
from slate.usecases.read_files import InputFile
from slate.usecases.restore import checked_ledger

_BATCH = b'{"uid"'  # how the line of a batch begins


def back_up_ledger(store: Store, target: Path, keep: int | None, today: date) -> BackupDone:
    """Write the ledger of a slate to a file, or into a folder under a name with the time.

    `keep` is how many backups to keep in the folder, of those that were made in this way; None
    keeps all. Raises NoFolderError, NotABackupError for what a backup must not replace,
    NotDeletedError, and DamagedError if the ledger is not sound.
    """
    name = Path(store.short_name)
    with open_slate(store, today) as slate:
        uids = {batch.uid for batch in slate.batches()}
        lines = ledger_lines(slate, slate.ledger())
        try:
            is_folder = target.is_dir()
            if not is_folder and keep is not None:
                raise NoFolderError(target)
            file = (
                backups.path_on_request(name, target, store.time, backups.LEDGER)
                if is_folder
                else _replaceable(target, uids)
            )
            _write(file, lines, today)
        except OSError as error:
            raise refusal(target, error) from error
    if keep is None:
        return BackupDone(file if is_folder else target, [])
    found = backups.on_request(name, target, backups.LEDGER)
    return pruned(file, found, keep, lambda one, _: _is_older(one, uids))


def _write(file: Path, lines: Iterator[str], today: date) -> None:
    """Write a ledger, and read it again before it gets its name; only its owner may read it."""
    with replacing(file, backups.created_for_owner) as (beside, descriptor):
        with open(descriptor, "w", encoding="utf-8", newline="\n", closefd=False) as there:
            there.writelines(lines)
        with beside.open("rb") as stream:
            checked_ledger(InputFile(str(file), stream), today)


def _replaceable(target: Path, uids: Collection[str]) -> Path:
    """Return the file to write for a name, with links followed.

    Raises NoFolderError, and NotABackupError for what a backup must not replace.
    """
    file = resolved(target)
    if file.exists() and not (
        file.is_file() and (not file.stat().st_size or _is_older(file, uids))
    ):
        raise NotABackupError(target, "exists, but is not an older ledger of this slate")
    return file


def _is_older(file: Path, uids: Collection[str]) -> bool:
    """Whether a file is a ledger of which the slate still has everything."""
    try:
        with file.open("rb") as lines:
            if not next(lines, b"").startswith(ledger_file.START):
                return False
            return all(json.loads(line)["uid"] in uids for line in lines if line.startswith(_BATCH))
    except (ValueError, OSError):
        return False
