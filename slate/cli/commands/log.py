"""`slate log`: who recorded which batches, what they changed, and which of them were undone."""

from contextlib import suppress
from itertools import islice, starmap
from shlex import join
from typing import Annotated

import typer

from slate.cli.completion.values import complete_batch, complete_correction
from slate.cli.errors import NotFoundInsteadError
from slate.cli.options.clock_options import parse_corrections, writing_session
from slate.cli.options.layout import ExitStatus, Layout, Limit, layout_of
from slate.cli.options.shared import takes
from slate.cli.output.batch_text import batch_text
from slate.cli.output.change_lines import MOST_LINES, Summary
from slate.cli.output.rows import print_for_people, print_rows
from slate.cli.output.stdout import leave_if_none, print_done, print_screen
from slate.cli.session import Session
from slate.domain.errors import SlateError, UsageError
from slate.domain.ledger.errors import BatchNotFoundError
from slate.domain.quoting import several
from slate.domain.reports.report import Batch
from slate.render.plain.log import LOG_HEADER, correction_line, log_rows
from slate.store.slate import Slate
from slate.usecases.correct_clock import correct_clock as record_corrections
from slate.usecases.log import BatchLog, Log, read_batch, read_log
from slate.wording.phrases import counted

# The columns of a batch as a record, never-empty ones first. Add new ones only at the end.
COLUMNS = (
    *("batch", "recorded_at", "author", "reports", "undone", "uid", "undoes", "command"),
    *("partly_undone", "corrected_from", "titles", "changes"),
)
_ABOUT_CHANGES = frozenset({"titles", "changes"})
SHOWN = 50
# The most changes of one batch on a terminal without --limit, as in `list`.
CHANGES_SHOWN = 200


def _known(context: typer.Context) -> tuple[str, ...]:
    # Arguments are not assigned yet if the line ends with an option without its value.
    if not (context.params.get("batch") or context.args):
        return COLUMNS
    from slate.domain.changes import change_record  # noqa: PLC0415 -- only for a batch

    return change_record.COLUMNS


@takes(layout=layout_of(_known), session=writing_session)
def command(
    layout: Layout,
    *,
    batch: Annotated[
        str | None,
        typer.Argument(
            metavar="[BATCH]",
            help="Show all that this batch changed: its number, or its uid.",
            autocompletion=complete_batch,
        ),
    ] = None,
    limit: Limit = None,
    exit_status: ExitStatus = False,
    correct_clock: Annotated[
        list[str] | None,
        typer.Option(
            "--correct-clock",
            metavar="BATCH=TIME",
            help="Correct when a batch was recorded (UTC); repeatable.",
            autocompletion=complete_correction,
        ),
    ] = None,
    session: Session,
) -> None:
    """List what was recorded, newest first, one batch per command.

    \b
    slate log
    slate log 1 -f json
    """
    if correct_clock:
        if batch is not None:
            raise UsageError("--correct-clock cannot be combined with BATCH: it names the batches.")
        if not layout.is_screen or limit is not None or exit_status:
            raise UsageError(
                "--correct-clock cannot be combined with options for printing the log."
            )
        _correct(session, correct_clock)
    elif batch is not None:
        leave_if_none(_show_batch(session, layout, batch, limit), exit_status=exit_status)
    else:
        leave_if_none(_show_log(session, layout, limit), exit_status=exit_status)


def _show_log(session: Session, layout: Layout, limit: int | None) -> int:
    """Print the batches, and return how many there are."""
    chosen = layout.chosen(COLUMNS)
    shows = session.terminal.shows
    most = layout.most_rows(limit, SHOWN, on_screen=shows)
    with session.reading() as slate:
        log = read_log(slate, most, changes=not _ABOUT_CHANGES.isdisjoint(chosen))
    # A clock that is set by hand does not show whether others were wrong.
    ahead = [] if session.clock.is_fixed else log.from_the_future(session.clock.now)
    if layout.is_screen and shows:
        _show(session, log, ahead)
    elif layout.is_for_people:
        rows = log_rows(log.batches, log.numbers, ahead, _texts(log))
        print_for_people(session, layout, LOG_HEADER, rows)
    else:
        print_rows(session, layout, COLUMNS, (_row(batch, log) for batch in log.batches))
    if layout.is_screen and ahead:
        _hint_correction(session, ahead)
    session.close_screen()
    return len(log.batches)


