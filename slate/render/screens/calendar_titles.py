"""Titles in a calendar: a line each, clipped, in a cell of a grid or in a margin."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.queries.months import Entry, Month, one_per_title
from slate.render.look.blocks import clipped
from slate.render.look.cells import cell, date_meaning, linked, meaning_of, only_color
from slate.render.look.display import Display
from slate.render.look.grid import apart
from slate.render.look.legend import Legend
from slate.render.look.theme import (
    ABOUT_SIGN,
    DOT,
    LEAVES_SIGN,
    OFFICIAL_SIGN,
    OVERDUE_SIGN,
    RUMOR_SIGN,
    SERVICE_SIGN,
    Meaning,
    service_style,
)
from slate.wording.days import day_text
from slate.wording.phrases import counted, on_text, opened

SHOWN_IN_CELL = 3  # titles
SHOWN_IN_MARGIN = 12
_SHORTEST = 3  # letters of a title that a sign must not take the place of


def title_line(
    entry: Entry, width: int, display: Display, legend: Legend, *, aside: str = ""
) -> Text:
    """Return a title with the color of its service and the signs of its date, clipped.

    What stands `aside` is left out if there is no room for it, and so is the sign of an official
    date.
    """
    record, meaning = entry.record, meaning_in_calendar(entry)
    signs = Text()
    for sign, word, its_meaning in _signs(entry, meaning):
        signs.append_text(legend.noted(sign, word, its_meaning))
    room = max(_SHORTEST, width - 1 - len(signs))
    name = cell(record.name, meaning)
    end = Text()
    if aside and name.cell_len + cell(aside).cell_len + len("  ") <= room:
        end = cell(f"  {aside}", Meaning.QUIET)
    elif meaning is Meaning.OFFICIAL and name.cell_len + len(f" {OFFICIAL_SIGN}") <= room:
        end = Text(" ").append_text(legend.noted(OFFICIAL_SIGN, "official", meaning))
    title = linked(clipped(name, room), record.url, display)
    return apart(clipped(Text.assemble(_mark(entry, legend), signs, title, end), width))


def meaning_in_calendar(entry: Entry) -> Meaning:
    """Return what is to be noticed about an entry: that it is out says nothing if it leaves."""
    if entry.is_leaving:
        return date_meaning(entry.when, entry.record.confidence)
    return meaning_of(entry.record, entry.when)


def _signs(entry: Entry, meaning: Meaning) -> Iterator[tuple[str, str, Meaning]]:
    """Yield the signs before a title, and what each of them means."""
    if entry.is_leaving:
        yield LEAVES_SIGN, "leaves", meaning
    match meaning:
        case Meaning.LATE:
            yield OVERDUE_SIGN, "overdue", meaning
        case Meaning.RUMOR:
            is_contested = entry.record.contested and not entry.is_leaving
            yield RUMOR_SIGN, "contested" if is_contested else "rumor", meaning
        case Meaning.VAGUE if entry.when.precision == "day":
            yield ABOUT_SIGN, "about that day", meaning


def _mark(entry: Entry, legend: Legend) -> Text:
    """Return the mark in the color of a service, which is blank without colors."""
    service = entry.record.platform
    if not service:
        return Text(" ")
    legend.add_service(service)
    style = Meaning.QUIET if meaning_in_calendar(entry) is Meaning.QUIET else service_style(service)
    return only_color(Text().append(SERVICE_SIGN, style))


def month_heading(month: Month) -> Text:
    """Return the name of a month, and how many releases it has: `January 2021  12 releases`."""
    leaving = sum(entry.is_leaving for entry in month.entries)
    releases = sum(not entry.is_leaving for entry in month.entries)
    parts = [counted(releases, "release")] * bool(releases) + [f"{leaving:,} leaving"] * bool(
        leaving
    )
    name = cell(month.name, Meaning.HEADING)
    return name.append_text(cell(f"   {', '.join(parts)}" if parts else "", Meaning.QUIET))


def margin_groups(month: Month, display: Display) -> list[tuple[Text, list[Entry]]]:
    """Return the entries in the margin of a month in groups, each with its heading.

    What comes out within the month is one group; coarser dates have one each.
    """
    groups: dict[str, list[Entry]] = {}
    entries = one_per_title(month.margin)
    for entry in sorted(entries, key=lambda entry: not is_within(entry.when, month)):
        groups.setdefault(_group_of(entry.when, month, display), []).append(entry)
    return [(cell(name, Meaning.VAGUE), found) for name, found in groups.items()]


def _group_of(when: ReleaseDate, month: Month, display: Display) -> str:
    if is_within(when, month):
        return f"Sometime in {month.name.partition(' ')[0]}"
    return opened(day_text(when.without_mark, display.today, weekday=False))


def is_within(when: ReleaseDate, month: Month) -> bool:
    """Whether a date allows only days of a month."""
    return (
        when.earliest is not None
        and when.latest is not None
        and month.first <= when.earliest
        and when.latest <= month.last
    )


def margin_block(
    month: Month, width: int, display: Display, legend: Legend, *, names_services: bool
) -> list[Text]:
    """Return the margin of a month as lines: each group below its heading, cut at its end."""
    lines: list[Text] = []
    left = SHOWN_IN_MARGIN
    for heading, entries in margin_groups(month, display):
        if not left:
            break
        if lines:
            lines.append(Text())
        lines.append(clipped(heading, width))
        for entry in entries[:left]:
            where = on_text(entry.record.release) if names_services else ""
            aside = f" {DOT} ".join(filter(None, (_finer_date(entry, month, display), where)))
            lines.append(title_line(entry, width, display, legend, aside=aside))
        left = max(0, left - len(entries))
    more = len(one_per_title(month.margin)) - SHOWN_IN_MARGIN
    return [*lines, more_line(more)] if more > 0 else lines


def _finer_date(entry: Entry, month: Month, display: Display) -> str:
    """Return the date of an entry that is finer than its month: `mid Jan`."""
    if entry.when.precision == "month" or not is_within(entry.when, month):
        return ""
    return day_text(entry.when, display.today, weekday=False)


def more_line(number: int) -> Text:
    """Return the line for that many titles more than are shown."""
    return cell(f" +{number:,}", Meaning.QUIET)


def is_cut(months: Sequence[Month]) -> bool:
    """Whether grids of months have more titles than they show."""
    return any(
        len(one_per_title(month.margin)) > SHOWN_IN_MARGIN
        or any(len(one_per_title(found)) > SHOWN_IN_CELL for found in month.days.values())
        for month in months
    )
