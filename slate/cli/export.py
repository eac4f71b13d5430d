"""`slate export`: files for other programs, calendars and newsletters."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from slate.cli.filters import filters
from slate.cli.output import Layout, parse_columns, write
from slate.cli.rows import Counted, Held, in_utf8, picked, tamed
from slate.cli.saving import saving
from slate.cli.session import Session
from slate.cli.signature import takes
from slate.domain.errors import FileError, UsageError, WordError
from slate.domain.query import Query
from slate.domain.records import COLUMNS, FULL
from slate.domain.titles import ReleaseKey
from slate.interchange import calendar_writer, newsletter
from slate.interchange.cells import Guarded
from slate.interchange.formats import writer_of
from slate.render.titles import table_rows
from slate.store import queries
from slate.store.events import Dated, dated
from slate.store.full import full

# What the end of a file's name says of its format.
_SUFFIXES = {
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".ics": "ics",
}
_FORMATS = tuple(dict.fromkeys(_SUFFIXES.values()))
_FOR = {
    "--columns": ("json", "ndjson", "csv", "tsv", "markdown"),
    "--group-by": ("markdown",),
    "--tentative": ("ics",),
    "--spreadsheet-safe": ("csv", "tsv"),
}


@takes(query=filters)
def command(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="- is stdout.")] = "-",
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Where the name does not say it: {', '.join(_FORMATS)}.",
        ),
    ] = None,
    query: Query,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,C", help="Only these columns, in this order."),
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option(metavar="WHAT", help="A list for a newsletter: by day, month or platform."),
    ] = None,
    tentative: Annotated[
        bool, typer.Option("--tentative", help="ics: dates coarser than a day, too, as spans.")
    ] = False,
    spreadsheet_safe: Annotated[
        bool, typer.Option("--spreadsheet-safe", help="csv, tsv: put a ' before formulas.")
    ] = False,
) -> None:
    """Write titles to a file, in the format that its name says.

    \b
    slate export coming.ics --status upcoming
    slate export news.md --group-by month --month next-month
    """
    session: Session = context.obj
    layout = Layout(_format(file, form), parse_columns(columns))
    given = {"--columns": columns, "--group-by": group_by, "--tentative": tentative}
    _refuse_what_is_for_others(layout, given | {"--spreadsheet-safe": spreadsheet_safe})
    if group_by is not None and group_by not in newsletter.GROUPS:
        raise WordError("heading", group_by, newsletter.GROUPS)
    _refuse_the_slate(session, file)
    known = (*COLUMNS, *FULL) if layout.format in ("json", "ndjson") else COLUMNS
    layout.chosen(known)
    guarded: Guarded | None = None
    left_out: list[Dated] = []
    with session.store.reading() as slate:
        if layout.format == "ics":
            rows = Counted(
                _shown(dated(slate, query, session.today), left_out, tentative=tentative)
            )
            pieces = calendar_writer.lines(map(_event, rows), tentative=tentative)
        elif group_by is not None:
            rows = Counted(record for record, _ in queries.releases(slate, query, session.today))
            pieces = newsletter.lines(rows, group_by, session.today)
        elif layout.format == "markdown":
            rows = Counted(queries.listing(slate, query, session.today))
            pieces = writer_of("markdown")(*table_rows(rows, layout.columns or None))
        else:
            records = queries.listing(slate, query, session.today)
            rows = Counted(full(slate, records) if known != COLUMNS else records)
            found: Iterable[Any] = picked(layout, known, rows)
            if spreadsheet_safe:
                found = guarded = Guarded(layout.chosen(known), found)
            pieces = writer_of(layout.format)(layout.chosen(known), found)
        held = Held(pieces, rows)
    _write(session, file, held)
    if guarded is not None:
        session.say(f"cells changed for spreadsheets: {guarded.number:,}.")
    if left_out:
        why = "Open at an end" if tentative else "No exact day"
        rest = "" if tentative else "; --tentative takes most"
        session.hint(f"{why}: {len(left_out):,} left out{rest}.")
    if file != "-":
        session.hint(f"{held.number:,} written to {file}.")
    session.close_screen()


def _format(file: str, form: str | None) -> str:
    """Find the format: as it was said, else as the name of the file ends."""
    if form is not None:
        if form not in _FORMATS:
            raise WordError("format", form, _FORMATS)
        return form
    found = _SUFFIXES.get(Path(file).suffix.lower())
    if found is None:
        where = "stdout" if file == "-" else file
        raise UsageError(f"{where} does not say in which format. Add: --format {_FORMATS[0]}")
    return found


def _refuse_what_is_for_others(layout: Layout, given: Mapping[str, object]) -> None:
    for option, formats in _FOR.items():
        if given[option] and layout.format not in formats:
            raise UsageError(f"{option} is for {' and '.join(formats)}, not for {layout.format}.")
    if given["--columns"] and given["--group-by"]:
        raise UsageError("--columns does not go with --group-by, which makes a list.")


def _refuse_the_slate(session: Session, file: str) -> None:
    """Refuse to replace the slate by what is exported from it."""
    store = session.store.path
    if file == "-" or store is None:
        return
    with suppress(OSError, ValueError, RuntimeError):  # what no file can be; a loop of links
        # By their paths, too: where there is no slate yet, there will be one.
        if Path(file).resolve() == store.resolve() or Path(file).samefile(store):
            raise FileError(file, "is the slate itself. Nothing was written.")


def _shown(found: Iterable[Dated], left_out: list[Dated], *, tentative: bool) -> Iterator[Dated]:
    for release in found:
        if calendar_writer.is_shown(release.record, tentative=tentative):
            yield release
        else:
            left_out.append(release)


def _event(release: Dated) -> calendar_writer.Event:
    record, key, stamp = release
    named = ReleaseKey(record.release_type, record.region, record.platform)
    return calendar_writer.Event(key, named.folded, record, stamp.number, stamp.first, stamp.last)


def _write(session: Session, file: str, held: Held) -> None:
    if file == "-":
        in_utf8()
        pieces = held.pieces()
        write(map(tamed, pieces) if session.terminal.is_screen else pieces)
        return
    with saving(file) as target:
        for piece in held.pieces():
            target.write(tamed(piece) if target.isatty() else piece)
