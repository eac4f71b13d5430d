"""Merge: two titles for the same work become one. A merge is a report, so it can be undone."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import merged_with
from slate.domain.ledger.errors import SameTitleError
from slate.domain.ledger.fold import fold, fold_existing
from slate.domain.ledger.patch import SAME
from slate.domain.ledger.statement import Origin
from slate.domain.titles.fields import NAMING, PLAIN
from slate.domain.titles.names import derive_slug
from slate.domain.titles.title import Title

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


class Merged(NamedTuple):
    """What a merge did: the slug that is gone, and what changed of the title that is kept.

    The last difference is the merge itself.
    """

    gone: str
    change: Change


def merge(ledger: "Ledger", kept: str, other: str, origin: Origin) -> Merged:
    """Merge the title that `other` names into the one that `kept` names.

    All reports on either are then about the kept title, which keeps its name and slug; the slug
    of the other one finds it, too. Raises TitleNotFoundError, TitleAmbiguousError,
    SameTitleError.
    """
    stays, goes = ledger.find(kept), ledger.find(other)
    if stays.key == goes.key:
        raise SameTitleError(kept, other, stays.slug)
    own, others = ledger.reports_on(stays.key), ledger.reports_on(goes.key)
    before = fold_existing(stays.key, own)
    # It names the title, so it counts after all that is stated of either, also by clocks ahead.
    newest = max(report.last_day for report in (*own, *others))
    origin = replace(origin, reported_on=max(origin.reported_on, newest))
    said: dict[str, Any] = {SAME: {goes.key: goes.slug}}
    draft = ledger.draft(stays.key, said, origin)
    said |= _stated_again(before, stays.slug, fold(stays.key, [*own, *others, draft]))
    key = ledger.record_same_work(stays.key, said, origin)
    after = fold_existing(key, ledger.reports_on(key))
    # The slug is as it was, though it may be stated only now.
    news = [news for news in differences(before, after) if news.field != "slug"]
    found = (*news, merged_with(goes.slug))
    return Merged(goes.slug, Change(Outcome.CHANGED, ledger.slug_of(key), after, found))


def _stated_again(kept: Title, slug: str, after: Title | None) -> dict[str, Any]:
    """Return a patch that restates what the other's reports would change of the kept title."""
    stated = [*NAMING, *(["kind"] if kept.kind_said else [])]  # also that there is no season
    stated += [name for name in PLAIN if getattr(kept, name) is not None]
    said: dict[str, Any] = {
        name: getattr(kept, name)
        for name in stated
        if after is None or getattr(after, name) != getattr(kept, name)
    }
    called = (after and after.slug) or derive_slug(kept.title, kept.season, kept.part)
    return said if called == slug else said | {"slug": slug}
