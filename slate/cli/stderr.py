"""All output to standard error: escaped for terminals, with credentials masked."""

import sys

from slate.domain.secrets import masked
from slate.domain.text import safe


def print_error(text: str) -> None:
    """Print a line on standard error, if it is open."""
    if sys.stderr is not None:
        print(masked(safe(text)), file=sys.stderr)  # noqa: T201 -- the only place
