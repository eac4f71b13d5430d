"""Bookmarks: the batch up to which an author has seen the changes, in the order of arrival."""

import sqlite3
from typing import NamedTuple

from slate.store.sql import select_list


class Bookmark(NamedTuple):
    """The uid of a batch, and its number here: None if the slate no longer has the batch."""

    batch: str
    number: int | None


_FIND = f"""
    select {select_list(Bookmark, "m", number="b.id")}
    from bookmarks m left join batches b on b.uid = m.batch where m.author = :author
"""
_NEWEST = f"""
    select {select_list(Bookmark, "b", batch="b.uid", number="b.id")}
    from batches b order by b.id desc limit 1
"""
_ALL = "select author, batch from bookmarks"
_PUT = """
    insert into bookmarks (author, batch) values (:author, :batch)
    on conflict (author) do update set batch = excluded.batch
"""
_NUMBER = "select id from batches where uid = :uid"


def find(connection: sqlite3.Connection, author: str) -> Bookmark | None:
    """Return the author's bookmark, None if there is none yet."""
    row = connection.execute(_FIND, {"author": author}).fetchone()
    return Bookmark(*row) if row else None


def newest(connection: sqlite3.Connection) -> Bookmark | None:
    """Return the batch that arrived last, None in an empty slate."""
    row = connection.execute(_NEWEST).fetchone()
    return Bookmark(*row) if row else None


def everybody(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the bookmarks of all authors: author -> uid."""
    return dict(connection.execute(_ALL).fetchall())


def replace(connection: sqlite3.Connection, wanted: dict[str, str]) -> None:
    """Store the bookmarks of several authors, as far as they differ, wherever they move."""
    there = everybody(connection)
    for author, batch in wanted.items():
        if there.get(author) != batch:
            connection.execute(_PUT, {"author": author, "batch": batch})


def put(connection: sqlite3.Connection, author: str, batch: str) -> None:
    """Move the author's bookmark forward to the batch with this uid.

    It never moves back: another command of the same author may have seen more.
    """
    found = find(connection, author)
    row = connection.execute(_NUMBER, {"uid": batch}).fetchone()
    if row and (found is None or found.number is None or found.number < row[0]):
        connection.execute(_PUT, {"author": author, "batch": batch})