def _show(session: Session, log: Log, ahead: list[Batch]) -> None:
    # Not for data:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415
    from slate.render.screens.log import log_screen  # noqa: PLC0415

    number = len(log.batches)
    screen = log_screen(
        log.batches, log.numbers, ahead, log.changes, session.display, author=session.author
    )
    print_screen(session, screen)
    if not log.total:
        session.hint("Nothing recorded yet.")
    elif number < log.total:
        whole = counted(log.total, "batch", "batches")
        caption = f"{number:,} of {whole}. For all:{see_all(session, log.total)}"
        session.hint(*([""] if number else []), caption)
    else:
        session.hint("", f"{counted(number, 'batch', 'batches')}.")


def _texts(log: Log) -> dict[str, str]:
    return {uid: batch_text(found) for uid, found in log.changes.items()}


def _show_batch(session: Session, layout: Layout, text: str, limit: int | None) -> int:
    """Print what a batch changed, and return the number of changes."""
    # Only for a batch:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415
    from slate.cli.output.title_changes import hold_changes  # noqa: PLC0415
    from slate.domain.changes import change_record  # noqa: PLC0415
    from slate.render.captions import batch_caption  # noqa: PLC0415
    from slate.render.screens.batch import batch_screen  # noqa: PLC0415

    layout.chosen(change_record.COLUMNS)
    if not (layout.is_screen and session.terminal.shows):
        with session.reading() as slate:
            changes = islice(_read_batch(slate, text).changes, limit)
            held = hold_changes(session, layout, change_record.COLUMNS, changes)
        number = held.print()
    else:
        with session.reading() as slate:
            found = _read_batch(slate, text)
            shown = list(islice(found.changes, CHANGES_SHOWN if limit is None else limit))
            more = next(found.changes, None) is not None
        print_screen(session, batch_screen(found.batch, found.numbers, shown, session.display))
        number = len(shown)
        caption = batch_caption(found.batch.id, number, see_all(session, None), more=more)
        session.hint("", caption)
    session.close_screen()
    return number


def _read_batch(slate: Slate, text: str) -> BatchLog:
    """Return a batch with its changes; raise NotFoundInsteadError for the name of a title."""
    try:
        return read_batch(slate, text)
    except BatchNotFoundError as error:
        if text.isdigit() or not _is_title(slate, text):
            raise
        line = join(["slate", "changes", text])
        raise NotFoundInsteadError(f"{error} For the changes of a title, run:", line) from None


def _is_title(slate: Slate, text: str) -> bool:
    with suppress(SlateError):
        return bool(slate.find(text))
    return False


def _hint_correction(session: Session, ahead: list[Batch]) -> None:
    """Print how to correct the times of batches that were recorded in the future."""
    numbers = [str(batch.id) for batch in ahead]
    one = len(ahead) == 1
    what = f"{'Batch' if one else 'Batches'} {several(numbers)} {'is' if one else 'are'}"
    how = "it, with its day" if one else "them, all in one command, with the day of each"
    today = session.clock.today
    options = " ".join(f"--correct-clock {number}={today}" for number in numbers)
    session.hint(
        "",
        f"{what} in the future by this machine's clock. To correct {how}:",
        f"  {session.command_line(f'log {options}')}",
    )


def _correct(session: Session, texts: list[str]) -> None:
    """Correct the times of batches, and print what that changed."""
    corrections = parse_corrections(texts, session.clock.now)
    changes = Summary(MOST_LINES)
    with session.writing(
        may_take_long=True, corrected=[batch for batch, _ in corrections]
    ) as ledger:
        found = record_corrections(ledger, corrections, changes.add)
    print_done([*starmap(correction_line, found), *changes.shown])
    session.close_screen()


def _row(batch: Batch, log: Log) -> tuple[object, ...]:
    changes = log.changes.get(batch.uid)
    return (
        batch.id,
        batch.effective_at,
        batch.author,
        batch.reports,
        batch.undone,
        batch.uid,
        batch.undoes,
        batch.shown_command,
        batch.partly_undone,
        batch.recorded_at if batch.corrected else None,
        changes and changes.titles,
        changes and (batch_text(changes) or None),
    )
