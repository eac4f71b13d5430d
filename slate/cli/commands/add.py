"""`slate add`: add a title to the slate."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from shlex import join
from typing import TYPE_CHECKING, Annotated

import typer

from slate.cli import prompts
from slate.cli.errors import UnquotedError
from slate.cli.options.clock_options import writing_session
from slate.cli.options.remote_options import From
from slate.cli.options.report_options import facts, origin
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import change_lines, notes
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.errors import SlateError, UsageError
from slate.domain.ledger.errors import IdOfOtherError, ManyMatchError, TitleThereError
from slate.domain.ledger.statement import Origin, Statement, with_name_parsed
from slate.domain.text import clean_to_store
from slate.usecases.add import add, add_or_update, refuse_existing

if TYPE_CHECKING:
    from slate.cli.add_dialogue import Asked


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
    found_at: From = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --from: also seasons that are out already.")
    ] = False,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Add a title.

    \b
    slate add "We Can Be Heroes" -p Netflix -d 2020-12-25
    slate add "Cobra Kai" --season 3 -d "early 2021" --source Netflix --official
    slate add "Cobra Kai" --from tvmaze
    """
    form = parse_result_format(form)
    _refuse(update=update, new=new, everything=everything, found_at=found_at)
    statement = replace(statement, origin=origin)
    if found_at is not None:
        from slate.cli.add_from import add_from  # noqa: PLC0415 -- few titles are looked up

        add_from(session, form, title, statement, found_at, everything=everything, new=new)
        return
    if not title:
        from slate.cli.add_dialogue import ask_for_title  # noqa: PLC0415 -- not in scripts

        asked = ask_for_title(
            session, statement, partial(_existing, session, accepts=update or new)
        )
        session = _as_typed(session, statement, asked)
        if asked.there is not None:
            raise _instead(session, asked.statement.title or "", asked.there)
        statement, new = with_name_parsed(asked.statement), new or asked.is_other
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
        typed = title[0] if title else asked.statement.title or ""
        raise _instead(session, typed, error) from None
    print_recorded(session, form, [change], batch, change_lines(change))
    for note in notes(change):
        session.say(note)
    if not title:
        session.hint(f"To take it back: {session.command_line('undo')}")
    session.close_screen()


def _refuse(*, update: bool, new: bool, everything: bool, found_at: str | None) -> None:
    """Raise UsageError for options that do not go together."""
    if update and new:
        raise UsageError("--update cannot be combined with --new. Use one or the other.")
    if found_at is not None and update:
        raise UsageError(
            "--from cannot be combined with --update. Run slate update TITLE --from instead."
        )
    if everything and found_at is None:
        raise UsageError("--all is only used with --from.")


def _existing(session: Session, statement: Statement, *, accepts: bool) -> TitleThereError | None:
    """Return the error about a title that exists; None if there is none, or if that is accepted.

    Whether one of several is meant may depend on what is not known yet.
    """
    if accepts:
        return None
    with suppress(ManyMatchError, IdOfOtherError), session.writing(dry_run=True) as ledger:
        try:
            refuse_existing(ledger, statement)
        except TitleThereError as error:
            return error
    return None


def _as_typed(session: Session, options: Statement, asked: "Asked") -> Session:
    """Return the session of the command line that states what was answered to questions."""
    from slate.cli.add_dialogue import changed_by_answers  # noqa: PLC0415 -- not in scripts

    changed = changed_by_answers(options, asked.statement)
    words = _without(session.arguments[1:], set(chain.from_iterable(changed)))
    for names, answer in changed.items():
        if answer is not None:
            words += [names[0], answer]
    words += ["--new"] if asked.is_other else []
    title = asked.statement.title or ""
    typed = [*words, "--", title] if title.startswith("-") else [title, *words]
    return session._replace(arguments=(session.arguments[0], *typed))


def _instead(session: Session, title: str, error: TitleThereError) -> SlateError:
    """Return the error about a title that exists, with the command to run instead.

    That is the `slate update` that records the rest, or `slate show` if there is none.
    """
    from slate.cli.advice import title_there  # noqa: PLC0415 -- only for errors

    given = list(session.arguments[1:])
    given.remove(title)
    rest = _without(given, _IDENTITY)
    command = "update" if rest else "show"
    return title_there(error, join(["slate", *session.options, command, error.slug, *rest]))


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
