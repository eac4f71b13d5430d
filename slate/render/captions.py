"""Single lines: the output of `next`, and the captions below a list on a terminal."""

from slate.domain.dates.as_of import AsOf
from slate.domain.dates.release_date import MONTHS
from slate.domain.dates.windows import Named, Window
from slate.domain.text import safe
from slate.domain.titles.record import Record
from slate.wording.attribution import spoken_attribution
from slate.wording.phrases import counted, date_text, first_of, place, short_date
from slate.wording.windows import when_phrase


def next_line(record: Record) -> str:
    """Format the next release: what it is, when, where, and the source.

    `Cobra Kai: season 3 - 2021-01-08 Fri, on Netflix, says Netflix (official)`
    """
    when = date_text(record.date)
    if record.overdue:
        when = record.label[:1].lower() + record.label[1:]
    where = place(record.release, record.status)
    said_by = spoken_attribution(record)
    placed_by = spoken_attribution(record.placed_by) if record.placed_by else ""
    facts = (when, said_by, where, placed_by) if placed_by else (when, where, said_by)
    return safe(f"{record.name} - {', '.join(filter(None, facts))}")


def upcoming_caption(  # noqa: PLR0913 -- one is keyword-only
    certain: int,
    possible: int,
    undated: int,
    window: Window,
    see_undated: str,
    *,
    leaving: int = 0,
) -> str:
    """Format the counts of `upcoming`: `3 in January, 2 possible, 1 leaving, 1 undated`.

    `see_undated` is the command that lists what has no date.
    """
    when, short = when_phrase(window), _short_phrase(window)
    if certain:
        parts = [f"{certain:,} {short}"] + [f"{possible:,} possible"] * bool(possible)
    else:
        parts = [f"{possible:,} possible {short}" if possible else f"Nothing {when}"]
    parts += [f"{leaving:,} leaving"] * bool(leaving)
    if not undated:
        return safe(", ".join(parts)) + "."
    return f"{safe(', '.join(parts))}, {undated:,} undated:\n{see_undated}"


def leaving_caption(leaving: int, window: Window) -> str:
    """Format how many releases leave in a window: `3 leaving in January`."""
    if not leaving:
        return safe(f"Nothing leaves {when_phrase(window)}.")
    return safe(f"{leaving:,} leaving {_short_phrase(window)}.")


def _short_phrase(window: Window) -> str:
    """Return the phrase for a window below a heading, which has the year of a month."""
    if window.named is Named.BY_MONTH and window.start:
        return f"in {MONTHS[window.start.month - 1]}"
    return when_phrase(window)


def list_caption(shown: int, total: int, see_all: str) -> str:
    """Format the number of titles shown and, if these are not all, how to see the rest."""
    titles = "1 title" if total == 1 else f"{total:,} titles"
    if shown >= total:
        return f"{titles}."
    return f"{shown:,} of {titles}. For all:{see_all}"


def timeline_caption(shown: int, total: int, see_all: str, noun: str) -> str:
    """Format the number of rows of a timeline and, if these are not all, how to see the rest."""
    if shown >= total:
        return f"{counted(total, noun)}."
    return f"{first_of(shown, total, noun)}. For all:{see_all}"


def changes_caption(shown: int, when: str, see_all: str, *, more: bool, left_out: int = 0) -> str:
    """Format the number of changes, `3 changes since 2021-01-01`, and how to see the rest."""
    if more:
        return f"{_newest(shown)} {when}. For all:{see_all}"
    what = f"{counted(shown, 'change')} {when}"
    if left_out:
        return f"{what}, and {counted(left_out, 'more report')}. For all:{see_all}"
    return f"{what}."


def _newest(shown: int) -> str:
    if not shown:
        return "None of the changes"
    return f"The {'newest change' if shown == 1 else f'{shown:,} newest changes'}"


def passed_caption(number: int, receiver: str, left_out: int) -> str:
    """Format how many changes a command got, and how many reports are only counted in them."""
    more = f", and a count of {counted(left_out, 'more report')}" if left_out else ""
    return safe(f"Sent {counted(number, 'change')} to {receiver}{more}.")


def nothing_caption(when: str, newest: str, *, chosen: bool) -> str:
    """Return the caption for no changes, or none of those chosen, with the newest report's day."""
    day = short_date(newest)
    if chosen:
        return f"No such changes {when}; the newest report is from {day}."
    return f"No changes {when}. The newest report is from {day}."


def days_phrase(earlier: AsOf, later: AsOf) -> str:
    """Return the phrase for the two states: `between 2020-12-05 and 2021-01-07`."""
    what = "" if earlier.arrived_before is None else "what this slate showed on "
    return f"between {what}{earlier.day} and {later.day}"


def diff_caption(shown: int, when: str, see_all: str, *, more: bool, chosen: bool) -> str:
    """Format the number of differences and, if there are more, how to see them.

    `chosen` is whether there may be others that do not match the filters.
    """
    if more:
        return f"{first_of(shown, None, 'difference')} {when}. For all:{see_all}"
    if not shown:
        return f"No {'such ' if chosen else ''}differences {when}."
    return f"{counted(shown, 'difference')} {when}."


def batch_caption(batch: int, shown: int, see_all: str, *, more: bool) -> str:
    """Format the number of changes of a batch and, if there are more, how to see them."""
    if more:
        return f"{first_of(shown, None, 'change')}. For all:{see_all}"
    if not shown:
        return f"Batch {batch} changed nothing that is shown."
    return f"{counted(shown, 'change')}."
