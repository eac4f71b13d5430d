"""What TAB offers: slugs and platforms of the slate that `SLATE_DB` names."""

from itertools import islice

import typer

from slate.cli.session import Clock, open_store
from slate.domain.errors import SlateError
from slate.domain.text import safe
from slate.store.file.connection import Store

_MOST = 100


def _store(context: typer.Context) -> Store:
    """Find the slate: the root callback does not run while a shell completes."""
    root = context.find_root()
    return open_store(root.params.get("db"), Clock.read(None))


def complete_title(context: typer.Context, incomplete: str) -> list[str]:
    """Offer slugs: they need no quotes."""
    from slate.store.titles.lookup import starting_with  # noqa: PLC0415 -- only when TAB is pressed

    try:
        with _store(context).reading() as connection:
            return [found.slug for found in starting_with(connection, incomplete, _MOST)]
    except SlateError:  # a shell that completes is no place for messages
        return []


def complete_platform(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the services that the slate knows."""
    from slate.store.titles.platforms import platforms  # noqa: PLC0415 -- as above

    try:
        with _store(context).reading() as connection:
            names = (name for name in platforms(connection) if name.startswith(incomplete))
            return [safe(name) for name in islice(names, _MOST)]
    except SlateError:
        return []
