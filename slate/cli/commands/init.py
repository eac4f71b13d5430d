"""`slate init`: create a slate, on a server or as a file."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.domain.errors import UsageError
from slate.domain.text import safe

_TABLES = "slate_ledger, batches, reports, bookmarks"


def command(
    context: typer.Context,
    *,
    writers: Annotated[
        list[str] | None,
        typer.Option("--writer", metavar="USER", help="Print the grants for a user who may write."),
    ] = None,
    readers: Annotated[
        list[str] | None,
        typer.Option(
            "--reader", metavar="USER", help="Print the grants for one who may only read."
        ),
    ] = None,
) -> None:
    """Create an empty slate: on a server for several people, or as a file.

    \b
    slate --db postgresql://slate@desk/slate init
    slate --db ~/film.db init
    slate init --writer ann --writer bob --reader cleo | psql $SLATE_DB
    """
    session: Session = context.obj
    if (writers or readers) and not session.store.is_shared:
        raise UsageError("--writer and --reader are for a slate on a server. This one is a file.")
    is_new = session.store.initialize()
    done = f"{safe(session.store.name)}: {'created' if is_new else 'there is a slate already'}"
    if writers or readers:  # for the server's own program, which runs them
        session.say(f"{done}.")
        print_done(_grants(writers or (), readers or ()))
    else:
        print_done([done])
        if session.store.is_shared:
            session.hint(
                "",
                "For each user who writes:",
                *(f"  {line}" for line in _grants(["USER"], [], quotes=False)),
                "For each user who only reads:",
                *(f"  {line}" for line in _grants([], ["USER"], quotes=False)),
            )
    session.close_screen()


def _grants(
    writers: Sequence[str], readers: Sequence[str], *, quotes: bool = True
) -> Iterator[str]:
    """Yield what the owner of the tables grants, in the language of the server."""
    for user in (*writers, *readers):
        name = _identifier(user) if quotes else user
        yield f"grant select on {_TABLES} to {name};"
        if user in writers:
            yield f"grant insert on batches, reports, bookmarks to {name};"
            yield f"grant update on bookmarks to {name};"


def _identifier(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
