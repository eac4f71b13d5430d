"""Status: the stage reached, how it is derived from what was stated, and its label.

Labels are composed, and every label that is printed is accepted as input, too: `Sequel in
development`.
"""

from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import WordError
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.relations import Relation
from slate.domain.titles.stages import GROUPS, Phase, Stage, stage_of

UPCOMING: Final = "upcoming"  # scheduled if there is a date, otherwise announced
_RELATIONS = tuple(relation.noun for relation in Relation)
_NOUNS = ("season", *_RELATIONS, *Kind)
# The labels of titles that are still to come, and AniList's word for them.
_UPCOMING_WORDS = frozenset(
    {UPCOMING, "not yet released", *(f"{UPCOMING} {plain(noun)}" for noun in _NOUNS)}
)
_DUE = "due "
_LABEL_HINT = ", upcoming, or a label such as 'upcoming season'"
_FILTER_HINT = ", upcoming, active, or a label such as 'upcoming season'"


class DerivedStage(NamedTuple):
    """The stage derived if none was stated, and the reason, for the author of the report."""

    stage: Stage
    why: str


class DerivedKind(NamedTuple):
    """The kind derived if none was stated, and the reason."""

    kind: Kind
    why: str
    is_assumed: bool = False  # no stated value implies it


def derive_status(
    when: ReleaseDate, reported_on: ReleaseDate | None, *, follows: bool
) -> DerivedStage:
    """Return the stage of a title for which none was stated.

    A date that lay wholly before the day on which it was reported means released, since that is
    what the source states. The clock promotes no title, and neither does a rumor, for which
    `reported_on` is None, or a doubtful date. `follows` is true of a sequel, spin-off or remake.
    """
    if when.known:
        past = (
            not when.marked
            and when.latest is not None
            and reported_on is not None
            and reported_on.earliest is not None
            and when.latest < reported_on.earliest
        )
        if past:
            return DerivedStage(Stage.RELEASED, "the date is past")
        return DerivedStage(Stage.SCHEDULED, "there is a date")
    if follows:
        return DerivedStage(Stage.IN_DEVELOPMENT, "it follows another title, and has no date")
    return DerivedStage(Stage.ANNOUNCED, "there is no date")


def derive_kind(season: int | None, part: int | None) -> DerivedKind:
    """Return the kind of a title for which none was stated: a series if it has a season or part."""
    if season is not None:
        return DerivedKind(Kind.SERIES, "it has a season")
    if part is not None:
        return DerivedKind(Kind.SERIES, "it has a part")
    return DerivedKind(Kind.FILM, "assumed", is_assumed=True)


def label_of(status: Stage, noun: str) -> str:
    """Return the label: `Upcoming season`, `Sequel filming`, `Released`."""
    if status.phase is Phase.PLANNED:
        return f"Upcoming {noun}"
    if noun in _RELATIONS and _names_relation(status):
        return f"{noun.capitalize()} {status.phrase}"
    return status.phrase.capitalize()


def _names_relation(status: Stage) -> bool:
    """Whether the label of a sequel states that it is one."""
    return status.phase is Phase.RUMORED or status.phase is Phase.ACTIVE


def noun_of(kind: Kind, season: int | None, part: int | None, relation: str | None) -> str:
    """Return the noun of a label: `season`, a relation such as `sequel`, otherwise the kind."""
    if season is not None or part is not None:
        return "season"
    return relation or kind


def is_overdue(status: Stage, when: ReleaseDate, today: date) -> bool:
    """Whether the date has passed and nobody has stated that the title is out."""
    return status.can_be_overdue and when.latest is not None and when.latest < today


def due_label(when: ReleaseDate) -> str:
    """Return the label of a date that has passed: `Due 2021-01-01, not confirmed`."""
    return f"Due {screen_date(when, weekday=False)}, not confirmed"


def parse_status(text: str, hint: str = _LABEL_HINT) -> Stage | Literal["upcoming"]:
    """Parse a stage as people, labels and other trackers write it, or `upcoming`.

    Raises WordError, which lists the stages.
    """
    word = plain(text)
    if word.startswith(_DUE):
        return Stage.SCHEDULED
    if word in _UPCOMING_WORDS:
        return UPCOMING
    for relation in map(plain, _RELATIONS):
        word = word.removeprefix(f"{relation} ")
    if (stage := stage_of(word) or stage_of(word.removeprefix("in "))) is None:
        raise WordError("status", text, tuple(Stage), hint)
    return stage


class StatusFilter(NamedTuple):
    """The filter of `--status`: a title matches by stage, by label, or as overdue."""

    stages: frozenset[Stage] = frozenset()
    labels: frozenset[str] = frozenset()
    overdue: bool = False

    def either(self, other: "StatusFilter") -> "StatusFilter":
        """Return the union of two filters: OR within one filter."""
        return StatusFilter(
            self.stages | other.stages, self.labels | other.labels, self.overdue or other.overdue
        )

    def __bool__(self) -> bool:
        """Whether the filter has any condition."""
        return bool(self.stages or self.labels or self.overdue)


def parse_status_filter(text: str) -> StatusFilter:
    """Parse a stage, a group (`upcoming`, `active`) or a label; raise WordError for others."""
    word = plain(text)
    if word in GROUPS:
        return StatusFilter(stages=frozenset(GROUPS[word]))
    if word.startswith(_DUE):
        return StatusFilter(overdue=True)
    if (label := _labels().get(word)) is not None:
        return StatusFilter(labels=frozenset({label}))
    stage = parse_status(text, _FILTER_HINT)
    stages = GROUPS[stage] if stage == UPCOMING else (stage,)
    return StatusFilter(stages=frozenset(stages))


@cache
def _labels() -> dict[str, str]:
    """Return the labels that state more than a stage, keyed by the text that is compared."""
    return {
        plain(label): label
        for noun in _NOUNS
        for stage in (Stage.SCHEDULED, *filter(_names_relation, Stage))
        if (label := label_of(stage, noun)).lower().startswith((UPCOMING, *_RELATIONS))
    }
