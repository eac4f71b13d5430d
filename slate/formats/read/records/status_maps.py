"""Maps from the status words of somebody's own list to slate's stages."""

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from slate.domain.errors import TextError
from slate.domain.quoting import quoted
from slate.domain.text import plain
from slate.domain.titles.status import parse_status
from slate.formats.read.pair_lists import pairs_in, pairs_text

_EXAMPLE = pairs_text({"Coming soon": "announced", "Watched": ""})


def parse_status_maps(option: str, texts: Iterable[str]) -> dict[str, str]:
    """Parse maps such as `Coming soon=announced,Watched=`; an empty stage states nothing.

    The words are returned as `plain` does. Raises StatusError for an unknown stage, and
    TextError, which names the option, for a malformed map or a word that occurs twice.
    """
    stages: dict[str, str] = {}
    for text in texts:
        try:
            pairs = pairs_in(text)
        except ValueError:
            form = f"is WORD=STAGE, separated by commas, as in: {option} {shlex.quote(_EXAMPLE)}"
            raise TextError(option, f"{form} (nothing after = leaves a word out)") from None
        for word, stage in pairs:
            if plain(word) in stages:
                raise TextError(option, f"names the word {quoted(word)} twice.")
            stages[plain(word)] = parse_status(stage) if stage else ""
    return stages


def map_status(record: dict[str, Any], stages: Mapping[str, str]) -> None:
    """Replace the status of a record by the stage of its word, or leave it out."""
    word = record.get("status")
    if not isinstance(word, str) or (stage := stages.get(plain(word))) is None:
        return
    if stage:
        record["status"] = stage
    else:
        del record["status"]
