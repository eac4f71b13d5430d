"""Hints about titles whose id of a live source was removed."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from slate.cli.session import Session
from slate.cli.stderr import typed_line
from slate.domain.titles.names import full_name

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


def still_refreshed(
    session: Session, ledger: "Ledger", keys: Iterable[str], schemes: Iterable[str]
) -> Iterator[str]:
    """Yield lines about series and seasons whose relatives still have an id of these schemes.

    `keys` are those of the titles that no longer have one. As long as the series or another season
    has one, a live source is asked about all of them.
    """
    from slate.remotes.kinds import KINDS  # noqa: PLC0415 -- few commands remove an id

    live = [scheme for scheme in schemes if scheme in KINDS and KINDS[scheme].has_titles]
    for scheme in live:
        rest = {one.slug: one for key in keys for one in ledger.followed_with(scheme, key)}
        if rest:
            names = (full_name(one.title, one.season, one.part) for one in rest.values())
            command = session.command_line(typed_line("update", *rest, "--no-id", scheme))
            yield (
                f"{KINDS[scheme].source} is still asked about {', '.join(names)}. "
                f"To stop that:\n{command}"
            )
