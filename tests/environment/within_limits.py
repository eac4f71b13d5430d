"""Run a command of slate within a limit of this process, which counts from where Python is now.

So the limit hits slate, and not Python, which needs different amounts on each machine:

    python -m tests.environment.within_limits files 2 list
    python -m tests.environment.within_limits memory 4 list
"""

import resource
import sys
from pathlib import Path

import slate

_PAGE = resource.getpagesize()


def main() -> None:
    """Set a limit, and run the command."""
    what, more, *arguments = sys.argv[1:]
    match what:
        case "files":
            _limit(resource.RLIMIT_NOFILE, 3 + int(more))  # beside the standard streams
        case "memory":  # MB
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            _limit(resource.RLIMIT_AS, pages * _PAGE + int(more) * 1_000_000)
        case "processes":
            _limit(resource.RLIMIT_NPROC, int(more))
        case _:
            raise SystemExit(f"there is no limit {what}")
    sys.argv = [slate.__name__, *arguments]
    from slate.__main__ import main as run  # noqa: PLC0415 -- within the limit

    run()


def _limit(what: int, number: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (number, hard))


if __name__ == "__main__":
    main()
