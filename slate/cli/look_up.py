"""Titles at a live source: which one is meant, and what the source states about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

import typer

from slate.cli.errors import RunInsteadError
from slate.cli.output.refresh_report import ended_message
from slate.cli.prompts import ask
from slate.cli.remote_access import ZONE, access_for
from slate.cli.session import Session
from slate.cli.stderr import print_error
from slate.domain.errors import SlateError, UsageError
from slate.domain.ledger.statement import Origin, Statement
from slate.domain.quoting import either, quoted
from slate.domain.text import folded, safe
from slate.domain.titles.kinds import Kind
from slate.remotes.errors import RemoteError
from slate.remotes.link import Link
from slate.remotes.settings import Remote
from slate.render.layout import GAP, row_text, widest, width_of
from slate.usecases.live_answers import LiveSettings, ReadAnswer
from slate.usecases.look_up import Candidate, Wish, full_answer, look_up, search

_MOST = 10  # candidates
# What selects a title at a source; everything else is stated by the source.
_SELECTING = frozenset({"title", "season", "kind", "year", "year_in_name", "ids"})


class ManyFoundError(SlateError):
    """Several titles that may be meant, and nobody to ask."""

    exit_code = 2

    def __init__(self, text: str, scheme: str, found: list[Candidate]) -> None:
        names = [f"{scheme}={one.id} ({', '.join(_facts(one))})" for one in found]
        choice = "Say which" if len(found) > 1 else "If it is, add its ID"
        super().__init__(
            f"{quoted(text)} may be {either(names)}. {choice}: --id {scheme}={found[0].id}"
        )


class NothingFoundError(SlateError):
    """No title of a name at a source."""

    exit_code = 3

    def __init__(self, source: str, text: str) -> None:
        super().__init__(f"{source} finds no {quoted(text)}.")


class NobodyChoseError(SlateError):
    """A choice that the user has left."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Nothing was recorded.")


class LookUp:
    """Titles at one live source."""

    def __init__(self, session: Session, name: str) -> None:
        """Find titles at the remote with a name.

        Raises NoRemoteError, UsageError for a remote without a search, and RemoteError.
        """
        self._session = session
        access = access_for(session)
        self.remote = access.settings.remote(name)
        if not self.remote.kind.has_titles:
            source = self.remote.kind.source
            raise UsageError(
                f"{source} cannot be searched here. Import what is on it: slate import {name}:"
            )
        self._settings = LiveSettings(session.clock.today, ZONE, access.settings.regions)
        with named(self.remote):
            self.link: Link = access.link(self.remote)

    def choose(self, text: str, wish: Wish, *, other_ids: dict[str, str] | None = None) -> str:
        """Return the id of the title that is meant; ask which, if there is somebody to ask.

        `other_ids` are ids of other schemes, by which a source finds the very title. Raises
        NothingFoundError, ManyFoundError, NobodyChoseError, RemoteError.
        """
        with named(self.remote):
            if exact := look_up(self.link, other_ids or {}, wish, self._settings):
                return exact[0].id
            found = search(self.link, text, wish, self._settings)[:_MOST]
        if not found:
            raise NothingFoundError(self.remote.shown, text)
        if not self._session.terminal.answers:
            raise ManyFoundError(text, self.remote.kind.name, found)
        return _asked(self._session, found).id

    def answer(self, id_: str) -> ReadAnswer:
        """Return all that the source states about a title; raise RemoteError."""
        with named(self.remote):
            return full_answer(self.link, id_, self._settings)

    def check_name(self, id_: str, answer: ReadAnswer, name: str) -> None:
        """Raise UsageError if an id that was typed with a name belongs to another one."""
        first = answer.statements[0]
        if folded(name) not in map(folded, (first.title or "", *first.aka)):
            raise UsageError(
                f"{self.remote.shown} calls {id_} {quoted(first.title or '')}, not {quoted(name)}. "
                "Leave out the name, or the ID."
            )

    def id_of(self, kind: Kind, ids: dict[str, str]) -> str | None:
        """Return the id to ask for of a title with these ids, None if it has none of the source."""
        value = ids.get(self.remote.kind.name)
        return value and self.link.api.asked_id(value, kind.group)

    def typed_id(self, statement: Statement) -> str | None:
        """Return the id of the source in a statement, None if there is none.

        Raises UsageError for a number of a source that counts films and series apart.
        """
        scheme = self.remote.kind.name
        value = dict(statement.ids).get(scheme)
        if value is None:
            return None
        api = self.link.api
        group = statement.kind.group if statement.kind else None
        found = api.asked_id(value, group) if group else api.title_id(value)
        if found is None:
            raise UsageError(f"{scheme}={value} is not enough. Write --id {scheme}={api.example}.")
        return found


def wish_of(session: Session, statement: Statement) -> Wish:
    """Return which titles a statement selects; raise UsageError if it states anything else."""
    plain = Statement(Origin(session.today.isoformat()))
    for name in (field.name for field in fields(Statement)):
        if name not in _SELECTING and getattr(statement, name) != getattr(plain, name):
            raise UsageError(
                "--from takes everything from the source. Record the rest with slate update."
            )
    kind = statement.kind
    if kind is None and statement.season is not None:
        kind = Kind.SERIES
    return Wish(kind.group if kind else None, statement.year, statement.season)


@contextmanager
def named(remote: Remote) -> Iterator[None]:
    """Raise RemoteFailedError, which names the remote, for an error about a remote."""
    try:
        yield
    except RemoteError as error:
        raise RemoteFailedError(remote, error) from error


class RemoteFailedError(RunInsteadError):
    """An error about a remote, with its name and what to do, if anything can be done."""

    def __init__(self, remote: Remote, error: RemoteError) -> None:
        self.exit_code = error.exit_code
        text, *commands = ended_message(remote, error)
        super().__init__(text, " ".join(commands))


def _facts(found: Candidate) -> list[str]:
    """Return what tells a title from others: kind, year, service, status."""
    said = found.said
    status = said.status and str(said.status)
    year = found.year and str(found.year)
    return [safe(text) for text in (said.title, said.kind, year, found.service, status) if text]


def _asked(session: Session, found: list[Candidate]) -> Candidate:
    """Show titles with numbers, and return the one that is chosen."""
    session.hint(*_table(found, session.terminal.width))
    highest = len(found)
    numbers = "1" if highest == 1 else f"1-{highest}"
    while True:
        try:
            word = ask(f"Which one? [{numbers}, or Enter for none]").strip().casefold()
        except typer.Abort:
            print_error("")
            raise NobodyChoseError from None
        if word in {"", "q", "n", "no", "none"}:
            raise NobodyChoseError
        if word.isdecimal() and 1 <= int(word) <= highest:
            return found[int(word) - 1]
        print_error(f"Type a number from 1 to {highest}, or Enter.")


def _table(found: list[Candidate], width: int) -> list[str]:
    """Return a line for each title: its number, its name, what tells it apart, its page.

    Where there is no room for that, each title has a line for its name, and others below it.
    """
    rows = [
        (
            f"{number:>3}",
            safe(one.said.title or ""),
            ", ".join(_facts(one)[1:]),
            safe(one.said.origin.url or "").partition("://")[2].removeprefix("www."),
        )
        for number, one in enumerate(found, 1)
    ]
    widths = widest(rows)
    lines = [row_text(row, widths) for row in rows]
    if max(map(width_of, lines)) <= width:
        return lines
    gap = " " * GAP
    indent = " " * len(rows[0][0]) + gap
    return [
        line
        for number, name, *others in rows
        for line in (number + gap + name, *(indent + each for each in others))
    ]
