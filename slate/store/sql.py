"""Building SQL from Python values: select lists, placeholders, values in chunks."""

from collections.abc import Iterable, Iterator, Sized
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing import NamedTuple

_Item = TypeVar("_Item")


def select_list(row: "type[NamedTuple]", table: str, **expressions: str) -> str:
    """Return the select list for a row type: its fields, in their order and under their names.

    A field is the column `table.field`, unless an expression is given for it.
    """
    return ", ".join(
        f"{expressions.get(name, f'{table}.{name}')} as {name}" for name in row._fields
    )


def marks(values: Sized) -> str:
    """Return a placeholder for each value: `?,?,?`."""
    return ",".join("?" * len(values))


def like_escaped(text: str) -> str:
    """Return a text that stands for itself in a pattern of LIKE, with a backslash as escape."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def chunks(items: Iterable[_Item], size: int, most: int | None = None) -> Iterator[list[_Item]]:
    """Yield the items in lists of `size`; the last one may be shorter.

    With `most`, each list is twice as long as the one before, up to that: the first come soon.
    """
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk
        size = min(2 * size, most or size)
