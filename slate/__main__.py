"""`slate`, and `python -m slate`."""

import sys

from slate.cli.main import main as run


def main() -> None:
    """Run a command and leave with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
