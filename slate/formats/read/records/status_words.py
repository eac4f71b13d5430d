"""The status words of other trackers: their stages in slate, and which words are kept in notes."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from slate.domain.quoting import clip
from slate.domain.text import plain
from slate.domain.titles.stages import Stage
from slate.formats.read.reader import FileContext, Remark
from slate.formats.read.records.local_days import is_out_by

# The words of TMDB, which Trakt also uses, as `plain` returns them.
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
# The words among them that cover several of slate's stages.
TMDB_COARSE = ("pilot", "returning series")


class Said(NamedTuple):
    """What a status word adds to a record, and the remarks on it."""

    fields: dict[str, str]  # `status`, `note`, both or neither
    remarks: tuple[Remark, ...] = ()


def together(*said: Said) -> Said:
    """Return everything that several words add to one record; their notes become one."""
    fields = {name: value for one in said for name, value in one.fields.items()}
    if notes := [one.fields["note"] for one in said if "note" in one.fields]:
        fields["note"] = ". ".join(notes)
    return Said(fields, tuple(remark for one in said for remark in one.remarks))


def said_status(
    source: str, word: str | None, stages: Mapping[str, Stage | None], coarse: Collection[str] = ()
) -> Said:
    """Convert a source's status word to a stage; `stages` has the words as `plain` returns them.

    If the stage is None, the dates decide. The word is kept in the note if it covers several
    of slate's stages (`coarse`), if its stage is None, or if it is unknown, which adds a remark.
    """
    if word is None or not word.strip():
        return Said({})
    text = clip(word.strip())
    note = {"note": f"{source}: {text}"}
    key = plain(text)
    if key not in stages:
        return Said(note, (Remark(f"unknown status kept in the note: {text}"),))
    stage = stages[key]
    if stage is None:
        return Said(note)
    return Said({"status": stage} | (note if key in coarse else {}))


def stages_before(
    stages: Mapping[str, Stage | None], context: FileContext, day: object
) -> Mapping[str, Stage | None]:
    """Return the stages, with None for the words that mean released if `day` is still to come."""
    if is_out_by(context.day, day) is False:
        return {word: None if stage is Stage.RELEASED else stage for word, stage in stages.items()}
    return stages
