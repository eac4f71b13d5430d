"""Advice on which command or option to use after an error.

Only this module, `import_advice` and `release_advice` relate the errors of lower layers to commands
and options.
"""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from slate.cli.errors import Advice, RunInsteadError
from slate.cli.stderr import typed_line
from slate.cli.temporary_folder import TemporaryFolderError
from slate.domain.errors import (
    DamagedError,
    LostMarksError,
    NoDaysError,
    NoFolderError,
    NoFormatError,
    NoServiceError,
    NotASlateError,
    SlateError,
    SpanError,
    TableError,
    TitleNotFoundError,
)
from slate.domain.ledger.errors import (
    AmbiguousRowError,
    BatchNotFoundError,
    ChangedMeanwhileError,
    ClockAheadError,
    ClockBehindError,
    FutureBatchError,
    IdOfOtherError,
    IdTakenError,
    ManyMatchError,
    ManyReleasesError,
    NothingSaidError,
    NothingToUndoError,
    TitleThereError,
)
from slate.domain.quoting import either, quoted, several
from slate.formats.errors import FileError, ImportRefusedError, RowError, TitleTextError
from slate.remotes.errors import NoRemoteError, OpenKeysError
from slate.render.web.errors import NoTemplatesError
from slate.store.shared.errors import (
    DamagedCopyError,
    EncodingError,
    LoginRefusedError,
    MayNotWriteError,
    NoDriverError,
    NoSharedSlateError,
    NotAFileError,
    OfflineError,
    ServerUnreachableError,
    UncertainError,
)

# Advice that is the same for all errors of a class.
_ADVICE: dict[type[SlateError], Advice] = {
    AmbiguousRowError: Advice(
        " Add what distinguishes them to the file, for example its slug, or skip the row with "
        "--skip-invalid."
    ),
    BatchNotFoundError: Advice(" For all batches:", "slate log"),
    ClockAheadError: Advice(" If the clock is right, add --accept-clock."),
    ClockBehindError: Advice(
        " If the clock is right, correct all batches of the future; the log says how "
        "(or add --accept-clock):",
        "slate log",
    ),
    FutureBatchError: Advice(" If that is right, add --accept-clock."),
    ManyMatchError: Advice(" Update one of them by its slug, give its year or kind, or add --new."),
    NoDaysError: Advice(". For titles without a date:", "slate list --undated"),
    NoDriverError: Advice(" Install it:", "pip install 'psycopg[binary]>=3.2,<4'"),
    NoTemplatesError: Advice(" Install it:", "pip install 'jinja2>=3.1,<4'"),
    NoSharedSlateError: Advice(" To create one:", "slate init"),
    NotAFileError: Advice(
        " An import of its backup brings back what is missing:",
        "slate import BACKUP.slate.ndjson",
    ),
    EncodingError: Advice(
        " Create another one:", "createdb --encoding UTF8 --template template0 NAME"
    ),
    LoginRefusedError: Advice(
        " A password belongs in ~/.pgpass, in a line host:port:database:user:password."
    ),
    MayNotWriteError: Advice(" To see what its owner has to grant:", "slate init"),
    OfflineError: Advice(
        " Leave out --offline, or record it in a file (--db FILE) and import its ledger later."
    ),
    ServerUnreachableError: Advice(" For what this machine knows:", "slate --offline list"),
    UncertainError: Advice(" To see whether it is:", "slate log"),
    NothingSaidError: Advice(" For example:", "slate update cobra-kai-s3 -d 2021-01-08"),
    NothingToUndoError: Advice(" For all batches:", "slate log"),
    TemporaryFolderError: Advice(" Set TMPDIR to a folder with room for it."),
}


_RUN_AGAIN = "Run the command again"
_WITH_SERVER = "Run it without --offline"


def message(error: SlateError) -> str:
    """Return the message for the user in one line: what is wrong, and what to do about it."""
    return " ".join(filter(None, parts(error)))


def parts(error: SlateError) -> tuple[str, str]:  # noqa: PLR0911 -- one per kind of error
    """Return the message without the command to copy that ends it, and that; empty if none."""
    match error:
        case RowError(line=line, where=where, cause=cause):
            text, command = parts(cause)
            return f"{line}: {where}{text}", command
        case TitleTextError(line=line, cause=cause):
            text, command = parts(cause)
            return f"line {line}: {text}", command
        case RunInsteadError(text=text, command=command):
            return text, command
        case SpanError(first=first, last=last):
            return f"--until {last} lies before --since {first}.", ""
        case ChangedMeanwhileError(name=name, paths=paths, keys=keys):
            from slate.wording.facts import fact_text  # noqa: PLC0415 -- only for this error

            facts = several(list(dict.fromkeys(fact_text(path, keys) for path in paths)))
            what = f"was changed while you edited it: {facts}."
            return f"{quoted(name)} {what} Nothing was recorded.", ""
        case FileError() | ImportRefusedError():
            from slate.cli import import_advice  # noqa: PLC0415 -- only for such errors

            return import_advice.parts(error)
    advice = _advice(error)
    return f"{error}{advice.text}", advice.command


