"""Maps that slate suggests for a table, after trying them on its cells.

A column is suggested for a field only if the field can be read from each of its cells that is not
empty, and if no other column is as likely. Columns about the viewer are never suggested. In a list
with such columns, those named `date`, `status` or `note` are left out, as the viewer's, too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Protocol

from slate.domain.dates.number_order import NumberOrder, evidence_in
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import UsageError
from slate.domain.titles.watching import is_about_watching
from slate.formats.errors import RecordError
from slate.formats.read.pair_lists import is_exact
from slate.formats.read.reader import FileContext, Found
from slate.formats.read.records.field_synonyms import meant
from slate.formats.read.records.record_parser import Defaults, statement_of, typed
from slate.formats.read.records.viewer_fields import is_about_viewer, is_of_watchlist
from slate.formats.read.tables.column_maps import FIELD_NAMES, LEFT_OUT, field_of
from slate.formats.read.tables.qualified_columns import qualified_date
from slate.formats.read.tables.row_records import Fields, record_of

_TRIED = 1_000  # rows
_DATES = ("date", "leaves", "reported_on")


class _Table(Protocol):
    columns: list[str]

    def rows(self) -> Iterable[Found | RecordError]: ...


class Trial:
    """A table's columns and its first rows, on which maps are tried.

    `order` is that of the numbers in its dates, if they need one, prove it, and none was given.
    `rivals` are the columns that may hold the same field, so that none of them is suggested.
    """

    def __init__(self, table: _Table, context: FileContext) -> None:
        """Read the first rows."""
        self.rivals: dict[str, list[str]] = {}
        self._columns = [column for column in table.columns if column]
        found = (row for row in table.rows() if not isinstance(row, RecordError))
        self._rows = [cells for _, cells in islice(found, _TRIED)]
        self.order = self._proven_order() if context.date_order is None else None
        self._defaults = Defaults(context.day, date_order=context.date_order or self.order)

    def example(self, known: Mapping[str, str]) -> dict[str, str]:
        """Return a map for a table with columns that slate does not know, in their order.

        It maps the likely fields of other columns, leaves out what is about the viewer, and if
        there is nothing else, maps the title, so that slate ignores the others.
        """
        left_out = self._about_viewer(known)
        others = [column for column in self._columns if column not in known]
        taken = [field for column, field in known.items() if column not in left_out]
        found = self._suggested(others, taken)
        if not found:
            found = {column: field for column, field in known.items() if field == "title"}
        return self._ordered(found | left_out)

    def with_title(self, known: Mapping[str, str]) -> dict[str, str]:
        """Return the likely fields of the columns of a table without a title, one of them it.

        Returns an empty map if no column may hold the titles.
        """
        left_out = self._about_viewer(known)
        others = [column for column in self._columns if column not in known]
        taken = [field for column, field in known.items() if column not in left_out]
        found = self._suggested(others, taken)
        if "title" not in found.values():
            title = self._title(column for column in others if column not in found)
            if title is None:
                return {}
            found[title] = "title"
            self.rivals.pop("title", None)
        return self._ordered(found | left_out)

    def choice(self, field: str, known: Mapping[str, str]) -> dict[str, str]:
        """Return a map with the last column of a field from which it can be read.

        Returns an empty map if there is none.
        """
        left_out = self._about_viewer(known)
        for column in reversed(self._columns):
            if known.get(column) != field or column in left_out or not is_exact(column):
                continue
            if self._is_readable(column, field):
                return {column: field} | left_out
        return {}

    def _suggested(self, columns: Iterable[str], taken: Collection[str]) -> dict[str, str]:
        likely: dict[str, list[str]] = {}
        for column in columns:
            if is_exact(column) and (field := self._likely(column)) and field not in taken:
                likely.setdefault(field, []).append(column)
        self.rivals = {field: several for field, several in likely.items() if len(several) > 1}
        return {several[0]: field for field, several in likely.items() if len(several) == 1}

    def _likely(self, column: str) -> str | None:
        """Return the field that a column most likely holds, by its name and its cells."""
        if is_about_viewer(column, in_watchlist=self._is_watchlist):
            return None
        named = (qualified_date(column), likely_fields([column]).get(column))
        # Only dates show that a column such as `Streaming` is not the service.
        several = filter(None, named if self._cells(column) else reversed(named))
        return next((field for field in several if self._may_hold(column, field)), None)

    def _may_hold(self, column: str, field: str) -> bool:
        """Whether a field can be read from a column; one with nothing but dates is no service."""
        if field == "platform" and self._cells(column) and self._is_readable(column, "date"):
            return False
        return self._is_readable(column, field)

    def _proven_order(self) -> NumberOrder | None:
        """Return the only order that some dates prove, if others can be read in two ways."""
        columns = [*self._of_fields(*_DATES), *filter(qualified_date, self._columns)]
        dates = (
            cell
            for column in columns
            if not is_about_viewer(column, in_watchlist=self._is_watchlist)
            for cell in self._cells(column)
        )
        evidence = evidence_in(dates)
        if evidence.unclear is None or len(evidence.proofs) != 1:
            return None
        return next(iter(evidence.proofs))

    @cached_property
    def _is_watchlist(self) -> bool:
        """Whether a column, or a status, is about the viewer."""
        statuses = (cell for column in self._of_fields("status") for cell in self._cells(column))
        return is_of_watchlist(self._columns) or any(map(is_about_watching, statuses))

    def _of_fields(self, *fields: str) -> list[str]:
        """Return the columns that have, or by their names may have, one of these fields."""
        likely = likely_fields(self._columns)
        return [one for one in self._columns if (field_of(one) or likely.get(one)) in fields]

    def _about_viewer(self, known: Mapping[str, str]) -> dict[str, str]:
        """Return the columns named like slate's fields that are to be left out as the viewer's.

        They are the status if one of its words is about watching, and in a watchlist also dates
        and notes.
        """
        return {
            column: LEFT_OUT
            for column, field in known.items()
            if field == field_of(column)
            and is_about_viewer(column, in_watchlist=self._is_watchlist)
        }

    def _title(self, columns: Iterable[str]) -> str | None:
        """Return the column that most likely holds the titles, None if none may.

        This is one that is named like a title, or else the first with text that is neither a
        number nor a date, or else the first.
        """
        free = [
            column
            for column in columns
            if is_exact(column) and not is_about_viewer(column, in_watchlist=self._is_watchlist)
        ]
        named = [column for column, field in likely_fields(free).items() if field == "title"]
        texts = [
            column
            for column in free
            if self._cells(column)
            and not self._is_number(column)
            and not self._is_readable(column, "date")
        ]
        return next(iter((*named, *texts, *free)), None)

    def _is_readable(self, column: str, field: str) -> bool:
        """Whether a field can be read from all cells of a column that are not empty."""
        columns = Fields.of({column: field})
        return all(self._is_read({column: cell}, columns) for cell in self._cells(column))

    def _is_number(self, column: str) -> bool:
        return all(cell.replace(".", "").isdigit() for cell in self._cells(column))

    def _is_read(self, cells: Mapping[str, str], columns: Fields) -> bool:
        try:
            record = {"title": "Title"} | record_of(cells, columns)
            statement_of(1, typed(record), self._defaults)
        except (RecordError, UsageError):
            return False
        return True

    def _cells(self, column: str) -> dict[str, None]:
        """Return the different cells of a column that are not empty."""
        cells = (row.get(column, "").strip() for row in self._rows)
        return dict.fromkeys(filter(None, cells))

    def _ordered(self, found: Mapping[str, str]) -> dict[str, str]:
        return {column: found[column] for column in self._columns if column in found}


def likely_fields(columns: Iterable[str]) -> dict[str, str]:
    """Return the field that each column with another name may mean, by its name alone."""
    found = {}
    for column in columns:
        likely = {field for name in meant(column, FIELD_NAMES) if (field := field_of(name))}
        if len(likely) == 1:
            found[column] = likely.pop()
    return found


def has_no_header(columns: Sequence[str]) -> bool:
    """Whether what should be a header is a row of titles, it seems.

    That is so if none of the columns is named like a title, and there is only one, or one of them
    is a date.
    """
    if any(map(field_of, columns)) or "title" in likely_fields(columns).values():
        return False
    return len(columns) == 1 or any(map(_is_date, columns))


def _is_date(text: str) -> bool:
    try:
        parse_date(text, order=NumberOrder.DMY)
    except UsageError:
        return False
    return True
