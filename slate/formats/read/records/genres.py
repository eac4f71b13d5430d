"""The one genre that decides the kind of a title: documentary."""

import re
from typing import Any

from slate.domain.text import plain
from slate.domain.titles.kinds import Kind

_DOCUMENTARY = frozenset({"documentary", "documentaries", "docuseries", "docu series"})
_AS_DOCUMENTARY = {Kind.FILM: Kind.DOCUMENTARY, Kind.SERIES: Kind.DOCUSERIES}
_BETWEEN = re.compile(r"[,;|]")


def with_genres(kind: Kind | None, *genres: Any) -> Kind | None:  # noqa: ANN401 -- JSON
    """Return the kind of a film or a series, which is a documentary if one of its genres says so.

    Genres are a text, separated by commas, or a list of texts. Shorts, specials and titles of
    unknown kind stay what they are. Anything else than texts states no genre.
    """
    if kind in _AS_DOCUMENTARY and any(map(_names_documentary, genres)):
        return _AS_DOCUMENTARY[kind]
    return kind


def _names_documentary(genres: Any) -> bool:  # noqa: ANN401 -- JSON
    if isinstance(genres, list):
        return any(map(_names_documentary, genres))
    words = _BETWEEN.split(genres) if isinstance(genres, str) else ()
    return any(plain(word) in _DOCUMENTARY for word in words)
