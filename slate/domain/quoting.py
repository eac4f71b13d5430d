"""Texts and lists of words as parts of messages: shortened, quoted, joined."""

from collections.abc import Sequence

from slate.domain.secrets import masked


def clip(text: str, limit: int = 120) -> str:
    """Return a text shortened for a message.

    Credentials are hidden first: one that is cut in half would not be recognized.
    """
    text = masked(text, is_value=True)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def quoted(text: str) -> str:
    """Return a text in quotes, shortened by `clip`."""
    return f'"{clip(text)}"'


def several(words: Sequence[str], shown: int = 5, separator: str = ", ") -> str:
    """Return the first few words separated by commas, and the number of the others."""
    rest = len(words) - shown
    return separator.join(words[:shown]) + (f" and {rest} more" if rest > 0 else "")


def either(words: Sequence[str]) -> str:
    """Return the candidates as `a or b` or `a, b or c`; of more than ten, as `several` does."""
    if len(words) > 10:  # noqa: PLR2004 -- more than a reader compares
        return several(words, 10)
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
