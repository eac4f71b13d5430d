"""Values of filters that a slate does not contain, and those that may be meant instead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from slate.domain.spelling import near

_MOST = 3


class UnknownValue(NamedTuple):
    """A value of a filter that the slate does not contain."""

    field: str  # the field of the query: platforms, tags, regions
    text: str
    near: tuple[str, ...]  # the values there that are similar
    known: tuple[str, ...]  # all values there


def unknown_values(
    field: str, texts: Iterable[str], known: Sequence[str], key_of: Callable[[str], str]
) -> Iterator[UnknownValue]:
    """Yield the texts that are none of the known values, compared by the keys of both.

    Yield none if nothing is known: then every value is. A text with a comma stands beside its
    parts; it is either known itself, or they are meant.
    """
    keys = {key_of(name): name for name in known}
    texts = list(texts)
    parts = {part.strip() for text in texts if key_of(text) in keys for part in text.split(",")}
    for text in texts if known else ():
        if key_of(text) not in keys and text not in parts and "," not in text:
            similar = near(key_of(text), keys)[:_MOST]
            yield UnknownValue(field, text, tuple(similar), tuple(known))
