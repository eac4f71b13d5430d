"""The context of a command: the slate, the clock, the author and the terminal."""

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

from slate.cli.author import author
from slate.cli.hyperlinks import opens_links
from slate.cli.slate_path import server_address, slate_path
from slate.cli.stderr import print_error, unbroken, with_options
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError, UsageError
from slate.domain.secrets import masked
from slate.domain.text import safe
from slate.files import signals
from slate.store.file.connection import LongCommand, Store
from slate.store.slate import Slate, open_slate

if TYPE_CHECKING:
    from slate.domain.dates.as_of import AsOf
    from slate.domain.queries.query import Query
    from slate.render.look.display import Display
    from slate.store.ledger import Ledger

_NARROWEST = 20
_WIDEST = 10_000  # COLUMNS can be any number, and lines are filled up to the width
# The hint for an empty slate.
_NOTHING_YET = (
    "Nothing on the slate yet. Add a title:",
    "or try the demo:",
    "  slate --demo list",
)
_FIRST_TITLE = 'slate add "We Can Be Heroes" -p Netflix -d 2020-12-25'


# Days whose noon, in any time zone, is in the years of clocks and of the calendar.
_FIRST, _LAST = date(1970, 1, 2), date(9999, 12, 30)


class Clock(NamedTuple):
    """The time of a command, read once: lower layers never read the system's clock."""

    today: date
    now: datetime
    is_fixed: bool = False  # set by hand, so it need not agree with what others recorded

    @classmethod
    def read(cls, fixed: str | None) -> "Clock":
        """Return the system's time, or noon of the day that `SLATE_TODAY` sets."""
        if not fixed:
            now = datetime.now(UTC)
            return cls(now.astimezone().date(), now)
        try:
            day = parse_date(fixed)
        except DateError as error:
            raise UsageError(f"SLATE_TODAY: {error}") from None
        if day.precision != "day" or day.earliest is None:
            raise UsageError(f"SLATE_TODAY is {fixed}; it must be a day, such as 2021-01-07.")
        if not _FIRST <= day.earliest <= _LAST:
            raise UsageError(f"SLATE_TODAY is {fixed}; it must be from {_FIRST} to {_LAST}.")
        # Local noon: the UTC date may be a different one.
        now = datetime.combine(day.earliest, time(12)).astimezone(UTC)
        return cls(day.earliest, now, is_fixed=True)


class Terminal(NamedTuple):
    """What the standard streams are connected to, and the width of the terminal."""

    is_screen: bool  # standard output is a terminal, which no title may control
    shows: bool  # the same, or FORCE_COLOR is set: print with styles
    listens: bool  # standard error is a terminal: print hints, counts and captions
    answers: bool  # standard input is one, too: questions can be asked
    width: int

    @classmethod
    def look(cls) -> "Terminal":
        """Return the state of the standard streams."""
        out, err = _is_terminal(sys.stdout), _is_terminal(sys.stderr)
        return cls(
            is_screen=out,
            shows=out or bool(os.environ.get("FORCE_COLOR")),
            listens=err,
            answers=err and _is_terminal(sys.stdin),
            width=min(max(get_terminal_size().columns, _NARROWEST), _WIDEST),
        )


def _is_terminal(stream: object) -> bool:
    """Whether a stream is a terminal; a closed one is None."""
    ask = getattr(stream, "isatty", None)
    return bool(ask and ask())


