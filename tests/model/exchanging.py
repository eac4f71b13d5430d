"""Rules for files: rows, ledgers of other slates, backups, and what else goes in or comes out."""

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.correcting import Correcting
from tests.model.ledger import Recorded, Said
from tests.model.people import ANY, FACTS, NAMES, ORIGINS, PLACES, SERVICE, Facts, Origin
from tests.model.recording import check_news
from tests.model.slates import Content, Seat, Slate, refuses_clock

# What depends on the ledger alone; elsewhere, batches have other numbers, and came on other days.
_SAME_EVERYWHERE = (
    "list",
    "duplicates",
    "slips",
    "changes --since 2020-01-01 --columns day,slug,title,change,from,to,by,reverted,source,how",
    "log --columns recorded_at,author,reports,undone,uid,undoes,partly_undone,corrected_from",
)
_ROWS = st.lists(
    st.tuples(st.sampled_from(NAMES), FACTS), min_size=1, max_size=3, unique_by=lambda row: row[0]
)

Name = tuple[str, int | None]  # with the season


class Exchanging(Correcting):
    """People who import lists, exchange their ledgers, and back up their slates."""

    exported = 0

    def __init__(self) -> None:
        super().__init__()
        self.backups: list[tuple[str, dict[str, Recorded], int, str]] = []

    @rule(place=PLACES, rows=_ROWS, origin=ORIGINS)
    def import_rows(self, place: int, rows: list[tuple[Name, Facts]], origin: Origin) -> None:
        """`slate import`: what a list says that its source has not said before is recorded."""
        seat, slate, content = self.at(place)
        rows = _clear(content, rows)
        if not rows or origin.is_from_tomorrow(seat):
            return
        lines = [_row(*row) for row in rows]
        self.shell.write("list.csv", "\n".join(["title,season,platform,date,status", *lines, ""]))
        typed = ["import", "list.csv", *(origin.options or ["--source", "Listings"])]
        if refuses_clock(content, seat):
            slate.fail(seat, *typed)
            return
        new = slate.write(seat, *typed)
        said = {name: origin.said(seat, _of_row(facts)) for name, facts in rows}
        for batch in new:
            self._check_rows(slate, content, batch, said)
        again = slate.write(seat, *typed)
        slate.compare(again, [], "what the same list says anew")

    def _check_rows(
        self, slate: Slate, before: Content, batch: Recorded, said: dict[Name, Said]
    ) -> None:
        """Check that each report is about the title of a row, and states what the row does."""
        for report in batch.reports:
            found = [
                name
                for name in said
                for title in slate.content.called(*name)
                if report.key in {one.key for one in title.reports}
            ]
            slate.compare(len(found), 1, f"the number of rows for {report}")
            there = before.called(*found[0])
            if there:
                stated = said[found[0]]._replace(source=report.source)
                check_news(slate, report, stated, there[0])

    @rule(place=PLACES, both=st.booleans())
    def join(self, place: int, *, both: bool) -> None:
        """`slate import LEDGER`: a slate has then what either had; both are equal after both."""
        other = self._elsewhere(place)
        self._join(place, other)
        if both:
            self._join(other, place)

    @rule(place=PLACES, which=ANY)
    def pass_on(self, place: int, which: int) -> None:
        """What was exchanged and is then undone or redone is exchanged again."""
        other = self._elsewhere(place)
        self._join(other, place)
        self.undo_or_redo(place, which)
        self._join(other, place)

    def _elsewhere(self, place: int) -> int:
        """Return a place with another slate."""
        return next(at for at in range(3) if self.slates[at] is not self.slates[place])

    def _join(self, place: int, other: int) -> None:
        seat, slate, content = self.at(place)
        there, theirs, _ = self.at(other)
        theirs.write_file(there, "export", f"from-{theirs.name}.slate.ndjson")
        batches = content.batches | theirs.content.batches
        typed = ["import", f"from-{theirs.name}.slate.ndjson"]
        is_refused = refuses_clock(content, seat)
        if is_refused or (batches != content.batches and refuses_clock(Content(batches), seat)):
            slate.fail(seat, *typed)
        else:
            slate.take_over(seat, batches, *typed)

    @rule(place=PLACES)
    def move_house(self, place: int) -> None:
        """A ledger, imported into an empty slate, makes the same slate."""
        seat, slate, _ = self.at(place)
        if not seat.day:
            return
        self.exported += 1
        name, begin = f"new-{self.exported}.db", len(self.shell.lines)
        slate.write_file(seat, "export", f"all-{name}.slate.ndjson")
        new = Slate(self.shell, name, None)
        settled = seat._replace(settings=(*seat.settings, ("SLATE_DB", name)))
        if slate.content.batches:
            new.take_over(settled, slate.content.batches, "import", f"all-{name}.slate.ndjson")
        for asked in _SAME_EVERYWHERE:
            typed = [*asked.split(), "-f", "json"]
            there = _rows(new.read(settled, *typed), asked)
            slate.compare(there, _rows(slate.read(seat, *typed), asked), f"slate {asked}")
        del self.shell.lines[begin:]

    @rule(place=PLACES, which=st.sampled_from(("backup", "rebuild", "mark")))
    def keep(self, place: int, which: str) -> None:
        """Back up the slate, derive it again, or mark what was seen."""
        seat, slate, _ = self.at(place)
        found = {"backup": self._back_up, "rebuild": self._rebuild, "mark": self._mark}
        found[which](seat, slate)

    def _back_up(self, seat: Seat, slate: Slate) -> None:
        """`slate backup`: the slate as it is, in a file."""
        content = slate.content
        if not content.batches or slate.keeps is None:
            return
        self.exported += 1
        file = f"{self.exported}.bak"
        slate.write_file(seat, "backup", file)
        lines = self.shell.lines  # it is shown among them if it is restored
        self.backups.append((file, content.batches, len(lines) - 1, lines[-1]))
        lines[-1] = ""

    @rule(at=PLACES, which=ANY)
    def restore(self, at: int, which: int) -> None:
        """`slate restore`: the slate is again as it was, or as another one was."""
        seat, slate, _ = self.at(at)
        if self.backups and slate.keeps is not None:
            file, batches, place, typed = self.backups[which % len(self.backups)]
            self.shell.lines[place] = typed
            slate.take_over(seat, batches, "restore", file)

    def _rebuild(self, seat: Seat, slate: Slate) -> None:
        """`slate check --rebuild`: what is derived is derived again, and is the same."""
        content = slate.content
        if content.batches:
            slate.read(seat, "check")
            slate.take_over(seat, content.batches, "check", "--rebuild")

    def _mark(self, seat: Seat, slate: Slate) -> None:
        """`slate changes --since last --mark`: what was seen is no longer new."""
        content = slate.content
        typed = ["changes", "--since", "last"]
        if refuses_clock(content, seat) or not content.batches:
            return
        slate.take_over(seat, content.batches, *typed, "--mark")
        rows = slate.read(seat, *typed, "-f", "json")
        slate.compare(rows, "[]\n", "the changes since they were seen")


