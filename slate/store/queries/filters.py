"""A query's filters as SQL: clauses, and the values of their parameters.

A window is looked up in two indexes: only ranges can be longer than a year, so the `earliest` of
all other dates that touch the window lies between two bounds.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from slate.domain.queries.query import OPEN_END, Query, StatusFilter
from slate.domain.text import search_key
from slate.domain.titles.vocabulary import platform_key
from slate.store.sql import like_escaped
from slate.store.titles.list_orders import IS_UNDATED
from slate.store.titles.platforms import platforms
from slate.store.titles.word_lists import FORMER_SLUG, LEFT, OVERDUE

if TYPE_CHECKING:
    from slate.domain.dates.windows import Window

_IN_WINDOW = """r.id in (
    select id from releases where precision <> 'range'
        and earliest between :reach and :until
        and (:first is null or latest >= :first)
    union all
    select id from releases where precision = 'range'
        and (earliest is null or earliest <= :until)
        and (latest is null or :first is null or latest >= :first))"""
_LONGEST = timedelta(days=366)  # except ranges

# The titles are read from indexes: those whose headline has no date, or another release of them.
_UNDATED = f"""r.date is null and t.id in (
    select id from titles where {IS_UNDATED}
    union all
    select title from releases where precision <> 'range' and earliest is null)"""

# Uncorrelated, so that the index is read once, and of the table only what was found.
_TITLE = "t.id in (select id from titles where search like {text} escape '\\')"
_NAME = f"""t.id in (select title from names
    where type not in {FORMER_SLUG} and search like {{text}} escape '\\')"""
_PERSON = "t.id in (select title from credits where search like {text} escape '\\')"
_TAG = "exists (select 1 from tags g where g.title = t.id and g.tag in ({marks}))"


def of_titles_alone(query: Query) -> Query:
    """Return the filters whose answer depends on neither the day nor the release that is shown.

    A status filter that includes titles that are overdue or have left is not one of them.
    """
    depends_on_day = query.status.overdue or query.status.left
    return Query(
        status=StatusFilter() if depends_on_day else query.status,
        kinds=query.kinds,
        tags=query.tags,
        persons=query.persons,
        search=query.search,
        franchises=query.franchises,
        disputed=query.disputed,
    )


class Clauses:
    """Conditions joined by AND, and the values of their parameters."""

    def __init__(self, connection: sqlite3.Connection, query: Query, today: date) -> None:
        """Convert the filters of a query; a platform is found by any of its names."""
        first, last = query.window.bounds if query.window else (None, None)
        self.values: dict[str, Any] = {
            "today": today.isoformat(),
            "first": first,
            "last": last,
            "until": last or OPEN_END,  # the last day on which a date that is looked at begins
            "reach": _reach(query.window),
        }
        self._releases: list[str] = []
        self._titles: list[str] = []
        self._ask_of_releases(connection, query)
        self._ask_of_titles(query)
        if query.franchises:
            from slate.store.titles.franchises import franchises  # noqa: PLC0415 -- for few lists

            self.only(franchises(connection, query.franchises))

    def _ask_of_releases(self, connection: sqlite3.Connection, query: Query) -> None:
        if query.platforms:
            wanted = {platform_key(name) for name in query.platforms}
            known = [name for name in platforms(connection) if platform_key(name) in wanted]
            self._releases.append(f"r.platform in ({self._marks(known)})")
        if query.release_types:
            self._releases.append(f"r.type in ({self._marks(query.release_types)})")
        if query.regions:
            self._releases.append(f"r.region in ({self._marks(query.regions)})")
        if query.window is not None:
            self._releases.append(_IN_WINDOW)

    def _ask_of_titles(self, query: Query) -> None:
        if query.status:
            either = [
                f"t.status in ({self._marks(sorted(query.status.stages))})",
                f"t.label in ({self._marks(sorted(query.status.labels))})",
            ]
            either += [OVERDUE] * query.status.overdue + [LEFT] * query.status.left
            self._titles.append(" or ".join(either))
        if query.kinds:
            self._titles.append(f"t.kind in ({self._marks(query.kinds)})")
        if query.tags:
            self._titles.append(_TAG.replace("{marks}", self._marks(query.tags)))
        if query.persons:
            self._titles.append(self._any_like(_PERSON, query.persons))
        if query.search:
            own = self._any_like(_TITLE, query.search)
            self._titles.append(f"{own} or {self._any_like(_NAME, query.search)}")
        if query.undated:
            self._titles.append(_UNDATED)
        if query.overdue:
            self._titles.append(OVERDUE)
        if query.disputed:
            self._titles.append("t.disputed = 1")

    def only(self, ids: Iterable[int] | None) -> None:
        """Add a condition: only titles with these numbers; None means all."""
        if ids is not None:
            import json  # noqa: PLC0415 -- few lists need it

            numbers = self._mark(json.dumps(list(ids)))  # there may be too many for a list
            self._titles.append(f"t.id in (select value from json_each({numbers}))")

    @property
    def about_releases(self) -> str:
        """The condition on releases; empty if there is none."""
        return _all_of(self._releases)

    @property
    def are_none(self) -> bool:
        """Whether there is no condition at all."""
        return not self._releases and not self._titles

    @property
    def about_titles(self) -> str:
        """The condition on titles and on the release shown for each; `true` if there is none."""
        return _all_of(self._titles) or "true"

    def _marks(self, values: Iterable[object]) -> str:
        """Add values as parameters; return the parameters for `in (...)`."""
        return ", ".join(self._mark(value) for value in values)

    def _mark(self, value: object) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _any_like(self, clause: str, texts: Iterable[str]) -> str:
        """Return the condition that a searched column contains any of the texts."""
        patterns = [f"%{like_escaped(search_key(text))}%" for text in texts]
        return " or ".join(clause.replace("{text}", self._mark(pattern)) for pattern in patterns)


def _all_of(conditions: list[str]) -> str:
    return " and ".join(f"({condition})" for condition in conditions)


def _reach(window: "Window | None") -> str:
    """Return the first day on which a date that touches the window can begin; empty for any day."""
    if window is None or window.start is None or window.start - date.min < _LONGEST:
        return ""
    return (window.start - _LONGEST).isoformat()
