"""Advice on which command or option to use after an error.

Only this module relates the errors of lower layers to commands and options.
"""

from collections.abc import Mapping, Sequence
from shlex import quote

from slate.cli.temporary_folder import TemporaryFolderError
from slate.domain.errors import (
    AmbiguousRowError,
    BatchNotFoundError,
    ManyMatchError,
    NoDaysError,
    NoFolderError,
    NoFormatError,
    NoServiceError,
    NothingSaidError,
    NothingToUndoError,
    RowError,
    SlateError,
    SpanError,
    TitleNotFoundError,
    TitleThereError,
    quoted,
)
from slate.formats.errors import (
    DelimiterError,
    ForeignTableError,
    MappedTwiceError,
    NoTableError,
    NoTitleError,
    OtherFormatError,
    TwoColumnsError,
    UnknownColumnsError,
    UnnamedServiceError,
    WholeLedgerError,
)
from slate.formats.read.reader import Hint

# Advice that is the same for all errors of a class.
_ADVICE: dict[type[SlateError], str] = {
    AmbiguousRowError: (
        " Add its slug, year or kind to the file, or skip the row with --skip-invalid."
    ),
    BatchNotFoundError: " For all batches: slate log",
    ForeignTableError: ": --map is for the columns of CSV and TSV.",
    ManyMatchError: " Update one of them by its slug, give its year or kind, or add --new.",
    NoDaysError: "; slate list --undated shows what has no date",
    NoTableError: ": --delimiter is for the columns of CSV and TSV.",
    NothingSaidError: " For example: slate update cobra-kai-s3 -d 2021-01-08",
    NothingToUndoError: " For all batches: slate log",
    OtherFormatError: " Leave out --as, and slate detects the format.",
    TemporaryFolderError: " Set TMPDIR to a folder with room for it.",
    UnnamedServiceError: " Name it, as in --platform Netflix.",
    WholeLedgerError: " Leave out all options but --dry-run.",
}
_HINTS = {Hint.NO_SOURCE: "No source was given; --source tells this list apart from others."}


def message(error: SlateError) -> str:
    """Return the message for the user: what is wrong, and what to do about it."""
    match error:
        case RowError(line=line, where=where, cause=cause):
            return f"{line}: {where}{message(cause)}"
        case SpanError(first=first, last=last):
            return f"--until {last} lies before --since {first}."
        case MappedTwiceError(name=name, column=column):
            return f"{name}: has one column {quoted(column)}, which --map names twice."
    return f"{error}{_advice(error)}"


def title_there(error: TitleThereError, instead: str) -> str:
    """Return what is wrong where a title is there already, and the command to run instead."""
    return f"{error} Run: {instead} (or add --new, if it is a different work)."


def hint_text(hint: Hint) -> str:
    """Return the sentence for a hint about an imported file."""
    return _HINTS[hint]


def _advice(error: SlateError) -> str:
    """Return the advice to append to the text of an error, empty if there is none."""
    match error:
        case TitleNotFoundError(near=near, removed_by=removed_by):
            return _of_title(near, removed_by)
        case NoServiceError(ways=ways):
            return f" Choose from {', '.join(f'--release-type {way}' for way in ways)}."
        case NoFolderError(folder=folder):
            return f" Create it first: mkdir -p {folder}"
        case NoFormatError(path=path, applied=applied):
            return _of_format(path, applied)
    return _of_columns(error) or _ADVICE.get(type(error), "")


def _of_title(near: Sequence[str], removed_by: int | None) -> str:
    if removed_by is not None:
        return f" To see when: slate log. To bring it back: slate undo {removed_by}"
    return "" if near else " For all titles: slate list"


def _of_format(path: object, applied: int | None) -> str:
    if applied is None:
        return " Restore a copy of it."
    return f" To repair it: sqlite3 {quote(str(path))} 'pragma user_version = {applied}'"


def _of_columns(error: SlateError) -> str:
    """Return advice on how to describe the columns of a table, with an example to run."""
    match error:
        case DelimiterError(delimiter=delimiter):
            sign = "tab" if delimiter == "\t" else quote(delimiter)
            return f" Add --delimiter {sign}"
        case TwoColumnsError(column=column, field=field):
            return f" Choose one, as in: {_map_option({column: field})}"
        case NoTitleError(likely=likely):
            return f" Name it, as in: {_map_option(likely)}"
        case UnknownColumnsError(likely=likely) if likely:
            rest = " (the others are ignored)" if len(likely) < len(error.columns) else ""
            return f" Map them{rest}: {_map_option(likely)}"
        case UnknownColumnsError(titles=titles):
            example = _map_option({titles: "title"})
            return f" To ignore them, map the columns to import, as in: {example}"
    return ""


def _map_option(columns: Mapping[str, str]) -> str:
    # Imported only for such errors: the module takes some milliseconds to load.
    from slate.formats.read.tables.column_maps import map_text  # noqa: PLC0415

    return f"--map {quote(map_text(columns))}"
