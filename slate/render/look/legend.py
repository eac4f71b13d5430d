"""The legend: what the signs on a screen mean, for a line below it."""

from collections import Counter

from rich.text import Text

from slate.render.look.cells import cell, only_color
from slate.render.look.theme import SERVICE_SIGN, Meaning, service_style

_GAP = "  "


class Legend:
    """The signs that occur on a screen, noted while it is drawn."""

    def __init__(self) -> None:
        """Begin without any."""
        self._words: dict[str, dict[str, None]] = {}
        self._services: Counter[str] = Counter()

    def noted(self, sign: str, word: str, meaning: Meaning = Meaning.PLAIN) -> Text:
        """Return a sign as a text, and keep what it means here."""
        self._words.setdefault(sign, {})[word] = None
        return cell(sign, meaning)

    def add_service(self, name: str) -> None:
        """Note a service that is marked with its color."""
        self._services[name] += 1

    def line(self, width: int, *, has_colors: bool = True) -> Text:
        """Return the signs with their meanings, then the colors of the most frequent services.

        `✓ official  ? rumor  ▌Netflix ▌Hulu`; empty if there is nothing to explain.
        """
        parts = [f"{sign} {' or '.join(words)}" for sign, words in self._words.items()]
        line = cell(_GAP.join(parts), Meaning.QUIET)
        for name, _ in self._services.most_common() if has_colors else ():
            text = cell(name, Meaning.QUIET)
            if line.cell_len + len(_GAP) + 1 + text.cell_len > width:
                break
            mark = Text().append(SERVICE_SIGN, service_style(name))
            line.append(_GAP if line else "").append_text(only_color(mark.append_text(text)))
        return line