def title_there(error: TitleThereError, instead: str) -> RunInsteadError:
    """Return the error to show for a title that already exists: run `instead`."""
    return RunInsteadError(f"{error} If it is a different work, add --new; otherwise run:", instead)


def _advice(error: SlateError) -> Advice:  # noqa: PLR0911 -- one per kind of error
    """Return the advice on an error, empty if there is none."""
    match error:
        case TitleNotFoundError(near=near, removed_by=removed_by):
            return _of_title(near, removed_by)
        case IdOfOtherError(id=id_, slug=slug) | IdTakenError(id=id_, slug=slug):
            return _of_id(error, id_, slug)
        case NoRemoteError() | OpenKeysError():
            return _of_remote(error)
        case NoServiceError(ways=ways):
            return Advice(f" Choose from {', '.join(f'--release-type {way}' for way in ways)}.")
        case NoFolderError(folder=folder):
            return Advice(" Create it first:", f"mkdir -p {_argument(folder)}")
        case DamagedCopyError(is_gone=is_gone):
            return Advice(f" {_RUN_AGAIN if is_gone else _WITH_SERVER}, which makes it anew.")
        case NoFormatError() | LostMarksError() | DamagedError() | TableError() | NotASlateError():
            return _of_damage(error)
    return _of_releases(error) or _ADVICE.get(type(error), Advice())


def _of_title(near: Sequence[str], removed_by: int | None) -> Advice:
    if removed_by is not None:
        return Advice(" To bring it back:", f"slate undo {removed_by}")
    return Advice() if near else Advice(" For all titles:", "slate list")


def _of_releases(error: SlateError) -> Advice | None:
    """Return the options that name each of several releases."""
    if not isinstance(error, ManyReleasesError):
        return None
    from slate.cli.release_advice import options_for  # noqa: PLC0415 -- only for this error

    keys = (*error.keys, *error.others)
    return Advice(f" Say which: {either([options_for(key, keys) for key in error.keys])}")


def _of_id(error: SlateError, id_: str, slug: str) -> Advice:
    how = "merge them (slate merge)"
    if isinstance(error, IdOfOtherError):
        how = "accept the name (import --accept-ids, or update --aka)"
    return Advice(
        f" If they are one work, {how}; if the stored ID is wrong, remove it:",
        typed_line("slate", "update", slug, "--no-id", id_.partition("=")[0]),
    )


def _of_remote(error: NoRemoteError | OpenKeysError) -> Advice:
    if isinstance(error, OpenKeysError):
        return Advice(" Run:", f"chmod 600 {quote(error.path)}")
    url = " --url http://nas:8989" if error.name in {"sonarr", "radarr"} else ""
    return Advice(" To add one:", f"slate remote add {error.name}{url}") if url else Advice()


_Unusable = NoFormatError | LostMarksError | DamagedError | TableError | NotASlateError


def _of_damage(error: _Unusable) -> Advice:
    """Return how to repair a slate; the options before the command name it."""
    path = quote(str(error.path))
    match error:
        case LostMarksError(application=application, applied=applied):
            pragmas = f"pragma application_id = {application}; pragma user_version = {applied}"
            return Advice(" To mark it again:", f"sqlite3 {path} {quote(pragmas)}")
        case NoFormatError(applied=int(applied)):
            return Advice(" To repair it:", f"sqlite3 {path} 'pragma user_version = {applied}'")
        case DamagedError(can_rebuild=True) | TableError(can_rebuild=True):
            return Advice(" To repair it:", "slate check --rebuild")
        case (
            DamagedError(backup=Path() as backup)
            | TableError(backup=Path() as backup)
            | NotASlateError(backup=Path() as backup)
        ):
            return Advice(" To go back to it:", f"slate restore {_argument(backup)}")
        case NotASlateError():
            return Advice()
        case _:
            text = " If you have no backup elsewhere, recover what can be read:"
            return Advice(text, f"slate restore {_argument(error.path)}")


def _argument(path: object) -> str:
    """Return a path as an argument, which does not begin like an option."""
    return quote(f"./{path}" if str(path).startswith("-") else str(path))
