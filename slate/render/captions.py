"""Single lines: the output of `next`, and the captions below a list on a terminal."""

from slate.domain.dates.release_date import MONTHS
from slate.domain.dates.windows import Named, Window
from slate.domain.text import safe
from slate.domain.titles.record import Record
from slate.render.titles import when_phrase
from slate.wording.attribution import spoken_attribution
from slate.wording.phrases import date_text, place


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
    parts += [f"{undated:,} undated ({see_undated})"] * bool(undated)
    return safe(", ".join(parts)) + "."


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
    return f"{shown:,} of {titles}. For all: {see_all}"
