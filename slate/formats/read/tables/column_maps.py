"""Mapping of a table's columns to slate's fields, by their names or by a map.

The name of a column matches in any case, with spaces or `_`, as `--columns` accepts it. What
any other name may mean is only suggested, never assumed.

A field may name one of several releases of a row by its type, its region or both: `date@US`,
`leaves@digital`, `platform@physical@GB`.
"""

import shlex
from collections.abc import Iterable
from typing import Final

from slate.domain.errors import TextError, WordError
from slate.domain.quoting import quoted
from slate.domain.text import folded, plain
from slate.domain.titles.record import COLUMNS, DERIVED
from slate.domain.titles.regions import region_of
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_types import ReleaseType, release_type_of
from slate.formats.read.pair_lists import pairs_in, pairs_text
from slate.formats.read.tables.qualifiers import Qualifier

LEFT_OUT: Final = ""  # the field of a column that a map leaves out
OF_ONE_RELEASE: Final = ("date", "platform", "leaves")  # the fields that may name a release
_FIELDS = (
    *(name for name in COLUMNS if name not in DERIVED),
    *("note", "names"),
    *(f"links.{relation}" for relation in Relation),
)
# Any word may follow the dot of these: the role of a person, the scheme of an id.
_OPEN = ("credits", "ids")
_KNOWN = (*_FIELDS, "credits.ROLE", "ids.SCHEME")
_WORDS = {plain(name): name for name in _FIELDS} | {"on": "platform", "release": "date"}
FIELD_NAMES: Final = (*_FIELDS, *_OPEN, "release")


def parse_maps(option: str, texts: Iterable[str]) -> dict[str, str]:
    """Parse maps from a file's columns to slate's fields, such as `My Title=title,Rating=`.

    The field of a column without one is LEFT_OUT. A column name with a comma is put in quotes, as
    in CSV: `"When, exactly"=date`. Raises WordError for an unknown field, and TextError, which
    names the option, for a malformed map or a column or field that occurs twice.
    """
    columns: dict[str, str] = {}
    for column, word in (pair for text in texts for pair in _pairs(option, text)):
        field = _mapped_field(option, word) if word else LEFT_OUT
        if column in columns:
            raise TextError(option, f"names the column {quoted(column)} twice.")
        if field and field in columns.values():
            raise TextError(option, f"names two columns for {field}. Choose one of them.")
        columns[column] = field
    return columns


def _pairs(option: str, text: str) -> list[tuple[str, str]]:
    try:
        return pairs_in(text)
    except ValueError:
        example = shlex.quote(pairs_text({"My Title": "title", "When": "date"}))
        comma = shlex.quote(pairs_text({"When, exactly": "date"}))
        raise TextError(
            option,
            f"is COLUMN=FIELD, separated by commas, as in: {option} {example} "
            f"(quote a name with a comma: {option} {comma})",
        ) from None


def _mapped_field(option: str, word: str) -> str:
    """Return the field that a word of a map means; raise UsageError if there is none."""
    name, *texts = word.split("@")
    if (field := field_of(name)) is None:
        raise WordError("field", name.strip() if texts else word, _KNOWN)
    if not texts:
        return field
    if field not in OF_ONE_RELEASE:
        fields = "date, platform and leaves"
        raise TextError(option, f"has {quoted(word)}, but only {fields} may name a release with @.")
    return "@".join((field, *filter(None, _qualifier(option, word, texts))))


def _qualifier(option: str, word: str, texts: list[str]) -> Qualifier:
    found = Qualifier()
    for text in texts:
        if type_ := release_type_of(text):
            qualifier = Qualifier(release_type=type_)
        elif region := region_of(text):
            qualifier = Qualifier(region=region)
        else:
            types = ", ".join(ReleaseType)
            raise TextError(
                option,
                f"has {quoted(word)}: after @ follows a region (US, GB or another two-letter "
                f"code) or a release type ({types}), not {quoted(text.strip())}.",
            )
        if found.meets(qualifier):
            reason = "one region and one release type are enough"
            raise TextError(option, f"has {quoted(word)}: {reason}, as in date@physical@US.")
        found = found.completed_by(qualifier)
    return found


def qualifier_of(field: str) -> Qualifier | None:
    """Return which release a mapped field names; None if it names none."""
    name, *texts = field.split("@")
    if not texts or name not in OF_ONE_RELEASE:
        return None
    release_type = next((text for text in texts if release_type_of(text)), None)
    return Qualifier(release_type, next((text for text in texts if text != release_type), None))


def field_of(word: str) -> str | None:
    """Return the field that a word means, None if there is none of that name."""
    group, _, key = (part.strip() for part in folded(word).partition("."))
    if group in _OPEN and key:
        return f"{group}.{key}"
    return _WORDS.get(plain(word))
