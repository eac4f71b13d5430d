"""The track records of sources, as a sheet."""

from collections import Counter
from collections.abc import Sequence

from slate.domain.changes.judged_claims import Verdict
from slate.domain.changes.track_records import KEYS, TrackRecord
from slate.render.plain.sheet import Block, Column, Sheet
from slate.wording.phrases import counted, first_of, group_text, key_word, opened

_NAMES = {key: opened(key_word(key)) for key in KEYS}
# Columns that are omitted if they are empty throughout.
_RARE = ("Advanced", "Rate", "Ahead", "Exact to", "Statuses")


def sources_sheet(shown: Sequence[TrackRecord], keys: Sequence[str]) -> Sheet:
    """Return the track records as a sheet."""
    if not shown:
        return Sheet()
    rows = [_cells(row, keys) for row in shown]
    header = tuple(name for name in rows[0] if name not in _RARE or any(row[name] for row in rows))
    lines = tuple(tuple(row[name] for name in header) for row in rows)
    return Sheet((Block((Column(),) * len(header), lines, header=header),))


def _cells(row: TrackRecord, keys: Sequence[str]) -> dict[str, str]:
    names = {_NAMES[key]: group_text(key, name) for key, name in zip(keys, row.keys, strict=True)}
    dates = row.dates
    numbers = {
        "Claims": row.claims,
        "First": row.first,
        "Right": dates[Verdict.RIGHT],
        "Wrong": dates[Verdict.WRONG],
        "Slipped": dates[Verdict.SLIPPED],
        "Advanced": dates[Verdict.ADVANCED],
        "Open": dates[Verdict.OPEN],
    }
    cells = names | {name: f"{number:>{len(name)},}" for name, number in numbers.items()}
    if not dates[Verdict.ADVANCED]:
        cells["Advanced"] = ""
    return cells | {
        "Rate": percent(row),
        "Ahead": _days(row.ahead),
        "Exact to": _days(row.exact_to),
        "Statuses": _statuses(row.statuses),
    }


def percent(row: TrackRecord) -> str:
    """Format the rate, rounded down: 199 of 200 are not 100%."""
    return "" if row.rate is None else f"{row.dates[Verdict.RIGHT] * 100 // row.decided:>3}%"


def _days(number: float | None) -> str:
    return "" if number is None else f"{number:,}d"


def _statuses(verdicts: Counter[Verdict]) -> str:
    """Format what became of the claims on statuses: `4 right, 1 open`."""
    return ", ".join(f"{verdicts[each]:,} {each}" for each in Verdict if verdicts[each])


def caption(
    shown: Sequence[TrackRecord], rows: Sequence[TrackRecord], see_all: str, *, chosen: bool
) -> str:
    """Format the number of sources and claims and, if not all are shown, how to see the rest.

    `chosen` is whether there may be others that do not match the filters.
    """
    if not rows and chosen:
        return "No such claims."
    if not rows:
        return "No claims to judge: none was made before its date."
    number = len({row.keys[0] for row in rows})
    if len(shown) < len(rows):
        noun = "row" if number < len(rows) else "source"
        return f"{first_of(len(shown), len(rows), noun)}. For all:{see_all}"
    claims = counted(sum(row.claims for row in rows), "claim on dates", "claims on dates")
    return f"{counted(number, 'source')}, {claims}."
