"""The titles that have an id of a live source, by which it is asked about them again."""

import sqlite3
from collections.abc import Collection
from datetime import date

from slate.domain.queries.query import Query
from slate.domain.titles.followed import Followed
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.stages import STAGES
from slate.store.queries import record_queries
from slate.store.sql import marks

_FOLLOWED = """
    select i.scheme, i.value, t.id, t.key, t.slug, t.title, t.season, t.part, t.kind, t.status,
        (select min(r.earliest) from releases r where r.title = t.id and r.latest >= ?),
        (select max(r.latest) from releases r where r.title = t.id)
    from ids i join titles t on t.id = i.title where i.scheme in ({marks})
    order by t.slug
"""


def followed(
    connection: sqlite3.Connection,
    schemes: Collection[str],
    query: Query,
    today: date,
    keys: Collection[str] | None = None,
) -> list[Followed]:
    """Return the titles with an id of these schemes that fit the query.

    `keys`, if given, are the titles among which to look.
    """
    found = connection.execute(
        _FOLLOWED.format(marks=marks(schemes)), (today.isoformat(), *schemes)
    ).fetchall()
    titles = [
        Followed(
            scheme,
            value,
            key,
            slug,
            title,
            season,
            part,
            KINDS[kind],
            STAGES[status],
            comes and date.fromisoformat(comes),
            last and date.fromisoformat(last),
        )
        for scheme, value, _, key, slug, title, season, part, kind, status, comes, last in found
        if keys is None or key in keys
    ]
    if not query.is_filtered:
        return titles
    wanted = query._replace(sort=None, limit=None)
    numbers = sorted({number for _, _, number, *_ in found})
    fits = {one.slug for one in record_queries.listing(connection, wanted, today, numbers)}
    return [title for title in titles if title.slug in fits]
