"""Values of filters that a slate does not contain, and those that may be meant instead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from slate.domain.text import within_edits

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
            near = [name for key, name in keys.items() if _is_near(key_of(text), key)]
            yield UnknownValue(field, text, tuple(near[:_MOST]), tuple(known))


def _is_near(key: str, other: str) -> bool:
    """Whether a word may be meant: one or two letters are wrong, or its end is missing.

    Words of two letters are codes, which differ by one letter from many others.
    """
    return other.startswith(key) or within_edits(key, other, min(2, (len(key) - 1) // 2))
