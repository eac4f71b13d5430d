"""The history of a title: one line for each thing that a report changed."""

from collections.abc import Iterable, Iterator

from slate.domain.differences import Step
from slate.domain.titles import Title
from slate.render.changes import difference_text
from slate.render.phrases import date_text, on_text, who


def history_rows(steps: Iterable[Step]) -> Iterator[tuple[str, str, str]]:
    """Give day, change and source; further changes of one report stand below the first."""
    for step in steps:
        day, said_by = date_text(step.report.reported_on, weekday=False), who(step.report)
        for text in _texts(step):
            yield (day, text, said_by)
            day = said_by = ""


def _texts(step: Step) -> list[str]:
    if not step.differences:
        return [_unheard(step)]
    headline = step.title.headline if step.title else None
    key = headline.key if headline else None
    return [
        _beginning(step.title)
        if change.name == "added" and step.title
        else difference_text(change, key)
        for change in step.differences
    ]


def _beginning(title: Title) -> str:
    """Say how a title came to the slate: `announced, YouTube`."""
    shown = title.headline
    where = on_text(shown.key) if shown else ""
    when = shown.date.text if shown and shown.date.known else ""
    return ", ".join(filter(None, (title.status, where, when)))


def _unheard(step: Step) -> str:
    """Say what a report said that changed nothing: others had said it, or knew better."""
    said = step.report.said or {}
    words = [said.get("status")]
    words += [(item or {}).get("date") for item in (said.get("releases") or {}).values()]
    told = ", ".join(filter(None, words))
    if told:
        return f"said {told}"
    return "noted" if step.report.note else "nothing new"
