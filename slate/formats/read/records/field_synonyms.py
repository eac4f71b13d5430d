"""Names of slate's fields in other lists, used only for suggestions, never assumed.

For example, a column `Type` may hold the kind or the release type: only the user knows.
"""

from collections.abc import Collection

from slate.domain.text import plain, within_edits
from slate.formats.read.records.viewer_fields import is_about_viewer

_SHORTEST = 3  # letters; shorter words are similar to too many others
# Field -> its other names, as `plain` returns them.
_OTHERS = {
    "title": (
        *("name", "movie", "film", "show", "series", "titel", "movie title", "film title"),
        *("show title", "series title", "movie name", "film name", "show name", "series name"),
        *("program", "programme", "program title", "programme title"),
        *("filmtitel", "serientitel", "titre", "t\u00edtulo", "titulo", "titolo"),
    ),
    "names": ("original title", "original name", "aka", "also known as", "alternative title"),
    "kind": ("type", "title type", "media type", "category", "format", "typ", "art", "tipo"),
    "status": ("state", "stage", "statut", "estado"),
    "date": (
        *("release date", "release day", "released", "released on", "date released"),
        *("premiere", "premieres", "premiered", "premiere date", "debut", "launch", "launch date"),
        *("air date", "airdate", "airs", "aired", "first aired", "first air date"),
        *("original release", "original release date", "original air date"),
        *("streaming date", "available", "available from", "available on", "coming", "when"),
        *("datum", "startdatum", "erscheinungsdatum", "ver\u00f6ffentlichung", "erstausstrahlung"),
        *("ver\u00f6ffentlichungsdatum", "date de sortie", "sortie", "date de diffusion"),
        *("fecha de estreno", "estreno", "fecha de lanzamiento", "fecha"),
    ),
    "year": (
        *("release year", "year released", "year of release", "start year", "production year"),
        *("jahr", "erscheinungsjahr", "ann\u00e9e", "annee", "a\u00f1o", "ano"),
    ),
    "season": ("season number", "season no", "season no.", "staffel", "saison", "temporada"),
    "part": ("part number", "volume"),
    "platform": (
        *("service", "network", "streaming service", "streaming platform", "streamer"),
        *("streaming", "streaming on", "provider", "channel", "site", "app", "where"),
        *("where to watch", "watch on", "plattform", "sender", "streamingdienst", "anbieter"),
        *("plateforme", "cha\u00eene", "chaine", "plataforma", "cadena"),
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
    # Counts, not the number of a season or part.
    "": ("seasons", "number of seasons", "parts", "number of parts"),
}
_MEANT = {word: field for field, words in _OTHERS.items() for word in words}


def meant(name: str, known: Collection[str]) -> list[str]:
    """Return the known fields that an unknown name may mean.

    This is the one field with that synonym (or `credits.director` if `credits` is known), or
    else all fields of which the name is a misspelling or the beginning. Names of fields about the
    viewer mean none.
    """
    if is_about_viewer(name):
        return []
    word = plain(name)
    if word in _MEANT:
        field = _MEANT[word]
        return [field] if field in known or field.partition(".")[0] in known else []
    return [field for field in known if _is_near(word, plain(field))]


def _is_near(word: str, field: str) -> bool:
    """Whether a word is a misspelling or the beginning of a field."""
    begins = len(word) >= _SHORTEST and field.startswith(word)
    return begins or is_misspelled(word, field)


def is_misspelled(name: str, field: str) -> bool:
    """Whether a name is a misspelling of a field.

    In a misspelling one letter is wrong, missing or extra, or two letters are swapped. The
    first letter has to be right: `rate` is not a misspelling of `date`.
    """
    word = plain(name)
    if len(word) < _SHORTEST or word[0] != field[0]:
        return False
    swapped = sorted(word) == sorted(field) and within_edits(word, field, 2)
    return swapped or within_edits(word, field, 1)
