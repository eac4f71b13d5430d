"""IDs of live sources as people type them: a number, or the address of a page."""

from typing import NamedTuple

from slate.domain.errors import UsageError
from slate.domain.quoting import clip, quoted
from slate.domain.titles.kinds import KindGroup
from slate.remotes.kinds import KINDS, api_of


class TypedId(NamedTuple):
    """An id as the ledger has it, and the kind group that it shows."""

    value: str
    group: KindGroup | None = None


def scheme_of_page(text: str) -> str | None:
    """Return the scheme of the live source of which a text is the address of a title's page."""
    if "://" not in text:
        return None
    sources = (kind for kind in KINDS.values() if kind.has_titles)
    return next((kind.name for kind in sources if api_of(kind).title_id(text)), None)


def parse_id(scheme: str, text: str) -> TypedId:
    """Parse an id of a scheme; of others than those of live sources, it is the text itself.

    Raises UsageError for a text that cannot be an id of a live source.
    """
    kind = KINDS.get(scheme)
    if kind is None or not kind.has_titles:
        return TypedId(text)
    api = api_of(kind)
    number, separator, season = text.partition("/season/")
    if separator and season.isascii() and season.isdecimal():
        series = api.asked_id(number, KindGroup.SERIES)
        if series is not None:
            return TypedId(f"{api.stored_id(series)}/season/{season}")
    if (typed := api.title_id(text)) is not None:
        return TypedId(api.stored_id(typed), api.group(typed))
    if not separator and api.asked_id(text, KindGroup.FILM) is not None:
        return TypedId(text)
    raise UsageError(
        f"{quoted(clip(text, 80))} is not an ID of {kind.source}. Write it as {scheme}="
        f"{api.example}, or give the address of its page."
    )
