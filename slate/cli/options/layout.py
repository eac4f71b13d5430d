"""Options for printing rows: `--format`, `--columns`, `--limit` and `--exit-status`."""

from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple

import typer

from slate.cli.completion.values import Words, one_of
from slate.cli.options.numbers import number
from slate.cli.options.shared import completing
from slate.domain.errors import NoColumnError, UsageError, WordError
from slate.domain.text import values_in
from slate.domain.titles.column_names import column_name
from slate.formats.write.registry import WRITTEN

FORMATS = ("table", *(name for name, written in WRITTEN.items() if written.writer))
_MOST = 1_000_000_001  # rows; SQLite takes no number of any size


class Layout(NamedTuple):
    """How rows are printed: the format, and the columns if any were chosen."""

    format: str
    columns: tuple[str, ...]

    @property
    def is_table(self) -> bool:
        """Whether a table is wanted, rather than a format for programs."""
        return self.format == "table"

    @property
    def is_screen(self) -> bool:
        """Whether output for people is wanted, rather than records with chosen columns."""
        return self.is_table and not self.columns

    @property
    def is_for_people(self) -> bool:
        """Whether the columns of the screen are wanted: in a table, or in Markdown."""
        return self.format in {"table", "markdown"} and not self.columns

    @property
    def has_full_records(self) -> bool:
        """Whether the format can hold everything known of a title, unlike a table."""
        return not self.is_table and WRITTEN[self.format].has_full_records

    def most_rows(self, limit: int | None, shown: int, *, on_screen: bool) -> int | None:
        """Return how many rows to print: of a table on a screen only `shown`, without a limit."""
        return shown if limit is None and self.is_table and on_screen else limit

    def chosen(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return the columns to print; raise WordError for an unknown one."""
        if self.format == "slugs" and "slug" not in known:
            raise UsageError("-f slugs works only for titles.")
        for name in self.columns:
            if name not in known:
                raise NoColumnError(name, known)
        return self.columns or tuple(known)


def layout(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Output format: {', '.join(FORMATS)}.",
            autocompletion=one_of(FORMATS),
        ),
    ] = "table",
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,C", help="Show only these columns, in this order."),
    ] = None,
) -> Layout:
    """Parse the options for the format and the columns of rows."""
    if form not in FORMATS:
        raise WordError("format", form, FORMATS)
    if columns is not None and form == "slugs":
        raise UsageError("--columns cannot be combined with -f slugs, which prints one column.")
    return Layout(form, parse_columns(columns))


def layout_of(
    known: Words | Callable[[typer.Context], Words],
) -> Callable[..., Layout]:
    """Return `layout` for rows with these columns, which `--columns` completes.

    `known` may be a function of the context, if other options decide which columns there are.
    """
    return completing(layout, columns=one_of(known, several=True))


def parse_columns(text: str | None) -> tuple[str, ...]:
    """Split names of columns at commas; raise UsageError if there are none.

    The headers of the table are accepted, too.
    """
    if text is None:
        return ()
    chosen = tuple(map(column_name, values_in(text)))
    if not chosen:
        raise UsageError("--columns is empty. Write --columns slug,date,title.")
    return chosen


Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        parser=number("--limit takes", "--limit 20", range(_MOST)),
        metavar="N",
        help="Show at most N rows.",
        rich_help_panel="Output",
    ),
]
ExitStatus = Annotated[
    bool,
    typer.Option(
        "--exit-status",
        "-e",
        help="Exit with status 3 if there is nothing.",
        rich_help_panel="Output",
    ),
]
