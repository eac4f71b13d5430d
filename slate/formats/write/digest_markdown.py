"""A digest in Markdown, with all text escaped."""

from collections.abc import Iterator

from slate.formats.write.markdown import headings, linked, prose
from slate.wording.digest import DigestPart, DigestText
from slate.wording.digest_items import Cited, DigestItem, lead_text

_TOP = 3  # the level of the headings within a section


def lines(digest: DigestText) -> Iterator[str]:
    """Yield the digest in pieces that each end with a line break."""
    yield f"# {prose(digest.title)}\n"
    for part in digest.parts:
        yield f"\n## {prose(part.heading)}\n\n"
        yield from _items(part)
    yield f"\n---\n\n{prose(digest.foot)}\n"


def _items(part: DigestPart) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for place, item in enumerate(part.items):
        if item.headings != above:
            yield from ["\n"] if place else []
            yield from headings(item.headings, above, _TOP)
            above = item.headings
        yield _line(item)
    if part.more:
        yield f"- {prose(part.more)}\n"


def _line(item: DigestItem) -> str:
    phrases = (f"{prose(text)}{_citation(cited)}" for text, cited in item.sentence)
    rest = "; ".join(phrase for phrase in phrases if phrase)
    between = "" if rest.startswith(" (") or not rest else ", "
    return f"- {prose(lead_text(item))}**{prose(item.name)}**{between}{rest}\n"


def _citation(cited: Cited) -> str:
    doubt, named = cited.parts
    words = f"{prose(doubt)}{linked(named, cited.url)}"
    return f" ({words})" if words else ""
