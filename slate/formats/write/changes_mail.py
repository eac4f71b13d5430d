"""What changed, as Markdown that is fit for a mail: a heading a day, a line a change."""

import re
from collections.abc import Iterable, Iterator

from slate.formats.write.markdown import prose

# Heading, title, change, who says so, the web address where that can be read, and a note;
# without a title, a line about what is left out.
Item = tuple[str, str, str, str, str | None, str | None]

# An address between < and > is a link as it is.
_ADDRESS = re.compile(r"https?://[!-;=?-z~|]+", re.ASCII | re.IGNORECASE)


def lines(items: Iterable[Item]) -> Iterator[str]:
    """Write the items, those of one heading together, in the order in which they come."""
    above = None
    for heading, name, what, who, url, note in items:
        if heading != above:
            yield f"## {prose(heading)}\n\n" if above is None else f"\n## {prose(heading)}\n\n"
            above = heading
        source = ", ".join(filter(None, (prose(who), _link(url))))
        yield (
            f"- {f'**{prose(name)}**: ' if name else ''}{prose(what)}"
            f"{f' ({source})' if source else ''}{f' - {prose(note)}' if note else ''}\n"
        )


def _link(url: str | None) -> str:
    if url is None:
        return ""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else prose(url)
