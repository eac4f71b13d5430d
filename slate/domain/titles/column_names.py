"""What people call the columns of rows, and the keys to sort, count and group them by.

The screen says service where the data says platform, for example.
"""

from collections.abc import Collection

from slate.domain.errors import KeyChoiceError

_SYNONYMS = {
    "on": "platform",
    "service": "platform",
    "services": "platform",
    "country": "region",
    "countries": "region",
}


def column_name(text: str) -> str:
    """Return the name of a column as data has it: `Release Type` is `release_type`."""
    name = "_".join(text.lower().replace("-", " ").split())
    return _SYNONYMS.get(name, name)


def parse_key(verb: str, text: str, known: Collection[str]) -> str:
    """Parse one of the known keys, also in the plural; `verb` is what is done by it.

    Raises KeyChoiceError.
    """
    name = column_name(text)
    for key in (name, name.removesuffix("s")):
        if key in known:
            return key
    raise KeyChoiceError(verb, text.strip(), tuple(known))
