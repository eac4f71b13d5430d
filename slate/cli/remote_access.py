"""The remotes as a command uses them: folders of the user, messages, a lock."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from slate.cli.session import Session
from slate.cli.slate_path import cache_folder, config_folder
from slate.remotes.access import Access, Place
from slate.remotes.asking import Timer

ZONE = ZoneInfo("America/New_York")  # for times in UTC: US schedules use it
_LOCK = "refresh-{}.lock"


def access_for(session: Session) -> Access:
    """Return access to the remotes of the user, with the clock of a command."""
    from importlib.metadata import version  # noqa: PLC0415 -- 20 ms, only for requests

    place = Place(config_folder(), cache_folder(), os.environ)
    return Access(
        place,
        version("slate"),
        session.clock.now,
        Timer(),
        lambda remote, seconds: session.hint(
            f"{remote.shown} is busy; trying again in {seconds:.0f} s."
        ),
    )


@contextmanager
def only_one(access: Access, slate: Path | None) -> Iterator[bool]:
    """Yield whether no other process is refreshing a slate; none does until the end of the block.

    Where files cannot be locked, that is not known, and it counts as true.
    """
    if slate is None:  # in memory
        yield True
        return
    folder = access.place.cache
    name = _LOCK.format(sha256(os.fsencode(slate.resolve())).hexdigest()[:16])
    descriptor = -1
    is_alone = True
    try:
        with suppress(OSError, ImportError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            is_alone = _locks(descriptor)
        yield is_alone
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _locks(descriptor: int) -> bool:
    """Whether a file could be locked until it is closed; raise OSError if it cannot be locked."""
    from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 -- not on every platform

    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
