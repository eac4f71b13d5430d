"""Status: the stage reached, how it is derived from what was stated, and its label.

Labels are composed, and every label that is printed is accepted as input, too: `Sequel in
development`.
"""

from datetime import date
from typing import Final, Literal, NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import StatusError
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.relations import Relation
from slate.domain.titles.stages import Phase, Stage, stage_of

UPCOMING: Final = "upcoming"  # which stage that is: domain/ledger/upcoming_stage.py
RELATION_NOUNS = tuple(relation.noun for relation in Relation)
NOUNS = ("season", *RELATION_NOUNS, *Kind)
# The labels of titles that are still to come, and AniList's word for them.
_UPCOMING_WORDS = frozenset(
    {UPCOMING, "not yet released", *(f"{UPCOMING} {plain(noun)}" for noun in NOUNS)}
)
DUE = ("due ", "due, ")  # with the date or, as `count` prints it, without
NOT_CONFIRMED: Final = "not confirmed"  # the end of the label of a date that has passed
LEFT: Final = "left"
# The labels without a date and a service, as `count` prints them.
DUE_LABEL: Final = f"Due, {NOT_CONFIRMED}"
LEFT_LABEL: Final = LEFT.capitalize()
_LABEL_HINT = ", upcoming, or a label such as 'upcoming season'"


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
    if noun in RELATION_NOUNS and names_relation(status):
        return f"{noun.capitalize()} {status.phrase}"
    return status.phrase.capitalize()


def names_relation(status: Stage) -> bool:
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
    return f"Due {screen_date(when, weekday=False)}, {NOT_CONFIRMED}"


def left_label(platform: str | None, when: ReleaseDate) -> str:
    """Return the label of a title that has left its last service: `Left Netflix 2020-12-31`."""
    words = (LEFT_LABEL, platform, screen_date(when, weekday=False))
    return " ".join(filter(None, words))


def parse_status(text: str, hint: str = _LABEL_HINT) -> Stage | Literal["upcoming"]:
    """Parse a stage as people, labels and other trackers write it, or `upcoming`.

    Raises StatusError, which lists the stages; for a word about the viewer, it says so.
    """
    word = plain(text)
    if word.startswith(DUE):
        return Stage.SCHEDULED
    if word.startswith(f"{LEFT} "):
        return Stage.RELEASED
    if word in _UPCOMING_WORDS:
        return UPCOMING
    for relation in map(plain, RELATION_NOUNS):
        word = word.removeprefix(f"{relation} ")
    if (stage := stage_of(word) or stage_of(word.removeprefix("in "))) is None:
        from slate.domain.titles.watching import is_about_watching  # noqa: PLC0415 -- for errors

        raise StatusError(text, tuple(Stage), hint, of_viewer=is_about_watching(text))
    return stage
