"""The entry point of `slate` and of `python -m slate`."""

import gc
import signal
import sys

# Commands are too short for garbage collection to pay off: they start faster without passes
# over the modules just imported. Memory still stays bounded in an import of any size.
gc.set_threshold(100_000, 50, 50)
# Until slate can handle an interrupt itself, let it end the process silently.
_INTERRUPT = signal.getsignal(signal.SIGINT)
if _INTERRUPT is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

try:
    from slate.cli.main import main as run
    from slate.files import signals
except Exception as error:  # too little memory, too few files, or a package that is missing
    if "--debug" in sys.argv:
        raise
    sys.exit(f"slate: cannot start: {str(error) or 'there is not enough memory'}.")


def main() -> None:
    """Run a command and exit with its exit status.

    All output is written and all files are closed by then. A regular shutdown of the
    interpreter would take as long as listing a thousand titles.
    """
    signals.handle(_INTERRUPT)
    signals.leave(run())


if __name__ == "__main__":
    main()
