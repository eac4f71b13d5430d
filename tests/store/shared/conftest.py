"""Machines that share a slate on a server of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from slate.store.shared.address import parse_address
from slate.store.shared.shared_store import SharedStore
from tests.postgres import Postgres

Machine = Callable[..., SharedStore]


@pytest.fixture
def url(postgres: Postgres) -> str:
    """Return the URL of an empty database."""
    return postgres.database()


@pytest.fixture
def machine(url: str, world: Path) -> Iterator[Machine]:
    """Return a function that opens the shared slate on a machine, by the name of its folder."""
    opened: list[SharedStore] = []

    def open_on(name: str, url: str = url, **options: Any) -> SharedStore:  # noqa: ANN401
        store = SharedStore(
            parse_address(url), world / name / "copy.db", user=name, has_fixed_time=True, **options
        )
        opened.append(store)
        return store

    open_on("owner").initialize()
    yield open_on
    for store in opened:
        store.close()
