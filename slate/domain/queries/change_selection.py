"""Which changes match a query: filters about titles test the titles as they stand now.

Filters about releases select the changes of matching releases; a release that left Netflix
still matches Netflix. A change of the title as a whole counts for each release that the title
has, or had at the change: one that was added on YouTube matches YouTube, even if it moved
since.
"""

from collections.abc import Iterator
from datetime import date

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import value_text
from slate.domain.queries.query import Query
from slate.domain.queries.selection import NO_SETS, TitleSets, fits_release, fits_title
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import RELEASE_TYPES
from slate.domain.titles.title import Release, Title


def fits_as_it_stands(query: Query, title: Title, today: date, sets: TitleSets = NO_SETS) -> bool:
    """Whether a title passes the filters about titles; a removed one is tested as it last was."""
    shown = title.headline
    if query.chooses_releases:
        shown = next((r for r in title.releases if fits_release(query, r)), shown)
    return fits_title(query, title, shown, today, sets)


def fits_change(
    query: Query, change: Difference, before: Title | None, after: Title | None, now: Title
) -> bool:
    """Whether a change passes the filters about releases.

    `before` and `after` are the title around the change, `now` is the title as it stands.
    """
    if not query.chooses_releases:
        return True
    key = change.release
    if key is None:
        concerned = _releases(before, after, now)
    else:
        concerned = _concerned(key, change, before, after)
    return any(fits_release(query, release) for release in concerned)


def _releases(*titles: Title | None) -> Iterator[Release]:
    for title in titles:
        yield from title.releases if title else ()


def _concerned(
    key: ReleaseKey, change: Difference, before: Title | None, after: Title | None
) -> Iterator[Release]:
    """Yield the release that changed, as it was before and as it was after."""
    was = key
    if change.name is ChangeName.MOVED or change.field == "platform":
        was = key._replace(platform=value_text(change.before))
    elif change.field == "release_type":
        word = value_text(change.before)
        was = key._replace(type=RELEASE_TYPES[word] if word else None)
    for name, title, when in zip((was, key), (before, after), change.dates, strict=True):
        if change.is_about_a_date:
            yield Release(name, when)
        else:
            there = _releases(title)
            yield from (release for release in there if release.key.folded == name.folded)
