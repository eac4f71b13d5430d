"""The delimiter of a table: the one that was requested, or the one its first line shows.

Only commas and tabs are detected. Any other delimiter that a spreadsheet wrote has to be stated
by the user, because a wrong guess would split titles in two.
"""

import re

from slate.domain.errors import TextError
from slate.domain.quoting import quoted
from slate.domain.text import folded
from slate.formats.errors import DelimiterError, FileError

TAB = "\t"
_USUAL = (TAB, ",")
_OTHERS = (";", "|")
_SINGULARS = {",": "a comma", ";": "a semicolon"}
# A first line such as `sep=;`, which some programs write to state the delimiter for Excel.
_HINT = re.compile(r'"?sep=([^\w"])"?\s*', re.IGNORECASE)


def parse_delimiter(field: str, text: str) -> str:
    """Parse a delimiter: one character, or the word `tab`; raise TextError for any other text."""
    if folded(text) in {"tab", r"\t"} or text == TAB:
        return TAB
    if len(text) != 1 or not text.isprintable() or text.isalnum() or text == '"':
        reason = "must be one character, such as ';' or '|', or the word tab"
        raise TextError(field, f"{reason}, not {quoted(text)}.")
    return text


def delimiter_of(name: str, first_line: str, said: str | None) -> str:
    """Return the delimiter: `said`, or else a tab if the first line has one, or else a comma.

    Raises DelimiterError if the first line has another delimiter instead, and FileError for
    a Markdown table.
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
    """Whether a row is not a header, but states the delimiter for Excel."""
    return _HINT.fullmatch(row) is not None


def advice(delimiter: str) -> str:
    """Return advice for a cell that contains the delimiter; empty for TSV, where none can."""
    sign = _SINGULARS.get(delimiter, f"a {delimiter}")
    return "" if delimiter == TAB else f" In CSV a cell with {sign} must be in quotes."
