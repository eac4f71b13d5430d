"""Split: what one source said about a title becomes a title of its own. Undoes a wrong join."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.ledger.errors import NothingToSplitError
from slate.domain.ledger.fold import fold, fold_existing
from slate.domain.ledger.patch import DIFFERS, SPLIT, is_about_its_title
from slate.domain.ledger.statement import Origin
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.fields import NAMING
from slate.domain.titles.identity import make_key
from slate.domain.titles.names import derive_slug
from slate.domain.titles.title import Title

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


class Split(NamedTuple):
    """What a split did: how the title changed, and the new title."""

    kept: Change
    new: Change


def split(ledger: "Ledger", text: str, source: str, origin: Origin) -> Split:
    """Make a title of its own of what a source said about the title that `text` names.

    Both have the name that the title had, unless the source named it otherwise, and are dismissed
    as duplicates. Raises TitleNotFoundError, TitleAmbiguousError, and NothingToSplitError if only
    this source has reported on the title, or has not.
    """
    found = ledger.find(text)
    reports = ledger.reports_on(found.key)
    before = fold_existing(found.key, reports)
    keys = {report.title_key for report in reports}
    # Without the name that an earlier split gave it.
    named_by = {each.batch for each in ledger.splits() if each.target in keys}
    about = [
        report for report in reports if is_about_its_title(report) and report.batch not in named_by
    ]
    theirs = [report for report in about if report.source == source]
    others = [report for report in reports if report not in theirs]
    if not theirs or len(theirs) == len(about):
        sources = dict.fromkeys(report.source for report in reports if report.source)
        raise NothingToSplitError(before.name, source, list(sources))
    again = _stated_again(before, found.slug, fold(found.key, others))
    first = in_order(others)[0]
    named = ledger.draft(found.key, _naming(before), origin)
    named = named._replace(reported_on=first.reported_on, recorded_at=first.recorded_at, batch="")
    if fold(found.key, [*others, named]) is None:
        raise NothingToSplitError(before.name, source, [source])  # it was removed before
    own, key = _new_title(ledger, before, theirs, others)
    entries = [(key, own, origin)]
    if again:  # it has had this name since it was first reported
        entries.append((found.key, again, replace(origin, reported_on=first.reported_on)))
    entries += [
        (under, {SPLIT: {key: source}}, origin) for under in sorted({one.key for one in theirs})
    ]
    entries.append((found.key, {DIFFERS: {key: own.get("slug") or _slug(own)}}, origin))
    ledger.record_relations(entries)
    after = fold_existing(found.key, ledger.reports_on(found.key))
    new = fold_existing(key, ledger.reports_on(key))
    changed, added = tuple(differences(before, after)), tuple(differences(None, new))
    return Split(
        Change(Outcome.CHANGED, ledger.slug_of(found.key), after, changed),
        Change(Outcome.ADDED, ledger.slug_of(key), new, added),
    )


def _stated_again(before: Title, slug: str, left: Title | None) -> dict[str, Any]:
    """Return a patch that restates name, slug and kind, as far as only the source stated them.

    If others have called the title otherwise, it has their name again.
    """
    said = _naming(before) if left is None else {}
    if (left is None or left.name == before.name) and slug != (
        _slug(_naming(before)) if left is None else left.wanted_slug
    ):
        said["slug"] = slug
    if before.kind_said and not (left and left.kind_said):
        said["kind"] = before.kind.group.value  # see `_new_title`
    return said


def _new_title(
    ledger: "Ledger", before: Title, theirs: list[Report], others: list[Report]
) -> tuple[dict[str, Any], str]:
    """Return the patch that names the new title, and its key.

    The name is the last that its source gave it, otherwise that of the title before. Of rows that
    were joined by an id, it is a further name of the title.
    """
    said = [report.said or {} for report in in_order(theirs)]
    titles = [patch["title"] for patch in said if patch.get("title")]
    names = [name for patch in said for name, is_there in patch.get("aka", {}).items() if is_there]
    named = _naming(before)
    by_id = not _ids_in(theirs).isdisjoint(_ids_in(others))
    named["title"] = (titles[-1:] or (names[-1:] if by_id else []) or [before.title])[0]
    alone = fold_existing("", [*theirs, theirs[0]._replace(said=named)])
    if not alone.kind_said and before.kind_said:
        # Rows with the kind of a title that is known do not state it.
        named["kind"] = before.kind.group.value  # the plain kind of the group
    if named["title"] in names:
        named["aka"] = {named["title"]: None}
    slug = ledger.free_slug(_slug(named), alone.year)
    if slug is None and alone.slug is not None:  # the title keeps the one that was stated
        slug = _slug(named)
    kind = alone.kind if alone.kind_said else before.kind
    key = make_key(named["title"], before.season, before.part, kind, alone.year)
    patch = named if slug is None else named | {"slug": slug}
    return patch, ledger.own_key(key)


def _ids_in(reports: list[Report]) -> set[tuple[str, str]]:
    return {pair for report in reports for pair in (report.said or {}).get("ids", {}).items()}


def _naming(title: Title) -> dict[str, Any]:
    return {name: value for name in NAMING if (value := getattr(title, name)) is not None}


def _slug(named: dict[str, Any]) -> str:
    return derive_slug(named["title"], named.get("season"), named.get("part"))
