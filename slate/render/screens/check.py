"""The screen of `check`: whether the slate is in order, part by part."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from slate.domain.text import safe
from slate.render.look.cells import cell, joined
from slate.render.look.display import Display
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import OVERDUE_SIGN, RIGHT_SIGN, WRONG_SIGN, Meaning
from slate.render.plain.check import CheckRow
from slate.wording.phrases import counted, opened

_FIELDS = (Field(wraps=False), Field(wraps=False), Field())
_INDENT = 2
_SIGNS = {
    "ok": (RIGHT_SIGN, Meaning.GOOD),
    "note": (OVERDUE_SIGN, Meaning.RUMOR),
    "wrong": (WRONG_SIGN, Meaning.LATE),
    "repaired": (RIGHT_SIGN, Meaning.GOOD),
}


def check_screen(
    name: str, found: Sequence[CheckRow], display: Display
) -> Iterator[RenderableType]:
    """Yield the result of a check: the verdict, then each part with a sign."""
    yield joined(cell(name, Meaning.HEADING), _verdict(found), separator="  ")
    yield Text()
    rows = list(map(_row, found))
    yield Grid(_FIELDS, rows, display.width, indent=_INDENT).table(rows)


def _verdict(found: Sequence[CheckRow]) -> Text:
    wrong = sum(row.state == "wrong" for row in found)
    if wrong:
        return cell(f"{WRONG_SIGN} {counted(wrong, 'part')} wrong", Meaning.LATE)
    return cell(f"{RIGHT_SIGN} in order", Meaning.GOOD)


def _row(row: CheckRow) -> Row:
    sign, meaning = _SIGNS[row.state]
    label = cell(row.label, meaning if row.state == "wrong" else Meaning.PLAIN)
    if row.state == "ok":
        return cell(sign, meaning), label, cell(row.text, Meaning.QUIET)
    state = cell(f"{opened(row.state)}:", meaning)
    return cell(sign, meaning), label, joined(state, cell(safe(row.text)))
