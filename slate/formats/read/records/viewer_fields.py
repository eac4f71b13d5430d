"""Names of fields about the viewer in other lists: slate imports none of them, nor advises to."""

import re
from collections.abc import Iterable

from slate.domain.text import plain

_WHOSE = ("my ", "your ", "user ", "personal ", "viewer ")
# Of the viewer if something says whose they are, as in `My rating`.
_SOMEBODYS = frozenset(
    {
        *("rating", "score", "stars", "grade", "status", "list", "progress", "review", "tags"),
        *("note", "notes", "comment", "comments", "remarks", "rank", "opinion", "thoughts"),
        *("priority", "start date", "end date", "finish date"),
    }
)
_WATCHING = frozenset(
    {
        *("watched", "watching", "unwatched", "rewatch", "rewatched", "rewatches", "rewatching"),
        *("seen", "viewed", "rated", "liked"),
    }
)
_VIEWERS = frozenset(
    {
        *("rating", "ratings", "score", "scores", "stars", "review", "rank", "priority"),
        *(
            "progress",
            "episodes progress",
            "list status",
            "watch status",
            "watch date",
            "view date",
        ),
        *("start date", "started", "started on", "started at", "date started", "began"),
        *("start", "started date", "start watching"),
        *("end date", "ended on", "date ended", "finish", "finished", "finished on", "finished at"),
        *("finish date", "date finished", "finished date", "completed", "completed on"),
        *("completed at", "date completed", "completion date", "completed date"),
        *("date added", "added", "added on", "added at", "date created", "created", "created at"),
        *("date modified", "modified", "updated", "updated at", "last updated", "last modified"),
        *("last viewed", "views", "plays", "play count", "last played", "times", "repeats"),
        *("repeat", "repeat count", "favorite", "favourite", "favorites", "owned", "watchlist"),
        *("in watchlist", "watch count", "current episode", "last episode"),
        # In German, French and Spanish.
        *("bewertung", "wertung", "gesehen", "gesehen am", "vu", "vu le", "visto", "visto el"),
        *("puntuaci\u00f3n", "puntuacion", "calificaci\u00f3n", "calificacion"),
    }
)
# Columns that are the viewer's in a list that has such columns, and the title's in others.
_EITHERS = frozenset(
    {
        *("note", "notes", "comment", "comments", "remark", "remarks", "labels", "description"),
        *("date", "day", "when", "status", "state", "reported on", "reported"),
        *("report date", "date reported", "announced", "announced on"),
        *("datum", "startdatum", "fecha", "statut", "estado"),
    }
)


def is_about_viewer(name: str, *, in_watchlist: bool = False) -> bool:
    """Whether a field is about the viewer; in a watchlist, so are its days, status and notes."""
    word = plain(name)
    if word in _VIEWERS or not _WATCHING.isdisjoint(re.findall(r"\w+", word)):
        return True
    somebodys = any(
        word.removeprefix(whose) in _SOMEBODYS for whose in _WHOSE if word.startswith(whose)
    )
    return somebodys or (in_watchlist and word in _EITHERS)


def is_of_watchlist(names: Iterable[str]) -> bool:
    """Whether one of the fields of a list is about the viewer."""
    return any(map(is_about_viewer, names))
