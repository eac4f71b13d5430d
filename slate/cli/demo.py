"""The option `--demo`: a slate in memory with the seed, in the seed's own week."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from slate.cli.session import Clock, Session, Terminal
from slate.domain.errors import SlateError
from slate.formats.errors import RecordError
from slate.formats.read.json.json_values import values
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.store.file.connection import Store
from slate.store.ledger import open_ledger

TODAY = datetime(2021, 1, 7, 12, tzinfo=UTC)


@contextmanager
def open_demo(options: tuple[str, ...], arguments: tuple[str, ...]) -> Iterator[Session]:
    """Open a separate slate in memory, filled from `seed.json`; the block's end discards it."""
    clock = Clock(TODAY.date(), TODAY, is_fixed=True)
    with closing(Store(None)) as store:
        _fill(store, clock)
        yield Session(
            store, clock, Terminal.look(), demo=True, options=options, arguments=arguments
        )


def _fill(store: Store, clock: Clock) -> None:
    """Add the titles of the seed to a slate."""
    defaults = Defaults(today=clock.today)
    with (
        seed().open("rb") as stream,
        open_ledger(store, author="slate", command="seed", now=clock.now) as ledger,
    ):
        statements = []
        for row in values(stream, "seed.json"):
            if isinstance(row, RecordError):
                raise row
            statements.append(statement_of(*row, defaults))
        for outcome in ledger.row_importer().add(statements):
            if isinstance(outcome, SlateError):
                raise outcome


def seed() -> Path:
    """Return the path of the seed: in the package of a wheel, beside the package in a checkout."""
    packaged = Path(str(files("slate"))) / "seed.json"
    return packaged if packaged.exists() else packaged.parent.parent / "seed.json"
