"""What a command is given: the slate, the clock, the author, and who is looking."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

from slate.cli.slate_path import slate_path
from slate.cli.stderr import print_error
from slate.domain.dates.release_date import parse_date
from slate.domain.errors import DateError, UsageError
from slate.domain.secrets import masked
from slate.domain.text import clean_to_store, safe
from slate.store.file.connection import Store
from slate.store.slate import Slate, open_slate

if TYPE_CHECKING:
    from slate.domain.dates.as_of import AsOf
    from slate.store.ledger import Ledger

_NARROWEST = 20
# What an empty slate says to a person.
NOTHING_YET = (
    "Nothing on the slate yet. Add a title:",
    '  slate add "We Can Be Heroes" -p Netflix -d 2020-12-25',
    "or look at one that is filled:",
    "  slate --demo list",
)


class Clock(NamedTuple):
    """The time of a command, read once: nothing below the command line asks again."""

    today: date
    now: datetime

    @classmethod
    def read(cls, fixed: str | None) -> "Clock":
        """Take the system's time, or noon of the day that `SLATE_TODAY` fixes."""
        if not fixed:
            now = datetime.now(UTC)
            return cls(now.astimezone().date(), now)
        try:
            day = parse_date(fixed)
        except DateError as error:
            raise UsageError(f"SLATE_TODAY: {error}") from None
        if day.precision != "day" or day.earliest is None:
            raise UsageError(f"SLATE_TODAY is {fixed}; it must be a day, such as 2021-01-07.")
        # Noon of this place: in some it is tomorrow elsewhere by then, or yesterday.
        return cls(day.earliest, datetime.combine(day.earliest, time(12)).astimezone(UTC))


class Terminal(NamedTuple):
    """Who is looking: a person, or a program."""

    is_screen: bool  # stdout is a terminal: no title may drive it
    shows: bool  # the same, or its dress is forced by FORCE_COLOR
    listens: bool  # stderr does: hints, counts and captions are welcome
    answers: bool  # there is somebody to ask
    width: int

    @classmethod
    def look(cls) -> "Terminal":
        """Look at the streams once."""
        out, err = _is_terminal(sys.stdout), _is_terminal(sys.stderr)
        return cls(
            is_screen=out,
            shows=out or bool(os.environ.get("FORCE_COLOR")),
            listens=err,
            answers=err and _is_terminal(sys.stdin),
            width=max(get_terminal_size().columns, _NARROWEST),
        )


def _is_terminal(stream: object) -> bool:
    """Tell whether a stream is a terminal; a closed one is None."""
    ask = getattr(stream, "isatty", None)
    return bool(ask and ask())


class Session(NamedTuple):
    """One command's world."""

    store: Store
    clock: Clock
    terminal: Terminal
    demo: bool = False
    options: tuple[str, ...] = ()  # those before the command, as they were typed
    arguments: tuple[str, ...] = ()  # the command and what follows it
    as_of: "AsOf | None" = None  # the one that is looked back to

    @property
    def today(self) -> date:
        """The day that `today` means."""
        return self.as_of.day if self.as_of else self.clock.today

    @property
    def author(self) -> str:
        """Who writes: `SLATE_AUTHOR`, else the login name."""
        return clean_to_store("author", os.environ.get("SLATE_AUTHOR") or _login())

    @contextmanager
    def reading(self) -> Iterator[Slate]:
        """Open the slate for reading: one state of it, whatever others write meanwhile."""
        with open_slate(self.store, self.today, self.as_of) as slate:
            if self.as_of is not None and not slate.has_reports():
                self._say_when_it_begins(self.as_of)
            yield slate

    @contextmanager
    def reading_today(self) -> Iterator[Slate]:
        """Open the slate of today, also where the command looks back."""
        with open_slate(self.store, self.clock.today) as slate:
            yield slate

    def _say_when_it_begins(self, then: "AsOf") -> None:
        with self.reading_today() as slate:
            first = slate.beginning(then)
        if first is not None:
            self.say(then.too_early(first))

    @contextmanager
    def writing(self, *, dry_run: bool = False, creates: bool = False) -> Iterator["Ledger"]:
        """Open the slate for one batch: all of it is stored, or nothing.

        Only a command that `creates` something makes a slate where there is none.
        """
        from slate.store.ledger import open_ledger  # noqa: PLC0415 -- what reads does not need it

        with open_ledger(
            self.store,
            author=self.author,
            command=self.command,
            now=self.clock.now,
            dry_run=dry_run,
            creates=creates,
        ) as ledger:
            yield ledger

    @property
    def command(self) -> str:
        """The command for the log, which everybody reads who is given the ledger.

        Left out are the options before it, which say where a slate is, and credentials.
        """
        from shlex import join  # noqa: PLC0415 -- only for what writes

        return safe(join(map(masked, self.arguments)))[:2_000]

    def say(self, text: str) -> None:
        """Say something on stderr that nobody should miss."""
        tell(text)

    def hint(self, *lines: str) -> None:
        """Say something on stderr where a person is looking, line by line."""
        if self.terminal.listens:
            for line in lines:
                print_error(line)

    def close_screen(self) -> None:
        """End what a person looked at: what is not the slate of today says so."""
        if self.as_of is not None:
            self.hint(self.as_of.caption)
        if self.demo:
            self.hint(f"Demo slate of {self.clock.today}; changes are not kept.")

    @property
    def nothing_there(self) -> tuple[str, ...]:
        """What an empty slate says to a person."""
        return NOTHING_YET if self.as_of is None else ("No titles match.",)


def _login() -> str:
    from getpass import getuser  # noqa: PLC0415 -- only for what writes

    try:
        return getuser()
    except (KeyError, OSError):  # a container without a user table
        return "unknown"


def open_store(chosen: str | None, clock: Clock) -> Store:
    """Find the slate that is meant; nothing is opened yet. Raises UsageError."""
    if chosen is not None and not chosen.strip():
        raise UsageError("--db is empty. Is a variable unset?")
    path, may_make_folder = slate_path(chosen)
    return Store(path, may_make_folder=may_make_folder, say=tell, day=clock.today.isoformat())


def tell(text: str) -> None:
    """Say something on stderr, if there is one."""
    print_error(f"slate: {text}")