def _of_row(facts: Facts) -> dict[str, Any]:
    return {name: value for name, value in facts.patch.items() if name != "tags"}


def _rows(text: str, asked: str) -> list[str]:
    """Return the rows of a list; those of a log by uid, as a ledger may list equal times so."""
    rows = list(map(json.dumps, json.loads(text)))
    return sorted(rows) if asked.startswith("log") else rows


def _row(name: Name, facts: Facts) -> str:
    title, season = name
    date = f'"{facts.date}"' if facts.date else ""
    service = SERVICE if facts.date else ""
    return f"{title},{season or ''},{service},{date},{facts.status or ''}"


def _clear(content: Content, rows: list[tuple[Name, Facts]]) -> list[tuple[Name, Facts]]:
    """Return the rows of which is clear what they are about; each is about another title."""
    found: list[tuple[Name, Facts]] = []
    about: list[object] = []
    for name, facts in rows:
        there = content.called(*name)
        if _is_clear(content, *name) and not any(title in about for title in there):
            found.append((name, facts))
            about += there
    return found


def _is_clear(content: Content, title: str, season: int | None) -> bool:
    """Whether a row can only be about one title, or about a new one that was never removed."""
    there = content.called(title, season)
    ever = [said for said in content.counted.all_reports if title.lower() in said.key]
    return (len(there) == 1 and not content.has_splits) or not ever
