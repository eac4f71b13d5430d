"""Tables of Wikipedia saved as CSV, as other programs' export them from a page.

They are recognized by the footnotes in their cells and headers: `[12]`, `[a]`, `[note 1]`,
`[citation needed]`, or by a column of references with nothing else. These are removed, and so are
keys for sorting, the quotes around a title, and columns of nothing but footnotes. A cell that is
nothing but a footnote stays as it is, unless its column is one of references; other text in
brackets, such as `[REC]`, always stays. A run that goes on, such as `January 5, 2021 - present`, is
its first day; a range of days stays one. Columns that share a name, as under a header that spans
them, are numbered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import UsageError
from slate.domain.text import plain
from slate.formats.errors import RecordError, RepeatedColumnError
from slate.formats.read.reader import Found
from slate.formats.read.records.viewer_fields import is_of_watchlist
from slate.formats.read.tables.column_maps import field_of
from slate.formats.read.tables.map_advice import likely_fields
from slate.formats.read.tables.tables import Table, numbered

_SAMPLE = 300  # rows in which footnotes are looked for
_FOOTNOTE = r"\[(?:\d{1,4}|[a-z]|(?:[Nn]ote|[Nn]b)[ \u00a0]\d{1,3}|[Cc]itation needed)\]"
_FOOTNOTES = re.compile(rf"(?<=\S)\s*{_FOOTNOTE}")
_ATTACHED = re.compile(rf"[^\s\[]{_FOOTNOTE}")
_ONLY_FOOTNOTES = re.compile(rf"(?:\s*{_FOOTNOTE}[\s,]*)+")
_SORT_KEY = re.compile(r"0{4,}\d{4}-\d\d-\d\d-\d{4}\s*(?=\S)", re.ASCII)  # before a date
_NUMBER = re.compile(r" \(\d{1,2}\)$", re.ASCII)  # of a column that repeats
_STILL_ON = re.compile(
    r"(.*\d)\s*(?:[\u2013\u2014-]|to|until)\s*(?:present|ongoing|now)", re.IGNORECASE
)
_QUOTES = {'"': '"', "\u201c": "\u201d"}
_REFERENCES = frozenset(
    {
        *("ref", "ref.", "refs", "refs.", "ref(s)", "ref(s).", "reference", "references"),
        *("reference(s)", "source", "sources", "source(s)", "citation", "citations"),
    }
)
_SOURCES = frozenset({"source", "sources", "source(s)"})  # which other tables have, too
# The fields that columns on Wikipedia hold, by other names than slate's.
_USUAL = frozenset({"title", "date", "platform"})
# Columns of slate's exports, which keep everything as it was recorded.
_EXPORTED = frozenset({"slug", "label", "precision"})


class WikipediaTable:
    """A table as Wikipedia shows it, without its footnotes."""

    def __init__(self, table: Table) -> None:
        """Read the columns; raise RepeatedColumnError if two are named like a field of slate."""
        self.name = table.name
        self._table = table
        written = list(filter(None, table.columns))
        names = list(map(cleaned, written))
        names = [base if (base := _NUMBER.sub("", name)) in names else name for name in names]
        self._repeated = {name for name, times in Counter(names).items() if times > 1}
        for name in filter(field_of, self._repeated):
            raise RepeatedColumnError(self.name, name)
        self._names = dict(zip(written, numbered(names), strict=True))
        self._references = {
            column for column, name in self._names.items() if plain(name) in _REFERENCES
        }
        empty = set(self._references)
        for _, cells in _sample(table):
            empty -= {column for column in empty if not _is_reference(cells.get(column, ""))}
        self.columns = [name for column, name in self._names.items() if column not in empty]

    def usual_fields(self, mapped: Mapping[str, str]) -> dict[str, str]:
        """Return the fields of other columns whose usual names on Wikipedia leave no doubt."""
        if is_of_watchlist(self.columns):
            return {}
        others = [
            column
            for column in self.columns
            if column not in mapped and _NUMBER.sub("", column) not in self._repeated
        ]
        known = {*map(field_of, others), *mapped.values()}
        likely = {
            column: field
            for column, field in likely_fields(others).items()
            if field in _USUAL and field not in known
        }
        fields = list(likely.values())
        return {column: field for column, field in likely.items() if fields.count(field) == 1}

    def may_ignore(self, columns: Iterable[str], fields: Iterable[str]) -> bool:
        """Whether columns hold nothing to import, if these fields are read from others."""
        if is_of_watchlist(self.columns):
            return False
        return _USUAL.difference(fields).isdisjoint(likely_fields(columns).values())

    def rows(self) -> Iterator[Found | RecordError]:
        """Yield the rows, with their cells by the names of the columns."""
        for row in self._table.rows():
            if isinstance(row, RecordError):
                yield row
                continue
            line, cells = row
            yield (
                line,
                {self._names[column]: self._cell(column, cell) for column, cell in cells.items()},
            )

    def _cell(self, column: str, cell: str) -> str:
        if column in self._references and _is_reference(cell):
            return ""
        return cleaned(cell)


def without_footnotes(table: Table) -> Table | WikipediaTable:
    """Return a table of Wikipedia without its footnotes, and any other table as it is."""
    if not _EXPORTED.isdisjoint(map(plain, table.columns)):
        return table
    return WikipediaTable(table) if is_of_wikipedia(table) else table


def is_of_wikipedia(table: Table) -> bool:
    """Whether a table has footnotes at its texts, or else a column with nothing but footnotes."""
    if any(map(_ATTACHED.search, table.columns)):
        return True
    columns = {column for column in table.columns if plain(column) in _REFERENCES - _SOURCES}
    with_footnotes: set[str] = set()
    for _, cells in _sample(table):
        if any("]" in cell and _ATTACHED.search(cell) for cell in cells.values()):
            return True
        found = {column for column in columns if cells.get(column, "").strip()}
        columns -= {column for column in found if not _is_reference(cells[column])}
        with_footnotes |= found
    return not columns.isdisjoint(with_footnotes)


def cleaned(cell: str) -> str:
    """Return a cell without footnotes, a key for sorting, and quotes around all of it."""
    if _ONLY_FOOTNOTES.fullmatch(cell):
        return cell
    text = _FOOTNOTES.sub("", cell) if "]" in cell else cell
    text = _SORT_KEY.sub("", text.strip(), count=1)
    return _begin_of(_unquoted(text)) or cell


def _begin_of(text: str) -> str:
    """Return the first day of a run that goes on, `January 8, 2021 - present`; or the same text."""
    if (found := _STILL_ON.fullmatch(text)) is None:
        return text
    try:
        is_date = parse_date(found[1]).precision in {"day", "month"}
    except UsageError:
        return text
    return found[1] if is_date else text


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    if not inner or _QUOTES.get(text[0]) != text[-1] or {text[0], text[-1]} & set(inner):
        return text
    return inner


def _is_reference(cell: str) -> bool:
    return not cell.strip() or _ONLY_FOOTNOTES.fullmatch(cell) is not None


def _sample(table: Table) -> Iterator[Found]:
    rows = (row for row in table.rows() if not isinstance(row, RecordError))
    return islice(rows, _SAMPLE)
