"""The screen of `check`: what was checked, and what is wrong."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from slate.domain.quoting import several
from slate.domain.text import safe
from slate.render.plain.sheet import Block, Column, Sheet
from slate.store.file.place import Place
from slate.store.file.schema import FORMAT
from slate.store.file.verification import Fault, Part
from slate.store.store_check import CheckedContent, StoreCheck
from slate.wording.phrases import counted

_LABELS = {
    Part.FILE: "File",
    Part.SCHEMA: "Tables",
    Part.LEDGER: "Ledger",
    Part.TITLES: "Titles",
}
_SHOWN = 3  # backups, batches


class CheckRow(NamedTuple):
    """What was found about one part of a slate."""

    label: str  # on the screen
    part: str  # in data
    text: str
    state: Literal["ok", "note", "wrong", "repaired"] = "ok"  # a note is nothing wrong


def check_sheet(name: str, rows: Iterable[CheckRow]) -> Sheet:
    """Return the result of a check as a sheet."""
    cells = [("Slate", name)]
    for row in rows:
        text = row.text if row.state == "ok" else f"{row.state.capitalize()}: {row.text}"
        cells.append((row.label, text))
    return Sheet((Block((Column(), Column()), tuple(cells)),))


def repaired_rows(faults: Iterable[Fault]) -> Iterator[CheckRow]:
    """Yield a row for everything that was wrong and has been repaired."""
    for fault in faults:
        yield CheckRow(_LABELS[fault.part], fault.part, safe(fault.what), "repaired")


def check_rows(result: StoreCheck) -> Iterator[CheckRow]:
    """Yield what was found, one row for each part that was checked."""
    if result.is_lost:
        text = "there is none, but there are backups of one"
        yield CheckRow("File", Part.FILE, text, "wrong")
    elif not result.format:
        yield CheckRow("File", Part.FILE, "not created yet")
    elif result.faults:
        for fault in result.faults:
            yield CheckRow(_LABELS[fault.part], fault.part, safe(fault.what), "wrong")
    elif result.content is None:
        text = f"sound; its format is {result.format}, and the next write upgrades it to {FORMAT}"
        yield CheckRow("File", Part.FILE, text)
    else:
        yield from _in_order(result.content)
    for text in _place_texts(result.place):
        yield CheckRow("Place", "place", text, "note")
    if result.bad_backups:
        named = several([safe(path.name) for path in result.bad_backups], _SHOWN)
        yield CheckRow("Backups", "backups", f"damaged: {named}", "wrong")
    if good := result.good_backups:
        newest = several([safe(path.name) for path in reversed(good)], _SHOWN)
        yield CheckRow("Backups", "backups", newest)


def _place_texts(place: Place) -> Iterator[str]:
    """Yield what is to know about where the file is."""
    if place.network:
        yield f"on a network file system ({place.network}), whose locks are not reliable"
    if place.synced:
        what = "which may copy it while it is written"
        yield f"in a folder that {place.synced} keeps in sync, {what}"
    if place.uses_wal:
        yield "in WAL mode, set by another program: its newest changes may be in a second file"


def _in_order(content: CheckedContent) -> Iterator[CheckRow]:
    state = content.state
    yield CheckRow("File", Part.FILE, "sound")
    yield CheckRow("Tables", Part.SCHEMA, "all there, as slate creates them")
    batches = counted(state.batches, "batch", "batches")
    ledger = f"{batches} with {counted(state.reports, 'report')}, checksum {state.checksum[:12]}"
    yield CheckRow("Ledger", Part.LEDGER, ledger)
    yield CheckRow("Titles", Part.TITLES, f"{content.counts.titles:,}, as the reports say")
    if content.ahead:
        named = several([str(batch.id) for batch in content.ahead], _SHOWN)
        text = f"in the future: {counted(len(content.ahead), 'batch', 'batches')} ({named})"
        yield CheckRow("Clock", "clock", text, "wrong")
    elif content.ahead is not None:
        yield CheckRow("Clock", "clock", "no batch is in the future")
    if content.duplicates:
        yield CheckRow("Duplicates", "duplicates", f"{content.duplicates:,} possible")
