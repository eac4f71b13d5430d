"""Rows for standard output, as data or a plain table, held until the slate is closed."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from slate.cli.options.layout import Layout
from slate.cli.output.stdout import print_lines, write
from slate.cli.session import Session
from slate.cli.temporary_folder import copying
from slate.domain.text import safe
from slate.domain.titles.cells import texts
from slate.formats.write.registry import WRITTEN, writer_of

if TYPE_CHECKING:
    from slate.render.plain.sheet import Sheet

_KEPT = 5_000  # lines of output that are kept in memory


class Held:
    """Output held back until the slate is closed, so that a pager does not block writers.

    Short output is kept in memory, long output in a temporary file.
    """

    def __init__(self, pieces: Iterable[str], rows: "Counted") -> None:
        """Read the pieces to their end, which counts the rows."""
        self._file: IO[str] | None = None
        waiting = iter(pieces)
        self._start = "".join(islice(waiting, _KEPT))
        with copying("output"), ExitStack() as stack:
            if more := next(waiting, ""):
                self._file = stack.enter_context(_temporary())
                self._file.write(more)
                self._file.writelines(waiting)
                self._file.flush()
            stack.pop_all()  # the file stays open until it is printed
        self.number = rows.number

    def print(self) -> int:
        """Write all of it to standard output, and return the number of rows."""
        if self._start:  # standard output may be closed if there is nothing to print
            write(self.pieces())
        return self.number

    def pieces(self) -> Iterator[str]:
        """Yield all of it; this works only once."""
        if self._start:
            yield self._start
        if self._file is not None:
            with self._file as file:
                file.seek(0)
                yield from file


def _temporary() -> IO[str]:
    from tempfile import TemporaryFile  # noqa: PLC0415 -- only for long output

    return TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")


def print_rows(
    session: Session, chosen: Layout, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Print rows in the chosen format and columns, and return their number."""
    return hold_rows(session, chosen, columns, rows).print()


def hold_rows(
    session: Session, chosen: Layout, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Held:
    """Return rows in the chosen format and columns, held for printing.

    A table is plain text. A format for programs is UTF-8 in any locale and unchanged in
    pipes, but escaped on a terminal. Without rows, json and csv still print a complete
    document, and the other formats print nothing.
    """
    if chosen.is_table:
        return hold_table(chosen.columns, texts(chosen.columns, picked(chosen, columns, rows)))
    counted = Counted(rows)
    found = picked(chosen, columns, counted)
    first = list(islice(found, 1))
    if not first and not WRITTEN[chosen.format].is_whole:
        return Held([], counted)
    pieces = writer_of(chosen.format)(chosen.chosen(columns), chain(first, found))
    return hold_document(session, pieces, counted)


def hold_document(session: Session, pieces: Iterable[str], counted: "Counted") -> Held:
    """Return a document for programs, held for printing; its rows are counted as it is made."""
    in_utf8()
    return Held(map(tamed, pieces) if session.terminal.is_screen else pieces, counted)


def in_utf8() -> None:
    """Set standard output to UTF-8, without newline conversion, for data."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")


def picked(
    chosen: Layout, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    """Return rows with only the chosen columns, in the chosen order."""
    places = [columns.index(name) for name in chosen.chosen(columns)]
    if places == list(range(len(columns))):
        return iter(rows)
    return ([row[place] for place in places] for row in rows)


def tamed(piece: str) -> str:
    """Escape lines for a terminal, except their ends and tabs between cells, which are harmless."""
    return "".join(part if part in _TAME else safe(part) for part in re.split(_PARTS, piece))


_TAME = {"\r\n", "\n", "\t"}
_PARTS = r"(\r\n|\n|\t)"


class Counted:
    """An iterable of rows that counts them as they pass."""

    def __init__(self, rows: Iterable[Any]) -> None:
        """Store the rows; nothing is read yet."""
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        for row in self._rows:
            self.number += 1
            yield row


def print_for_people(
    session: Session, chosen: Layout, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> int:
    """Print the columns of a screen, and return the number of rows: see `hold_for_people`."""
    return hold_for_people(session, chosen, header, rows).print()


def print_plain(session: Session, chosen: Layout, sheet: "Sheet") -> None:
    """Print a sheet that has one table: as plain text, or in Markdown."""
    from slate.render.plain.lines import sheet_lines  # noqa: PLC0415 -- not for data

    if chosen.is_table:
        print_lines(sheet_lines(sheet))
    else:
        print_for_people(session, chosen, *sheet.table)


def hold_for_people(
    session: Session, chosen: Layout, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> Held:
    """Return the columns of a screen, held for printing: as a plain table, or in Markdown."""
    if chosen.is_table:
        return hold_table(header, rows)
    # Markdown does not align numbers by blanks.
    return hold_rows(session, chosen, header, ([cell.strip() for cell in row] for row in rows))


def hold_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Held:
    """Return rows as a plain table, held for printing; empty if there are no rows."""
    from slate.render.plain.lines import lines  # noqa: PLC0415 -- not for data

    counted = Counted(rows)
    waiting = iter(counted)
    first = list(islice(waiting, 1))
    table = lines(header, chain(first, waiting)) if first else ()
    return Held((f"{line}\n" for line in table), counted)
