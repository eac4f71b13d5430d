"""`slate import`: import the titles of files, all of them or none."""

from collections import Counter
from contextlib import ExitStack
from functools import partial
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import typer

from slate.cli.completion.values import (
    complete_platform,
    complete_region,
    complete_source,
    complete_tag,
    one_of,
)
from slate.cli.import_advice import hint_text
from slate.cli.input_files import PIPE_LIMIT, Fetch, opened, parse_size
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.layout import Layout, layout_of
from slate.cli.options.report_options import chosen_confidence, read_reported_on
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import Summary, summary_text
from slate.cli.output.import_report import COLUMNS, import_notes, report_lines, row_of
from slate.cli.output.progress import watched
from slate.cli.output.recorded import change_names, changes_of
from slate.cli.output.rows import print_rows
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.domain.dates.number_order import NumberOrder, parse_order
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.past_days import DAY_CHOICES
from slate.domain.errors import WordError
from slate.domain.reports.confidences import Confidence
from slate.domain.text import clean_to_store
from slate.domain.titles.regions import parse_region
from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.domain.titles.vocabulary import parse_platform, parse_tag
from slate.formats.read.encoding import parse_encoding
from slate.formats.read.reader import FileContext
from slate.formats.read.records.record_parser import Defaults
from slate.formats.read.records.status_maps import parse_status_maps
from slate.formats.read.registry import READERS
from slate.formats.read.tables.column_maps import parse_maps
from slate.formats.read.tables.delimiters import parse_delimiter
from slate.usecases.import_files import FileImport, ImportReport, ImportSettings
from slate.usecases.read_files import ReadSettings, check_files, listing_problems

_ZONE = "America/New_York"  # for files that name no zone: US schedules use it
_ZONES = " or another name of the tz database"
_Texts = list[str] | None


