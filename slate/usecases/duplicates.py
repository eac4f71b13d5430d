"""Duplicates: titles that may be one work, and the decision that they are two."""

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.ledger.errors import SameTitleError
from slate.domain.ledger.patch import DIFFERS
from slate.domain.ledger.statement import Origin
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.store.slate import Slate

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


def list_duplicates(slate: Slate, texts: tuple[str, ...]) -> list[PossibleDuplicate]:
    """Return the possible duplicates, of all titles or of those that the texts name.

    Raises TitleNotFoundError, TitleAmbiguousError.
    """
    keys = {slate.choose(text).key for text in texts} if texts else None
    return slate.possible_duplicates(keys)


class Dismissed(NamedTuple):
    """Two titles that are said to be different works, by their slugs."""

    one: str
    other: str
    is_new: bool  # nobody had said so before


def dismiss(ledger: "Ledger", texts: tuple[str, ...], origin: Origin) -> list[Dismissed]:
    """Record that the titles which these texts name are different works.

    Raises TitleNotFoundError, TitleAmbiguousError, SameTitleError.
    """
    found = [(text, ledger.find(text)) for text in texts]
    pairs = []
    for (one_text, one), (other_text, other) in combinations(found, 2):
        if one.key == other.key:
            raise SameTitleError(one_text, other_text, one.slug)
        pairs.append((one, other))
    known = ledger.dismissed()
    fresh = [pair for pair in pairs if frozenset(title.key for title in pair) not in known]
    if fresh:
        ledger.record_relations(
            [(one.key, {DIFFERS: {other.key: other.slug}}, origin) for one, other in fresh]
        )
    return [Dismissed(one.slug, other.slug, (one, other) in fresh) for one, other in pairs]
