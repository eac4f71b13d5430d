"""One file from an address that a user names."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from slate.remotes.asking import MISSING, Asking, Timer
from slate.remotes.errors import GoneError, RemoteError
from slate.remotes.pace import Limit, Pace

if TYPE_CHECKING:
    from slate.remotes.wire import Answer

_LIMIT = Limit(4, 1.0)
_CALENDAR = re.compile("^webcals?(?=://)", re.IGNORECASE)


def download(get: "Callable[[str], Answer]", address: str, timer: Timer) -> bytes:
    """Return the file at an address, which `get` requests; raise RemoteError.

    The scheme of calendars, `webcal`, stands for https.
    """
    asking = Asking(get, Pace(_LIMIT), timer, has_key=False)
    ((_, answer),) = asking.ask([_CALENDAR.sub("https", address)])
    if isinstance(answer, RemoteError):
        raise answer
    if answer.status in MISSING:
        raise GoneError("such file", answer.status)
    return answer.body
