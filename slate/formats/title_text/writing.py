"""The text of a title: what is stated and shown of it, with comments on who stated it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from textwrap import wrap

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.dissent import Dissent, Subject, dissent
from slate.domain.ledger.editing import Editable, facts_of
from slate.domain.ledger.statement import Origin
from slate.domain.queries.selection import within_of
from slate.domain.reports.claims import SettledDate
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.text import safe
from slate.domain.titles.credits import by_role
from slate.domain.titles.fields import PLAIN
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.kinds import Kind
from slate.domain.titles.members import member
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import NOTHING_STATED, ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import derive_kind
from slate.domain.titles.title import Release
from slate.formats.title_text.marking import state_line
from slate.formats.title_text.toml_values import toml_key, toml_text
from slate.wording.attribution import cited, within_text
from slate.wording.dissent import claim_text, claimant

_HOW = """\
#
# Change what is new or wrong, save, and close the editor.
# Only what you change is recorded; if you change nothing,
# nothing is.
#
# - Empty a value ("" or []) to withdraw it. A release with
#   an empty date has no date (TBA).
# - Delete a [[releases]] block to drop that release; fill
#   in the empty one to add another. In a block, a line that
#   you delete counts as empty.
# - Elsewhere, a line that you delete changes nothing.
#
# Comments say who stated it, when, and how sure that is.
"""
_BY_WHOM = "\n# Your source for the changes, if you have one:\n"
_WIDTH = 60  # of comments with several lines


def title_text(shown: Editable, origin: Origin, today: str) -> str:
    """Return the text in which somebody edits a title, who states the changes as in `origin`."""
    return "".join(f"{line}\n" for line in _lines(shown, origin, today))


def _lines(shown: Editable, origin: Origin, today: str) -> Iterator[str]:
    title = shown.title
    others = dissent(title)
    yield f"# {safe(title.name)} ({safe(shown.slug)})"
    yield state_line(facts_of(title))
    yield from _HOW.splitlines()
    yield from _BY_WHOM.splitlines()
    yield from _origin(origin, today)
    yield ""
    yield "# The title:"
    yield from _single(shown, others)
    yield from _listed("tags", [(tag, _said(shown, "tags", tag)) for tag in title.tags])
    yield from _listed("aka", [(name, _said(shown, "aka", name)) for name in title.aka])
    for release in title.releases:
        if any(release.key) or release.date.known or release.leaves.known:
            yield ""
            yield from _release(release, others)
    yield ""
    named = {release.key for release in title.releases}
    yield from _objections(
        other for other in others if isinstance(other.said, ReleaseKey) and other.said not in named
    )
    yield "# Another release:"
    yield from _release(Release(NOTHING_STATED), ())
    yield from _tables(shown)


def _origin(origin: Origin, today: str) -> Iterator[str]:
    day = "" if origin.reported_on == today else origin.reported_on
    confidence = "" if origin.confidence.is_default else origin.confidence
    yield _line("source", origin.source)
    yield _line("url", origin.url)
    yield _line("reported_on", day, "empty: today")
    yield _line("confidence", confidence, ", ".join(Confidence))
    yield _line("note", origin.note)


def _single(shown: Editable, others: Iterable[Dissent]) -> Iterator[str]:
    """Yield the fields with one value, empty if it is derived; then a comment has it."""
    title = shown.title
    for name in ("title", *PLAIN):
        yield _line(name, getattr(title, name), _said(shown, name))
    kind = derive_kind(title.season, title.part)
    yield from _words(Kind)
    yield _derivable(shown, "kind", f"{kind.kind} ({kind.why})", stated=title.kind_said)
    yield from _words(Stage)
    status = f"{title.status} ({title.status_why})"
    yield _derivable(shown, "status", status, stated=title.status_said)
    yield from _objections(other for other in others if other.subject is Subject.STATUS)
    yield _derivable(shown, "slug", safe(shown.slug), stated=title.slug is not None)


def _derivable(shown: Editable, name: str, derived: str, *, stated: bool) -> str:
    """Return the line of a field; if it is not stated, it is empty, with what is derived."""
    if not stated:
        return _line(name, None, f"empty: {derived}")
    return _line(name, getattr(shown.title, name), _said(shown, name))


def _words(words: Iterable[str]) -> Iterator[str]:
    """Yield the words that a field accepts, in lines of comments."""
    text = ", ".join(words)
    yield from wrap(
        text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )


def _release(release: Release, others: Iterable[Dissent]) -> Iterator[str]:
    key = release.key
    own = [other for other in others if key in (other.release, other.said)]
    yield _commented("[[releases]]", _cited(release.named_by))
    services = (Subject.SERVICE, Subject.NO_SERVICE)
    yield from _objections(other for other in own if other.subject in services)
    yield from _words(ReleaseType) if release.named_by is None else ()
    yield _line("type", key.type)
    yield _line("region", key.region, "US, GB ..." if release.named_by is None else "")
    yield _line("platform", key.platform)
    for name, when, settled, subject in (
        ("date", release.date, release.dates, Subject.DATE),
        ("leaves", release.leaves, release.leave_dates, Subject.LEAVES),
    ):
        yield _line(name, _date(when), _dated(settled))
        yield from _objections(other for other in own if other.subject is subject)


def _dated(settled: SettledDate) -> str:
    """Return who stated or withdrew a date, and the coarser date that it narrows, if any."""
    within = within_of(settled)
    texts = (_cited(settled.said_by), safe(within_text(within)) if within else "")
    return "; ".join(filter(None, texts))


def _date(when: ReleaseDate) -> str:
    return screen_date(when, weekday=False) if when.known else ""


def _tables(shown: Editable) -> Iterator[str]:
    title = shown.title
    yield from ("", "[credits]")
    if not title.credits:
        yield '# director = ["George Clooney"]'
    for role, names in by_role(title.credits).items():
        people = [(name, _said(shown, "credits", member(role, name))) for name in names]
        yield from _listed(toml_key(role), people)
    yield from ("", "[links]")
    followed = _followed(shown)
    for relation in Relation:
        yield from _listed(relation, followed.get(relation, []))
    yield from ("", "[ids]")
    ids = [(scheme, value) for scheme, value in title.ids if scheme != EVENT_UID]
    if not ids:
        yield '# imdb = "tt7846844"'
    for scheme, value in ids:
        yield _line(toml_key(scheme), value, _said(shown, "ids", scheme))


def _followed(shown: Editable) -> Mapping[Relation, list[tuple[str, str]]]:
    """Return the slugs of the titles on the slate that a title follows, by relation."""
    return {
        relation: [
            (shown.linked[key], _said(shown, "links", member(relation, key)))
            for _, key in links
            if key in shown.linked
        ]
        for relation, links in groupby(shown.title.links, key=lambda link: link[0])
    }


def _listed(name: str, items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a list with an item and its comment on each line."""
    lines = [_commented(f"    {toml_text(item)},", comment) for item, comment in items]
    if not lines:
        yield f"{name} = []"
        return
    yield f"{name} = ["
    yield from lines
    yield "]"


def _line(name: str, value: str | int | None, comment: str = "") -> str:
    shown = str(value) if isinstance(value, int) else toml_text(value or "")
    return _commented(f"{name} = {shown}", comment)


def _commented(line: str, comment: str) -> str:
    return f"{line}  # {comment}" if comment else line


def _objections(others: Iterable[Dissent]) -> Iterator[str]:
    for other in others:
        claim = claim_text(other, partial(screen_date, weekday=False))
        yield f"# But: {safe(claim)}, {safe(claimant(other))}"


def _said(shown: Editable, *path: str) -> str:
    return _cited(shown.credited.get(path))


def _cited(report: Report | None) -> str:
    return "" if report is None else safe(cited(report, report.source))
