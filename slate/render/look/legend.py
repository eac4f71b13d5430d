"""The legend: what the signs on a screen mean, for a line below it."""

from rich.text import Text

from slate.render.look.cells import cell
from slate.render.look.theme import Meaning


class Legend:
    """The signs that occur on a screen, noted while it is drawn."""

    def __init__(self) -> None:
        """Begin without any."""
        self._words: dict[str, dict[str, None]] = {}

    def noted(self, sign: str, word: str, meaning: Meaning = Meaning.PLAIN) -> Text:
        """Return a sign as a text, and keep what it means here."""
        self._words.setdefault(sign, {})[word] = None
        return cell(sign, meaning)

    @property
    def line(self) -> Text:
        """The signs with their meanings: `✓ official  ? rumor`; empty if there are none."""
        parts = (f"{sign} {' or '.join(words)}" for sign, words in self._words.items())
        return cell("  ".join(parts), Meaning.QUIET)
