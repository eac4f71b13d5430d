"""What TAB offers for options and arguments: closed lists, and what the slate contains.

An option or argument names its list where it is declared, as `autocompletion`: `one_of(Kind)` for
a closed list, or one of the functions below, whose values come from the slate that `--db` or
`SLATE_DB` names.

Completion prints no messages and never fails: they would appear in the line that is typed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import FunctionType
from typing import TYPE_CHECKING, cast

import typer

from slate.cli.completion.quoting import MOST, Offer, offered
from slate.cli.session import Clock, open_store
from slate.cli.slate_path import config_folder, server_address
from slate.domain.errors import SlateError
from slate.domain.text import folded, search_key, slugify
from slate.store.slate import Slate, open_slate

if TYPE_CHECKING:
    from slate.domain.reports.report import Batch
    from slate.store.file.connection import Store
    from slate.store.titles.stated_values import OpenList

# What Typer calls with the context and the typed text.
Complete = Callable[[typer.Context, str], list[Offer]]
Words = Iterable[str]
_PATIENCE = 0.5  # seconds to wait for a slate that is locked
_BATCHES = 20  # as many as are read at a glance
_RESTORABLE = (".bak", ".db", ".slate.ndjson")


def one_of(words: Words | Callable[[typer.Context], Words], *, several: bool = False) -> Complete:
    """Return the completion of a closed list, or of several of its words separated by commas.

    `words` may be a function of the context, which loads the list only when it is asked for, or
    chooses it by the other options.
    """

    def complete(context: typer.Context, incomplete: str) -> list[Offer]:
        try:
            known = words(context) if isinstance(words, FunctionType) else cast("Words", words)
        except SlateError:  # in what another option says
            return []
        values = list(map(str, known))
        return offered(_listed(values, incomplete) if several else values, incomplete, are_own=True)

    return complete


def past_days(_: typer.Context) -> tuple[str, ...]:
    """Return past days and periods to choose from, for `one_of`."""
    from slate.domain.dates.past_days import (  # noqa: PLC0415 -- only for completion
        DAY_CHOICES,
        PERIOD_CHOICES,
    )

    return (*DAY_CHOICES, *PERIOD_CHOICES)


def days_over(context: typer.Context) -> tuple[str, ...]:
    """Return past days and periods of which today is no part, for `one_of`."""
    from slate.domain.dates.past_days import parse_past  # noqa: PLC0415 -- as above

    today = Clock.read(None).today
    ends = {text: parse_past(text, today).end for text in past_days(context)}
    return tuple(text for text, end in ends.items() if end is not None and end <= today)


def remotes(_: typer.Context) -> tuple[str, ...]:
    """Return the names of the remotes, for `one_of`; raise SettingsError."""
    import os  # noqa: PLC0415 -- only for completion

    from slate.remotes.settings import read_settings  # noqa: PLC0415 -- as above

    return tuple(read_settings(config_folder(), os.environ).remotes)


def _stated(
    read: Callable[[Slate, str], Iterable[str]], *, several: bool = False, end: str = ""
) -> Complete:
    """Return the completion of values that the slate contains, or of several of them.

    `read` is called with the slate and the typed text, or what follows its last comma. `end`
    is put after each value.
    """

    def complete(context: typer.Context, incomplete: str) -> list[Offer]:
        start = incomplete.rpartition(",")[2].lstrip() if several else incomplete
        try:
            with _open_slate(context) as slate:
                values = [f"{value}{end}" for value in read(slate, start)]
        except SlateError:
            return []
        return offered(_listed(values, incomplete) if several else values, incomplete)

    return complete


def _listed(values: Iterable[str], incomplete: str) -> Iterator[str]:
    """Yield the list of values that was typed, up to its last comma, with each further one."""
    before, comma, rest = incomplete.rpartition(",")
    if not comma:
        yield from values
        return
    typed = before + comma + " " * (len(rest) - len(rest.lstrip(" ")))
    chosen = {folded(value) for value in before.split(",")}
    for value in values:
        if "," in value:
            yield value
        if folded(value) not in chosen:
            yield typed + value


@contextmanager
def _open_slate(context: typer.Context) -> Iterator[Slate]:
    """Open the slate here, since the root callback does not run during completion."""
    if context.find_root().params.get("demo"):
        from slate.cli.demo import open_demo  # noqa: PLC0415 -- only for the demo

        with open_demo((), ()) as session, session.reading() as slate:
            yield slate
        return
    store, clock = _store(context)
    with open_slate(store, clock.today, patience=_PATIENCE) as slate:
        yield slate


def _store(context: typer.Context) -> "tuple[Store, Clock]":
    clock = Clock.read(None)
    chosen = context.find_root().params.get("db")
    is_offline = server_address(chosen) is not None  # pressing TAB asks no server
    return open_store(chosen, clock, say=lambda _: None, is_offline=is_offline), clock


def _titles(slate: Slate, incomplete: str) -> Iterator[str]:
    """Yield the slugs that begin with a text; if there are none, names of titles."""
    if found := slate.starting_with(incomplete, MOST):
        yield from (title.slug for title in found)
    else:
        yield from (title.name for title in slate.starting_with(slugify(incomplete), MOST))


def _values(name: "OpenList", *, several: bool = False, end: str = "") -> Complete:
    """Return the completion of an open list, as `_stated` does."""
    return _stated(lambda slate, _: slate.stated_values(name), several=several, end=end)


complete_title = _stated(_titles)
complete_people = _stated(lambda slate, start: slate.people(search_key(start), MOST))
complete_platform = _values("platforms")
complete_platforms = _values("platforms", several=True)
complete_region = _values("regions")
complete_regions = _values("regions", several=True)
complete_tag = _values("tags")
complete_tags = _values("tags", several=True)
complete_source = _values("sources")
complete_id_scheme = _values("id_schemes")
complete_id = _values("id_schemes", end="=")
complete_credit = _values("roles", end="=")


def _batches(wanted: "Callable[[Batch], bool]", end: str = "") -> Complete:
    """Return the completion of the numbers of batches, with what each of them recorded."""

    def complete(context: typer.Context, incomplete: str) -> list[Offer]:
        try:
            with _open_slate(context) as slate:
                fitting = (
                    batch
                    for batch in slate.batches()
                    if str(batch.id).startswith(incomplete) and wanted(batch)
                )
                found = list(islice(fitting, _BATCHES))
        except SlateError:
            return []
        explanations = {f"{batch.id}{end}": batch.shown_command for batch in found}
        return offered(explanations, incomplete, explanations)

    return complete


complete_batch = _batches(lambda _: True)
complete_batch_in_force = _batches(lambda batch: not batch.undone)
complete_undone_batch = _batches(lambda batch: batch.undone or batch.partly_undone)
complete_correction = _batches(lambda _: True, end="=")


def complete_backup(context: typer.Context, incomplete: str) -> list[Offer]:
    """Return the backups of the slate, and the ledgers and slates in the current folder.

    Once anything is typed, the shell completes the names of files.
    """
    if incomplete:
        return []
    from pathlib import Path  # noqa: PLC0415 -- only for restoring

    from slate.store.file.backups import all_of  # noqa: PLC0415 -- the same

    try:
        path = _store(context)[0].path
        found = [] if path is None else [str(file) for file in reversed(all_of(path))]
        found += sorted(file.name for file in Path().iterdir() if file.name.endswith(_RESTORABLE))
    except (SlateError, OSError):
        return []
    return offered(found, incomplete)
