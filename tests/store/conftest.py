"""The slates of the store's tests: after each test they are folded again, and compared."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from tests.store import folding

NewStore = Callable[[], Store]


@pytest.fixture
def store() -> Iterator[Store]:
    """A slate in memory."""
    with closing(Store(None)) as store:
        yield store
        with store.reading() as connection:
            folding.check(connection)


@pytest.fixture
def new_store() -> Iterator[NewStore]:
    """Make slates in memory, which are not compared after the test."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(Store(None)))


@pytest.fixture
def path(world: Path) -> Path:
    """The place of a slate's file; there is none yet."""
    return world / "slate.db"


@pytest.fixture
def kept(path: Path) -> Iterator[Store]:
    """A slate in a file."""
    store = Store(path, day="2021-01-07")
    yield store
    with store.reading() as connection:
        folding.check(connection)
