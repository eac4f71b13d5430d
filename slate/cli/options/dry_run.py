"""The option `--dry-run`, the same on every command that writes."""

from typing import Annotated

import typer

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen; change nothing.")]
