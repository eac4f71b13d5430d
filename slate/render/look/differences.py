"""Changes as cells: a colored word, and the dates before and after."""

from rich.text import Text

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.severity import cancels
from slate.domain.changes.values import Value
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.titles.title import Release, headline
from slate.render.look.cells import cell, date_meaning, joined
from slate.render.look.display import Display
from slate.render.look.theme import ARROW, Meaning
from slate.wording.changes import edited_text, release_of, shown_value
from slate.wording.days import day_text
from slate.wording.distances import distance_text
from slate.wording.phrases import on_text

_FURTHER = 2  # releases of a new title that are shown besides the headline
_MEANINGS = {
    ChangeName.SLIPPED: Meaning.LATE,
    ChangeName.UNDATED: Meaning.LATE,
    ChangeName.WIDENED: Meaning.VAGUE,
    ChangeName.ADVANCED: Meaning.GOOD,
    ChangeName.CONFIRMED: Meaning.GOOD,
    ChangeName.REMOVED: Meaning.CANCELED,
}


def change_meaning(name: ChangeName) -> Meaning:
    """Return what is to be noticed about a change of this name."""
    return _MEANINGS.get(name, Meaning.PLAIN)


def change_cell(difference: Difference) -> Text:
    """Return the name of a change, in the color of what it means."""
    meaning = Meaning.LATE if cancels(difference) else change_meaning(difference.name)
    return cell(difference.name, meaning)


def details_cell(difference: Difference, releases: tuple[Release, ...], display: Display) -> Text:
    """Return what changed, without the name of the change: `Jan 8 → Jan 22, 14 days later`.

    `releases` are those of the title after the change.
    """
    name, before, after = difference.name, difference.before, difference.after
    if name is ChangeName.ADDED:
        return _added(releases, display)
    if name is ChangeName.REMOVED:
        return Text()
    if difference.is_about_a_date or name is ChangeName.LEAVING:
        text = _moved(before, after, difference, display)
    elif name is ChangeName.EDITED:
        words = edited_text(difference, display.read_on)
        text = cell(words.replace(" -> ", f" {ARROW} "))
    elif name is ChangeName.CONFIRMED:
        text = _confirmed(difference, display)
    else:
        text = _value(after, display) if before is None else _from_to(before, after, display)
    which = release_of(difference, [release.key for release in releases])
    back = "(back at an earlier date)" if difference.reverted else ""
    return joined(text, cell(which and f"({which})", Meaning.QUIET), cell(back, Meaning.QUIET))


def change_text(difference: Difference, releases: tuple[Release, ...], display: Display) -> Text:
    """Return a change among others: its name, unless that is only `edited`, and what changed."""
    is_edited = difference.name is ChangeName.EDITED
    word = Text() if is_edited else change_cell(difference)
    return joined(word, details_cell(difference, releases, display))


def _moved(
    before: Value | None, after: Value | None, difference: Difference, display: Display
) -> Text:
    """Return two dates with how far they are apart."""
    nothing = "stays" if difference.name is ChangeName.LEAVING else "no date"
    text = _value(after, display) if before is None else _from_to(before, after, display, nothing)
    return joined(text, distance_cell(difference), separator=", ")


def distance_cell(difference: Difference) -> Text:
    """Return how far a date moved; empty if that cannot be measured."""
    meaning = change_meaning(difference.name)
    return cell(distance_text(difference.by) if difference.by else "", meaning)


def _from_to(
    before: Value | None, after: Value | None, display: Display, nothing: str = ""
) -> Text:
    is_date = isinstance(before, ReleaseDate)
    former = cell(
        shown_value(before, display.read_on) or "",
        Meaning.CANCELED if is_date else Meaning.QUIET,
    )
    now = cell(nothing, Meaning.QUIET) if after is None else _value(after, display)
    return joined(former, cell(ARROW, Meaning.QUIET), now)


def _confirmed(difference: Difference, display: Display) -> Text:
    former = difference.former
    had = (
        f"{former.source or 'somebody'} had it as a rumor"
        if former and former.confidence.is_rumor
        else ""
    )
    return joined(_value(difference.after, display), cell(had and f"({had})", Meaning.QUIET))


def _value(value: Value | None, display: Display) -> Text:
    meaning = date_meaning(value, None) if isinstance(value, ReleaseDate) else Meaning.PLAIN
    return cell(shown_value(value, display.read_on) or "", meaning)


def _added(releases: tuple[Release, ...], display: Display) -> Text:
    """Return the releases that a title was added with, the headline release first."""
    shown = headline(releases)
    others = [release for release in releases if release is not shown]
    others.sort(key=lambda release: release.date_order)
    found = [*([shown] if shown else []), *others[:_FURTHER]]
    texts = [_release(release, display) for release in found]
    if (more := len(others) - _FURTHER) > 0:
        texts.append(cell(f"and {more} more"))
    return joined(*texts, separator="; ")


def _release(release: Release, display: Display) -> Text:
    leaves = day_text(release.leaves, display.read_on, weekday=False)
    return joined(
        cell(on_text(release.key)),
        _value(release.date, display),
        cell(leaves and f"leaves {leaves}"),
        separator=", ",
    )
