"""Status: the stage reached, how it follows from what was said, and its label.

The label is composed, and what is printed can be typed: `Sequel in development`.
"""

from datetime import date
from typing import NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import WordError
from slate.domain.titles.vocabulary import GROUPS, KINDS, SETTLED, STAGES, plain, stage_of

UPCOMING = "upcoming"  # scheduled where there is a date, else announced
_NOUNS = ("season", "sequel", "spin-off", "remake", *KINDS)
_RELATIONS = ("sequel", "spin-off", "remake")
# The labels of what is to come, and AniList's word for it.
_UPCOMING_WORDS = frozenset(
    {UPCOMING, "not yet released", *(f"{UPCOMING} {plain(noun)}" for noun in _NOUNS)}
)
_PHRASES = {
    "rumored": "rumored",
    "in-development": "in development",
    "pre-production": "in pre-production",
    "filming": "filming",
    "post-production": "in post-production",
}
_DUE = "due "
_LABEL_HINT = ", upcoming, active, or a label such as 'upcoming season'"


class Derived(NamedTuple):
    """What follows where nothing was said, and why, for the one who wrote it."""

    word: str
    why: str


def derive_status(when: ReleaseDate, reported_on: ReleaseDate | None, *, follows: bool) -> Derived:
    """Find the stage where none was said.

    A date that lay wholly before the day on which it was reported means released: the
    source says so. The clock promotes nothing, and neither does a rumor or a doubtful
    date: for those `reported_on` is None. `follows`: a sequel, spin-off or remake.
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
            return Derived("released", "the date is past")
        return Derived("scheduled", "there is a date")
    if follows:
        return Derived("in-development", "it follows another title, and has no date")
    return Derived("announced", "there is no date")


def derive_kind(season: int | None, part: int | None) -> Derived:
    """Find the kind where none was said: what has seasons or parts is a series."""
    if season is not None:
        return Derived("series", "it has a season")
    if part is not None:
        return Derived("series", "it has a part")
    return Derived("film", "no other kind was said")


def label_of(status: str, noun: str) -> str:
    """Compose the label: `Upcoming season`, `Sequel filming`, `Released`."""
    if status in {"announced", "scheduled"}:
        return f"Upcoming {noun}"
    if noun in _RELATIONS and status in _PHRASES:
        return f"{noun.capitalize()} {_PHRASES[status]}"
    return _PHRASES.get(status, status.replace("-", " ")).capitalize()


def noun_of(kind: str, season: int | None, part: int | None, relation: str | None) -> str:
    """Name what a label speaks of: a season, a sequel, else the kind."""
    if season is not None or part is not None:
        return "season"
    return relation or kind


def is_overdue(status: str, when: ReleaseDate, today: date) -> bool:
    """Tell whether the date has passed and nobody has said that it came out."""
    return (
        status not in SETTLED
        and status != "on-hold"
        and when.latest is not None
        and when.latest < today
    )


def due_label(when: ReleaseDate) -> str:
    """Say that a date has passed: `Due 2021-01-01, not confirmed`."""
    return f"Due {screen_date(when, weekday=False)}, not confirmed"


def parse_status(text: str) -> str:
    """Read a stage as people, labels and other trackers write it, or `upcoming`.

    Raises WordError with the stages.
    """
    word = plain(text)
    if word.startswith(_DUE):
        return "scheduled"
    if word in _UPCOMING_WORDS:
        return UPCOMING
    for relation in map(plain, _RELATIONS):
        word = word.removeprefix(f"{relation} ")
    if (stage := stage_of(word) or stage_of(word.removeprefix("in "))) is None:
        raise WordError("status", text, STAGES, _LABEL_HINT)
    return stage


class StatusFilter(NamedTuple):
    """What `--status` asks for: a title matches by stage, by label, or as overdue."""

    stages: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    overdue: bool = False

    def either(self, other: "StatusFilter") -> "StatusFilter":
        """Join two: OR within one filter."""
        return StatusFilter(
            self.stages | other.stages, self.labels | other.labels, self.overdue or other.overdue
        )

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.stages or self.labels or self.overdue)


def parse_status_filter(text: str) -> StatusFilter:
    """Read a stage, a group (`upcoming`, `active`) or a label; raises WordError."""
    word = plain(text)
    if word in GROUPS:
        return StatusFilter(stages=frozenset(GROUPS[word]))
    if word.startswith(_DUE):
        return StatusFilter(overdue=True)
    if (label := _LABELS.get(word)) is not None:
        return StatusFilter(labels=frozenset({label}))
    stage = parse_status(text)
    return StatusFilter(stages=frozenset(GROUPS.get(stage, (stage,))))


# The labels that say more than a stage.
_LABELS = {
    plain(label): label
    for noun in _NOUNS
    for stage in ("scheduled", *_PHRASES)
    if (label := label_of(stage, noun)).lower().startswith((UPCOMING, *_RELATIONS))
}
