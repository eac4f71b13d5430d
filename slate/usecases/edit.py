"""Edit: record what somebody changed in the text of a title."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.as_of_day import title_as_of_day, was_named_by
from slate.domain.ledger.editing import (
    Editable,
    Facts,
    conflicts,
    edited,
    facts_of,
    patches,
    with_stage,
)
from slate.domain.ledger.errors import ChangedMeanwhileError
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.patch import MEMBER
from slate.domain.ledger.statement import Origin, SaidRelease, Statement, naming
from slate.domain.titles.release_key import ReleaseKey
from slate.usecases.update import record_typed

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


def edit(ledger: "Ledger", shown: Editable, after: Facts, origin: Origin) -> Change:
    """Record what differs between a title as it was shown and as it was edited.

    A note is recorded even if nothing else was changed. What others have recorded meanwhile stays,
    unless it is about what was edited: then raise ChangedMeanwhileError. Also raises
    SlugTakenError, and TitleNotFoundError or TitleAmbiguousError if the title is gone.
    """
    slug = ledger.slug_of(shown.title.key)  # which may have changed meanwhile
    key = ledger.find(slug or shown.slug).key
    if not slug:  # another title has the slug now
        raise TitleNotFoundError(shown.slug, ())
    reports = ledger.reports_on(key)
    title, before = fold_existing(key, reports), facts_of(shown.title)
    after = with_stage(before, _spelled(ledger, before, after, origin), title.releases)
    if found := conflicts(before, after, facts_of(title)):
        releases = (*shown.title.release_keys, *title.release_keys)
        raise ChangedMeanwhileError(title.name, found, {key.folded: key for key in releases})
    said = patches(before, after)
    people = [path for path in edited(before, after) if path[0] == "credits"]
    if people:
        drafts = (ledger.draft(key, patch, origin) for patch in said)
        becomes = facts_of(fold_existing(key, [*reports, *drafts]))
        if any(becomes.get(path) != after.get(path) for path in people):
            said = patches(before, after, restates_credits=True)
    if not said and origin.note is not None:
        said = [{}]
    change = Change(Outcome.UNCHANGED, slug, title)
    for patch in said:
        change = change.followed_by(_record(ledger, key, patch, origin))
        origin = replace(origin, note=None)
    return change


def _spelled(ledger: "Ledger", before: Facts, after: Facts, origin: Origin) -> Facts:
    """Return facts with the services of new releases spelled as in this slate."""
    new = [
        path
        for path in after
        if path[0] == "releases" and len(path) == MEMBER and path not in before
    ]
    said = tuple(SaidRelease(ReleaseKey.parse(after[path])) for path in new)
    spelled = ledger.spelled(Statement(origin, releases=said)).releases
    keys = {path: str(release.key) for path, release in zip(new, spelled, strict=True)}
    return {**after, **keys}


def _record(ledger: "Ledger", key: str, said: dict[str, Any], origin: Origin) -> Change:
    reports = ledger.reports_on(key)
    title = fold_existing(key, reports)
    ledger.choose_slug(said, Statement(origin, slug=said.get("slug")), title)
    day = ledger.draft(key, None, origin).last_day
    if not was_named_by(day, reports):
        said = naming(title_as_of_day(day, key, reports)) | said
    return record_typed(ledger, title, said, origin, reports)
