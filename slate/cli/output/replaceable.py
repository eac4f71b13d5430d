"""Which files an export may replace: none that keeps a slate, and none that SQLite would read."""

from contextlib import suppress
from pathlib import Path

from slate.formats.errors import FileError


def refuse_slates(name: str, slate: Path | None, *, is_ledger: bool) -> None:
    """Raise FileError for a file that an export must not write.

    That is the slate itself, any other database, a ledger unless another one is written, and what
    SQLite would take for unfinished work on a database. `slate` is the path of the slate, None if
    it is no file.
    """
    why = ""
    with suppress(OSError, ValueError, RuntimeError):  # an impossible name, or a loop of links
        why = _why(Path(name), slate) or ("" if is_ledger else _why_ledger(Path(name)))
    if why:
        raise FileError(name, f"{why}. Nothing was written.")


def _why(path: Path, slate: Path | None) -> str:
    from slate.store.file import backups  # noqa: PLC0415 -- only to write a file

    file = path.resolve()
    # Compare the paths, too: the slate may not exist yet.
    if slate is not None and (file == slate.resolve() or _is_same(path, slate)):
        return "is the slate itself"
    if slate is not None and file in backups.unfinished_work(slate):
        return "has a name that is used for the slate itself"
    if path.is_file() and backups.is_database(path):
        return "is a database, such as a slate or its backup, which no export replaces"
    if (database := backups.database_of(file)) is not None:
        return f"has a name that is used for the database {database.name}"
    return ""


def _is_same(path: Path, slate: Path) -> bool:
    with suppress(OSError):
        return path.samefile(slate)
    return False


def _why_ledger(path: Path) -> str:
    from slate.formats.ledger import ledger_file  # noqa: PLC0415 -- as above

    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(ledger_file.START)) == ledger_file.START:
                return "is the ledger of a slate, which only another ledger replaces"
    return ""
