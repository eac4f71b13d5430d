"""Mapping of a table's columns to slate's fields, by their names or by a map.

The name of a column matches in any case, with spaces or `_`, as `--columns` accepts it. What
any other name may mean is only suggested, never assumed.
"""

import csv
import shlex
from collections.abc import Iterable, Iterator, Mapping

from slate.domain.errors import TextError, WordError
from slate.domain.quoting import clip, quoted
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
# Any word may follow the dot of these: the role of a person, the scheme of an id.
_OPEN = ("credits", "ids")
_KNOWN = (*_FIELDS, "credits.ROLE", "ids.SCHEME")
_WORDS = {plain(name): name for name in _FIELDS} | {"on": "platform", "release": "date"}
_NAMES = (*_FIELDS, *_OPEN, "release")
_SHOWN = 80  # characters of a column's name, in an example


def parse_map(option: str, text: str) -> dict[str, str]:
    """Parse a map from a file's columns to slate's fields, such as `My Title=title,When=date`.

    A column name with a comma is put in quotes, as in CSV: `"When, exactly"=date`. Raises
    WordError for an unknown field, and TextError, which names the option, for a malformed map
    or a column or field that occurs twice.
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
        # If a quote is never closed, the line break is part of the pair.
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
    """Return a map as text that `parse_map` can parse."""
    return ",".join(f"{written(clip(column, _SHOWN))}={field}" for column, field in columns.items())


def field_of(word: str) -> str | None:
    """Return the field that a word means, None if there is none of that name."""
    group, _, key = (part.strip() for part in folded(word).partition("."))
    if group in _OPEN and key:
        return f"{group}.{key}"
    return _WORDS.get(plain(word))


def suggested(columns: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return the likely fields of unknown columns: one per column, without those already taken."""
    found: dict[str, str] = {}
    for column in columns:
        likely = {field for name in meant(column, _NAMES) if (field := field_of(name))}
        if len(likely) == 1 and likely.isdisjoint((*taken, *found.values())):
            found[column] = likely.pop()
    return found
