"""`slate`, and `python -m slate`."""

import gc
import os

# A command is over before garbage is worth collecting: without the passes over what was
# just imported it starts sooner. What an import of any size leaves stays within bounds.
gc.set_threshold(100_000, 50, 50)

from slate.cli.main import main as run  # noqa: E402 -- after the line above


def main() -> None:
    """Run a command and leave with its exit code.

    All is written and closed by then; taking the interpreter down piece by piece would
    cost as much as listing a thousand titles.
    """
    os._exit(run())


if __name__ == "__main__":
    main()
