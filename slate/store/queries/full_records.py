"""Records in full: the columns, and what only JSON can represent."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import in_order
from slate.domain.titles.record import FULL, Record, Within, row_of
from slate.store.reports.fragments import in_force, of_work
from slate.store.reports.report_rows import REPORT, report_from
from slate.store.sql import chunks, marks
from slate.store.titles.word_lists import FORMER_SLUG

_PAGE = 500  # records whose further fields are queried at once
_RELEASE = {
    "release_type": "m.type",
    "region": "m.region",
    "platform": "m.platform",
    "date": "m.date",
    "leaves": "m.leaves",
    "source": "p.source",
    "confidence": "p.confidence",
    "url": "p.url",
    "contested": "m.contested",
    "within": "m.within",
    "leaves_source": "l.source",
    "leaves_confidence": "l.confidence",
}
_NOTE = ("note", "source", "url", "reported_on", "confidence")
_OF = "join titles t on t.id = m.title where t.slug in ({marks})"
# In the order of `Release.date_order`.
_RELEASES = f"""
    select t.slug, {", ".join(_RELEASE.values())}, w.source, w.confidence
    from releases m
        left join reports p on p.id = coalesce(m.said_by, m.named_by)
        left join reports w on w.id = m.within_by
        left join reports l on l.id = m.leaves_said_by
        {_OF} order by m.contested, m.date is null, m.earliest, m.place
"""
_LINKS = f"""
    select t.slug, m.relation, o.slug from links m join titles o on o.key = m.other_key {_OF}
    order by m.relation, o.slug
"""
_CREDITS = f"select t.slug, m.role, m.name from credits m {_OF} order by m.place"
_IDS = f"select t.slug, m.scheme, m.value from ids m {_OF} order by m.scheme"
_NAMES = f"""
    select t.slug, m.name from names m {_OF} and m.type not in {FORMER_SLUG} order by m.type, m.name
"""
_NOTED = f"""
    select t.slug, {REPORT}
    from titles t
        join reports r on {of_work("t.key")}
        join batches b on b.id = r.batch
    where r.note is not null and t.slug in ({{marks}}) and {in_force("r")}
"""


def full_records(
    connection: sqlite3.Connection, records: Iterable[Record]
) -> Iterator[tuple[Any, ...]]:
    """Yield each record as a row, followed by the fields of FULL: releases, links, and so on."""
    for page in chunks(records, _PAGE):
        releases, links, credited, ids, names, noted = (
            _by_slug(connection, statement, page)
            for statement in (_RELEASES, _LINKS, _CREDITS, _IDS, _NAMES, _NOTED)
        )
        for record in page:
            slug = record.slug
            rest = {
                "releases": list(map(_release, releases[slug])),
                "links": _grouped(links[slug]),
                "credits": _grouped(credited[slug]),
                "ids": dict(ids[slug]),
                "notes": list(_notes(noted[slug])),
                "names": [name for (name,) in names[slug]],
            }
            yield (*row_of(record), *(rest[name] for name in FULL))


def _by_slug(
    connection: sqlite3.Connection, statement: str, page: list[Record]
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    slugs = [record.slug for record in page]
    rows = connection.execute(statement.format(marks=marks(slugs)), slugs)
    for slug, *rest in rows:
        found[slug].append(rest)
    return found


def _release(row: list[Any]) -> dict[str, Any]:
    """Return a release with its own source, which may differ from that of the record."""
    *values, source, confidence = row
    release = dict(zip(_RELEASE, values, strict=True))
    release["contested"] = bool(release["contested"])
    if release["within"]:
        release["within"] = Within(release["within"], source, CONFIDENCES[confidence])._asdict()
    return release


def _grouped(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, item in pairs:
        found[name].append(item)
    return dict(found)


def _notes(rows: Iterable[list[Any]]) -> Iterator[dict[str, str | None]]:
    """Yield the notes on a title, each with its source, in the order of the fold.

    A note that was made twice, as on a title that was removed and added again, is yielded once.
    """
    for note in dict.fromkeys(map(attrgetter(*_NOTE), in_order(map(report_from, rows)))):
        yield dict(zip(_NOTE, note, strict=True))
