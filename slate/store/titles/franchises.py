"""Franchises: titles that follow each other, and the seasons of a series."""

import sqlite3
from collections.abc import Iterable

from slate.store.sql import marks
from slate.store.titles import lookup
from slate.store.titles.word_lists import SERIAL

_FRANCHISE = f"""
    with recursive franchise (id) as (
        select id from titles where id in ({{marks}})
        union
        select o.id from franchise f join links l on l.title = f.id
            join titles o on o.key = l.other_key
        union
        select l.title from franchise f join titles t on t.id = f.id
            join links l on l.other_key = t.key
        union
        select s.id from franchise f join titles t on t.id = f.id
            join titles s on s.folded = t.folded and s.kind in {SERIAL} and t.kind in {SERIAL}
    )
    select id from franchise order by id
"""


def franchises(connection: sqlite3.Connection, texts: Iterable[str]) -> list[int]:
    """Return the numbers of the titles in the franchises of the titles that some texts name.

    These are the titles, what they follow (as a sequel, a spin-off or a remake), what follows
    them, the other seasons of a series, and so on from each of these. Raises TitleNotFoundError,
    TitleAmbiguousError.
    """
    numbers = [title.id for text in texts for title in lookup.find_to_read(connection, text)]
    rows = connection.execute(_FRANCHISE.format(marks=marks(numbers)), numbers)
    return [number for (number,) in rows]
