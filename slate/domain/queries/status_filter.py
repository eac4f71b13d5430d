"""The values of `--status`: stages, groups of stages, and labels."""

from functools import cache, reduce

from slate.domain.queries.query import StatusFilter
from slate.domain.text import plain
from slate.domain.titles.stages import GROUPS, Stage
from slate.domain.titles.status import (
    DUE,
    LEFT,
    NOT_CONFIRMED,
    NOUNS,
    RELATION_NOUNS,
    UPCOMING,
    label_of,
    names_relation,
    parse_status,
)

_HINT = ", upcoming, active, left, or a label such as 'upcoming season'"


def parse_status_filter(text: str) -> StatusFilter:
    """Parse stages, groups (`upcoming`, `active`, `left`) or labels, separated by commas.

    Raises WordError for any other word.
    """
    words = [word for word in text.split(",") if plain(word) not in ("", NOT_CONFIRMED)]
    return reduce(StatusFilter.either, map(_parse, words or [text]))


def _parse(text: str) -> StatusFilter:
    word = plain(text)
    if word in GROUPS:
        return StatusFilter(stages=frozenset(GROUPS[word]))
    if f"{word}, ".startswith(DUE):  # which its comma separated from the end
        return StatusFilter(overdue=True)
    if word == LEFT or word.startswith(f"{LEFT} "):
        return StatusFilter(left=True)
    if (label := _labels().get(word)) is not None:
        return StatusFilter(labels=frozenset({label}))
    stage = parse_status(text, _HINT)
    stages = GROUPS[stage] if stage == UPCOMING else (stage,)
    return StatusFilter(stages=frozenset(stages))


def words() -> tuple[str, ...]:
    """Return the values to choose from: stages, groups, and labels as they are typed."""
    return (*Stage, *GROUPS, LEFT, *(label.lower() for label in _labels().values()))


@cache
def _labels() -> dict[str, str]:
    """Return the labels that state more than a stage, keyed by the text that is compared."""
    return {
        plain(label): label
        for noun in NOUNS
        for stage in (Stage.SCHEDULED, *filter(names_relation, Stage))
        if (label := label_of(stage, noun)).lower().startswith((UPCOMING, *RELATION_NOUNS))
    }
