"""`slate check`: whether the slate is in order, and the repair of what can be derived again."""

from typing import Annotated

import typer

from slate.cli.options.layout import Layout, layout_of
from slate.cli.options.shared import takes
from slate.cli.output.rows import print_rows
from slate.cli.output.stdout import print_screen, print_sheet
from slate.cli.session import Session
from slate.domain.text import safe
from slate.render.plain.check import check_rows, check_sheet, repaired_rows
from slate.store.store_check import StoreCheck
from slate.usecases.check import check, rebuild

COLUMNS = ("part", "state", "text")


@takes(layout=layout_of(COLUMNS))
def command(
    context: typer.Context,
    *,
    rebuilds: Annotated[
        bool, typer.Option("--rebuild", help="Derive all titles from the reports again.")
    ] = False,
    layout: Layout,
) -> None:
    """Check the slate for damage; the exit status is 1 if anything is wrong.

    \b
    slate check
    slate check --rebuild
    """
    session: Session = context.obj
    layout.chosen(COLUMNS)
    repaired = rebuild(session.store, session.writer) if rebuilds else []
    # A clock that is set by hand does not show whether others were wrong.
    now = None if session.clock.is_fixed else session.clock.now
    result = check(session.store, session.today, now)
    rows = [*repaired_rows(repaired), *check_rows(result)]
    if layout.is_screen:
        name = safe(session.store.name)
        if session.terminal.shows:
            from slate.render.screens.check import check_screen  # noqa: PLC0415 -- not for data

            print_screen(session, check_screen(name, rows, session.display))
        else:
            print_sheet(check_sheet(name, rows))
        _hint(session, result)
    else:
        print_rows(session, layout, COLUMNS, ((row.part, row.state, row.text) for row in rows))
    session.close_screen()
    if not result.is_in_order:
        raise typer.Exit(1)


def _hint(session: Session, result: StoreCheck) -> None:
    """Print what to do next."""
    if result.can_rebuild:
        session.hint("", "To repair it:", f"  {session.command_line('check --rebuild')}")
    elif result.is_damaged or result.is_lost:
        from shlex import quote  # noqa: PLC0415 -- only for this

        # Of damaged backups, what can be read is all that is left if there is no slate.
        backups = result.good_backups or (result.backups if result.is_lost else [])
        restoring = f"restore {quote(str(backups[-1] if backups else session.store.path))}"
        session.hint("", "To restore it:", f"  {session.command_line(restoring)}")
    elif result.content and result.content.ahead:
        session.hint("", "To correct it:", f"  {session.command_line('log')}")
    elif result.bad_backups:
        command = session.command_line("backup")
        session.hint("", "Delete the damaged backups, and make another one:", f"  {command}")
    elif result.content and result.content.duplicates:
        session.hint("", "For the duplicates:", f"  {session.command_line('duplicates')}")
