"""The screen of `check`: what was checked, and what is wrong."""

from collections.abc import Iterator

from slate.domain.quoting import several
from slate.domain.text import safe
from slate.render.sheet import Block, Column, Marked, Sheet
from slate.store.file.schema import FORMAT
from slate.store.file.verification import Part
from slate.store.store_check import CheckedContent, StoreCheck

_LABELS = {
    Part.FILE: "File",
    Part.SCHEMA: "Tables",
    Part.LEDGER: "Ledger",
    Part.TITLES: "Titles",
}
_SHOWN = 3  # backups, batches


def check_sheet(name: str, result: StoreCheck) -> Sheet:
    """Return the result of a check as a sheet; what is wrong is highlighted."""
    rows = [("Slate", name)]
    for label, _, text, is_wrong in check_rows(result):
        rows.append((label, Marked(f"Wrong: {text}") if is_wrong else text))
    return Sheet((Block((Column("label", wraps=False), Column()), tuple(rows)),))


def check_rows(result: StoreCheck) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (label, name, text, whether it is wrong) for each part that was checked."""
    if not result.format:
        yield "File", Part.FILE, "not created yet", False
        return
    if result.faults:
        yield from _faults(result)
    elif result.content is None:
        text = f"sound; its format is {result.format}, and the next write upgrades it to {FORMAT}"
        yield "File", Part.FILE, text, False
    else:
        yield from _in_order(result.content)
    if result.backups:
        newest = ", ".join(safe(path.name) for path in result.backups[: -_SHOWN - 1 : -1])
        yield "Backups", "backups", f"{len(result.backups):,}, the newest first: {newest}", False


def _faults(result: StoreCheck) -> Iterator[tuple[str, str, str, bool]]:
    for fault in result.faults:
        yield _LABELS[fault.part], fault.part, safe(fault.what), True


def _in_order(content: CheckedContent) -> Iterator[tuple[str, str, str, bool]]:
    state = content.state
    yield "File", Part.FILE, "sound", False
    yield "Tables", Part.SCHEMA, "all there, as slate creates them", False
    batches = _number(state.batches, "batch", "batches")
    ledger = f"{batches} with {_number(state.reports, 'report')}, checksum {state.checksum[:12]}"
    yield "Ledger", Part.LEDGER, ledger, False
    yield "Titles", Part.TITLES, f"{content.counts.titles:,}, as the reports say", False
    if content.ahead:
        named = several([str(batch.id) for batch in content.ahead], _SHOWN)
        text = f"in the future: {_number(len(content.ahead), 'batch', 'batches')} ({named})"
        yield "Clock", "clock", text, True
    elif content.ahead is not None:
        yield "Clock", "clock", "no batch is in the future", False
    if content.duplicates:
        yield "Duplicates", "duplicates", f"{content.duplicates:,} possible", False


def _number(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
