"""What parts the columns of a table: as it was said, or as its first line shows.

Only commas and tabs are taken without a word. Where a spreadsheet wrote another sign, what
has to be stated: a sign that is guessed wrongly makes titles of halves of them.
"""

import re

from slate.domain.errors import FileError, TextError, quoted
from slate.domain.text import folded
from slate.formats.errors import DelimiterError

TAB = "\t"
_USUAL = (TAB, ",")
_OTHERS = (";", "|")
_SINGULARS = {",": "a comma", ";": "a semicolon"}
# What Excel takes from the first line of a file, and some programs write for it: `sep=;`.
_HINT = re.compile(r'"?sep=([^\w"])"?\s*', re.IGNORECASE)


def parse_delimiter(field: str, text: str) -> str:
    """Return one character, read from it or from `tab`; raises TextError for another text."""
    if folded(text) in {"tab", r"\t"} or text == TAB:
        return TAB
    if len(text) != 1 or not text.isprintable() or text.isalnum() or text == '"':
        reason = "is one character, such as ';' or '|', or the word tab"
        raise TextError(field, f"{reason}, and not {quoted(text)}.")
    return text


def delimiter_of(name: str, first_line: str, said: str | None) -> str:
    """Find what parts the columns: a comma, or a tab in the first line, if nothing was said.

    Raises DelimiterError where the first line has not that, but another sign.
    """
    hint = _HINT.fullmatch(first_line)
    line = hint[1] if hint else first_line
    if line.lstrip().startswith("|") and said != "|" and not hint:
        raise FileError(name, "is a table in Markdown, which slate does not read. Save it as CSV.")
    delimiter = said or next((sign for sign in _USUAL if sign in line), ",")
    other = next((sign for sign in (line if hint else _OTHERS) if sign in line), None)
    if other and delimiter not in line:
        raise DelimiterError(name, other)
    return delimiter


def is_hint(row: str) -> bool:
    """Tell whether a row is no header, but what Excel takes the delimiter from."""
    return _HINT.fullmatch(row) is not None


def advice(delimiter: str) -> str:
    """Say how a cell is written that holds the delimiter; a cell of TSV cannot."""
    sign = _SINGULARS.get(delimiter, f"a {delimiter}")
    return "" if delimiter == TAB else f" In CSV a cell with {sign} stands in quotes."
