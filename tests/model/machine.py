"""Two slates in files, with three people."""

from pathlib import Path

from tests.model.correcting import Correcting
from tests.model.exchanging import Exchanging
from tests.model.people import DAYS
from tests.model.reading import Reading
from tests.model.recording import Recording
from tests.model.slates import Seat, Slate


class Files(Recording, Correcting, Exchanging, Reading):
    """Ann and Cid write to one file, Bob to another."""

    days = (*DAYS, None)

    def seat_people(self) -> None:
        """Seat them."""
        one = Slate(self.shell, "a.db", Path("a.db"))
        two = Slate(self.shell, "b.db", Path("b.db"))
        self.slates = [one, two, one]
        for author, slate in zip(("ann", "bob", "cid"), self.slates, strict=True):
            self.seats.append(Seat(author, DAYS[0], (("SLATE_DB", slate.name),)))
