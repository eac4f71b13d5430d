"""Reading the ledger: reports in force, batches, what was undone."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, cast

from slate.domain.ledger.errors import BatchNotFoundError
from slate.domain.reports.effects import Correction, Effects, Undo, effects
from slate.domain.reports.report import Batch, Report, root_of
from slate.domain.titles.members import member, parts_of
from slate.store.reports import same_work
from slate.store.reports.batch_rows import keys_from, times_from
from slate.store.reports.fragments import EFFECTIVE, batch_is_undone, in_force, key_of, of_work
from slate.store.reports.report_rows import AS_RECORDED, MAY_BE_NEW, REPORT, report_from
from slate.store.sql import chunks, select_list

_EVERY = f"select {REPORT} from reports r join batches b on b.id = r.batch"
_AS_RECORDED = f"select {AS_RECORDED} from reports r join batches b on b.id = r.batch"
# Also those that a split assigns to the key, or takes away from it.
_UNDER = f"""
    {_AS_RECORDED} where r.title_key = :key
        or r.id in (select s.report from split_reports s where s.key = :key)
"""
_OF_WORK = f"where {of_work(':key')}"
_REPORTS = f"{_AS_RECORDED} {_OF_WORK}"
_IN_FORCE = f"{_EVERY} {_OF_WORK} and {in_force('r')}"
# Of many titles: `cross join` demands that SQLite looks up the reports of each of them.
_OF_EACH = f"""
    from json_each(:keys) k cross join reports r join batches b on b.id = r.batch
    where {of_work("k.value")}
"""
_EACH_IN_FORCE = f"select k.value, {REPORT} {_OF_EACH} and {in_force('r')}"
_EACH = f"select k.value, {AS_RECORDED} {_OF_EACH}"
_UNDOES = "select uid, undoes from batches where undoes is not null"
_UNDOS = "select uid, undoes, only from batches where undoes is not null"
_CORRECTIONS = "select uid, recorded_at, corrects from batches where corrects is not null"
_KEYS = f"""
    select distinct coalesce(w.leader, {key_of("r")}) as key
    from reports r left join one_work w on w.key = {key_of("r")}
"""
_KEYS_UNDER = """
    select distinct r.title_key from reports r join batches b on b.id = r.batch where b.uid = :uid
"""
_ALL_KEYS = f"{_KEYS} order by key"
_KEYS_OF_BATCH = f"{_KEYS} join batches b on b.id = r.batch where b.uid = :uid order by key"

_BATCH = select_list(
    Batch,
    "b",
    reports="(select count(*) from reports r where r.batch = b.id)",
    undone=batch_is_undone("b.id"),
    partly_undone="exists (select 1 from undone_titles u where u.batch = b.id)",
    corrected="(select c.recorded_at from corrected c where c.batch = b.id)",
)
_BATCHES = f"select {_BATCH} from batches b"
_NEWEST_FIRST = f"{_BATCHES} order by b.id desc limit :limit"
_IN_RECORDED_ORDER = f"{_BATCHES} order by b.recorded_at, b.uid"
_NEW_BATCHES = f"{_BATCHES} where b.id > :after and (b.only is not null or b.corrects is not null)"
_NEW_REPORTS = f"{_AS_RECORDED} where r.batch > :after and {MAY_BE_NEW}"
_OF_BATCH = f"{_EVERY} where r.batch = :batch order by r.n"
_BATCH_WITH = f"{_BATCHES} where b.uid = :uid"
_BATCH_BY_ID = f"{_BATCHES} where b.id = :id"
_BATCH_BY_UID = f"{_BATCHES} where b.uid like :start || '%' order by b.id limit 2"
# An author's newest batch that is not an undo, and the newest undo of such a batch. The time it
# was recorded decides: a batch that was imported later is not newer for that reason.
_NEWEST_FIRST_RECORDED = f"order by {EFFECTIVE} desc, b.uid desc limit 1"
_NEWEST_PLAIN = f"""
    {_BATCHES} where b.id = (
        select b.id from batches b
        where b.author = :author and b.undoes is null and not {batch_is_undone("b.id")}
        {_NEWEST_FIRST_RECORDED})
"""
_NEWEST_UNDO = f"""
    {_BATCHES} where b.id = (
        select b.id from batches b
            join batches taken on taken.uid = b.undoes and taken.undoes is null
        where b.author = :author and not {batch_is_undone("b.id")}
        {_NEWEST_FIRST_RECORDED})
"""
# The newest of all batches, whoever recorded it, apart from some.
_NEWEST = f"""
    {_BATCHES} where b.id = (
        select b.id from batches b where b.uid not in (select value from json_each(:apart))
        {_NEWEST_FIRST_RECORDED})
