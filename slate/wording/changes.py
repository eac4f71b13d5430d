"""Changes as short text: `slipped 2021-01-08 -> 2021-01-22, 14 days later`.

Dates have the same format as on every screen: `narrowed early 2021 -> 2021-01-08`.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import ChangeRecord
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import LinkTo, ReleaseOn, Value, value_text
from slate.domain.dates.display import screen_date
from slate.domain.dates.distance import Distance
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.text import safe
from slate.domain.titles.identity import distinct_name_in
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.wording.attribution import attribution
from slate.wording.distances import distance_text, length_text
from slate.wording.phrases import place, release_words

if TYPE_CHECKING:  # commands that write need this module, but no net changes
    from slate.domain.changes.net_change import NetRecord

# Fields of which a difference adds or drops one member.
_COLLECTIONS = {
    "tags": "tags",
    "credits": "people",
    "links": "links",
    "ids": "ids",
    "aka": "also known as",
}
# The text for an edited field, if it is not the name of the field.
_WORDS = {"merged": "merged with", "split": "split off what was said by"}
# The text for the credit of a value that has less than before.
_CREDIT = {"confidence": "only", "source": "without"}
# Fields with texts that name the release already.
_SELF_NAMED = frozenset({"release", "release_type", "platform"})


class DigestLine(NamedTuple):
    """A change in a mail; without a title, a line about the changes that are left out."""

    heading: str  # the day
    title: str
    change: str
    said_by: str
    url: str | None = None  # where the report can be read
    note: str | None = None


def change_row(record: "ChangeRecord | NetRecord") -> tuple[Any, ...]:
    """Return the values of a change record as every format writes them, the distance as text."""
    return tuple(distance_text(value) if isinstance(value, Distance) else value for value in record)


def difference_text(difference: Difference, releases: Collection[ReleaseKey] = ()) -> str:
    """Return what changed, safe to print.

    The text names the release, unless it is the only one of `releases`, those of the title after
    the change. Without any, it names only a type other than streaming, and a region.
    """
    text = _change(difference)
    if which := _which(difference, releases):
        text += f" ({which})"
    if difference.reverted and not _is_dated_anew(difference):
        text += " (reverted)"
    return safe(text)


def short_text(difference: Difference) -> str:
    """Return what changed in a few words, safe to print: `slipped 14 days`, `status filming`."""
    name, after = difference.name, difference.after
    match name:
        case ChangeName.SLIPPED | ChangeName.ADVANCED:
            by = difference.by
            text = f"{name} {length_text(by.count, by.unit)}" if by else name.value
        case ChangeName.DATED | ChangeName.NARROWED | ChangeName.WIDENED | ChangeName.STATUS:
            text = f"{name} {_value(after)}"
        case ChangeName.MOVED:
            text = f"moved to {_value(after)}"
        case ChangeName.LEAVING:
            text = f"leaving {_value(after)}" if after else "no longer leaving"
        case ChangeName.EDITED:
            text = _field_text(difference)
        case (
            ChangeName.ADDED
            | ChangeName.REMOVED
            | ChangeName.RETITLED
            | ChangeName.UNDATED
            | ChangeName.CONFIRMED
        ):
            text = name.value
        case _:
            assert_never(name)
    return safe(text)


def _field_text(difference: Difference) -> str:
    field = difference.field or ""
    if field == "release" or field in _WORDS:
        return _edited(difference)
    return _COLLECTIONS.get(field, field.replace("_", " "))


def member_text(difference: Difference) -> str:
    """Return the member that was added to a collection or removed, safe to print: `+ karate`."""
    sign, member = ("-", difference.before) if difference.after is None else ("+", difference.after)
    return safe(f"{sign} {_value(member)}")


def _change(difference: Difference) -> str:  # noqa: PLR0911 -- one per kind of change
    name = difference.name
    match name:
        case ChangeName.ADDED | ChangeName.REMOVED:
            return name.value
        case ChangeName.UNDATED:
            return f"date withdrawn (was {_value(difference.before)})"
        case ChangeName.EDITED:
            return _edited(difference)
        case ChangeName.CONFIRMED:
            return _confirmed(difference)
        case ChangeName.DATED if _is_dated_anew(difference):
            again = " again" if difference.reverted else ""
            return f"dated {_value(difference.after)}{again}{_former(difference)}"
        case ChangeName.LEAVING:
            return _leaving(difference)
        case (
            ChangeName.RETITLED
            | ChangeName.STATUS
            | ChangeName.DATED
            | ChangeName.NARROWED
            | ChangeName.WIDENED
            | ChangeName.SLIPPED
            | ChangeName.ADVANCED
            | ChangeName.MOVED
        ):
            by = f", {distance_text(difference.by)}" if difference.by else ""
            return f"{_from_to(name, difference)}{by}"
        case _:
            assert_never(name)


def _confirmed(difference: Difference) -> str:
    """Format a confirmation: `confirmed by Netflix, 2021-03-01 (Reddit had it as a rumor)`."""
    by = f" by {source}," if difference.said_by and (source := difference.said_by.source) else ""
    former = difference.former
    had = ""
    if former is not None and former.confidence.is_rumor:
        had = f" ({former.source or 'somebody'} had it as a rumor)"
    return f"confirmed{by} {_value(difference.after)}{had}"


def _is_dated_anew(difference: Difference) -> bool:
    """Whether a release that had a date got another one, without having slipped or advanced."""
    return difference.name is ChangeName.DATED and difference.before is not None


def _former(difference: Difference) -> str:
    """Format the value before and who stated it: ` (was 2021-06, Reddit, rumor)`."""
    former = difference.former
    who = attribution(former.source, former.confidence) if former else ""
    return f" ({', '.join(filter(None, (f'was {_value(difference.before)}', who)))})"


def _leaving(difference: Difference) -> str:
    if difference.after is None:
        return f"no longer leaving (was {_value(difference.before)})"
    return _from_to("leaving", difference)


def _edited(difference: Difference) -> str:
    field = difference.field or ""
    if field in _CREDIT:
        return f"now {_CREDIT[field]} {difference.after or 'a source'} (was {difference.before})"
    if isinstance(difference.after, ReleaseOn):
        return f"{'' if difference.after.is_first else 'also '}{_value(difference.after)}"
    if isinstance(difference.before, ReleaseOn):
        return f"no longer {_value(difference.before)}"
    if field in _COLLECTIONS:
        return f"{_COLLECTIONS[field]}: {member_text(difference)}"
    word = _WORDS.get(field, field.replace("_", " "))
    if difference.after is None:
        return f"no {word} (was {_value(difference.before)})"
    return _from_to(word, difference)


def _from_to(word: str, difference: Difference) -> str:
    after = _value(difference.after)
    return (
        f"{word} {after}"
        if difference.before is None
        else (f"{word} {_value(difference.before)} -> {after}")
    )


def _value(value: Value | None) -> str | None:
    """Return a value as text: dates as the screen shows them, links with the other title's name."""
    match value:
        case ReleaseDate():
            return screen_date(value, weekday=False)
        case ReleaseOn(key, when, is_first):
            nameless = "a first release" if is_first else "as a further release"
            where = place(key, Stage.SCHEDULED) or nameless
            return f"{where}, {screen_date(when, weekday=False)}" if when.known else where
        case LinkTo(relation, key):
            return f"{relation} {distinct_name_in(key)}"
        case _:
            return value_text(value)


def _which(difference: Difference, releases: Collection[ReleaseKey]) -> str:
    key = difference.release
    if key is None or difference.field in _SELF_NAMED or isinstance(difference.after, ReleaseOn):
        return ""
    if {key.folded} == {other.folded for other in releases}:
        return ""
    # The platform is in the text of a move already, and is not needed without other releases.
    if not releases or difference.name is ChangeName.MOVED:
        key = ReleaseKey(None if key.type is ReleaseType.STREAMING else key.type, key.region, None)
    return ", ".join(release_words(key))
