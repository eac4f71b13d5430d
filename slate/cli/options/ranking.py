"""The option `--sort` of tables whose rows are ranked: by one of some columns, highest first."""

from collections.abc import Sequence

import typer
from typer.models import OptionInfo

from slate.cli.completion.values import one_of


def sort_option(columns: Sequence[str]) -> OptionInfo:
    """Return the option `--sort`, which takes one of these columns."""
    option: OptionInfo = typer.Option(
        "--sort",
        metavar="COLUMN",
        help=f"Sort by {', '.join(columns)}, highest first.",
        autocompletion=one_of(columns),
    )
    return option
