"""`slate add`: put a title on the slate."""

from dataclasses import replace
from shlex import join, quote
from typing import Annotated

import typer

from slate.cli import ask
from slate.cli.changes import print_change
from slate.cli.reports import facts, origin
from slate.cli.session import Session
from slate.cli.signature import takes
from slate.domain.errors import UsageError
from slate.domain.statements import Origin, Statement
from slate.domain.text import clean


@takes(statement=facts, origin=origin)
def command(
    context: typer.Context,
    title: Annotated[
        list[str] | None,
        typer.Argument(metavar="TITLE", help="In quotes. Without one, slate asks."),
    ] = None,
    *,
    statement: Statement,
    origin: Origin,
    update: Annotated[
        bool, typer.Option("--update", help="If it is there already, update it (for scripts).")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="It is another work, whatever is there by that name.")
    ] = False,
) -> None:
    """Put a title on the slate.

    \b
    slate add "We Can Be Heroes" -p Netflix -d 2020-12-25
    slate add "Cobra Kai" --season 3 -d "early 2021" --source Netflix --official
    """
    session: Session = context.obj
    if update and new:
        raise UsageError("--update does not go with --new. Use one or the other.")
    statement = replace(statement, origin=origin)
    if not title:
        statement = ask.for_title(session, statement)
    elif len(title) > 1:
        raise UnquotedTitleError(title, session.arguments)
    else:
        statement = replace(statement, title=clean("title", title[0]))
    statement = ask.about_platform(session, statement)
    with session.writing() as ledger:
        change = ledger.add_or_update(statement) if update else ledger.add(statement, new=new)
    print_change(change)
    session.close_screen()


class UnquotedTitleError(UsageError):
    """A title of several words without quotes: the line to run instead."""

    def __init__(self, words: list[str], arguments: tuple[str, ...]) -> None:
        rest = list(arguments[arguments.index("add") + 1 :])
        for word in words:
            rest.remove(word)
        line = f"slate {join(arguments[: arguments.index('add')])}".strip()
        options = f" {join(rest)}" if rest else ""
        super().__init__(
            f"the title is {len(words)} words without quotes. "
            f"Run: {line} add {quote(' '.join(words))}{options}"
        )
