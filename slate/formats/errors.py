"""Errors about a file: about one of its records, or about the whole."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from slate.domain.dates.number_order import NumberOrder, OrderEvidence
from slate.domain.errors import SlateError
from slate.domain.quoting import clip, quoted, several

_SHOWN = 40  # characters shown of a column's name
# The roots of XML files that people may mistake for lists of titles.
_ROOTS = {
    "rss": "a feed",
    "feed": "a feed",
    "rdf:rdf": "a feed",
    "opml": "a list of feeds",
    "html": "a web page",
    "tv": "a program guide (XMLTV)",
    "movie": "a film's file for Kodi",
    "tvshow": "a series' file for Kodi",
    "workbook": "a workbook of Excel",
    "office:document": "a document of LibreOffice",
    "plist": "a property list of macOS",
}
_PLURALS = {",": "commas", ";": "semicolons", "\t": "tabs"}


class RecordError(SlateError):
    """One record of a file that cannot be imported: what is wrong, and on which line."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"{line}: {reason}")


class RowError(RecordError):
    """A row of a file that could not be recorded, and the error that caused it.

    `where` is the row's place within what begins on the line: `results, number 3: `.
    """

    def __init__(self, line: int, where: str, cause: SlateError) -> None:
        self.where = where
        self.cause = cause
        super().__init__(line, f"{where}{cause}")


class TitleTextError(SlateError):
    """A text of a title that cannot be recorded: on which line, and the error that is the cause."""

    def __init__(self, line: int, cause: SlateError) -> None:
        self.line = line
        self.cause = cause
        super().__init__(f"line {line}: {cause}")


class OtherStateError(SlateError):
    """A text of a title that shows another state of it than the current one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This text is of another state of {quoted(name)}: it would take back what was "
            "recorded since. Make your changes in a new text, or delete this line to record all "
            "that differs."
        )


class StatusWordError(RecordError):
    """A record with a status that slate does not know; `of_viewer` if it is about watching."""

    def __init__(self, line: int, reason: str, word: str, *, of_viewer: bool) -> None:
        self.word = word
        self.of_viewer = of_viewer
        super().__init__(line, reason)


class ImportRefusedError(SlateError):
    """A file with problems: the first ten are shown, and nothing was stored.

    `dates` is what its dates show about the order of their numbers, if that is not known. `shared`
    are status words of slate's own that mean something else in the file, a watchlist.
    """

    shown = 10

    def __init__(
        self,
        name: str,
        problems: Sequence[RecordError],
        dates: OrderEvidence | None = None,
        shared: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.dates = dates
        self.shared = shared
        self.problems = problems[: self.shown]
        self.statuses = [one for one in problems if isinstance(one, StatusWordError)]
        count = len(problems)
        rest = f" ({count - self.shown} more not shown)" if count > self.shown else ""
        things = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(f"{things} in {name}{rest}. Nothing was stored.")


class FileError(SlateError):
    """A file that cannot be read, or does not have the expected content."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"{name}: {reason}")


class OtherEncodingError(FileError):
    """A file that is not in the encoding in which it is read; `likely` are others.

    `place` is where that shows: `: byte 0xE9 on line 2`.
    """

    def __init__(self, name: str, encoding: str, place: str, likely: Sequence[str]) -> None:
        self.likely = likely
        super().__init__(name, f"is not in {encoding}{place}.")


class CompressedError(FileError):
    """A compressed file; `tool` is the program that unpacks it."""

    def __init__(self, name: str, method: str, tool: str) -> None:
        self.tool = tool
        super().__init__(name, f"is compressed with {method}.")


class ArchiveError(FileError):
    """An archive of several files; `tool` is the program that unpacks it."""

    def __init__(self, name: str, what: str, tool: str) -> None:
        self.tool = tool
        super().__init__(name, f"is {what}.")


class SqliteError(FileError):
    """A database: a slate, or that of another program."""

    def __init__(self, name: str, *, is_slate: bool) -> None:
        self.is_slate = is_slate
        what = "a slate, which is imported by its ledger" if is_slate else "an SQLite database"
        super().__init__(name, f"is {what}.")


class YamlError(FileError):
    """A file in YAML."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is YAML, which slate does not read.")


class TomlError(FileError):
    """A file in TOML, or in a similar form for settings."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is TOML, which slate does not read.")


class WrappedRecordsError(FileError):
    """JSON whose records are in a list inside an object; `path` has the keys to the list.

    If not all of their fields are slate's, `likely` maps their keys to the fields they may hold.
    """

    def __init__(
        self, name: str, path: Sequence[str], likely: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.path = path
        self.likely = likely
        super().__init__(name, f"is JSON with its records in {'.'.join(map(_key, path))}.")


class UnknownJsonError(FileError):
    """JSON in no format that slate knows.

    `path` has the keys to a list of objects in it, none if the file is the list; `likely` maps
    the keys of these objects to the fields that they may hold.
    """

    def __init__(
        self, name: str, keys: Sequence[str], path: Sequence[str], likely: Mapping[str, str]
    ) -> None:
        self.path = path
        self.likely = likely
        what = several([_key(key) for key in keys], 12)
        super().__init__(name, f"is JSON that slate does not know; its keys are {what}.")


class WholeLedgerError(FileError):
    """A ledger file, given with options that apply only to the rows of other files."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a ledger, which is imported as it is.")


class ViewingHistoryError(FileError):
    """A list of what was watched, and when."""

    def __init__(self, name: str) -> None:
        reason = "is a viewing history of Netflix: it says what was watched, not what is coming."
        super().__init__(name, reason)


class NoTableError(FileError):
    """A file that is not a table, although a delimiter was given for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a table")


class ForeignTableError(FileError):
    """A file with no columns, or another program's columns, although a column map was given."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a spreadsheet of your own")


class ForeignStatusError(FileError):
    """A file of another program, with its own status words, although a status map was given."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a list of your own")


