"""A digest as a small HTML document for an email.

Mail programs drop style sheets and scripts, so each element has its own style, and nothing is
loaded. No color is set for text and background: the program that shows it chooses them, light or
dark. The one color that is set, for what is less important, can be read on both.
"""

from collections.abc import Iterator
from html import escape

from slate.domain.text import safe
from slate.formats.write.web_links import web_link
from slate.wording.digest import DigestPart, DigestText
from slate.wording.digest_items import Cited, DigestItem, lead_text

_QUIET = "#7a7a7a"  # contrast 4.3 with white, 4.3 with #121212
_FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_STYLES = {
    "body": f"margin:0;padding:24px 16px;font:16px/1.5 {_FONT}",
    "div": "max-width:600px;margin:0 auto",
    "h1": "font-size:24px;line-height:1.25;margin:0 0 8px",
    "h2": "font-size:19px;line-height:1.3;margin:32px 0 12px;padding:0 0 4px;"
    f"border-bottom:1px solid {_QUIET}",
    "h3": "font-size:16px;line-height:1.4;margin:20px 0 6px",
    "h4": f"font-size:14px;font-weight:normal;margin:12px 0 6px;color:{_QUIET}",
    "p": "margin:0 0 10px",
    "a": "color:inherit",
    "span": f"color:{_QUIET}",
    "footer": f"margin:32px 0 0;padding:12px 0 0;border-top:1px solid {_QUIET};"
    f"font-size:14px;color:{_QUIET}",
}
_HEADINGS = ("h3", "h4")  # within a section


def lines(digest: DigestText) -> Iterator[str]:
    """Yield the document in pieces that each end with a line break."""
    title = _text(digest.title)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield '<meta name="supported-color-schemes" content="light dark">\n'
    yield f"<title>{title}</title>\n</head>\n"
    yield f"{_open('body')}\n{_open('div')}\n{_element('h1', title)}\n"
    for part in digest.parts:
        yield f"{_element('h2', _text(part.heading))}\n"
        yield from _items(part)
    yield f"{_element('footer', _text(digest.foot), 'div')}\n</div>\n</body>\n</html>\n"


def _items(part: DigestPart) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for item in part.items:
        for level, heading in enumerate(item.headings):
            if item.headings[: level + 1] != above[: level + 1]:
                yield f"{_element(_HEADINGS[level], _text(heading))}\n"
        above = item.headings
        yield f"{_element('p', _item(item))}\n"
    if part.more:
        yield f"{_element('p', _element('span', _text(part.more)))}\n"


def _item(item: DigestItem) -> str:
    phrases = (f"{_text(text)}{_citation(cited)}" for text, cited in item.sentence)
    rest = "; ".join(phrase for phrase in phrases if phrase)
    between = "" if rest.startswith(" ") or not rest else ", "
    name = f'<strong dir="auto">{_text(item.name)}</strong>'
    return f"{_text(lead_text(item))}{name}{between}{rest}"


def _citation(cited: Cited) -> str:
    doubt, named = map(_text, cited.parts)
    link = web_link(cited.url)
    if link:
        style = _STYLES["a"]
        named = f'<a href="{escape(link)}" rel="noopener" style="{style}">{named}</a>'
    if doubt:  # in the color of the text, since it matters
        return f" (<em>{doubt}</em>{named and _element('span', named)})"
    return f" {_element('span', f'({named})')}" if named else ""


def _element(style: str, content: str, name: str = "") -> str:
    """Return an element with the style of a name, which is that of the element if it is not given.

    The content is HTML already.
    """
    return f"{_open(style, name)}{content}</{name or style}>"


def _open(style: str, name: str = "") -> str:
    return f'<{name or style} style="{_STYLES[style]}">'


def _text(text: str) -> str:
    return escape(safe(text))
