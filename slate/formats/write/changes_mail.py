"""Changes as Markdown for an email: one heading per day, one line per change."""

import re
from collections.abc import Iterable, Iterator

from slate.formats.write.markdown import prose
from slate.wording.changes import MailLine

# A URL of only these characters can be put between < and > without escaping.
_ADDRESS = re.compile(r"https?://[!-;=?-z~|]+", re.ASCII | re.IGNORECASE)


def lines(mail: Iterable[MailLine]) -> Iterator[str]:
    """Yield the mail in its order, with one heading above consecutive lines that share it."""
    above = None
    for line in mail:
        if line.heading != above:
            heading = f"## {prose(line.heading)}\n\n"
            yield heading if above is None else f"\n{heading}"
            above = line.heading
        title = f"**{prose(line.title)}**: " if line.title else ""
        source = ", ".join(filter(None, (prose(line.said_by), _link(line.url))))
        yield (
            f"- {title}{prose(line.change)}"
            f"{f' ({source})' if source else ''}{f' - {prose(line.note)}' if line.note else ''}\n"
        )


def _link(url: str | None) -> str:
    if url is None:
        return ""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else prose(url)
