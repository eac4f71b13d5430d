"""The words of watchlists about the viewer of a title, which are never its status."""

import re
from typing import Final

from slate.domain.text import plain

_WATCHING = frozenset(
    {"watch", "watching", "watched", "rewatch", "rewatching", "rewatched", "unwatched"}
)
_STATUSES = frozenset(
    {
        *("completed", "complete", "current", "currently", "in progress", "started", "not started"),
        *("begun", "planning", "up to date", "caught up", "repeating", "repeated", "dropped"),
        *("abandoned", "gave up", "given up", "stopped", "seen", "not seen", "unseen", "viewed"),
        *("backlog", "watchlist", "plantowatch", "ptw", "tbw", "dnf", "did not finish", "queued"),
        *("in queue", "interested", "not interested", "following", "wishlist", "want to see"),
        *("to see", "plan to see", "on my list"),
    }
)
# Words of slate's own that watchlists use as well, with another meaning.
SHARED_WITH_VIEWERS: Final = frozenset({"on hold", "paused", "planned", "finished"})


def is_about_watching(text: str) -> bool:
    """Whether a status, as people and other trackers write it, is about the viewer."""
    word = plain(text)
    return word in _STATUSES or not _WATCHING.isdisjoint(re.findall(r"\w+", word))
