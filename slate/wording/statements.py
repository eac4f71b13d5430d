"""What a report states, as short text: how titles relate, and what is not in effect."""

from collections.abc import Callable, Collection, Iterator

from slate.domain.changes.history import Step
from slate.domain.ledger.patch import DIFFERS, SAME, SPLIT
from slate.domain.reports.report import Said
from slate.domain.text import safe
from slate.domain.titles.fields import PLAIN
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Stage
from slate.wording.phrases import place, release_words, short_date

_FACTS = ("title", "kind", *PLAIN)
DateFormat = Callable[[str], str]  # of canonical text


def relations(said: Said) -> Iterator[str]:
    """Yield how a title relates to others: merged with one, another work, split."""
    if same := said.get(SAME):
        yield f"merged with {safe(', '.join(same.values()))}"
    for source in said.get(SPLIT, {}).values():
        yield f"split off what was said by {safe(source)}"
    if others := said.get(DIFFERS):
        yield f"another work than {safe(', '.join(others.values()))}"


def unheard(
    step: Step, releases: Collection[ReleaseKey], format_date: DateFormat = short_date
) -> str:
    """Return the claims of a report that changed nothing.

    Other reports had stated the same before, or take precedence.
    """
    said = step.report.said
    if said is None:
        return "reported as removed"
    words = [said["status"] or "no status"] if "status" in said else []
    words += _denied(step, said)
    for name, item in (said.get("releases") or {}).items():
        key = ReleaseKey.parse(name)
        # As the title spells its service, whatever the report did.
        shown = next((other for other in releases if other.folded == key.folded), None)
        if item is None and shown is not None:
            words.append(f"not {place(shown, Stage.SCHEDULED) or 'as a further release'}")
        words += _dates(shown or key, item or {}, releases, format_date)
    if words:
        return f"said {', '.join(words)}"
    return "noted" if step.report.note else "says the same"


def _denied(step: Step, said: Said) -> Iterator[str]:
    """Yield the claims about a title that are not in effect: a rumor that others outweigh."""
    for name in _FACTS:
        value = said.get(name)
        if value is not None and step.title is not None and value != getattr(step.title, name):
            yield f"{name} {value}"


def _dates(
    key: ReleaseKey,
    item: dict[str, str | None],
    releases: Collection[ReleaseKey],
    format_date: DateFormat,
) -> list[str]:
    """Format the dates stated for a release, which is named unless the title has only this one."""
    words = []
    if "date" in item:
        words.append(_stated(item["date"], format_date))
    if "leaves" in item:
        words.append(f"leaves {_stated(item['leaves'], format_date)}")
    if not words or {key.folded} == {other.folded for other in releases}:
        return words
    if which := ", ".join(release_words(key)):
        words[-1] += f" ({which})"
    return words


def _stated(text: str | None, format_date: DateFormat) -> str:
    return "no date" if text is None else format_date(text)
