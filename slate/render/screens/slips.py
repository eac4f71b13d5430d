"""The screen of `slips`: a bar for each title or service, as long as its dates slipped."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from slate.domain.changes.league_tables import PlatformRow, Ranked, SlipTotals, TitleRow
from slate.domain.changes.slips import HowFar
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.render.look.bars import Part
from slate.render.look.cells import (
    cell,
    date_of,
    dotted,
    joined,
    meaning_of,
    on_cell,
    service_cell,
    title_cell,
)
from slate.render.look.chart import Column, chart, fits
from slate.render.look.display import Display
from slate.render.look.grid import Field
from slate.render.look.theme import ARROW, DOT, OPEN_BAR, TIMES, Meaning
from slate.wording.days import day_text
from slate.wording.slips import advanced_text, how_far

_SLIPPED = "Slipped"
_DAYS_OF_A_MONTH, _DAYS_OF_A_THIRD = 30.4, 10  # as long as they are drawn


class _Measure(NamedTuple):
    """What the rows are sorted by, and the bars show, if it is not how far dates slipped."""

    name: str
    number: Callable[[SlipTotals], float | None]
    text: Callable[[float | None], Text]
    meaning: Meaning


def _days(number: float | None) -> Text:
    if not number:
        return cell("" if number is None else DOT, Meaning.QUIET)
    return cell("1 day" if number == 1 else f"{number:,} days")


def _slips(number: float | None) -> Text:
    return _times(number, Meaning.QUIET if number == 1 else Meaning.PLAIN)


def _advances(number: float | None) -> Text:
    return _times(number, Meaning.GOOD)


def _times(number: float | None, meaning: Meaning) -> Text:
    return cell(f"{TIMES}{number:,}" if number else "", meaning)


_MEASURES = {
    "longest": _Measure("Longest", lambda own: own.longest, _days, Meaning.LATE),
    "median": _Measure("Median", lambda own: own.median, _days, Meaning.LATE),
    "wait": _Measure("Waited", lambda own: own.wait, _days, Meaning.PLAIN),
    "advanced": _Measure("Advanced", lambda own: own.advanced, _advances, Meaning.GOOD),
}


def slips_screen(
    ranked: Sequence[Ranked], sort: str | None, display: Display
) -> Iterator[RenderableType]:
    """Yield a ranking of titles or services, sorted by a column."""
    titles = [row for row in ranked if isinstance(row, TitleRow)]
    if titles:
        yield from _of_titles(titles, sort, display)
    elif ranked:
        services = [row for row in ranked if isinstance(row, PlatformRow)]
        yield from _of_services(services, sort, display)


def _of_titles(
    rows: Sequence[TitleRow], sort: str | None, display: Display
) -> Iterator[RenderableType]:
    """Yield titles, in one line each if there is room."""
    totals = [row.totals for row in rows]
    now = f"{' ' * len(ARROW)} Now"
    title = Column(Field("Title"), [title_cell(row.record, display) for row in rows])
    columns = [
        title,
        Column(Field("On"), [on_cell(row.record) for row in rows]),
        Column(Field("First date", wraps=False), [_first(row, display) for row in rows]),
        Column(Field(now, wraps=False), [_now(row, display) for row in rows]),
        *_advanced(totals, sort),
        *_measured(totals, sort),
    ]
    if not display.is_narrow and fits(columns, display.width):
        yield from chart([column._replace(omitted=0) for column in columns], display.width)
        return
    below = [cell(f"On {DOT} First date {ARROW} Now", Meaning.HEADER)]
    for row in rows:
        is_below = sort != "advanced" and row.totals.advanced
        advanced = advanced_text(row.totals) if is_below else ""
        moved = joined(_first(row, display), _now(row, display))
        below.append(dotted(on_cell(row.record), moved, cell(advanced, Meaning.GOOD)))
    yield from chart([title, *_measured(totals, sort)], display.width, below)


def _of_services(
    rows: Sequence[PlatformRow], sort: str | None, display: Display
) -> Iterator[RenderableType]:
    totals = [row.totals for row in rows]
    waits = [own.wait for own in totals]
    further: dict[str, tuple[str, Sequence[float | None]]] = {
        "median": ("Median", [own.median for own in totals]),
        "longest": ("Longest", [own.longest for own in totals]),
        "wait": ("Waited", waits if any(waits) else []),
    }
    columns = [
        Column(Field("Service"), [_service(row.platform) for row in rows]),
        Column(
            Field("Titles", wraps=False, is_number=True),
            [cell(f"{row.titles:,}") for row in rows],
            omitted=1,
        ),
        *(
            Column(
                Field(name, wraps=False, is_number=True),
                [_days(number) for number in numbers],
                omitted=place,
            )
            for place, (key, (name, numbers)) in enumerate(further.items(), 3)
            if key != sort and numbers
        ),
        *_advanced(totals, sort),
        *_measured(totals, sort),
    ]
    yield from chart(columns, display.width)


def _service(platform: str | None) -> Text:
    if platform is None:
        return cell(" no service", Meaning.QUIET)
    return service_cell(ReleaseKey(ReleaseType.STREAMING, None, platform))


def _advanced(totals: Sequence[SlipTotals], sort: str | None) -> list[Column]:
    """Return the column of how often dates advanced, unless the bars show that."""
    if sort == "advanced":
        return []
    times = [_advances(own.advanced) for own in totals]
    return [Column(Field("Advanced", wraps=False, is_number=True), times, omitted=2)]


def _measured(totals: Sequence[SlipTotals], sort: str | None) -> list[Column]:
    """Return columns: how rows slipped, and bars of that or of what they are sorted by."""
    measure = _MEASURES.get(sort or "")
    slipped = Column(Field(_SLIPPED, is_number=True), _how_far(totals))
    if measure is None:
        return [slipped, Column(Field(wraps=False), bars=[_slipped(own) for own in totals])]
    numbers = [measure.number(own) for own in totals]
    return [
        slipped._replace(omitted=2),
        Column(Field(measure.name, wraps=False, is_number=True), list(map(measure.text, numbers))),
        Column(
            Field(wraps=False), bars=[[Part(number or 0, measure.meaning)] for number in numbers]
        ),
    ]


def _how_far(totals: Sequence[SlipTotals]) -> list[Text]:
    """Return how far and how often rows slipped: `14 days`, once."""
    times = [_slips(own.slips) for own in totals]
    most = max(map(len, times))
    return [
        Text("  ").join((cell(", ".join(how_far(own))), Text(" " * (most - len(often))) + often))
        if often
        else often
        for own, often in zip(totals, times, strict=True)
    ]


def _slipped(own: SlipTotals) -> list[Part]:
    """Return the days of slips between exact days, and about those of coarser ones."""
    return [
        Part(own.days, Meaning.LATE),
        Part(sum(map(_about, own.others)), Meaning.LATE, OPEN_BAR),
    ]


def _about(far: HowFar) -> float:
    """Return about how many days a slip is long; 0 if that is not known."""
    if not isinstance(far, Distance):
        return 0
    days = _DAYS_OF_A_THIRD if far.unit is Unit.MONTH_THIRD else _DAYS_OF_A_MONTH * far.unit.months
    return far.count * days


def _first(row: TitleRow, display: Display) -> Text:
    first = row.slips.first_date
    text = day_text(parse_date(first), display.today, weekday=False) if first else ""
    return cell(text, Meaning.QUIET)


def _now(row: TitleRow, display: Display) -> Text:
    """Return the date as it stands, behind an arrow from the first one."""
    when = date_of(row.record)
    text = day_text(when, display.today, weekday=False)
    now = cell(text, meaning_of(row.record, when)) if text else cell("no date", Meaning.QUIET)
    return joined(cell(ARROW, Meaning.QUIET), now)
