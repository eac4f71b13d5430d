"""Access to remotes as commands have it, and that only one refresh runs at a time."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from slate.cli.remote_access import access_for, only_one
from slate.cli.session import Clock, Session, Terminal
from slate.remotes.access import Access
from slate.store.file.connection import Store

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
SLATE = Path("slate.db")


@pytest.fixture
def access(world: Path) -> Iterator[Access]:
    """Return access to the remotes of a user without any settings."""
    del world
    clock = Clock(NOW.date(), NOW)
    with closing(Store(None)) as store:
        yield access_for(Session(store, clock, Terminal.look()))


def test_settings_and_answers_are_in_the_folders_of_the_user(access: Access) -> None:
    assert access.place.config == Path(os.environ["XDG_CONFIG_HOME"]) / "slate"
    assert access.place.cache == Path(os.environ["XDG_CACHE_HOME"]) / "slate"
    assert list(access.settings.remotes) == ["tvmaze", "tmdb"]


def test_one_at_a_time_refreshes_a_slate(access: Access) -> None:
    with (
        only_one(access, SLATE) as first,
        only_one(access, SLATE) as second,
        only_one(access, Path("other.db")) as other,
    ):
        assert (first, second, other) == (True, False, True)
    with only_one(access, SLATE) as again:
        assert again
    assert access.place.cache.stat().st_mode & 0o777 == 0o700


def test_a_slate_in_memory_is_nobody_elses(access: Access) -> None:
    with only_one(access, None) as first, only_one(access, None) as second:
        assert first
        assert second
    assert not access.place.cache.exists()


def test_where_nothing_can_be_locked_a_refresh_runs(access: Access) -> None:
    access.place.cache.parent.mkdir(parents=True)
    access.place.cache.write_text("no folder", encoding="utf-8")
    with only_one(access, SLATE) as first, only_one(access, SLATE) as second:
        assert first
        assert second
