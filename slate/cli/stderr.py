"""The one way to stderr: nothing drives a terminal, and no credential is shown."""

import sys

from slate.domain.secrets import masked
from slate.domain.text import safe


def print_error(text: str) -> None:
    """Print a line on stderr, if there is one."""
    if sys.stderr is not None:
        print(masked(safe(text)), file=sys.stderr)  # noqa: T201 -- this is where
