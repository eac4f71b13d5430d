"""The store of a shared slate, as a command uses it: the copy on this machine, the user's name."""

import os
from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING

from slate.cli.author import author
from slate.cli.slate_path import cache_folder
from slate.domain.secrets import masked
from slate.store.file.schema import FORMAT
from slate.store.shared.address import parse_address
from slate.store.shared.shared_store import SharedStore

if TYPE_CHECKING:
    from slate.cli.session import Clock


def open_shared(
    text: str, clock: "Clock", say: Callable[[str], None], *, command: str, is_offline: bool
) -> SharedStore:
    """Return the store of a slate on a server; raise UsageError for an address that is not valid.

    `command` is the command with its arguments, as others see it while they wait for it.
    """
    address = parse_address(text)
    now = clock.now.astimezone()
    # Each version of slate that stores a copy in another way has its own.
    name = f"shared-{address.digest(os.environ)}-v{FORMAT}.db"
    copy = cache_folder() / name
    store = SharedStore(
        address,
        copy,
        user=f"{author()} since {now:%H:%M}: {masked(command)}",
        is_offline=is_offline,
        has_fixed_time=clock.is_fixed,
        say=say,
        day=clock.today.isoformat(),
        time=f"{clock.now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    )
    if is_offline and (seen := store.copied_at()) is not None:
        say(f"offline: {address} as it was at {seen.astimezone():%Y-%m-%d %H:%M}.")
    return store
