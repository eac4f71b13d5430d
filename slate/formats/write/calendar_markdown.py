"""A calendar as Markdown: each month as a table of weeks, with a list of its margin below it."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.dates.weeks import days_from, weeks_of
from slate.domain.queries.months import Entry, Month, one_per_title
from slate.formats.write.markdown import line, literal, prose
from slate.wording.attribution import doubt_mark
from slate.wording.phrases import opened, place, short_date


def lines(months: Iterable[Month], week_start: int) -> Iterator[str]:
    """Yield months with a heading each; all text is escaped."""
    before = ""
    for month in months:
        yield f"{before}## {prose(month.name)}\n\n"
        before = "\n"
        yield from _table(month, week_start)
        if month.margin:
            yield "\n"
        for entry in month.margin:
            yield f"- {prose(opened(short_date(entry.when.text)))}: {_item(entry)}\n"


def _table(month: Month, week_start: int) -> Iterator[str]:
    names = days_from(week_start)
    yield line(names)
    yield line("---" for _ in names)
    for week in weeks_of(month.first, week_start):
        yield line(_cell(day, month.days.get(day, ())) for day in week)


def _cell(day: int, entries: Sequence[Entry]) -> str:
    """Return a day with its titles; blank for a day of another month."""
    titles = (literal(_text(entry)) for entry in one_per_title(entries))
    return "<br>".join((f"**{day}**", *titles)) if day else ""


def _text(entry: Entry) -> str:
    record = entry.record
    name = f"{record.name} leaves" if entry.is_leaving else record.name
    overdue = "overdue" if record.overdue and not entry.is_leaving else ""
    return ", ".join(filter(None, (name, overdue, doubt_mark(record))))


def _item(entry: Entry) -> str:
    record = entry.record
    verb = "leaves" if entry.is_leaving else ""
    where = record.platform or "" if entry.is_leaving else place(record.release, record.status)
    facts = (" ".join(filter(None, (verb, where))), doubt_mark(record))
    return ", ".join((f"**{prose(record.name)}**", *map(prose, filter(None, facts))))
