"""`slate`, and `python -m slate`."""

import gc
import os
import signal

# A command is over before garbage is worth collecting: without the passes over what was
# just imported it starts sooner. What an import of any size leaves stays within bounds.
gc.set_threshold(100_000, 50, 50)
# Until slate can say something about an interrupt, it ends silently by it.
_INTERRUPT = signal.getsignal(signal.SIGINT)
if _INTERRUPT is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from slate.cli.main import main as run  # noqa: E402 -- after the lines above


def main() -> None:
    """Run a command and leave with its exit code.

    All is written and closed by then; taking the interpreter down piece by piece would
    cost as much as listing a thousand titles.
    """
    signal.signal(signal.SIGINT, _INTERRUPT)
    os._exit(run())


if __name__ == "__main__":
    main()
