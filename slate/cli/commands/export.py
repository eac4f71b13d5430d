"""`slate export`: files for other programs, calendars, newsletters, and a page to send around."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.errors import ReplacedWordsError
from slate.cli.export_run import Export
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import filters
from slate.cli.options.layout import Layout, parse_columns
from slate.cli.options.shared import takes
from slate.cli.options.week_start import WeekStart, week_start
from slate.cli.output.atomic_file import open_atomically
from slate.cli.output.progress import waited_for
from slate.cli.output.replaceable import refuse_slates
from slate.cli.output.rows import Held, in_utf8, tamed
from slate.cli.output.stdout import write
from slate.cli.session import Session
from slate.domain.dates.windows import parse_window
from slate.domain.errors import UsageError, WordError
from slate.domain.queries.query import Query
from slate.domain.quoting import clip, either, quoted
from slate.domain.text import clean
from slate.domain.titles.column_names import parse_key
from slate.formats.write.registry import WRITTEN
from slate.wording.release_list import GROUPS

# Suffix of a file name -> format.
_SUFFIXES = {suffix: name for name, written in WRITTEN.items() for suffix in written.suffixes}
_FORMATS = tuple(dict.fromkeys(_SUFFIXES.values()))
_FOR = {
    "--columns": [name for name in _FORMATS if WRITTEN[name].takes_columns],
    "--group-by": ["markdown"],
    "--tentative": ["ics"],
    "--week-starts": ["html"],
    "--notes": ["html"],
    "--title": ["html"],
    "--spreadsheet-safe": [name for name in _FORMATS if WRITTEN[name].is_for_spreadsheets],
}


def _known(context: typer.Context) -> tuple[str, ...]:
    form = context.params.get("form")
    layout = Layout(form if form in _FORMATS else _FORMATS[0], ())  # which has all of them
    return Export(layout, Query(), None, tentative=False, safe=False).known


@takes(session=as_of_session, query=filters)
def command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to write; - is standard output.")
    ] = "-",
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"If the file name does not show it: {', '.join(_FORMATS)}.",
            autocompletion=one_of(_FORMATS),
        ),
    ] = None,
    query: Query,
    session: Session,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="A,B,C",
            help="Show only these columns, in this order.",
            autocompletion=one_of(_known, several=True),
        ),
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Write a list by day, month or platform; for a newsletter, see slate digest.",
            autocompletion=one_of(GROUPS),
        ),
    ] = None,
    tentative: Annotated[
        bool, typer.Option("--tentative", help="ics: include dates that are not exact, as spans.")
    ] = False,
    week_starts: WeekStart = None,
    notes: Annotated[bool, typer.Option("--notes", help="html: include your notes.")] = False,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="html: the title of the page.")
    ] = None,
    spreadsheet_safe: Annotated[
        bool, typer.Option("--spreadsheet-safe", help="csv, tsv: put a ' before formulas.")
    ] = False,
) -> None:
    """Export titles to a file, in the format that its name shows.

    \b
    slate export coming.ics --status upcoming
    slate export news.md --group-by month --month next-month
    """
    _refuse_time_span(session, file, form)
    layout = Layout(_format(file, form), parse_columns(columns))
    given = {
        "--columns": columns,
        "--group-by": group_by,
        "--tentative": tentative,
        "--week-starts": week_starts,
        "--notes": notes,
        "--title": title,
        "--spreadsheet-safe": spreadsheet_safe,
    }
    _refuse_what_is_for_others(layout, given)
    if group_by is not None:
        group_by = parse_key("group", group_by, GROUPS)
    if layout.format == "ledger" and (query != Query() or session.as_of is not None):
        raise UsageError("A ledger is exported whole; filters cannot be combined with it.")
    if file != "-":
        refuse_slates(file, session.store.path, is_ledger=layout.format == "ledger")
    export = Export(
        layout,
        query,
        group_by,
        tentative=tentative,
        safe=spreadsheet_safe,
        week_start=week_start(week_starts),
        notes=notes,
        title=None if title is None else clean("title", title),
    )
    layout.chosen(export.known)
    with waited_for(session, "Exporting"), session.reading(query) as slate:
        held = export.held(slate, session.today)
    _write(session, file, held)
    if export.guarded is not None:
        tell = session.say if export.guarded.number else session.hint
        tell(f"cells changed for spreadsheets: {export.guarded.number:,}.")
    if left_out := export.left_out:
        why = "Open-ended" if tentative else "No exact day"
        rest = "" if tentative else "; --tentative includes most"
        session.hint(f"{why}: {left_out:,} skipped{rest}.")
    if file != "-":
        what = "" if layout.format != "ledger" else " batch" if held.number == 1 else " batches"
        session.hint(f"{held.number:,}{what} written to {file}.")
    session.close_screen()


def _format(file: str, form: str | None) -> str:
    """Return the chosen format, else the one of the suffix; raise UsageError if there is none."""
    if form is not None:
        found = form if form in _FORMATS else _SUFFIXES.get(f".{form}")  # md, jsonl
        if found is None:
            raise WordError("format", form, _FORMATS)
        return found
    ends = Path(file.lower()).suffixes[-2:]
    found = _SUFFIXES.get("".join(ends)) or _SUFFIXES.get("".join(ends[-1:]))
    if found is None:
        where = "stdout" if file == "-" else clip(file)
        raise UsageError(f"The format is not clear from {where}. Add --format {_FORMATS[0]}")
    return found


def _refuse_time_span(session: Session, file: str, form: str | None) -> None:
    """Raise UsageError if the file is named like a time span, which was meant as a filter."""
    if Path(file).suffix or os.sep in file or file == "-":
        return
    try:
        parse_window(file, session.today)
    except UsageError:
        return
    text = f"{quoted(file)} is a time span, not a file (or write ./{file}). Run:"
    form_option = [] if form else ["-f", "csv"]
    raise ReplacedWordsError(text, filters=["--month", file, *form_option])


def _refuse_what_is_for_others(layout: Layout, given: Mapping[str, object]) -> None:
    for option, formats in _FOR.items():
        if given[option] and layout.format not in formats:
            raise UsageError(f"{option} is for {either(formats)}, not for {layout.format}.")
    if given["--columns"] and given["--group-by"]:
        raise UsageError("--columns cannot be combined with --group-by, which makes a list.")


def _write(session: Session, file: str, held: Held) -> None:
    if file == "-":
        in_utf8()
        pieces = held.pieces()
        write(map(tamed, pieces) if session.terminal.is_screen else pieces)
        return
    with open_atomically(file) as target:
        for piece in held.pieces():
            target.write(tamed(piece) if target.isatty() else piece)
