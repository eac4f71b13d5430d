"""A digest as plain text for an email: short lines, and links in full."""

from collections.abc import Iterator
from textwrap import wrap

from slate.domain.text import safe
from slate.formats.write.web_links import web_link
from slate.wording.digest import DigestPart, DigestText
from slate.wording.digest_items import Cited, DigestItem, lead_text

_WIDTH = 72
# `~!` runs a command in the `mail` of GNU Mailutils, also where it reads from a pipe.
_COMMANDS = ("~", ".")
_RULES = "=-"  # below the title and the headings of sections


def lines(digest: DigestText) -> Iterator[str]:
    """Yield the digest in pieces that each end with a line break."""
    yield from _ruled(digest.title, _RULES[0])
    for part in digest.parts:
        yield "\n"
        yield from _ruled(part.heading, _RULES[1])
        yield from _items(part)
    yield "\n-- \n"  # as mail programs begin a signature
    yield from _wrapped(digest.foot)


def _items(part: DigestPart) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for item in part.items:
        if item.headings != above:
            yield "\n"
            yield from _wrapped(": ".join(item.headings))
            above = item.headings
        yield from _item(item)
    if part.more:
        yield from _wrapped(part.more, "* ")


def _item(item: DigestItem) -> Iterator[str]:
    phrases = (f"{text}{_citation(cited)}" for text, cited in item.sentence)
    rest = "; ".join(phrase for phrase in phrases if phrase)
    between = "" if rest.startswith(" (") or not rest else ", "
    yield from _wrapped(f"{lead_text(item)}{item.name}{between}{rest}", "* ")
    links = (web_link(cited.url) for _, cited in item.sentence)
    for link in dict.fromkeys(filter(None, links)):
        yield f"  {link}\n"


def _citation(cited: Cited) -> str:
    words = "".join(cited.parts)
    return f" ({words})" if words else ""


def _ruled(heading: str, rule: str) -> Iterator[str]:
    found = list(_wrapped(heading))
    yield from found
    yield f"{rule * max(len(line) - 1 for line in found)}\n"


def _wrapped(text: str, bullet: str = "") -> Iterator[str]:
    """Yield a text in lines of at most 72 characters; a longer word has a line of its own.

    A line that `mail` or `sendmail` would run, or take for the end, begins with a blank.
    """
    found = wrap(
        safe(text),
        _WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return (f" {line}\n" if line.startswith(_COMMANDS) else f"{line}\n" for line in found)
