"""Rows on their way to stdout: as data or as a plain table, held until the slate is closed."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from typing import IO, Any

from slate.cli.options.layout import Layout
from slate.cli.output.stdout import write
from slate.cli.session import Session
from slate.cli.temporary_folder import copying
from slate.domain.text import safe
from slate.domain.titles.cells import texts
from slate.formats.registry import WRITTEN, writer_of

_KEPT = 5_000  # lines of output that wait in memory
_PIECE = 1 << 16  # characters of it that are read back at once


class Held:
    """Output that waits until the slate is closed: a pager must not keep writers waiting.

    Short output is kept in memory, long output in a temporary file.
    """

    def __init__(self, pieces: Iterable[str], rows: "Counted") -> None:
        """Take the pieces, which count the rows as they come."""
        self._file: IO[str] | None = None
        waiting = iter(pieces)
        self._start = "".join(islice(waiting, _KEPT))
        with copying("output"), ExitStack() as stack:
            for piece in waiting:
                if self._file is None:
                    self._file = stack.enter_context(_temporary())
                self._file.write(piece)
            if self._file is not None:
                self._file.flush()
            stack.pop_all()  # it stays open until it is printed
        self.number = rows.number

    def print(self) -> int:
        """Write all of it to stdout; gives the number of rows."""
        if self._start:  # nothing to say is said to nobody: stdout may be closed
            write(self.pieces())
        return self.number

    def pieces(self) -> Iterator[str]:
        """Give all of it, once."""
        if self._start:
            yield self._start
        if self._file is not None:
            with self._file as file:
                file.seek(0)
                # Whole lines: half of the end of one would look like a character in it.
                yield from iter(lambda: "".join(file.readlines(_PIECE)), "")


def _temporary() -> IO[str]:
    from tempfile import TemporaryFile  # noqa: PLC0415 -- short output does without

    return TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")


def print_rows(
    session: Session, chosen: Layout, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Print rows in the format and the columns that were chosen, and count them."""
    return hold_rows(session, chosen, columns, rows).print()


def hold_rows(
    session: Session, chosen: Layout, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Held:
    """Write rows in the format and the columns that were chosen.

    As a table they are plain. A format for programs is UTF-8 whatever the locale, and
    exact in pipes; on a terminal nothing may drive it. Where there are no rows, json and
    csv are still whole, and the rest prints nothing.
    """
    if chosen.is_table:
        return hold_table(chosen.columns, texts(chosen.columns, picked(chosen, columns, rows)))
    in_utf8()
    counted = Counted(rows)
    found = picked(chosen, columns, counted)
    first = list(islice(found, 1))
    if not first and not WRITTEN[chosen.format].is_whole:
        return Held([], counted)
    pieces = writer_of(chosen.format)(chosen.chosen(columns), chain(first, found))
    return Held(map(tamed, pieces) if session.terminal.is_screen else pieces, counted)


def in_utf8() -> None:
    """Write data to stdout in UTF-8, with the line ends that it has."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")


def picked(
    chosen: Layout, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    """Leave of rows the columns that were chosen, in their order."""
    places = [columns.index(name) for name in chosen.chosen(columns)]
    if places == list(range(len(columns))):
        return iter(rows)
    return ([row[place] for place in places] for row in rows)


def tamed(piece: str) -> str:
    """Make lines safe for a terminal; their ends and the tabs between cells drive nothing."""
    return "".join(part if part in _TAME else safe(part) for part in re.split(_PARTS, piece))


_TAME = {"\r\n", "\n", "\t"}
_PARTS = r"(\r\n|\n|\t)"


class Counted:
    """Rows on their way, counted as they pass."""

    def __init__(self, rows: Iterable[Any]) -> None:
        """Take the rows; nothing is read yet."""
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        """Pass them on."""
        for row in self._rows:
            self.number += 1
            yield row


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Print rows in the plain dress, and count them: see `hold_table`."""
    return hold_table(header, rows).print()


def hold_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Held:
    """Write rows in the plain dress; without rows not one byte."""
    from slate.render.plain import lines  # noqa: PLC0415 -- one dress is loaded

    counted = Counted(rows)
    waiting = iter(counted)
    first = list(islice(waiting, 1))
    table = lines(header, chain(first, waiting)) if first else ()
    return Held((f"{line}\n" for line in table), counted)
