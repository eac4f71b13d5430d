"""Titles made from patches, for tests of the fold and of what follows from it."""

from collections.abc import Mapping
from typing import Any

from slate.domain.ledger.fold import fold
from slate.domain.titles.title import Title
from tests.domain.slates import report

DUNE = {"title": "Dune"}


def told(*said: Mapping[str, Any] | None) -> Title | None:
    """Fold patches, reported one day after another."""
    reports = [report(each, reported_on=f"2021-01-0{n}") for n, each in enumerate(said, 1)]
    return fold("k", reports)


def title_of(*said: Mapping[str, Any] | None) -> Title:
    """Return the title that these patches make."""
    title = told(*said)
    assert title is not None
    return title


def on(date: str | None) -> dict[str, Any]:
    """Return a patch that dates a release on Netflix; None withdraws the date."""
    return {"releases": {"streaming||Netflix": {"date": date}}}


def dates_of(title: Title | None) -> dict[str, str]:
    """Return the date of each release of a title."""
    return {str(release.key): release.date.text for release in title.releases} if title else {}


def stated(*said: tuple[Mapping[str, Any] | None, str]) -> Title | None:
    """Fold patches with their confidence, reported on one day."""
    return fold("k", [report(each, confidence=c, n=n) for n, (each, c) in enumerate(said, 1)])


COLLECTIONS: dict[str, dict[str, Any]] = {
    "releases": {"tv||": {}, "||": {}},
    "tags": {"scifi": True, "desert": True},
    "credits": {"director|Denis Villeneuve": True, "cast|Zendaya": True},
    "links": {"remake-of|dune|||film|1984": True, "sequel-of|a": True},
    "ids": {"imdb": "tt1160419", "tmdb": "438631"},
    "aka": {"Dune: Part One": True, "Duna": True},
}
