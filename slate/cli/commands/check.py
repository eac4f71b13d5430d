"""`slate check`: whether the slate is in order, and the repair of what can be derived again."""

from typing import Annotated

import typer

from slate.cli.options.layout import Layout, layout
from slate.cli.options.shared import takes
from slate.cli.output.rows import print_rows
from slate.cli.output.stdout import print_sheet
from slate.cli.session import Session
from slate.domain.text import safe
from slate.render.check import check_rows, check_sheet
from slate.store.store_check import StoreCheck
from slate.usecases.check import check, rebuild

COLUMNS = ("part", "state", "text")


@takes(layout=layout)
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
    if rebuilds:
        rebuild(session.store, session.writer)
    # A clock that is set by hand does not show whether others were wrong.
    now = None if session.clock.is_fixed else session.clock.now
    result = check(session.store, session.today, now)
    if layout.is_screen:
        name = "in memory" if session.store.path is None else safe(str(session.store.path))
        print_sheet(session, check_sheet(name, result))
        _hint(session, result, is_rebuilt=rebuilds)
    else:
        rows = (
            (part, "wrong" if is_wrong else "ok", text)
            for _, part, text, is_wrong in check_rows(result)
        )
        print_rows(session, layout, COLUMNS, rows)
    session.close_screen()
    if not result.is_in_order:
        raise typer.Exit(1)


def _hint(session: Session, result: StoreCheck, *, is_rebuilt: bool) -> None:
    """Print what to do next."""
    if result.can_rebuild and not is_rebuilt:
        session.hint("", "To repair it:", f"  {session.command_line('check --rebuild')}")
    elif result.faults:
        from shlex import quote  # noqa: PLC0415 -- only for this

        file = result.backups[-1] if result.backups else session.store.path
        session.hint(
            "", "To restore it:", f"  {session.command_line(f'restore {quote(str(file))}')}"
        )
    elif result.content and result.content.ahead:
        session.hint("", "To correct it:", f"  {session.command_line('log')}")
    elif result.content and result.content.duplicates:
        session.hint("", f"  {session.command_line('duplicates')}")
