"""The values that a template of a digest gets: texts and lists of texts, under fixed names.

The manual lists them. Templates rely on the names: they may be added, but not changed.
"""

from typing import Any

from slate.domain.dates.release_date import ReleaseDate
from slate.wording.digest import DigestPart, DigestText
from slate.wording.digest_items import DigestItem, Phrase
from slate.wording.prose_dates import prose_date


class Values(dict[str, Any]):
    """Values by name. Lists are tuples, and no value has methods that change it."""


def digest_values(digest: DigestText) -> Values:
    """Return the values of a digest."""
    return Values(
        title=digest.title,
        begins=digest.begins.isoformat(),
        ends=digest.ends.isoformat() if digest.ends else None,
        as_of=digest.as_of.isoformat(),
        sources=digest.sources,
        foot=digest.foot,
        sections=tuple(map(_section, digest.parts)),
    )


def _section(part: DigestPart) -> Values:
    items = tuple(map(_item, part.items))
    return Values(name=str(part.name), heading=part.heading, items=items, more=part.more)


def _item(item: DigestItem) -> Values:
    shown = item.shown
    return Values(
        title=item.name,
        slug=item.slug,
        text=item.text,
        lead=item.lead,
        headings=item.headings,
        changes=tuple(map(str, item.changes)),
        date=shown.date.text if shown.date.known else None,
        date_text=_date_text(shown.date),
        on=shown.on,
        kind=str(shown.kind),
        status=str(shown.status),
        label=shown.label,
        **_citation(item.phrases[0]),
        phrases=tuple(Values(text=each.text, **_citation(each)) for each in item.phrases),
    )


def _date_text(when: ReleaseDate) -> str:
    return prose_date(when) if when.known else ""


def _citation(phrase: Phrase) -> dict[str, str | None]:
    cited = phrase.cited
    return {
        "source": cited.source,
        "url": cited.url,
        "confidence": cited.confidence and str(cited.confidence),
        "doubt": cited.doubt,
        "note": phrase.note,
    }
