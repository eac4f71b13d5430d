"""The screen of `sources`: what became of the claims of each source, as numbers and as a bar."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from slate.domain.changes.judged_claims import Verdict
from slate.domain.changes.track_records import TrackRecord
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.render.look.bars import LONGEST, Part
from slate.render.look.cells import cell, joined, service_cell
from slate.render.look.chart import Column, chart
from slate.render.look.grid import Field
from slate.render.look.theme import BAR, DOT, EARLIER, LATER, MISSED, OPEN_BAR, Meaning
from slate.render.plain.sources import percent
from slate.wording.phrases import group_text, key_word, opened

# The parts of the bars, in their order.
_PARTS = {
    Verdict.RIGHT: (Meaning.GOOD, BAR),
    Verdict.ADVANCED: (Meaning.GOOD, EARLIER),
    Verdict.SLIPPED: (Meaning.LATE, LATER),
    Verdict.WRONG: (Meaning.LATE, MISSED),
    Verdict.OPEN: (Meaning.QUIET, OPEN_BAR),
}
# The columns that are omitted if the terminal is too narrow, the first one first.
_LEAST_NEEDED = (
    *("Statuses", "Exact to", "Ahead", "Claims", "First", "Open", "Advanced", "Wrong", "Slipped"),
)


def sources_screen(
    records: Sequence[TrackRecord], keys: Sequence[str], width: int
) -> Iterator[RenderableType]:
    """Yield the track records of sources; a narrow terminal omits some columns."""
    if not records:
        return
    columns = [
        Column(Field(opened(key_word(key))), _names(records, key, at))
        for at, key in enumerate(keys)
    ]
    columns += [
        _numbers("Claims", [row.claims for row in records]),
        _numbers("First", [row.first for row in records]),
        *(_verdicts(verdict, records) for verdict in _PARTS),
    ]
    further = {
        "Rate": [percent(row).strip() for row in records],
        "Ahead": [_days(row.ahead) for row in records],
        "Exact to": [_days(row.exact_to) for row in records],
    }
    columns += [_texts(name, list(map(cell, texts))) for name, texts in further.items()]
    columns += [
        Column(
            Field("Statuses"), [_statuses(row) for row in records], omitted=_omitted("Statuses")
        ),
        Column(
            Field(wraps=False),
            bars=[_bar(row) for row in records],
            longest=min(LONGEST, max(row.claims for row in records)),  # a cell for each claim
        ),
    ]
    yield from chart(columns, width)
    if legend := _legend(records):
        yield Text()
        yield legend


def _omitted(name: str) -> int:
    return len(_LEAST_NEEDED) - _LEAST_NEEDED.index(name) if name in _LEAST_NEEDED else 0


def _names(records: Sequence[TrackRecord], key: str, at: int) -> list[Text]:
    return [_name(key, row.keys[at]) for row in records]


def _name(key: str, name: str | None) -> Text:
    if key == "platform" and name is not None:
        return service_cell(ReleaseKey(ReleaseType.STREAMING, None, name))
    indent = " " if key == "platform" else ""
    return cell(
        f"{indent}{group_text(key, name)}", Meaning.QUIET if name is None else Meaning.PLAIN
    )


def _texts(name: str, cells: list[Text]) -> Column:
    return Column(Field(name, wraps=False, is_number=True), cells, omitted=_omitted(name))


def _numbers(name: str, numbers: Sequence[int], meaning: Meaning = Meaning.PLAIN) -> Column:
    zero = cell(DOT, Meaning.QUIET)
    return _texts(name, [cell(f"{each:,}", meaning) if each else zero for each in numbers])


def _verdicts(verdict: Verdict, records: Sequence[TrackRecord]) -> Column:
    numbers = [row.dates[verdict] for row in records]
    if verdict is Verdict.ADVANCED and not any(numbers):
        return Column(Field())
    return _numbers(opened(verdict), numbers, _PARTS[verdict][0])


def _days(number: float | None) -> str:
    if number is None:
        return ""
    return "1 day" if number == 1 else f"{number:,} days"


def _statuses(row: TrackRecord) -> Text:
    """Return what became of the claims on statuses: `4 right, 1 open`."""
    parts = [
        cell(f"{row.statuses[each]:,} {each}", _PARTS[each][0])
        for each in Verdict
        if row.statuses[each]
    ]
    return joined(*parts, separator=", ")


def _bar(row: TrackRecord) -> list[Part]:
    return [Part(row.dates[each], meaning, sign) for each, (meaning, sign) in _PARTS.items()]


def _legend(records: Sequence[TrackRecord]) -> Text:
    """Return what the signs of the bars mean, as far as there are any."""
    signs = [
        joined(cell(sign, meaning), cell(verdict, Meaning.QUIET))
        for verdict, (meaning, sign) in _PARTS.items()
        if any(row.dates[verdict] for row in records)
    ]
    return joined(*signs, separator="  ")
