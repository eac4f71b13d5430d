"""`slate remove`: remove titles from the slate; their reports stay in the ledger."""

from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.report_options import origin
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.options.title_argument import Titles, quoted_titles, texts_of
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.ledger.statement import Origin
from slate.domain.text import safe
from slate.usecases.remove import remove


@takes(session=writing_session, origin=origin)
def command(
    titles: Titles,
    *,
    origin: Origin,
    dry_run: DryRun = False,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Remove titles; undo brings them back.

    \b
    slate remove the-minimalists --note "a duplicate"
    slate remove cobra-kai-s3 --dry-run
    """
    form = parse_result_format(form)
    texts = texts_of(titles)
    with (
        session.writing(dry_run=dry_run) as ledger,
        quoted_titles(titles, ledger.find),
    ):
        found = list(dict.fromkeys(ledger.find(text) for text in texts))
        changes = [remove(ledger, title.key, origin) for title in found]
        batch = ledger.batch
    lines = []
    for change, title in zip(changes, found, strict=True):
        if change.title is None:
            done = "would be removed" if dry_run else "removed"
            lines.append(f"{change.slug}: {done} ({safe(title.name)})")
        else:  # a rumor, or a report of an earlier day
            lines.append(f"{change.slug}: noted, but not removed: other reports outrank this one")
    print_recorded(session, form, changes, batch, lines, stored=not dry_run)
    removed = [change for change in changes if change.title is None]
    if removed and not dry_run:
        what = "it" if len(removed) == 1 else "them"
        session.hint(f"To bring {what} back: {session.command_line('undo')}")
    session.close_screen()
