"""What other lists call the fields of slate: for advice, never taken without a word.

A column `Type` may be the kind, or that of a release: who keeps the list knows.
"""

from collections.abc import Collection

from slate.domain.text import plain, within_edits

_SHORTEST = 3  # letters; what is shorter is near to everything
# Field -> what else it is called, as `plain` gives words.
_OTHERS = {
    "title": (
        *("name", "movie", "film", "show", "series", "titel", "movie title", "film title"),
        *("show title", "series title", "movie name", "film name", "show name", "series name"),
    ),
    "names": ("original title", "original name", "aka", "also known as", "alternative title"),
    "kind": ("type", "title type", "media type", "category", "format"),
    "status": ("state", "stage"),
    "date": (
        *("release date", "release day", "released", "released on", "date released"),
        *("premiere", "premieres", "premiered", "premiere date", "debut", "launch", "launch date"),
        *("air date", "airdate", "airs", "aired", "first aired", "first air date", "start date"),
        *("streaming date", "available", "available from", "available on", "coming", "when"),
    ),
    "year": ("release year", "year released", "year of release", "start year"),
    "season": ("season number", "season no", "season no."),
    "part": ("part number", "volume"),
    "platform": (
        *("service", "network", "streaming service", "streaming platform", "streamer"),
        *("streaming", "streaming on", "provider", "channel", "site", "app", "where"),
        *("where to watch", "watch on"),
    ),
    "release_type": ("release kind", "type of release"),
    "region": ("country", "territory", "market"),
    "leaves": ("leaving", "leaves on", "leaving date", "expires", "available until", "until"),
    "tags": ("genre", "genres", "categories", "keyword", "keywords", "labels", "listed in"),
    "source": ("reported by", "publication", "outlet", "according to", "via"),
    "url": ("link", "links", "web", "website", "web page", "address", "article", "source url"),
    "reported_on": ("reported", "report date", "date reported", "announced", "announced on"),
    "confidence": ("certainty", "reliability"),
    "note": (
        *("notes", "comment", "comments", "remark", "remarks", "description", "details"),
        *("overview", "synopsis", "summary", "plot"),
    ),
    "credits.director": ("director", "directors", "directed by"),
    "credits.writer": ("writer", "writers", "written by"),
    "credits.creator": ("creator", "creators", "created by"),
    "credits.cast": ("cast", "actor", "actors", "starring"),
    "ids.imdb": ("imdb", "imdb id", "imdbid", "const"),
    "ids.tmdb": ("tmdb", "tmdb id", "tmdbid"),
    "ids.tvdb": ("tvdb", "tvdb id", "tvdbid"),
    "links.sequel-of": ("sequel of", "sequel to"),
    # How many there are, and not which of them.
    "": ("seasons", "number of seasons", "parts", "number of parts"),
}
_MEANT = {word: field for field, words in _OTHERS.items() for word in words}


def meant(name: str, known: Collection[str]) -> list[str]:
    """Find which of the known fields an unknown name may mean.

    That is one by another word for it (or `credits.director`, where `credits` is known),
    else those from which the name is a slip of the pen, or which it begins.
    """
    word = plain(name)
    if word in _MEANT:
        field = _MEANT[word]
        return [field] if field in known or field.partition(".")[0] in known else []
    return [field for field in known if _is_near(word, plain(field))]


def _is_near(word: str, field: str) -> bool:
    """Tell whether a letter is wrong, missing, too many, or has changed places with the next.

    The first one is right: `rate` is no `date`.
    """
    if len(word) < _SHORTEST or word[0] != field[0]:
        return False
    swapped = sorted(word) == sorted(field) and within_edits(word, field, 2)
    return swapped or field.startswith(word) or within_edits(word, field, 1)
