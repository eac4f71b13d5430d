"""What slate knows about a kind of remote: its addresses, its ids, and what to ask for when.

The defaults are those of a program without a page, a search and a list of changes.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.titles.kinds import KindGroup
from slate.remotes.json_answers import parsed
from slate.remotes.paths import listed, number_in

if TYPE_CHECKING:
    from slate.remotes.link import Link


class Wanted(NamedTuple):
    """A title of a remote about which it is asked again."""

    id: str  # `29137`, `movie/438631`
    days_ahead: int | None = None  # until its next date; None: no date is known


class Fetched(NamedTuple):
    """An answer to be recorded."""

    what: str  # the id of the title, or empty for a list
    body: bytes
    at: datetime  # when the remote stated it
    is_current: bool  # it was fetched or confirmed just now
    kept_since: datetime | None = None  # when it was fetched, if that was not just now


class Api(ABC):
    """What slate knows about one kind of remote; it has no state."""

    example = "29137"  # an id
    list_example = "schedule/web?date=2021-01-08"

    def title_id(self, text: str) -> str | None:
        """Return the id of a title from an id or the address of its page; None if it is none."""
        return number_in(text)

    def stored_id(self, id_: str) -> str:
        """Return the id of a title as the ledger has it."""
        return id_

    def group(self, id_: str) -> KindGroup | None:
        """Return the kind group that an id shows, None if it shows none."""
        del id_
        return None

    def asked_id(self, value: str, group: KindGroup) -> str | None:
        """Return the id to ask for, from that of a title or a season in the ledger.

        None if it cannot be one.
        """
        del group
        return number_in(value.partition("/season/")[0])

    @abstractmethod
    def title_path(self, id_: str) -> str:
        """Return the path of all that the remote states about a title."""

    def list_path(self, text: str, regions: tuple[str, ...]) -> str | None:
        """Return the path of a list that a user names, None if it cannot be one.

        `regions` are those whose dates are wanted.
        """
        del regions
        return listed(text)

    def search_paths(self, text: str, group: KindGroup | None) -> list[str]:
        """Return the paths that find titles by name, none if that is not possible."""
        del text, group
        return []

    def lookup_paths(self, ids: Mapping[str, str]) -> list[str]:
        """Return the paths that find a title by its ids of other schemes."""
        del ids
        return []

    def check(self, path: str, body: bytes) -> int | None:
        """Return the version of an answer, None if it has none.

        Raises RemoteError for one that is not about what was requested.
        """
        del path
        parsed(body)
        return None

    def is_full(self, body: bytes) -> bool:
        """Whether an answer about a title has what all of its dates are in."""
        del body
        return True

    def pages(self, path: str, body: bytes) -> list[str]:
        """Return the paths of the further pages of a list, from its first page."""
        del path, body
        return []

    @abstractmethod
    def status_path(self) -> str:
        """Return a path whose answer shows that the remote works, and accepts the key."""

    def status(self, body: bytes) -> str:
        """Return the version of the remote, empty if it states none."""
        del body
        return ""

    @abstractmethod
    def refresh(self, link: "Link", wanted: Iterable[Wanted], *, now: bool) -> Iterator[Fetched]:
        """Yield the answers about titles that are to be recorded; failures are noted by the link.

        With `now`, all of them are asked for, instead of those that are due.
        """