class NoStatusError(FileError):
    """A table without a status, although a status map was given."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__(name, f"has no column status to map (its columns: {listed(columns)}).")


class OtherFormatError(FileError):
    """A table without the columns of the format it was said to be in."""

    def __init__(self, name: str, wanted: str, columns: Sequence[str]) -> None:
        super().__init__(name, f"is not {wanted}: its columns are {listed(columns)}.")


class UnknownRootError(FileError):
    """An XML file of a program that slate does not know."""

    def __init__(self, name: str, root: str) -> None:
        what = f", {_ROOTS[root.lower()]}" if root.lower() in _ROOTS else ""
        reason = f"is XML that slate does not know; its root is <{clip(root, _SHOWN)}>{what}."
        advice = "Export the list as CSV or JSON; of XML, slate reads the lists of MyAnimeList."
        super().__init__(name, f"{reason} {advice}")


class DelimiterError(FileError):
    """A table whose delimiter is neither a comma nor a tab."""

    def __init__(self, name: str, delimiter: str) -> None:
        self.delimiter = delimiter
        super().__init__(name, f"has {_PLURALS.get(delimiter, delimiter)} between its columns.")


class UnnamedServiceError(FileError):
    """A service's catalogue that does not name the service."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a catalogue that does not name its service.")


class MappedTwiceError(FileError):
    """A column that a map names twice, by different spellings."""

    def __init__(self, name: str, column: str) -> None:
        self.column = column
        super().__init__(name, f"has one column {quoted(column)}, which is mapped twice.")


class TitleLeftOutError(FileError):
    """A table whose map leaves out the column that holds the titles."""

    def __init__(self, name: str, column: str) -> None:
        super().__init__(name, f"has no title without its column {quoted(column)}.")


class ExampleError(FileError):
    """A table whose columns have to be mapped.

    `example` is a map with which it can be read, empty if none was found; it leaves out columns
    that seem to be about the viewer. `order` is the order of the numbers in its dates, if they need
    one and it is not given. `rivals` are columns of which each may hold the same field.
    """

    def __init__(
        self,
        name: str,
        reason: str,
        example: Mapping[str, str],
        order: NumberOrder | None = None,
        rivals: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.example = example
        self.order = order
        self.rivals = rivals
        super().__init__(name, reason)


class NoTitleError(ExampleError):
    """A table without a title column."""

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        example: Mapping[str, str],
        order: NumberOrder | None = None,
        rivals: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        reason = f"has no column title (its columns: {listed(columns)})."
        super().__init__(name, reason, example, order, rivals)


class RepeatedColumnError(FileError):
    """A table with two columns of one name."""

    def __init__(self, name: str, column: str) -> None:
        super().__init__(name, f"has two columns {quoted(column)}. Rename one of them.")


class NoHeaderError(FileError):
    """A table that has no header, it seems: its first line has a title, as the others do."""

    def __init__(self, name: str, first: Sequence[str]) -> None:
        self.columns = len(first)
        super().__init__(name, f"has no header: its first line is {quoted(listed(first))}.")


class TwoColumnsError(ExampleError):
    """A table with two columns for one field; the example chooses one that can be read."""

    def __init__(
        self,
        name: str,
        field: str,
        example: Mapping[str, str],
        order: NumberOrder | None = None,
    ) -> None:
        self.field = field
        super().__init__(name, f"has two columns for {field}.", example, order)


class UnknownColumnsError(ExampleError):
    """A table with columns that slate does not know.

    If the example maps none of them to a field, it ignores them.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        example: Mapping[str, str],
        order: NumberOrder | None = None,
        rivals: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.columns = columns
        reason = f"has columns that slate does not know: {listed(columns)}."
        super().__init__(name, reason, example, order, rivals)

    @property
    def mapped(self) -> int:
        """How many of the columns the example maps to fields."""
        return sum(bool(self.example.get(column)) for column in self.columns)


def _key(key: str) -> str:
    return clip(key, _SHOWN) if key.strip() else quoted(key)


def listed(columns: Sequence[str]) -> str:
    """Return the names of the columns as text: only the first few, without unnamed columns."""
    return several([written(clip(column, _SHOWN)) for column in columns if column], 12)


def written(column: str) -> str:
    """Return a column's name as a CSV cell, quoted if necessary."""
    if "," in column or '"' in column:
        return '"' + column.replace('"', '""') + '"'
    return column
