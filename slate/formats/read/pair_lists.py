"""Lists of pairs in one text, such as `My Title=title,When=date`.

The pairs are separated by commas. A left side with a comma is put in quotes, as in CSV:
`"When, exactly"=date`. The right side may be empty.
"""

import csv
from collections.abc import Mapping

from slate.domain.quoting import clip
from slate.formats.errors import written

_SHOWN = 80  # characters of a left side, in an example


def pairs_in(text: str) -> list[tuple[str, str]]:
    """Return the pairs in a text, with single spaces on the left; raise ValueError if malformed."""
    try:
        pairs = next(csv.reader([f"{text}\n"], skipinitialspace=True))
    except csv.Error:
        pairs = []
    found = []
    for pair in pairs or [""]:
        left, equals, right = pair.rpartition("=")
        # If a quote is never closed, the line break is part of the pair.
        if not equals or not left.strip() or right.endswith("\n"):
            raise ValueError(f"not a list of pairs: {text}")
        found.append((" ".join(left.split()), right.strip()))
    return found


def pairs_text(pairs: Mapping[str, str]) -> str:
    """Return pairs as text that `pairs_in` can parse."""
    return ",".join(f"{written(clip(left, _SHOWN))}={right}" for left, right in pairs.items())


def is_exact(left: str) -> bool:
    """Whether a left side can be copied from the text that `pairs_text` returns."""
    return left.isprintable() and clip(left, _SHOWN) == left
