"""MyAnimeList's export of an anime list: XML.

The layout is that of the exports of its site (`<anime>` with `series_animedb_id`, `series_title`,
`series_type` and `series_episodes`), and of the programs that write the same, some of which add
what its former API `malappinfo.php` had: `series_status`, `series_start`, and types as numbers.
`my_...` is about the viewer, and is not read.
"""

import re
from collections.abc import Mapping
from typing import Any

from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import filled, known_ids
from slate.formats.read.reader import FileContext, Items, Remark, Row, first_release
from slate.formats.read.records import fields
from slate.formats.read.records.anime import finished_as, kind_of, no_title
from slate.formats.read.records.local_days import partial_date
from slate.formats.read.records.status_words import said_status, stages_before, together
from slate.formats.read.xml.xml_document import Document

SOURCE = "MyAnimeList"

_SITE = "https://myanimelist.net/anime"
# Types and states as numbers in the former API.
_TYPES = {"1": "TV", "2": "OVA", "3": "Movie", "4": "Special", "5": "ONA", "6": "Music"}
_STAGES: Mapping[str, Stage | None] = {
    **dict.fromkeys(("1", "currently airing"), Stage.RELEASED),
    **dict.fromkeys(("2", "finished airing"), Stage.ENDED),
    **dict.fromkeys(("3", "not yet aired"), None),
}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether the root of a document is that of a list."""
    return "myanimelist" in first


def items(found: Document, context: FileContext) -> Items:
    """Yield a row for each anime; a list of manga is refused."""
    has_anime = False
    for item in found.elements():
        if isinstance(item, RecordError):
            yield item
            continue
        line, element = item
        if "anime" in element:
            has_anime = True
            yield from _anime(line, element["anime"], context)
        elif "manga" in element and has_anime:
            yield Remark("skipped a manga", line, element["manga"].get("manga_title"))
        elif "manga" in element:
            reason = "this is a list of manga, which slate does not track."
            yield RecordError(line, f"{reason} Export the list of anime.")
            return


def _anime(line: int, anime: Mapping[str, str], context: FileContext) -> Items:
    texts = {name: text.strip() for name, text in anime.items()}
    title, typed = texts.get("series_title", ""), texts.get("series_type", "")
    type_ = _TYPES.get(typed, typed)
    if what := no_title(type_):
        yield Remark(f"skipped {what}", line, title)
        return
    kind = kind_of(SOURCE, type_, fields.whole(texts.get("series_episodes")))
    day = _day(texts.get("series_start", ""))
    stages = stages_before(finished_as(_STAGES, kind), context, day)
    said = together(kind, said_status(SOURCE, texts.get("series_status"), stages))
    yield from said.remarks
    ids = known_ids({"mal": texts.get("series_animedb_id")})
    record = {"title": title, **said.fields, "ids": ids}
    if ids:
        record["url"] = f"{_SITE}/{ids['mal']}"
    yield Row(line, filled(record) | first_release(day, context))


def _day(text: str) -> str | None:
    """Return a date as far as it is known: an unknown part is written as zeros."""
    found = _DATE.fullmatch(text)
    return partial_date(*map(int, found.groups())) if found else text
