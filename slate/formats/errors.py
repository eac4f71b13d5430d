"""What can be wrong with a whole file, where the command line knows what to type about it."""

from collections.abc import Mapping, Sequence

from slate.domain.errors import FileError, clip, quoted, several

_SHOWN = 40  # letters of a column's name
_PLURALS = {",": "commas", ";": "semicolons", "\t": "tabs"}


class WholeLedgerError(FileError):
    """A ledger, where something was said that holds for the rows of other files only."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a ledger, which is imported as it is.")


class NoTableError(FileError):
    """A file whose columns are said to be parted by a character, and that has none."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a table")


class ForeignTableError(FileError):
    """A file whose columns are mapped, and that has none, or those of another program."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a spreadsheet of your own")


class OtherFormatError(FileError):
    """A table that has not the columns of the format that it was said to be in."""

    def __init__(self, name: str, wanted: str, columns: Sequence[str]) -> None:
        super().__init__(name, f"is not {wanted}: its columns are {listed(columns)}.")


class DelimiterError(FileError):
    """A table with another character between its columns than a comma or a tab."""

    def __init__(self, name: str, delimiter: str) -> None:
        self.delimiter = delimiter
        super().__init__(name, f"has {_PLURALS.get(delimiter, delimiter)} between its columns.")


class UnnamedServiceError(FileError):
    """A service's catalogue that does not say whose it is."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a catalogue that does not name its service.")


class MappedTwiceError(FileError):
    """A column that is mapped under two of its names."""

    def __init__(self, name: str, column: str) -> None:
        self.column = column
        super().__init__(name, f"has one column {quoted(column)}, which is mapped twice.")


class NoTitleError(FileError):
    """A table without a column of titles; `likely` maps columns to what they may be."""

    def __init__(self, name: str, columns: Sequence[str], likely: Mapping[str, str]) -> None:
        self.likely = likely
        super().__init__(name, f"has no column title (its columns: {listed(columns)}).")


class TwoColumnsError(FileError):
    """A table with two columns for one field, of which `column` is the second."""

    def __init__(self, name: str, column: str, field: str) -> None:
        self.column = column
        self.field = field
        super().__init__(name, f"has two columns for {field}.")


class UnknownColumnsError(FileError):
    """A table with columns that slate does not know.

    `likely` maps those that may be one of slate's fields to it; `titles` is the column that
    is the title.
    """

    def __init__(
        self, name: str, columns: Sequence[str], likely: Mapping[str, str], titles: str
    ) -> None:
        self.columns = columns
        self.likely = likely
        self.titles = titles
        super().__init__(name, f"has columns that slate does not know: {listed(columns)}.")


def listed(columns: Sequence[str]) -> str:
    """List the columns that have names, the first few."""
    return several([written(clip(column, _SHOWN)) for column in columns if column], 12)


def written(column: str) -> str:
    """Return a column's name as a cell of CSV."""
    if "," in column or '"' in column:
        return '"' + column.replace('"', '""') + '"'
    return column