"""
_OTHERS_ON = f"""
    select own.title_key as key, other.batch as batch
    from reports own join reports other
        on other.title_key = own.title_key and other.batch <> own.batch
    where own.batch = :batch and {in_force("other")}
    union
    select mine.leader, other.batch
    from reports own
        join one_work mine on mine.key = own.title_key
        join one_work theirs on theirs.leader = mine.leader
        join reports other on other.title_key = theirs.key and other.batch <> own.batch
    where own.batch = :batch and {in_force("other")}
    order by key, batch
"""
_UNDONE_KEYS = "select title_key from undone_titles where batch = :batch"
_NUMBERS = """
    select distinct target.uid, target.id
    from batches taker join batches target on target.uid = taker.undoes
"""
_UNDOING = f"""
    {_BATCHES}
    where b.undoes = :uid and not {batch_is_undone("b.id")}
    order by b.id
"""
_UID_CHARACTERS = frozenset("0123456789abcdef-")
_SHORTEST_UID = 4
_LONGEST_NUMBER = 10  # digits; so many may also be the start of a uid
_TOGETHER = 500  # titles whose reports are read at once


def reports_on(connection: sqlite3.Connection, key: str) -> list[Report]:
    """Return the reports in force on a title; `key` stands for all keys merged into it."""
    return _reports(connection, _IN_FORCE, key)


def reports_on_each(
    connection: sqlite3.Connection, keys: Iterable[str]
) -> Iterator[tuple[str, list[Report]]]:
    """Yield each of these keys with the reports in force on its title, as `reports_on` does.

    For many titles, this takes half the time.
    """
    return _reports_on_each(connection, _EACH_IN_FORCE, keys)


def all_reports_on(connection: sqlite3.Connection, key: str) -> list[Report]:
    """Return the reports on a title, like `reports_on`, but including undone ones.

    They have the times with which they were recorded, for `Effects.in_force`.
    """
    return _reports(connection, _REPORTS, key)


def all_reports_on_each(
    connection: sqlite3.Connection, keys: Iterable[str]
) -> Iterator[tuple[str, list[Report]]]:
    """Yield each of these keys with the reports on its title, as `all_reports_on` does."""
    return _reports_on_each(connection, _EACH, keys)


def all_reports_under(connection: sqlite3.Connection, keys: Iterable[str]) -> list[Report]:
    """Return the reports under these keys, not under merged ones, as `all_reports_on` does.

    These are also the reports that a split assigns to a key, or takes away from it.
    """
    found = {report.id: report for key in keys for report in _reports(connection, _UNDER, key)}
    return list(found.values())


def keys_under(connection: sqlite3.Connection, uid: str) -> set[str]:
    """Return the keys that the reports of a batch name, as recorded: before any merge."""
    return {key for (key,) in connection.execute(_KEYS_UNDER, {"uid": uid})}


def effects_of_all(connection: sqlite3.Connection) -> Effects:
    """Return the effects of all undos and corrections, from the ledger itself."""
    return effects(
        (Undo(uid, undoes, keys_from(only)) for uid, undoes, only in connection.execute(_UNDOS)),
        (
            Correction(uid, recorded_at, times_from(corrects))
            for uid, recorded_at, corrects in connection.execute(_CORRECTIONS)
        ),
    )


def root(connection: sqlite3.Connection, batch: Batch) -> Batch:
    """Return the batch whose reports an undo or redo is about; of any other batch, itself."""
    if batch.undoes is None:
        return batch
    return find_batch(connection, root_of(batch.uid, _undoings(connection)))


def is_circular(connection: sqlite3.Connection, uid: str) -> bool:
    """Whether an undo undoes itself, directly or through others."""
    undoings = _undoings(connection)
    return root_of(uid, undoings) in undoings


def _undoings(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the uid of the batch that each undo or redo undoes, by its own uid."""
    return dict(connection.execute(_UNDOES).fetchall())


def _reports(connection: sqlite3.Connection, statement: str, key: str) -> list[Report]:
    rows = connection.execute(statement, {"key": key})
    return [_linked(connection, report_from(row)) for row in rows]


def _reports_on_each(
    connection: sqlite3.Connection, statement: str, keys: Iterable[str]
) -> Iterator[tuple[str, list[Report]]]:
    for some in chunks(keys, _TOGETHER):
        found: dict[str, list[Report]] = {key: [] for key in some}
        for key, *row in connection.execute(statement, {"keys": json.dumps(some)}):
            found[key].append(_linked(connection, report_from(row)))
        yield from found.items()


def _linked(connection: sqlite3.Connection, report: Report) -> Report:
    """Return a report whose links, if it states any, lead to the titles as they stand now."""
    if not (report.said and "links" in report.said):  # true of most
        return report
    links = _as_they_stand(connection, report.said["links"])
    return report._replace(said={**report.said, "links": links})


