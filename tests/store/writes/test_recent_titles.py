import pytest

from slate.store.file.connection import Store
from slate.store.writes import recent_titles
from slate.store.writes.recent_titles import RecentTitles
from tests.store.writing import add, keys


def test_titles_are_read_once_and_the_one_needed_longest_ago_is_dropped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent_titles, "_MOST", 2)
    for name in ("Dune", "Mank", "Soul"):
        add(store, name)
    dune, mank, soul = (keys(store)[slug] for slug in ("dune", "mank", "soul"))
    with store.reading() as connection:
        titles = RecentTitles(connection)
        first, second = titles.of(dune), titles.of(mank)
        assert first.existing.title == "Dune"
        assert titles.of(dune) is first
        assert titles.of(soul).existing.title == "Soul"
        assert titles.of(dune) is first
        assert titles.of(mank) is not second
