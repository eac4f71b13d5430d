"""Which of slate's fields the columns of a table are: by their names, or as a map says.

A column is known by its name in any case, with blanks or `_`, as `--columns` takes it. What
another name may mean is suggested, and never taken without a word.
"""

import csv
import shlex
from collections.abc import Iterable, Iterator, Mapping

from slate.domain.errors import TextError, WordError, clip, quoted
from slate.domain.text import folded, plain
from slate.domain.titles.record import COLUMNS, DERIVED
from slate.domain.titles.relations import Relation
from slate.formats.errors import written
from slate.formats.read.records.field_synonyms import meant

_FIELDS = (
    *(name for name in COLUMNS if name not in DERIVED),
    *("note", "names"),
    *(f"links.{relation}" for relation in Relation),
)
# These have any word behind the dot: what people do in a title, who has an id for it.
_OPEN = ("credits", "ids")
_KNOWN = (*_FIELDS, "credits.ROLE", "ids.SCHEME")
_WORDS = {plain(name): name for name in _FIELDS} | {"on": "platform", "release": "date"}
_NAMES = (*_FIELDS, *_OPEN, "release")
_SHOWN = 80  # letters of a column's name, in an example


def parse_map(option: str, text: str) -> dict[str, str]:
    """Return which of slate's fields a file's columns are: of `My Title=title,When=date`.

    A column's name that holds a comma stands in quotes, as in CSV: `"When, exactly"=date`.
    Raises WordError, and TextError, which names the option in which the map was typed.
    """
    columns: dict[str, str] = {}
    for column, word in _pairs(option, text):
        field = field_of(word)
        if field is None:
            raise WordError("field", word, _KNOWN)
        if column in columns:
            raise TextError(option, f"names the column {quoted(column)} twice.")
        if field in columns.values():
            raise TextError(option, f"names two columns for {field}. Choose one of them.")
        columns[column] = field
    return columns


def _pairs(option: str, text: str) -> Iterator[tuple[str, str]]:
    try:
        pairs = next(csv.reader([f"{text}\n"], skipinitialspace=True))
    except csv.Error:
        pairs = []
    for pair in pairs or [""]:
        column, _, word = pair.rpartition("=")
        # Behind a quote that is never closed, the line's end is part of the pair.
        if not column.strip() or not word.strip() or word.endswith("\n"):
            example = shlex.quote(map_text({"My Title": "title", "When": "date"}))
            comma = shlex.quote(map_text({"When, exactly": "date"}))
            raise TextError(
                option,
                f"is COLUMN=FIELD, separated by commas, as in: {option} {example} "
                f"(quote a name with a comma: {option} {comma})",
            )
        yield " ".join(column.split()), word.strip()


def map_text(columns: Mapping[str, str]) -> str:
    """Return a map as `parse_map` reads it."""
    return ",".join(f"{written(clip(column, _SHOWN))}={field}" for column, field in columns.items())


def field_of(word: str) -> str | None:
    """Find the field that a word means; None where there is none of that name."""
    group, _, key = (part.strip() for part in folded(word).partition("."))
    if group in _OPEN and key:
        return f"{group}.{key}"
    return _WORDS.get(plain(word))


def suggested(columns: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Find what unknown columns may mean: each but one field, and none that is taken."""
    found: dict[str, str] = {}
    for column in columns:
        likely = {field for name in meant(column, _NAMES) if (field := field_of(name))}
        if len(likely) == 1 and likely.isdisjoint((*taken, *found.values())):
            found[column] = likely.pop()
    return found
