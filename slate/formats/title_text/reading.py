"""Reading the text of a title after somebody has edited it.

Only values that differ from those in the text that was shown are parsed: whatever was left alone
is still what it was, even if nobody could type it today.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from typing import Any, NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import SlateError, TextError, UsageError
from slate.domain.ledger.editing import Editable, Facts, facts_of
from slate.domain.ledger.errors import LinkToItselfError
from slate.domain.ledger.patch import DATE_FIELDS, Path
from slate.domain.ledger.statement import Origin
from slate.domain.quoting import clip, either
from slate.domain.reports.confidences import parse_confidence
from slate.domain.titles.fields import NUMBERS, STATED
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.members import member
from slate.domain.titles.names import parse_slug
from slate.domain.titles.regions import parse_region
from slate.domain.titles.release_key import NOTHING_STATED, ReleaseKey
from slate.domain.titles.release_types import parse_release_type
from slate.domain.titles.status import parse_status
from slate.formats.errors import OtherStateError, TitleTextError
from slate.formats.read.records import fields
from slate.formats.read.records.field_synonyms import meant
from slate.formats.title_text.marking import line_of, state_of, stated_state, unmarked

_BY_WHOM = ("source", "url", "reported_on", "confidence", "note")
_PLACE = ("type", "region", "platform")
_OF_A_RELEASE = (*_PLACE, *DATE_FIELDS)
_FIELDS = (*_BY_WHOM, *STATED)
_SINGLE: Mapping[str, fields.Reader[Any]] = {
    "title": fields.line,
    **{name: fields.number(bounds) for name, bounds in NUMBERS.items()},
    "kind": fields.word(parse_kind),
    "status": fields.word(parse_status),
    "slug": fields.word(parse_slug),
}
_LISTED: Mapping[str, fields.Reader[tuple[str, ...]]] = {"tags": fields.tags, "aka": fields.names}
_NOWHERE = ("releases", NOTHING_STATED.folded)
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Typing(NamedTuple):
    """How texts are read whose meaning depends on the day or on the slate."""

    day: Callable[[str | None], str]  # the day of a report, today if None
    date: Callable[[str, str], ReleaseDate]  # a date, and the day reported, to count it from
    title: Callable[[str], str]  # the key of the title that a text names
    platform: Callable[[str], str]


class Edited(NamedTuple):
    """What a text states: the facts of a title, and who stated what was changed.

    Among the facts, the status may be `upcoming`; what that means follows from the releases.
    """

    facts: dict[Path, Any]
    origin: Origin


def read_title_text(text: str, was: str, shown: Editable, typing: Typing) -> Edited:
    """Parse a text that was `was` when it was shown; raise TitleTextError, with the line."""
    return _Reading(text, was, shown, typing).edited()


class _Reading:
    """A text, beside the one that was shown."""

    def __init__(self, text: str, was: str, shown: Editable, typing: Typing) -> None:
        self._text = text
        self._new, self._old = _parsed(text), _parsed(was)
        self._title, self._linked = shown.title, shown.linked
        self._typing = typing
        self._facts = facts_of(shown.title)

    def edited(self) -> Edited:
        """Return what the text states."""
        self._refuse_other_state()
        origin = self._origin()
        if self._new:  # with nothing left in it, nothing is stated
            self._refuse_unknown(self._new, _FIELDS)
            for name in _SINGLE:
                self._read_single(name)
            for name in _LISTED:
                self._read_list(name)
            self._read_ids()
            self._read_credits()
            self._read_links()
            self._read_releases(origin.reported_on)
        return Edited(self._facts, origin)

    def _refuse_other_state(self) -> None:
        """Raise TitleTextError for a text that was kept while the title changed.

        All that was recorded since would look as if it had been edited. A text without a state is
        what somebody wrote: that is meant.
        """
        stated = stated_state(self._text)
        if stated is not None and stated.state != state_of(self._facts):
            raise TitleTextError(stated.line, OtherStateError(self._title.name))

    @contextmanager
    def _at(self, *path: str | int) -> Iterator[None]:
        """Convert an error of the block to one with the line of a field."""
        try:
            yield
        except SlateError as error:
            raise TitleTextError(line_of(self._text, path), error) from error

    def _refuse_unknown(
        self, found: Collection[str], known: Collection[str], *table: str | int
    ) -> None:
        for name in found:
            if name not in known:
                with self._at(*table, name):
                    likely = [field for field in meant(name, known) if field in known]
                    among = f"Fields here: {', '.join(known)}."
                    advice = f"Did you mean {either(likely)}?" if likely else among
                    raise TextError(clip(name), f"is not a field here. {advice}")

    def _set(self, path: Path, value: Any) -> None:  # noqa: ANN401 -- JSON
        """Set a fact; None and empty withdraw it."""
        self._facts.pop(path, None)
        if value is not None and value != ():
            self._facts[path] = value

    def _origin(self) -> Origin:
        origin = Origin(self._typing.day(None))
        for name, read in self._readers_of_origin().items():
            with self._at(name):
                text = fields.text(name, self._new.get(name, ""))
                if text.strip():
                    origin = replace(origin, **{name: read(name, text)})
        return origin

    def _readers_of_origin(self) -> Mapping[str, fields.Reader[Any]]:
        return {
            "source": fields.line,
            "url": fields.url,
            "reported_on": lambda _, value: self._typing.day(str(value)),
            "confidence": fields.word(parse_confidence),
            "note": fields.note,
        }

    def _read_single(self, name: str) -> None:
        value = self._new.get(name, self._old[name])
        if value == self._old[name]:
            return
        with self._at(name):
            if not fields.says_nothing(value):
                self._set((name,), _SINGLE[name](name, value))
            elif name == "title":
                raise TextError("The title", "is empty.")
            else:
                self._set((name,), None)

    def _read_list(self, name: str) -> None:
        old = self._old[name]
        new = self._new.get(name, old)
        if new == old:
            return
        for item in old:
            self._set((name, item), None)
        with self._at(name):
            for item in fields.items(new):
                for text in [item] if item in old else _LISTED[name](name, [item]):
                    self._facts[name, str(text)] = True

    def _changed_in(self, table: str) -> Iterator[tuple[str, object]]:
        """Yield the name and the value of each changed field of a table.

        A new name that is also that of a field above the tables is refused. It could be a scheme
        or a role, but more likely somebody typed the field at the end of the text.
        """
        with self._at(table):
            found = fields.members(table, self._new.get(table, {}))
        old = self._old[table]
        for name, value in found.items():
            if name not in old and name.casefold() in {*_FIELDS, *_OF_A_RELEASE}:
                with self._at(table, name):
                    raise TextError(name, f"is no field of [{table}]. Move it above the tables.")
            if old.get(name) != value:
                yield name, value

    def _read_ids(self) -> None:
        for name, value in self._changed_in("ids"):
            with self._at("ids", name):
                scheme = name if name in self._old["ids"] else fields.key("ids", name)
                self._set(("ids", scheme), None)
                for _, text in fields.ids("ids", {scheme: value}):
                    self._set(("ids", scheme), text)

    def _read_credits(self) -> None:
        for name, value in self._changed_in("credits"):
            with self._at("credits", name):
                old = self._old["credits"].get(name, [])
                role = name if old else fields.key("credits", name)
                # One that is written otherwise adds to the role.
                others = () if old else self._facts.get(("credits", role), ())
                names = (
                    item if item in old else fields.line(clip(name), item)
                    for item in fields.items(value)
                )
                self._set(("credits", role), tuple(dict.fromkeys((*others, *names))))

    def _read_links(self) -> None:
        for name, value in self._changed_in("links"):
            with self._at("links", name):
                stated = fields.links("links", {name: value})
                texts = {text for _, text in stated}
                shown = set()
                for relation, key in self._title.links:
                    slug = self._linked.get(key)
                    if relation == name and slug is not None:
                        shown.add(slug)
                        if slug not in texts:
                            self._set(("links", member(relation, key)), None)
                for relation, text in stated:
                    if text not in shown:
                        self._link(relation, self._typing.title(text))

    def _link(self, relation: str, key: str) -> None:
        if key == self._title.key:
            raise LinkToItselfError(self._title.name)
        self._facts["links", member(relation, key)] = True

    def _read_releases(self, said_on: str) -> None:
        old = self._old["releases"]
        new = self._new.get("releases", [])
        if new == old:
            return
        before = dict(self._facts)
        for path in before:
            if path[0] == "releases":
                self._set(path, None)
        for place, item in enumerate(new if isinstance(new, list) else [new]):
            with self._at("releases", place, "type"):
                release = fields.members("releases", item)
            self._refuse_unknown(release, _OF_A_RELEASE, "releases", place)
            if not all(map(fields.says_nothing, release.values())):
                self._read_release(place, release, before, said_on)
        if not any((*_NOWHERE, field) in before for field in DATE_FIELDS):
            # A release of which nothing is known looks like the block for a new one.
            self._facts |= {path: before[path] for path in [_NOWHERE] if path in before}

    def _read_release(
        self, place: int, release: Mapping[str, object], before: Facts, said_on: str
    ) -> None:
        key = self._key(place, release)
        path = ("releases", key.folded)
        if path in self._facts:
            with self._at("releases", place, "type"):
                raise UsageError("This release is there twice. Delete one, or say how they differ.")
        self._facts[path] = before.get(path, str(key))
        for field in DATE_FIELDS:
            with self._at("releases", place, field):
                when = self._date(fields.text(field, release.get(field, "")), said_on)
            self._set((*path, field), when)

    def _key(self, place: int, release: Mapping[str, object]) -> ReleaseKey:
        """Return the key of a release; that of one in the slate need not be what can be typed."""
        stated = [release.get(name, "") for name in _PLACE]
        for known in self._title.releases:
            if stated == [part or "" for part in known.key]:
                return known.key
        parsers = (parse_release_type, parse_region, self._typing.platform)
        parts: list[Any] = []
        for name, value, parse in zip(_PLACE, stated, parsers, strict=True):
            with self._at("releases", place, name):
                text = fields.text(name, value)
                parts.append(parse(text) if text.strip() else None)
        return ReleaseKey(*parts).completed

    def _date(self, text: str, said_on: str) -> str | None:
        """Return the canonical text of a date, None for no date."""
        if not text.strip():
            return None
        for release in self._title.releases:
            for when in (release.date, release.leaves):
                if when.known and text == screen_date(when, weekday=False):
                    return when.text
        typed = self._typing.date(text, said_on)
        return typed.text if typed.known else None


def _parsed(text: str) -> dict[str, Any]:
    """Parse TOML, with dates as texts; raise TitleTextError."""
    try:
        found = tomllib.loads(unmarked(text))
    except (ValueError, RecursionError) as error:
        reason, at = str(error), _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        cause = UsageError(
            f"This is not TOML: {_AT.sub('', reason)}. Texts are in quotes, each on its line: "
            'date = "early 2021".'
        )
        raise TitleTextError(line, cause) from error
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 -- TOML
    match value:
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value
