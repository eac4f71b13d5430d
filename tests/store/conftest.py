"""Stores for the tests; after each test they are folded again and compared."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from tests.store import folding

NewStore = Callable[[], Store]


@pytest.fixture
def store() -> Iterator[Store]:
    """Yield a slate in memory, and compare it after the test."""
    with closing(Store(None)) as store:
        yield store
        with store.reading() as connection:
            folding.check(connection)


@pytest.fixture
def new_store() -> Iterator[NewStore]:
    """Yield a function that creates slates in memory, which are not compared after the test."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(Store(None)))


@pytest.fixture
def path(world: Path) -> Path:
    """Return the path of a slate's file, which does not exist yet."""
    return world / "slate.db"


@pytest.fixture
def kept(path: Path) -> Iterator[Store]:
    """Yield a slate in a file, and compare it after the test."""
    store = Store(path, day="2021-01-07")
    yield store
    with store.reading() as connection:
        folding.check(connection)