@takes(confidence=chosen_confidence, layout=layout_of(COLUMNS), session=writing_session)
def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Files, addresses or lists of a remote (sonarr:); - is standard input.",
        ),
    ],
    *,
    dry_run: DryRun = False,
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform",
            "-p",
            metavar="NAME",
            help="The service, if the file does not name it.",
            autocompletion=complete_platform,
        ),
    ] = None,
    maps: Annotated[
        _Texts,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD,...",
            help="What columns hold; COLUMN= leaves one out.",
        ),
    ] = None,
    status_maps: Annotated[
        _Texts,
        typer.Option(
            "--map-status",
            metavar="WORD=STAGE",
            help="What status words mean; WORD= leaves one out.",
        ),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(metavar="CHAR", help="The column separator, if not a comma or tab."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The encoding, if not UTF-8: cp1252, shift_jis."),
    ] = None,
    release_type: Annotated[
        str | None,
        typer.Option(
            "--release-type",
            metavar="TYPE",
            help="The kind of release, if the file does not state it.",
            autocompletion=one_of(ReleaseType),
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="The country, if the file does not state it: US.",
            autocompletion=complete_region,
        ),
    ] = None,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Skip invalid rows and list them.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who reported it (default: as the file states).",
            autocompletion=complete_source,
        ),
    ] = None,
    reported_on: Annotated[
        str | None,
        typer.Option(
            "--reported-on",
            metavar="DATE",
            help="When it was reported (default: today).",
            autocompletion=one_of(DAY_CHOICES),
        ),
    ] = None,
    confidence: Confidence | None = None,
    layout: Layout,
    tag: Annotated[
        _Texts,
        typer.Option(
            metavar="TAG",
            help="A tag for every title; repeatable.",
            autocompletion=complete_tag,
        ),
    ] = None,
    restore: Annotated[
        bool, typer.Option("--restore", help="Bring back titles that you removed.")
    ] = False,
    accept_ids: Annotated[
        bool,
        typer.Option("--accept-ids", help="Accept an ID of a title that has another name."),
    ] = False,
    date_order: Annotated[
        str | None,
        typer.Option(
            "--date-order",
            metavar="ORDER",
            help="The order of the numbers in 10/7/2008: dmy or mdy.",
            autocompletion=one_of(NumberOrder),
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            help=f"Zone for times in UTC (default: {_ZONE}).",
            autocompletion=one_of(lambda _: sorted(available_timezones())),
        ),
    ] = None,
    max_input: Annotated[
        str | None,
        typer.Option(
            "--max-input", metavar="SIZE", help="The most to read from a pipe (default: 1G)."
        ),
    ] = None,
    as_format: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help=f"Input format (detected by default): {', '.join(READERS)}.",
            autocompletion=one_of(READERS),
        ),
    ] = None,
    session: Session,
) -> None:
    """Import titles from files. A file goes in whole or not at all.

    \b
    slate import watchlist.csv --dry-run
    slate import mine.csv --map "My Title=title,When=date"
    """
    said_on = read_reported_on(session, reported_on)
    file_context = FileContext(
        name="",
        day=parse_date(said_on).earliest or session.today,
        zone=_zone(timezone or _ZONE),
        source=None if source is None else clean_to_store("source", source),
        platform=None if platform is None else parse_platform(platform),
        columns=parse_maps("--map", maps or ()),
        stages=parse_status_maps("--map-status", status_maps or ()),
        date_order=None if date_order is None else parse_order(date_order),
        delimiter=None if delimiter is None else parse_delimiter("--delimiter", delimiter),
        encoding=None if encoding is None else parse_encoding("--encoding", encoding),
    )
    defaults = Defaults(
        today=session.today,
        source=file_context.source,
        reported_on=said_on,
        platform=file_context.platform,
        release_type=None if release_type is None else parse_release_type(release_type),
        region=None if region is None else parse_region(region),
        tags=tuple(map(parse_tag, tag or ())),
        date_order=file_context.date_order,
    )
    said = [platform, release_type, region, maps, delimiter, source, reported_on, confidence]
    said += [tag, timezone, date_order, status_maps, encoding]
    reading = ReadSettings(
        file_context,
        defaults,
        confidence,
        as_format,
        skip_invalid=skip_invalid,
        are_chosen=any((restore, skip_invalid, accept_ids))
        or any(value is not None for value in said),
    )
    settings = ImportSettings(restore, accept_ids, keeps_rows=not layout.is_screen)
    changes = Summary(None if dry_run else 0, brief=True)
    limit = PIPE_LIMIT if max_input is None else parse_size(max_input)
    with opened(files, limit, partial(_fetching, session)) as streams:
        with watched(session, streams, "Checking") as watch:
            checked = check_files(streams, reading, watch.at)
        with (
            listing_problems(),
            session.writing(dry_run=dry_run, creates=True, may_take_long=True) as ledger,
            watched(session, streams, "Importing", is_locked=True) as watch,
        ):
            run = FileImport(ledger, settings, changes.add, watch.at)
            for rows in checked:
                run.add(rows)
            run.finish()
            number = None if dry_run else ledger.batch
    text = _joined_text(run.report, changes.counts) or summary_text(changes.counts)
    text += " (nothing was stored)" if dry_run else ""
    if layout.is_screen:
        lines = [*changes.lines, text] if dry_run else [text]
        print_done([*lines, *report_lines(run.report, session.options)], stored=not dry_run)
    else:
        results = run.report.rows
        if layout.format == "slugs":
            results = [row for row in results if row.change is not None]
        changes_as = changes_of if layout.has_full_records else change_names
        print_rows(session, layout, COLUMNS, (row_of(row, changes_as, number) for row in results))
        session.hint(text)
    for note in import_notes(run.report):
        session.say(note)
    session.hint(*map(hint_text, run.report.hints))
    session.close_screen()


def _fetching(session: Session, stack: ExitStack) -> Fetch:
    """Return what fetches the files of an import that are somewhere on the network."""
    from slate.cli.remote_files import RemoteFiles  # noqa: PLC0415 -- not for files

    return RemoteFiles(session, stack).fetch


def _joined_text(report: ImportReport, counts: Counter[str]) -> str:
    """Return a summary of the imported ledgers, empty if there were none."""
    if not report.batches:
        return ""
    batches = "batch was" if report.batches == 1 else "batches were"
    text = f"{report.new_batches:,} of {report.batches:,} {batches} new"
    return f"{text}: {summary_text(counts)}" if counts else text


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError for a folder in the database
        raise WordError(
            "time zone", name, (_ZONE, "Europe/London", "Asia/Tokyo", "UTC"), _ZONES
        ) from None