class Session(NamedTuple):
    """The context of one command."""

    store: Store
    clock: Clock
    terminal: Terminal
    demo: bool = False
    options: tuple[str, ...] = ()  # those before the command, as typed
    arguments: tuple[str, ...] = ()  # the command and what follows it
    as_of: "AsOf | None" = None  # the past day to show, None for today
    accepts_clock: bool = False  # record even if the clock disagrees with the newest batch

    @property
    def today(self) -> date:
        """The day that counts as today: the past day to show, or the day of the clock."""
        return self.as_of.day if self.as_of else self.clock.today

    @property
    def display(self) -> "Display":
        """The terminal that screens are drawn for."""
        from slate.render.look.display import Display  # noqa: PLC0415 -- not for data

        has_links = self.terminal.is_screen and opens_links(os.environ)
        has_colors = not os.environ.get("NO_COLOR")
        return Display(self.terminal.width, self.today, has_links, has_colors)

    @property
    def author(self) -> str:
        """The author of what is recorded: `SLATE_AUTHOR`, else the login name."""
        return author()

    @contextmanager
    def reading(self, query: "Query | None" = None) -> Iterator[Slate]:
        """Open one consistent state of the slate for reading, whatever others write meanwhile.

        Values of the query's filters that the slate does not contain are reported.
        """
        with open_slate(self.store, self.today, self.as_of) as slate:
            if query is not None and (query.platforms or query.tags or query.regions):
                self._report_unknown(slate, query)
            if self.as_of is not None and not slate.has_reports():
                self._say_when_it_begins(self.as_of)
            yield slate

    @contextmanager
    def reading_today(self) -> Iterator[Slate]:
        """Open the slate as of today, even if the command shows a past day."""
        with open_slate(self.store, self.clock.today) as slate:
            yield slate

    def _report_unknown(self, slate: Slate, query: "Query") -> None:
        """Report unknown values of filters: on a terminal, or if one may be mistyped."""
        from slate.cli.unknown_values import unknown_value_text  # noqa: PLC0415 -- with filters

        for unknown in slate.unknown_values(query):
            report = self.say if unknown.near else self.hint
            report(unknown_value_text(unknown))

    def _say_when_it_begins(self, then: "AsOf") -> None:
        with self.reading_today() as slate:
            first = slate.beginning(then)
        if first is not None:
            self.say(then.too_early(first))

    @contextmanager
    def writing(
        self,
        *,
        dry_run: bool = False,
        creates: bool = False,
        checks_clock: bool = True,
        corrected: Collection[str] = (),
        may_take_long: bool = False,
        remark: str = "",
    ) -> Iterator["Ledger"]:
        """Open the slate to record one batch, which is stored as a whole or not at all.

        A slate that does not exist is created only if `creates` is true. With `may_take_long`,
        others are told what they wait for, and wait until it is done. Unless `checks_clock`
        is false, the clock must agree with the newest batch, apart from those named in
        `corrected`: the batch is going to correct their times. A `remark` follows the command in
        the log, as in a shell.
        """
        from slate.store.ledger import open_ledger  # noqa: PLC0415 -- not needed for reading

        with open_ledger(
            self.store,
            author=self.author,
            command=f"{self.command} # {remark}" if remark else self.command,
            now=self.clock.now,
            dry_run=dry_run,
            creates=creates,
            checks_clock=checks_clock and not (self.clock.is_fixed or self.accepts_clock),
            corrected=corrected,
            may_take_long=may_take_long,
        ) as ledger:
            yield ledger
        is_kept = not (dry_run or self.demo)
        # What is marked as seen is no batch, and has no time.
        signals.release(has_stored=is_kept and (ledger.batch is not None or not checks_clock))
        if self.demo and not dry_run and not self.terminal.listens:  # or `close_screen` says so
            self.say("note: changes of the demo slate are not kept.")

    @property
    def command(self) -> str:
        """The command as the log stores it, where everybody with the ledger can read it.

        The options before it, which contain the path of the slate, are omitted, and
        credentials are masked.
        """
        from shlex import join  # noqa: PLC0415 -- only for writing

        return safe(join(map(masked, self.arguments)))[:2_000]

    @property
    def writer(self) -> LongCommand:
        """The command, as others see it who wait for it."""
        return LongCommand(self.command, self.author)

    def say(self, text: str, *more: str) -> None:
        """Print an important message on standard error, even if it is not a terminal.

        `more` is a command to copy, after which another text with its command may follow.
        """
        tell(text, *more)

    def hint(self, *lines: str) -> None:
        """Print lines on standard error, only if it is a terminal.

        After a line break, a line has a command to copy, which is printed below it.
        """
        if self.terminal.listens:
            for line in lines:
                print_error(*line.split("\n", 1))

    def command_line(self, command: str) -> str:
        """Return a slate command to copy for a hint, with the options that preceded this one.

        Without `--db`, `slate undo` would undo something in another slate.
        """
        return unbroken(with_options(f"slate {command}", self.options))

    def hint_no_match(self) -> None:
        """Print that no title fits the filters."""
        from shlex import join  # noqa: PLC0415 -- only for this

        typed = join(self.arguments[1:])
        self.hint(f"No titles match ({typed})." if typed else "No titles match.")

    def close_screen(self) -> None:
        """Print a closing hint if the output was not of today's slate: a past day, or the demo."""
        if self.as_of is not None:
            self.hint(self.as_of.caption)
        if self.demo:
            self.hint(f"Demo slate of {self.clock.today}; changes are not kept.")

    @property
    def nothing_there(self) -> tuple[str, ...]:
        """The hint for an empty slate."""
        if self.as_of is not None:
            return ("No titles match.",)
        first, *others = _NOTHING_YET
        return (first, f"  {with_options(_FIRST_TITLE, self.options)}", *others)


def tell(text: str, *more: str) -> None:
    """Print a message on standard error, if it is open; `more` is as for `print_error`."""
    print_error(f"slate: {text}", *more)


def open_store(
    chosen: str | None,
    clock: Clock,
    say: Callable[[str], None] = tell,
    *,
    command: str = "",
    is_offline: bool = False,
) -> Store:
    """Return the store of the chosen slate, not opened yet; raise UsageError for a bad path.

    `say` prints messages of the store, and `command` is how others see what they wait for. If it
    `is_offline`, a shared slate is what this machine knows of it.
    """
    if chosen is not None and not chosen.strip():
        raise UsageError("--db is empty. Is a variable unset?")
    address = server_address(chosen)
    if address is not None:
        from slate.cli.shared_slate import open_shared  # noqa: PLC0415 -- few slates are shared

        return open_shared(address, clock, say, command=command, is_offline=is_offline)
    if is_offline:
        raise UsageError("--offline is for a slate on a server. This one is a file.")
    path, may_make_folder = slate_path(chosen)
    return Store(
        path,
        may_make_folder=may_make_folder,
        say=say,
        day=clock.today.isoformat(),
        time=f"{clock.now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    )
