"""`slate init`: create a slate, on a server or as a file."""

import typer

from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.domain.text import safe

# In the language of the server, for its administrator.
_GRANTS = (
    "For each user who writes:",
    "  grant select on slate_ledger, batches, reports, bookmarks to USER;",
    "  grant insert on batches, reports, bookmarks to USER;",
    "  grant update on bookmarks to USER;",
    "For each user who only reads:",
    "  grant select on slate_ledger, batches, reports, bookmarks to USER;",
)


def command(context: typer.Context) -> None:
    """Create an empty slate: on a server for several people, or as a file.

    \b
    slate --db postgresql://slate@desk/slate init
    slate --db ~/film.db init
    """
    session: Session = context.obj
    is_new = session.store.initialize()
    name = safe(session.store.name)
    print_done([f"{name}: {'created' if is_new else 'there is a slate already'}"])
    if session.store.is_shared:
        session.hint("", *_GRANTS)
    session.close_screen()
