"""The status words of other trackers: what they mean here, and what is kept of them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from slate.domain.errors import clip
from slate.domain.text import plain
from slate.domain.titles.stages import Stage
from slate.formats.read.reader import FileContext, Remark
from slate.formats.read.records.fields import says_nothing
from slate.formats.read.records.local_days import is_out_by

# The words of TMDB, as `plain` gives them; Trakt has them, too.
TMDB_STAGES: dict[str, Stage | None] = {
    "rumored": Stage.RUMORED,
    "pilot": Stage.IN_DEVELOPMENT,
    "planned": Stage.ANNOUNCED,
    "in production": Stage.FILMING,
    "post production": Stage.POST_PRODUCTION,
    "released": Stage.RELEASED,
    "returning series": Stage.RELEASED,
    "ended": Stage.ENDED,
    "canceled": Stage.CANCELED,
    "cancelled": Stage.CANCELED,
}
# Those of them that cover several of slate's stages.
TMDB_COARSE = ("pilot", "returning series")


class Said(NamedTuple):
    """What a status word adds to a record, and what is to be remarked on."""

    fields: dict[str, str]  # `status` and `note`, either or none
    remarks: tuple[Remark, ...] = ()


def said_status(
    source: str, word: object, stages: Mapping[str, Stage | None], coarse: Collection[str] = ()
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


def stages_before(
    stages: Mapping[str, Stage | None], context: FileContext, day: object
) -> Mapping[str, Stage | None]:
    """Return the stages of a title, leaving it to the dates where it is out before its day."""
    if is_out_by(context.day, day) is False:
        return {word: None if stage is Stage.RELEASED else stage for word, stage in stages.items()}
    return stages
