"""Rules for the commands that take back, bring back, and correct what was recorded."""

from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.ledger import Recorded
from tests.model.people import ANY, PLACES, People
from tests.model.slates import Content, Seat, Slate, records, refuses_clock

_TIMES = ("2020-12-20T12:00:00Z", "2021-01-04T12:00:00Z", "2021-01-07T11:59:59Z")


class Correcting(People):
    """People who undo and redo what they and others have recorded, and correct clocks."""

    @rule(place=PLACES)
    def undo(self, place: int) -> None:
        """`slate undo`: it takes back the author's newest command."""
        seat, slate, content = self.at(place)
        newest = _newest(content, seat.author)
        if refuses_clock(content, seat) or newest is None:
            slate.fail(seat, "undo", codes=(1, 3))
        else:
            self._undo(seat, slate, newest, ["undo"])

    @rule(place=PLACES, which=ANY)
    def undo_batch(self, place: int, which: int) -> None:
        """`slate undo BATCH`: it takes back any command, an undo too."""
        self.undo_or_redo(place, which)

    def undo_or_redo(self, place: int, which: int) -> None:
        """Undo a command, which may be an undo."""
        seat, slate, content = self.at(place)
        batch, number = self._a_batch(seat, slate, which)
        if batch is None:
            slate.fail(seat, "undo", number, codes=(1, 3))
        elif refuses_clock(content, seat) or content.counted.is_undone(batch.uid):
            slate.fail(seat, "undo", number)
        else:
            self._undo(seat, slate, batch, ["undo", number])

    @rule(place=PLACES, which=ANY, title=ANY)
    def undo_for_title(self, place: int, which: int, title: int) -> None:
        """`slate undo BATCH --only TITLE`: it takes back what a command said of one title."""
        seat, slate, content = self.at(place)
        batch, number = self._a_batch(seat, slate, which, about=2)
        slug = self.a_title(content, title)
        typed = ["undo", number, "--only", slug]
        if batch is None or slug not in content.titles or content.has_splits:
            return
        keys = {said.key for said in content.titles[slug].reports}
        only = keys & content.counted.root_of(batch.uid).keys
        undone = {key for key in only if content.counted.is_undone_for(batch.uid, key)}
        if refuses_clock(content, seat) or content.counted.is_undone(batch.uid):
            slate.fail(seat, *typed)
        elif not only:
            slate.fail(seat, *typed, codes=(1, 3))
        elif only == undone:
            slate.fail(seat, *typed)
        else:
            self._undo(seat, slate, batch, typed, only)

    def _undo(
        self,
        seat: Seat,
        slate: Slate,
        batch: Recorded,
        typed: list[str],
        only: Iterable[str] = (),
    ) -> None:
        """Undo a batch, unless others have reported on a title that it created."""
        content = slate.content
        before = records(content.titles)
        if content.has_splits:  # what was split off may need it, too
            new = slate.write(seat, *typed, codes=(0, 1))
        elif _is_needed(content, content.counted.root_of(batch.uid), set(only)):
            slate.fail(seat, *typed)
            return
        else:
            new = slate.write(seat, *typed)
            slate.compare(len(new), 1, "the number of undos")
        for undo in new:
            slate.compare(undo.undoes, batch.uid, "what was undone")
            slate.compare(undo.only, tuple(sorted(only)), "for which titles")
        if new and typed == ["undo"]:
            self._redo_at_once(seat, slate, before)

    def _redo_at_once(self, seat: Seat, slate: Slate, before: object) -> None:
        """Check that a redo brings back what there was, and undo it again."""
        self.steps += 1
        redos = slate.write(seat, "redo", most=9)
        slate.compare(records(slate.content.titles), before, "the list after undo and redo")
        slate.fail(seat, "undo", redos[0].undoes or "")
        slate.write(seat, "undo")

    @rule(place=PLACES)
    def redo(self, place: int) -> None:
        """`slate redo`: it brings back what the author has undone last."""
        seat, slate, content = self.at(place)
        last = _newest_undo(content, seat.author)
        if last is None or refuses_clock(content, seat):
            slate.fail(seat, "redo", codes=(1, 3))
            return
        target = content.batches[last.undoes or ""]
        takers = content.counted.takers_of(target.uid)
        undos = [last] if last.only else [undo for undo in takers if not undo.only]
        self._redo(seat, slate, ["redo"], undos, target)

    @rule(place=PLACES, which=ANY)
    def redo_batch(self, place: int, which: int) -> None:
        """`slate redo BATCH`: it brings back any command that was undone."""
        seat, slate, content = self.at(place)
        batch, number = self._a_batch(seat, slate, which)
        if batch is None:
            slate.fail(seat, "redo", number, codes=(1, 3))
        elif refuses_clock(content, seat):
            slate.fail(seat, "redo", number)
        else:
            undos = content.counted.takers_of(batch.uid)
            self._redo(seat, slate, ["redo", number], undos, batch)

    def _redo(
        self,
        seat: Seat,
        slate: Slate,
        typed: list[str],
        undos: list[Recorded],
        batch: Recorded,
    ) -> None:
        counted = slate.content.counted
        if not (counted.is_undone(batch.uid) or counted.is_partly_undone(batch.uid)):
            slate.fail(seat, *typed)
            return
        root = counted.root_of(batch.uid)
        is_refused = _is_needed(slate.content, root, set())
        codes = (0, 1) if slate.content.has_splits else (1,) if is_refused else (0,)
        new = slate.write(seat, *typed, codes=codes, most=len(undos))
        if new:
            found = sorted(one.undoes or "" for one in new)
            slate.compare(found, sorted(one.uid for one in undos), "the undos that were undone")

    @rule(place=PLACES, which=ANY, when=st.sampled_from(_TIMES))
    def correct_clock(self, place: int, which: int, when: str) -> None:
        """`slate log --correct-clock`: the time counts that is stated, on all machines."""
        seat, slate, content = self.at(place)
        batch, number = self._a_batch(seat, slate, which)
        typed = ["log", "--correct-clock", f"{number}={when}"]
        recorded = when.replace("Z", ".000000Z")
        if f"{seat.now:%Y-%m-%dT%H:%M:%SZ}" < when:
            slate.fail(seat, *typed, codes=(2,))
        elif batch is None:
            slate.fail(seat, *typed, codes=(1, 3))
        elif refuses_clock(content, seat, [batch.uid]):
            slate.fail(seat, *typed)
        else:
            new = slate.write(seat, *typed, corrects=[batch.uid])
            wanted = [] if content.counted.times[batch.uid] == recorded else [{batch.uid: recorded}]
            slate.compare([one.corrects for one in new], wanted, "the corrections")

    def _a_batch(
        self, seat: Seat, slate: Slate, which: int, about: int = 0
    ) -> tuple[Recorded | None, str]:
        """Return one of the newest batches with its number; of none, a number that none has.

        It is one about at least so many titles, if there is one.
        """
        numbers = sorted(slate.numbers(seat).items(), key=lambda item: -item[1])
        counted = slate.content.counted
        numbers = [one for one in numbers if len(counted.about(one[0])) >= about] or numbers
        if not numbers:
            return None, "1"
        uid, number = numbers[which % len(numbers)]
        return slate.content.batches[uid], str(number)


def _newest(content: Content, author: str) -> Recorded | None:
    """Return the newest command of an author that is in force, and no undo."""
    found = [one for one in content.batches.values() if one.undoes is None]
    return _last(content, author, found)


def _newest_undo(content: Content, author: str) -> Recorded | None:
    """Return the newest undo in force of an author, not counting redos."""
    batches = content.batches
    found = [one for one in batches.values() if one.undoes and not batches[one.undoes].undoes]
    return _last(content, author, found)


def _last(content: Content, author: str, batches: list[Recorded]) -> Recorded | None:
    counted = content.counted
    found = [one for one in batches if one.author == author and not counted.is_undone(one.uid)]
    return max(found, key=lambda one: (counted.times[one.uid], one.uid), default=None)


def _is_needed(content: Content, root: Recorded, only: set[str]) -> bool:
    """Whether others report on a title that only a batch has named, apart from those not meant."""
    for reports in content.counted.titles():
        if only and not any(said.key in only for said in reports):
            continue
        own = [said for said in reports if said.batch == root.uid]
        rest = [said for said in reports if said.batch != root.uid]
        names = [any("title" in (said.patch or ()) for said in some) for some in (own, rest)]
        if rest and names == [True, False]:
            return True
    return False
