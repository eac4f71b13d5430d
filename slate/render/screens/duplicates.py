"""The screen of `duplicates`: pairs of titles that may be one work, by what speaks for it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin
from slate.render.look.cells import cell, joined
from slate.render.look.display import Display
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.wording.duplicates import reason_text
from slate.wording.phrases import counted, opened

_FIELDS = (Field("Title"), Field("Slug"))
_INDENT = 2
_ORDER = list(Reason)


def by_reason(pairs: Sequence[PossibleDuplicate]) -> list[PossibleDuplicate]:
    """Return pairs in the order of the screen: those with the same reason together."""
    return sorted(pairs, key=lambda pair: _ORDER.index(pair.reason))


def duplicates_screen(
    pairs: Sequence[PossibleDuplicate], display: Display
) -> Iterator[RenderableType]:
    """Yield the pairs under what speaks for them, each as two lines."""
    found = by_reason(pairs)
    if not found:
        return
    rows = [row for pair in found for row in _rows(pair)]
    grid = Grid(_FIELDS, rows, display.width, indent=_INDENT)
    yield grid.header
    for _, alike in groupby(found, lambda pair: pair.reason):
        same = list(alike)
        yield Text()
        number = counted(len(same), "pair") if len(same) > 1 else ""
        heading = cell(opened(reason_text(same[0])), Meaning.HEADING)
        yield joined(heading, cell(number, Meaning.QUIET), separator="  ")
        for place, pair in enumerate(same):
            if place:
                yield Text()
            yield grid.table(_rows(pair))


def _rows(pair: PossibleDuplicate) -> list[Row]:
    return [_row(pair.one), _row(pair.other)]


def _row(twin: Twin) -> Row:
    year = cell(f"({twin.year:04})" if twin.year else "", Meaning.QUIET)
    return joined(cell(twin.name), year), cell(twin.slug, Meaning.QUIET)
