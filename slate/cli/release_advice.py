"""Advice on which of several releases is meant: the shortest options that mean each."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from shlex import join
from typing import Any

from slate.domain.ledger.release_choice import WITHOUT, fitting
from slate.domain.titles.release_key import NOTHING_STATED, ReleaseKey
from slate.domain.titles.vocabulary import NO_SERVICE


def options_for(key: ReleaseKey, keys: Sequence[ReleaseKey]) -> str:
    """Return the shortest options that mean a release and no other of these.

    For example `-p Netflix`, or `--release-type theatrical --region US`.
    """
    stated = list(_options(key))
    return next(
        join(word for option, _, value in chosen for word in (option, value or NO_SERVICE))
        for size in range(1, len(stated) + 1)
        for chosen in combinations(stated, size)
        if fitting(keys, NOTHING_STATED._replace(**{part: value for _, part, value in chosen}))
        == [key]
    )


def _options(key: ReleaseKey) -> Iterator[tuple[str, str, Any]]:
    """Yield an option, the part of the key that it states, and its value."""
    if key.platform is not None:
        yield "-p", "platform", key.platform
    if key.type is not None:
        yield "--release-type", "type", key.type
    if key.region is not None:
        yield "--region", "region", key.region
    if key.platform is None:
        yield "-p", "platform", WITHOUT
