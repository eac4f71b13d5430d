"""Refreshes of a slate from answers of live sources that were fetched before, without requests."""

import json
from datetime import UTC, date, datetime
from typing import Any

from slate.domain.queries.query import Query
from slate.remotes.api import Fetched
from slate.remotes.kinds import KINDS, RemoteKind, api_of
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.live_answers import LiveSettings, read_answers
from slate.usecases.refresh import Taken, by_id, record_answers
from tests.store import writing
from tests.store.writing import told

TVMAZE, TMDB, SONARR, RADARR = (KINDS[name] for name in ("tvmaze", "tmdb", "sonarr", "radarr"))
TODAY = date(2021, 1, 7)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def live_settings(today: date = TODAY, regions: tuple[str, ...] = ("US",)) -> LiveSettings:
    return LiveSettings(today, UTC, regions)


def fetched(
    body: Any,  # noqa: ANN401 -- JSON, or bytes
    what: str | None = None,
    *,
    on: date = TODAY,
    is_kept: bool = False,
) -> Fetched:
    """Return an answer; the id of its title is that of a show of TVmaze or a film of TMDB."""
    if what is None:
        what = f"movie/{body['id']}" if "release_dates" in body else str(body["id"])
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    since = noon(on) if is_kept else None
    return Fetched(what, data, noon(on), is_current=not is_kept, kept_since=since)


def refresh(
    store: Store,
    *answers: Any,  # noqa: ANN401 -- answers, or what is in them
    kind: RemoteKind = TVMAZE,
    on: date = TODAY,
    regions: tuple[str, ...] = ("US",),
    accept_names: bool = False,
) -> Taken:
    """Record what is new in answers, as `slate refresh` does on a day."""
    every = [one if isinstance(one, Fetched) else fetched(one, on=on) for one in answers]
    with open_slate(store, on) as slate:
        titles = by_id(api_of(kind), slate.followed([kind.name], Query()))
    read, unread = read_answers(kind, every, live_settings(on, regions))
    assert not unread
    with writing.ledger(store, now=noon(on)) as book:
        return record_answers(book, kind, read, titles, accept_names=accept_names)


def news(taken: Taken) -> dict[str, list[str]]:
    """Return what a refresh changed, by slug; there must be no problems."""
    assert taken.problems == []
    assert len({change.slug for change in taken.changes}) == len(taken.changes)
    return {change.slug: told(change) for change in taken.changes}


def problems(taken: Taken) -> list[tuple[str, tuple[str, ...], str]]:
    return [(what, slugs, f"{type(error).__name__}: {error}") for what, slugs, error in
            taken.problems]  # fmt: skip
