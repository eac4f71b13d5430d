"""Errors about a whole file for which the command line can suggest what to type."""

from collections.abc import Mapping, Sequence

from slate.domain.errors import FileError
from slate.domain.quoting import clip, quoted, several

_SHOWN = 40  # characters shown of a column's name
_PLURALS = {",": "commas", ";": "semicolons", "\t": "tabs"}


class WholeLedgerError(FileError):
    """A ledger file, given with options that apply only to the rows of other files."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a ledger, which is imported as it is.")


class NoTableError(FileError):
    """A file that is not a table, although a delimiter was given for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a table")


class ForeignTableError(FileError):
    """A file with no columns, or another program's columns, although a column map was given."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a spreadsheet of your own")


class OtherFormatError(FileError):
    """A table without the columns of the format it was said to be in."""

    def __init__(self, name: str, wanted: str, columns: Sequence[str]) -> None:
        super().__init__(name, f"is not {wanted}: its columns are {listed(columns)}.")


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


class NoTitleError(FileError):
    """A table without a title column.

    `likely` maps columns to the fields that they may hold.
    """

    def __init__(self, name: str, columns: Sequence[str], likely: Mapping[str, str]) -> None:
        self.likely = likely
        super().__init__(name, f"has no column title (its columns: {listed(columns)}).")


class TwoColumnsError(FileError):
    """A table with two columns for one field; `column` is the second of them."""

    def __init__(self, name: str, column: str, field: str) -> None:
        self.column = column
        self.field = field
        super().__init__(name, f"has two columns for {field}.")


class UnknownColumnsError(FileError):
    """A table with columns that slate does not know.

    `likely` maps the columns that may hold one of slate's fields to that field; `titles` is
    the column that holds the title.
    """

    def __init__(
        self, name: str, columns: Sequence[str], likely: Mapping[str, str], titles: str
    ) -> None:
        self.columns = columns
        self.likely = likely
        self.titles = titles
        super().__init__(name, f"has columns that slate does not know: {listed(columns)}.")


def listed(columns: Sequence[str]) -> str:
    """Return the names of the columns as text: only the first few, without unnamed columns."""
    return several([written(clip(column, _SHOWN)) for column in columns if column], 12)


def written(column: str) -> str:
    """Return a column's name as a CSV cell, quoted if necessary."""
    if "," in column or '"' in column:
        return '"' + column.replace('"', '""') + '"'
    return column
