"""What lists of anime have in common: the types of works as kinds, and their names.

An OVA or ONA is a series if it has several episodes, and a special if it has one. If the list does
not state how many, or no type, no kind is guessed. Music videos and advertisements are not titles.
"""

from collections.abc import Iterable, Mapping

from slate.domain.quoting import clip
from slate.domain.text import folded, plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.name_parsing import season_apart
from slate.domain.titles.stages import Stage
from slate.formats.read.reader import Remark
from slate.formats.read.records.fields import says_nothing
from slate.formats.read.records.status_words import Said

NO_KIND = Remark("anime may be a series or a film: no kind recorded")

# Types as `plain` returns them.
_KINDS = {
    "tv": Kind.SERIES,
    "tv short": Kind.SERIES,
    "movie": Kind.FILM,
    "special": Kind.SPECIAL,
    "tv special": Kind.SPECIAL,
}
_SINGLE = frozenset({Kind.FILM, Kind.SPECIAL})  # they neither end nor have seasons
_BY_EPISODES = frozenset({"ova", "ona"})
_UNKNOWN = frozenset({"unknown", "0"})
_NO_TITLES = {
    "music": "a music video",
    "music video": "a music video",
    "cm": "an advertisement",
    "pv": "a promotional video",
}


def no_title(said: object) -> str | None:
    """Return what a work of a type is called if it is not a title, else None."""
    return _NO_TITLES.get(plain(said)) if isinstance(said, str) else None


def kind_of(source: str, said: object, episodes: object) -> Said:
    """Return the `kind` of a work by its type and the number of its episodes, where known.

    An unknown type is kept in the note. A remark states why there is no kind.
    """
    if says_nothing(said) or (isinstance(said, str) and plain(said) in _UNKNOWN):
        return Said({}, (NO_KIND,))
    text = clip(said if isinstance(said, str) else repr(said))
    type_ = plain(text)
    if type_ in _BY_EPISODES:
        if not isinstance(episodes, int) or episodes < 1:
            return Said({}, (NO_KIND,))
        return Said({"kind": Kind.SPECIAL if episodes == 1 else Kind.SERIES})
    if type_ in _KINDS:
        return Said({"kind": _KINDS[type_]})
    return Said({"note": f"{source}: {text}"}, (Remark(f"unknown type kept in the note: {text}"),))


def finished_as(stages: Mapping[str, Stage | None], kind: Said) -> Mapping[str, Stage | None]:
    """Return the stages; of a film or a special, a finished one is released instead of ended."""
    if kind.fields.get("kind") not in _SINGLE:
        return stages
    return {
        word: Stage.RELEASED if stage is Stage.ENDED else stage for word, stage in stages.items()
    }


def other_names(shown: object, names: Iterable[object], kind: object) -> list[object]:
    """Return the names that differ from the shown one, without the season that both state."""
    season = None if kind in _SINGLE else _season_in(shown)
    found: dict[str, object] = {folded(str(shown)): shown}
    for name in names:
        if says_nothing(name):
            continue
        numbered = season_apart(name) if isinstance(name, str) and season is not None else None
        alone = numbered.title if numbered and numbered.season == season else name
        found.setdefault(folded(str(alone)), alone)
    return list(found.values())[1:]


def _season_in(name: object) -> int | None:
    numbered = season_apart(name) if isinstance(name, str) else None
    return numbered.season if numbered else None
