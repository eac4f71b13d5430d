"""The message about a value of a filter that the slate does not contain."""

from slate.domain.queries.unknown_values import UnknownValue
from slate.domain.quoting import either, quoted, several

_VALUES_SHOWN = 8
# Filters, as one and several of their values are called.
_NOUNS = {
    "platforms": ("service", "Services"),
    "tags": ("tag", "Tags"),
    "regions": ("region", "Regions"),
}


def unknown_value_text(unknown: UnknownValue) -> str:
    """Return the message: the value, and similar ones or, if there are none, all of the slate."""
    one, several_ = _NOUNS[unknown.field]
    text = f"No {one} {quoted(unknown.text)} here."
    if unknown.near:
        return f"{text} Did you mean {either(unknown.near)}?"
    return f"{text} {several_} here: {several(unknown.known, _VALUES_SHOWN)}."