def _as_they_stand(connection: sqlite3.Connection, links: dict[str, Any]) -> dict[str, Any]:
    """Return links with the keys that now stand for theirs: titles may have been merged since."""
    named = ((*parts_of(text), value) for text, value in links.items())
    return {
        member(relation, same_work.leader_of(connection, key)): value
        for relation, key, value in named
    }


def keys(connection: sqlite3.Connection) -> list[str]:
    """Return the keys of all titles that were ever reported on, sorted."""
    return [key for (key,) in connection.execute(_ALL_KEYS)]


def keys_of(connection: sqlite3.Connection, uid: str) -> list[str]:
    """Return the keys of the titles that the batch with this uid reported on, sorted."""
    return [key for (key,) in connection.execute(_KEYS_OF_BATCH, {"uid": uid})]


def batches(connection: sqlite3.Connection, limit: int = -1) -> Iterator[Batch]:
    """Return the batches, newest first; a limit below 0 means all."""
    return _batches(connection.execute(_NEWEST_FIRST, {"limit": limit}))


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[Batch]:
    for batch in map(Batch._make, rows):
        yield batch._replace(
            undone=bool(batch.undone),
            only=keys_from(cast("str | None", batch.only)),
            corrects=times_from(cast("str | None", batch.corrects)),
            partly_undone=bool(batch.partly_undone),
        )


def whole(connection: sqlite3.Connection) -> Iterator[tuple[Batch, Iterator[Report]]]:
    """Yield the whole ledger: every batch with all of its reports.

    The order depends only on what was recorded, so every slate with the same ledger yields the
    same.
    """
    for batch in _batches(connection.execute(_IN_RECORDED_ORDER).fetchall()):
        yield batch, reports_in(connection, batch.id)


def beyond_version_1(
    connection: sqlite3.Connection, after: int = 0
) -> tuple[Iterator[Batch], Iterator[Report]]:
    """Return the batches and the reports that may need a newer version of the ledger's format.

    Those up to the batch with the number `after` are left out.
    """
    values = {"after": after}
    batches = _batches(connection.execute(_NEW_BATCHES, values))
    return batches, map(report_from, connection.execute(_NEW_REPORTS, values))


def reports_in(connection: sqlite3.Connection, batch: int) -> Iterator[Report]:
    """Yield the reports of the batch with this number, in their order."""
    return map(report_from, connection.execute(_OF_BATCH, {"batch": batch}))


def find_batch(connection: sqlite3.Connection, text: str) -> Batch:
    """Return a batch by its number in this slate (`12`, `#12`) or the start of its uid.

    Raises BatchNotFoundError.
    """
    number = text.removeprefix("#")
    found: list[Batch] = []
    if number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER:
        found = list(_batches(connection.execute(_BATCH_BY_ID, {"id": int(number)})))
    if not found and len(text) >= _SHORTEST_UID and set(text) <= _UID_CHARACTERS:
        found = list(_batches(connection.execute(_BATCH_BY_UID, {"start": text})))
    if len(found) != 1:
        raise BatchNotFoundError(text)
    return found[0]


def batch_with(connection: sqlite3.Connection, uid: str) -> Batch | None:
    """Return the batch with this uid, None if it is not stored."""
    return next(_batches(connection.execute(_BATCH_WITH, {"uid": uid})), None)


def newest_batch(connection: sqlite3.Connection, author: str) -> Batch | None:
    """Return the author's newest batch in force that is not an undo, None if there is none."""
    return next(_batches(connection.execute(_NEWEST_PLAIN, {"author": author})), None)


def newest_of_all(connection: sqlite3.Connection, apart: Iterable[str] = ()) -> Batch | None:
    """Return the batch recorded last, apart from those with these uids; None if there is none."""
    values = {"apart": json.dumps(list(apart))}
    return next(_batches(connection.execute(_NEWEST, values)), None)


def newest_undo(connection: sqlite3.Connection, author: str) -> Batch | None:
    """Return the author's newest undo in force, None if there is none."""
    return next(_batches(connection.execute(_NEWEST_UNDO, {"author": author})), None)


def others_on_titles_of(connection: sqlite3.Connection, batch: int) -> list[tuple[str, int]]:
    """Return (title key, batch number) for the other batches in force on a batch's titles."""
    return connection.execute(_OTHERS_ON, {"batch": batch}).fetchall()


def undone_keys(connection: sqlite3.Connection, batch: int) -> set[str]:
    """Return the keys of single titles for which a batch is undone."""
    return {key for (key,) in connection.execute(_UNDONE_KEYS, {"batch": batch})}


def numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number in this slate of each batch that another one undoes, by uid."""
    return dict(connection.execute(_NUMBERS).fetchall())


def undoing(connection: sqlite3.Connection, uid: str) -> list[Batch]:
    """Return the batches in force that undo the batch with this uid."""
    return list(_batches(connection.execute(_UNDOING, {"uid": uid})))
