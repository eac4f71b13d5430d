"""Texts with meanings as HTML: the names of their styles become classes.

Everything is escaped here or by the template. What would reorder a line or hide text is replaced
as on a terminal, and only addresses of the web become links.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape
from rich.style import Style
from rich.text import Text

from slate.domain.text import safe
from slate.render.look.theme import ONLY_COLOR, TITLE, Meaning

_PREFIX = "slate."  # of the names of styles
_UNMARKED = {Meaning.PLAIN, "slate.none"}


class _Run(NamedTuple):
    """A part of a text with one style."""

    text: str
    classes: str
    address: str | None  # of what it links to
    is_sign: bool = False  # whether it only carries a color


def html_of(text: Text, slugs: Collection[str]) -> Markup:
    """Return a text as HTML; names of titles whose slugs are known link to them on the page."""
    found = []
    for address, runs in groupby(_runs(text, slugs), attrgetter("address")):
        pieces = "".join(map(_piece, _merged(runs)))
        found.append(pieces if address is None else f'<a href="{escape(address)}">{pieces}</a>')
    return Markup("".join(found))  # noqa: S704 -- all its parts are escaped


def _piece(run: _Run) -> str:
    """Return a part of a text as HTML; the names of classes are slate's own."""
    if run.is_sign:
        return f'<i class="{run.classes}" aria-hidden="true">{escape(run.text)}</i>'
    return (
        f'<span class="{run.classes}">{escape(run.text)}</span>'
        if run.classes
        else escape(run.text)
    )


def _merged(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Yield parts, those of the same look as one; blanks have the look of what precedes them."""
    waiting = iter(runs)
    last = next(waiting)
    for run in waiting:
        looks_alike = run.classes == last.classes or run.text.isspace()
        if looks_alike and not (run.is_sign or last.is_sign):
            last = last._replace(text=last.text + run.text)
        else:
            yield last
            last = run
    yield last


def fragment(slug: str) -> str:
    """Return the address on the page of the page of a title."""
    return f"#{anchor(quote(slug))}"


def anchor(slug: str) -> str:
    """Return the id of the page of a title, which no other part of the page has."""
    return f"title/{slug}"


def finalized(value: object) -> object:
    """Return a value that a template prints, with its text made safe to show."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _runs(text: Text, slugs: Collection[str]) -> Iterator[_Run]:
    """Yield the parts of a text between the places where its styles change."""
    spans = [span for span in text.spans if span.start < span.end]
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for number, span in enumerate(spans):
        begins[span.start].append(number)
        ends[span.end].append(number)
    within: set[int] = set()
    for start, end in pairwise(sorted({0, len(text.plain), *begins, *ends})):
        within = (within - {*ends[start]}) | {*begins[start]}
        styles = [spans[number].style for number in sorted(within)]
        names = [str(style) for style in styles if isinstance(style, str)]
        combined = Style.combine([Style.null(), *(s for s in styles if isinstance(s, Style))])
        slug = str(combined.meta.get(TITLE))
        yield _Run(
            text.plain[start:end],
            " ".join(name.removeprefix(_PREFIX) for name in names if name not in _UNMARKED),
            fragment(slug) if slug in slugs else combined.link,
            ONLY_COLOR in combined.meta,
        )
