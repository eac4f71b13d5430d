"""Run a command that is killed at a step of its write.

python -m tests.desk.stopping STEP COMMAND...
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from slate.cli.main import main
from slate.store.shared import copy
from slate.store.shared.copy import Copy
from slate.store.shared.server import Server
from slate.store.shared.shared_store import SharedStore

# In their order; where each is, and whether the process ends before it or after it.
STEPS = {
    "connected": (Server, "locked_news", "before"),
    "locked": (Server, "locked_news", "after"),
    "taken in": (copy, "take_in", "after"),
    "recorded": (SharedStore, "_store", "before"),
    "sending": (Server, "append", "before"),
    "stored": (Server, "append", "after"),
    "ending": (SharedStore, "_store", "after"),
    "done": (Copy, "note_contact", "before"),
}


def _kill(place: Any, name: str, when: str) -> None:  # noqa: ANN401 -- a class or a module
    run: Callable[..., object] = getattr(place, name)

    def stop(*arguments: object, **options: object) -> object:
        if when == "after":
            run(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    setattr(place, name, stop)


if __name__ == "__main__":
    _kill(*STEPS[sys.argv[1]])
    sys.exit(main(sys.argv[2:]))
