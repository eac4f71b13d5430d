"""Changes as short text: `slipped 2021-01-08 -> 2021-01-22, 14 days later`.

Dates have the same format as on every screen: `narrowed early 2021 -> 2021-01-08`.
"""

from collections.abc import Collection
from datetime import date
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
from slate.wording.days import day_text
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


class MailLine(NamedTuple):
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
    if which := release_of(difference, releases):
        text += f" ({which})"
    if difference.reverted and not _is_dated_anew(difference):
        text += " (reverted)"
    return safe(text)


def short_text(difference: Difference, today: date | None = None) -> str:
    """Return what changed in a few words, safe to print: `slipped 14 days`, `status filming`.

    With `today`, dates are as a reader of that day sees them.
    """
    name, after = difference.name, difference.after
    match name:
        case ChangeName.SLIPPED | ChangeName.ADVANCED:
            by = difference.by
            text = f"{name} {length_text(by.count, by.unit)}" if by else name.value
        case ChangeName.DATED | ChangeName.NARROWED | ChangeName.WIDENED | ChangeName.STATUS:
            text = f"{name} {shown_value(after, today)}"
        case ChangeName.MOVED:
            text = f"moved to {shown_value(after)}"
        case ChangeName.LEAVING:
            text = f"leaving {shown_value(after, today)}" if after else "no longer leaving"
        case ChangeName.EDITED:
            text = _field_text(difference, today)
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


def _field_text(difference: Difference, today: date | None) -> str:
    field = difference.field or ""
    if field == "release" or field in _WORDS:
        return edited_text(difference, today)
    return _COLLECTIONS.get(field, field.replace("_", " "))


def member_text(difference: Difference) -> str:
    """Return the member that was added to a collection or removed, safe to print: `+ karate`."""
    sign, member = ("-", difference.before) if difference.after is None else ("+", difference.after)
    return safe(f"{sign} {shown_value(member)}")


def _change(difference: Difference) -> str:  # noqa: PLR0911 -- one per kind of change
    name = difference.name
    match name:
        case ChangeName.ADDED | ChangeName.REMOVED:
            return name.value
        case ChangeName.UNDATED:
            return f"date withdrawn (was {shown_value(difference.before)})"
        case ChangeName.EDITED:
            return edited_text(difference)
        case ChangeName.CONFIRMED:
            return _confirmed(difference)
        case ChangeName.DATED if _is_dated_anew(difference):
            again = " again" if difference.reverted else ""
            return f"dated {shown_value(difference.after)}{again}{_former(difference)}"
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
    return f"confirmed{by} {shown_value(difference.after)}{had}"


def _is_dated_anew(difference: Difference) -> bool:
    """Whether a release that had a date got another one, without having slipped or advanced."""
    return difference.name is ChangeName.DATED and difference.before is not None


def _former(difference: Difference) -> str:
    """Format the value before and who stated it: ` (was 2021-06, Reddit, rumor)`."""
    former = difference.former
    who = attribution(former.source, former.confidence) if former else ""
    return f" ({', '.join(filter(None, (f'was {shown_value(difference.before)}', who)))})"


def _leaving(difference: Difference) -> str:
    if difference.after is None:
        return f"no longer leaving (was {shown_value(difference.before)})"
    return _from_to("leaving", difference)


def edited_text(difference: Difference, today: date | None = None) -> str:
    """Return a change without a name of its own: `tags: + karate`; `today` as in `short_text`."""
    field = difference.field or ""
    before, after = (shown_value(value, today) for value in (difference.before, difference.after))
    if field in _CREDIT:
        return f"now {_CREDIT[field]} {difference.after or 'a source'} (was {difference.before})"
    if isinstance(difference.after, ReleaseOn):
        return f"{'' if difference.after.is_first else 'also '}{after}"
    if isinstance(difference.before, ReleaseOn):
        return f"no longer {before}"
    if field in _COLLECTIONS:
        return f"{_COLLECTIONS[field]}: {member_text(difference)}"
    word = _WORDS.get(field, field.replace("_", " "))
    if difference.after is None:
        return f"no {word} (was {before})"
    return f"{word} {after}" if difference.before is None else f"{word} {before} -> {after}"


def _from_to(word: str, difference: Difference) -> str:
    after = shown_value(difference.after)
    return (
        f"{word} {after}"
        if difference.before is None
        else (f"{word} {shown_value(difference.before)} -> {after}")
    )


def shown_value(value: Value | None, today: date | None = None) -> str | None:
    """Return a value as text: dates as the screen shows them, links with the other title's name.

    `today` as in `short_text`.
    """
    match value:
        case ReleaseDate():
            return (
                day_text(value, today, weekday=False)
                if today
                else screen_date(value, weekday=False)
            )
        case ReleaseOn(key, when, is_first):
            nameless = "a first release" if is_first else "as a further release"
            where = place(key, Stage.SCHEDULED) or nameless
            return f"{where}, {shown_value(when, today)}" if when.known else where
        case LinkTo(relation, key):
            return f"{relation} {distinct_name_in(key)}"
        case _:
            return value_text(value)


def release_of(difference: Difference, releases: Collection[ReleaseKey] = ()) -> str:
    """Return the words for the release that changed; empty if the title has only this one.

    Without any `releases`, the words are a type other than streaming, and a region.
    """
    key = difference.release
    if key is None or difference.field in _SELF_NAMED or isinstance(difference.after, ReleaseOn):
        return ""
    if {key.folded} == {other.folded for other in releases}:
        return ""
    # The platform is in the text of a move already, and is not needed without other releases.
    if not releases or difference.name is ChangeName.MOVED:
        key = ReleaseKey(None if key.type is ReleaseType.STREAMING else key.type, key.region, None)
    return ", ".join(release_words(key))
