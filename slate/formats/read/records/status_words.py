"""The status words of other trackers: what they mean here, and what is kept of them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from slate.domain.errors import clip
from slate.domain.titles.vocabulary import plain
from slate.formats.read.reader import Remark
from slate.formats.read.records.fields import says_nothing


class Said(NamedTuple):
    """What a status word adds to a record, and what is to be remarked on."""

    fields: dict[str, str]  # `status` and `note`, either or none
    remarks: tuple[Remark, ...] = ()


def said_status(
    source: str, word: object, stages: Mapping[str, str | None], coarse: Collection[str] = ()
) -> Said:
    """Word a status of a source, whose words (as `plain` gives them) are `stages`.

    Where the stage is None, the dates decide. A word that covers several of slate's
    stages (`coarse`), or none, stands in the note; an unknown one there alone.
    """
    if says_nothing(word):
        return Said({})
    text = clip(word.strip() if isinstance(word, str) else repr(word))
    note = {"note": f"{source}: {text}"}
    key = plain(text)
    if not isinstance(word, str) or key not in stages:
        return Said(note, (Remark(f"status that slate does not know, kept in the note: {text}"),))
    stage = stages[key]
    if stage is None:
        return Said(note)
    return Said({"status": stage} | (note if key in coarse else {}))
