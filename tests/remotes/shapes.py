"""Answers in the shape of those of TVmaze and TMDB, with only what decides about a test."""

from collections.abc import Iterable
from typing import Any

SHOW = "/shows/{}?embed[]=seasons&embed[]=episodes"
FILM = "/movie/{}?append_to_response=release_dates,external_ids"
Dated = tuple[int, str | None]  # the number of a season, and its first day


def show(  # noqa: PLR0913 -- what differs between tests
    number: int,
    name: str,
    seasons: Iterable[Dated] = (),
    *,
    updated: int = 1,
    status: str = "Running",
    premiered: str | None = "2018-05-02",
    service: str = "Netflix",
) -> dict[str, Any]:
    """Return a show of TVmaze with its seasons."""
    channel = {"id": 1, "name": service, "country": None}
    return {
        "id": number,
        "url": f"https://www.tvmaze.com/shows/{number}/show",
        "name": name,
        "type": "Scripted",
        "genres": ["Drama"],
        "status": status,
        "premiered": premiered,
        "network": None,
        "webChannel": channel,
        "externals": {"tvrage": None, "thetvdb": 1_000 + number, "imdb": f"tt{number:07}"},
        "updated": updated,
        "_links": {"self": {"href": f"https://api.tvmaze.com/shows/{number}"}},
        "_embedded": {
            "seasons": [
                {
                    "id": 100 * number + season,
                    "number": season,
                    "premiereDate": day,
                    "endDate": None,
                    "network": None,
                    "webChannel": channel,
                }
                for season, day in seasons
            ],
            "episodes": [],
        },
    }


def result(found: dict[str, Any], score: float = 1.0) -> dict[str, Any]:
    """Return a result of a search at TVmaze."""
    return {"score": score, "show": {name: found[name] for name in found if name != "_embedded"}}


def film(number: int, name: str, **dates: str) -> dict[str, Any]:
    """Return a film of TMDB with its theatrical releases by country, as in `US="2021-10-22"`."""
    return {
        "id": number,
        "title": name,
        "original_title": name,
        "release_date": min(dates.values(), default=""),
        "status": "Post Production",
        "poster_path": "/poster.jpg",
        "genres": [],
        "external_ids": {"imdb_id": f"tt{number:07}"},
        "release_dates": {
            "results": [
                {
                    "iso_3166_1": country,
                    "release_dates": [{"type": 3, "release_date": f"{day}T00:00:00.000Z"}],
                }
                for country, day in dates.items()
            ]
        },
    }


def listed(*films: dict[str, Any]) -> dict[str, Any]:
    """Return a page of films as a search of TMDB has it."""
    names = ("id", "title", "original_title", "release_date", "poster_path")
    results = [{name: one[name] for name in names} for one in films]
    return {"page": 1, "results": results, "total_pages": 1, "total_results": len(results)}
