"""Labels of titles where a heading has said a part of them already."""

from datetime import date

from slate.domain.dates.parsing import parse_date
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Phase
from slate.domain.titles.status import LEFT, noun_of
from slate.wording.days import day_text

_UPCOMING = "Upcoming "


def short_label(record: Record, today: date) -> str:
    """Return what a label says besides that a title is upcoming, due, out or canceled.

    `season` of `Upcoming season`, `film` of `Released`, but `sequel in development`.
    """
    if record.has_left and record.leaves is not None:
        return f"{LEFT} {day_text(parse_date(record.leaves), today, weekday=False)}"
    phase = record.status.phase
    if not record.overdue and phase is Phase.PLANNED:
        return record.label.removeprefix(_UPCOMING)
    if record.overdue or phase is Phase.OUT or phase is Phase.CANCELED or phase is Phase.PAUSED:
        return noun_of(record.kind, record.season, record.part, None)
    return record.label[:1].lower() + record.label[1:]
