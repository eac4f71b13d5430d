"""Rules for a live source, which is a server on this machine, and for an editor."""

import os
from contextlib import ExitStack
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.people import NAMES, PLACES, People
from tests.model.slates import Seat, Slate, refuses_clock
from tests.model.titles import Title
from tests.remotes.server import Server, serving
from tests.remotes.shapes import SHOW, show

_SERIES = NAMES[2]
_NUMBER = 7  # of the show
_AIRS = st.sampled_from(("2021-01-05", "2021-03-12", "2021-03-19", None))
_UPDATES = tuple(
    f"/updates/shows{since}" for since in ("?since=day", "?since=week", "?since=month", "")
)


class Refreshing(People):
    """People who ask TVmaze for the day of a season."""

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._server: Server | None = None
        self._asked = 0
        super().__init__()

    @rule(place=PLACES, airs=_AIRS)
    def refresh(self, place: int, airs: str | None) -> None:
        """`slate refresh`: what TVmaze says of a season is what it has said last."""
        seat, slate, content = self.at(place)
        there = content.called(*_SERIES)
        if len(there) != 1 or content.has_splits or refuses_clock(content, seat):
            return
        title = there[0]
        slug = next(slug for slug, one in content.titles.items() if one is title)
        if not _is_followed(title):
            slate.write(seat, "update", slug, "--id", f"tvmaze={_NUMBER}")
            (title,) = slate.content.called(*_SERIES)
        if not _is_followed(title):
            return  # by a clock that is behind: the id was stated before a removal, which covers it
        self._answer(seat, airs)
        new = slate.write(seat, "refresh", "--all")
        for batch in new:
            (report,) = batch.reports
            keys = {said.key for said in title.reports}
            found = (report.source, report.confidence, report.key in keys)
            slate.compare(found, ("TVmaze", "listed", True), "who said it, of which title")
        self._check_date(slate, seat, airs)
        slate.compare(slate.write(seat, "refresh", "--all"), [], "what is new in the same answer")

    def _check_date(self, slate: Slate, seat: Seat, airs: str | None) -> None:
        """Compare the day with what the source has said last, by the day of the machine."""
        (title,) = slate.content.called(*_SERIES)
        known = Title([said for said in title.reports if said.last_day <= seat.today])
        date = known.date
        claims = date.kept if date else []
        said = [claim.value for claim in claims if claim.said.source == "TVmaze"]
        slate.compare(said[-1] if said else None, airs, "the day that TVmaze has said")

    def _answer(self, seat: Seat, airs: str | None) -> None:
        """Make the server state a day, and the machine know the server."""
        if self._server is None:
            self._server = self._ends.enter_context(serving())
        server = self._server
        self._asked += 1
        self.shell.lines.append(f"# TVmaze says of season 3 of {_SERIES[0]}: {airs}")
        server.routes[SHOW.format(_NUMBER)] = show(
            _NUMBER, _SERIES[0], [(3, airs)], updated=self._asked, premiered=None
        )
        for path in _UPDATES:
            server.routes[path] = {str(_NUMBER): self._asked}
        home = dict(seat.settings).get("XDG_CONFIG_HOME", f"{os.environ['HOME']}/.config")
        folder = Path(home) / "slate"
        folder.mkdir(parents=True, exist_ok=True)
        text = f'[remotes.tvmaze]\nurl = "{server.address}"\n'
        (folder / "config.toml").write_text(text, encoding="utf-8")

    def teardown(self) -> None:
        """Stop the server, too."""
        self._ends.close()
        super().teardown()


def _is_followed(title: Title) -> bool:
    """Whether a title is shown with an id of TVmaze."""
    id_ = title.paths.get(("ids", "tvmaze"))
    return id_ is not None and id_.top.value is not None
