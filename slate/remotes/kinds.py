"""The kinds of remotes that slate can query; the module of each is imported only when needed.

To add a kind, add one module with its `API`, see `api.py`, and one entry here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from slate.remotes.pace import Limit

if TYPE_CHECKING:
    from slate.remotes.api import Api


class KeyRule(NamedTuple):
    """How a key is sent to a remote, and what it is called."""

    header: str
    prefix: str  # of the value of the header
    word: str  # what the remote calls it, as in `SLATE_TMDB_TOKEN`


class RemoteKind(NamedTuple):
    """A program or service that slate can query."""

    name: str  # the scheme of its ids, and the format in which it answers
    source: str  # of what it states
    module: str
    limit: Limit
    url: str | None = None  # its address; None for a program of the user
    key: KeyRule | None = None
    has_titles: bool = True  # that are requested one by one, by id
    is_full: bool = True  # what it answers about a title has all dates of it
    is_regional: bool = False  # its films have dates by region
    credit: str = ""  # as its terms ask for
    terms: str = ""

    @property
    def is_built_in(self) -> bool:
        """Whether there is such a remote without being added."""
        return self.url is not None


_ARR_LIMIT = Limit(20, 1.0)
_X_API_KEY = KeyRule("X-Api-Key", "", "KEY")

KINDS = {
    kind.name: kind
    for kind in (
        RemoteKind(
            "tvmaze",
            "TVmaze",
            "tvmaze",
            Limit(19, 10.3),  # 20 in 10 s, with a margin for the way there
            url="https://api.tvmaze.com",
            credit="Data: TVmaze (tvmaze.com), CC BY-SA",
            terms="CC BY-SA 4.0: name TVmaze with a link where you show its data.",
        ),
        RemoteKind(
            "tmdb",
            "TMDB",
            "tmdb",
            Limit(30, 1.0),  # about 40 a second
            url="https://api.themoviedb.org/3",
            key=KeyRule("Authorization", "Bearer ", "TOKEN"),
            is_regional=True,
            credit="This product uses the TMDB API but is not endorsed or certified by TMDB",
            terms="Not for commercial use without an agreement; answers are kept six months at "
            "most.",
        ),
        RemoteKind(
            "sonarr",
            "Sonarr",
            "sonarr",
            _ARR_LIMIT,
            key=_X_API_KEY,
            has_titles=False,
            is_full=False,  # it has only dates of monitored seasons
        ),
        RemoteKind("radarr", "Radarr", "radarr", _ARR_LIMIT, key=_X_API_KEY, has_titles=False),
    )
}


def api_of(kind: RemoteKind) -> "Api":
    """Import the module of a kind, and return what it knows about its remotes."""
    return cast("Api", import_module(f"slate.remotes.{kind.module}").API)
