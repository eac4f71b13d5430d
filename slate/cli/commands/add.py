"""`slate add`: add a title to the slate."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain
from shlex import join
from typing import Annotated

import typer

from slate.cli import prompts
from slate.cli.errors import UnquotedError
from slate.cli.options.clock_options import writing_session
from slate.cli.options.report_options import facts, origin
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import change_lines, notes
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.errors import UsageError
from slate.domain.ledger.errors import TitleThereError
from slate.domain.ledger.statement import Origin, Statement, with_name_parsed
from slate.domain.text import clean_to_store
from slate.usecases.add import add, add_or_update


@takes(session=writing_session, statement=facts, origin=origin)
def command(
    title: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TITLE", help="The name, in quotes; slate asks if you leave it out."
        ),
    ] = None,
    *,
    statement: Statement,
    origin: Origin,
    update: Annotated[
        bool, typer.Option("--update", help="Update the title if it already exists (for scripts).")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Add a new title even if one of this name exists.")
    ] = False,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Add a title.

    \b
    slate add "We Can Be Heroes" -p Netflix -d 2020-12-25
    slate add "Cobra Kai" --season 3 -d "early 2021" --source Netflix --official
    """
    form = parse_result_format(form)
    if update and new:
        raise UsageError("--update cannot be combined with --new. Use one or the other.")
    options = statement = replace(statement, origin=origin)
    if not title:
        from slate.cli.add_dialogue import ask_for_title  # noqa: PLC0415 -- not in scripts

        statement = ask_for_title(session, statement)
    elif len(title) > 1:
        raise UnquotedError("title", title)
    else:
        statement = replace(statement, title=clean_to_store("title", title[0]))
        statement = prompts.about_platform(session, with_name_parsed(statement))
    try:
        with session.writing(creates=True) as ledger:
            change = add_or_update(ledger, statement) if update else add(ledger, statement, new=new)
            batch = ledger.batch
    except TitleThereError as error:
        from slate.cli.advice import title_there  # noqa: PLC0415 -- only for errors

        if title:
            line = _update_line(session, title[0], error.slug)
        else:
            line = _update_line_of(session, error.slug, options, statement)
        raise title_there(error, line) from None
    print_recorded(session, form, [change], batch, change_lines(change))
    for note in notes(change):
        session.say(note)
    if not title:
        session.hint(f"To take it back: {session.command_line('undo')}")
    session.close_screen()


def _update_line(session: Session, title: str, slug: str) -> str:
    """Return the `slate update` command to run instead of the `slate add` that was typed."""
    given = list(session.arguments[1:])
    given.remove(title)
    return _line(session, slug, _without(given, _IDENTITY))


def _update_line_of(session: Session, slug: str, options: Statement, answered: Statement) -> str:
    """Return the `slate update` command that records what was answered to questions."""
    from slate.cli.add_dialogue import changed_by_answers  # noqa: PLC0415 -- only for errors

    changed = changed_by_answers(options, answered)
    words = _without(session.arguments[1:], {*_IDENTITY, *chain.from_iterable(changed)})
    for names, answer in changed.items():
        if answer is not None:
            words += [names[0], answer]
    return _line(session, slug, words)


def _line(session: Session, slug: str, rest: list[str]) -> str:
    """Return the command that records the rest on a title or, if there is none, shows it."""
    return join(["slate", *session.options, "update" if rest else "show", slug, *rest])


def _without(given: Iterable[str], options: Collection[str]) -> list[str]:
    """Return the words of a command line without these options and their values."""
    joined = tuple(f"{name}=" if name.startswith("--") else name for name in options)
    rest: list[str] = []
    waiting = iter(given)
    for word in waiting:
        if word in options:
            next(waiting, None)
        elif not word.startswith(joined):
            rest.append(word)
    return rest


# Options that identify a title, which its slug already does.
_IDENTITY = ("--season", "-n", "--part")
