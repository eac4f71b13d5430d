"""The copy on this machine, without a server."""

from pathlib import Path

import pytest

from slate.store.file.schema import FORMAT
from slate.store.shared.copy import Copy
from slate.store.shared.news import News, Place
from tests.store import damaging
from tests.store.shared.test_take_in import NAMED, batch, news, report
from tests.store.writing import slugs

DUNE = news([batch(1)], [report(1, 1, "dune", NAMED)], {"ann": "uid-1"})
NOTHING = News(Place(1, "uid-1"), follows=True, batches=[], reports=[], bookmarks={"ann": "uid-1"})


@pytest.fixture
def copy(world: Path) -> Copy:
    return Copy(world / "cache" / "copy.db", time="20210107T120000Z")


def test_a_copy_begins_with_nothing(copy: Copy) -> None:
    assert (copy.exists(), copy.place(), copy.contact()) == (False, Place(), None)
    copy.take_in(DUNE)
    assert (copy.exists(), copy.place()) == (True, Place(1, "uid-1"))
    assert copy.contact() is not None
    assert slugs(copy) == ["dune"]
    assert copy.file.stat().st_mode & 0o777 == 0o600


def test_without_news_nothing_is_written(copy: Copy) -> None:
    copy.take_in(DUNE)
    before = copy.file.read_bytes()
    copy.take_in(NOTHING)
    assert copy.file.read_bytes() == before


def test_it_has_all_of_the_news_or_is_not_used(copy: Copy) -> None:
    copy.take_in(DUNE)
    for found, has_it in ((DUNE, True), (NOTHING, True), (news([batch(2)], []), False)):
        with copy.with_all_of(found, None) as connection:
            assert (connection is not None) is has_it
    copy.discard()
    with copy.with_all_of(DUNE, None) as connection:
        assert connection is None
    with copy.with_all_of(news([], [], after=0), None) as connection:
        assert connection is not None


@pytest.mark.parametrize("found", [FORMAT - 1, FORMAT + 1])
def test_one_of_another_version_is_discarded(copy: Copy, found: int) -> None:
    copy.take_in(DUNE)
    damaging.change(copy.file, f"pragma user_version = {found}")
    assert copy.place() == Place()
    assert not copy.file.exists()


def test_one_that_is_no_database_is_discarded(copy: Copy) -> None:
    copy.take_in(DUNE)
    copy.file.write_bytes(b"no database at all" * 100)
    assert copy.place() == Place()
    assert not copy.file.exists()


def test_a_folder_in_its_place_is_left_alone(copy: Copy) -> None:
    copy.file.mkdir(parents=True)
    assert copy.place() == Place()
    assert copy.file.is_dir()


def test_one_that_cannot_be_read_now_is_kept(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.take_in(DUNE)

    def fail(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(Copy, "exists", fail)
    assert copy.place() == Place()
    monkeypatch.undo()
    assert copy.place() == Place(1, "uid-1")


def test_former_copies_are_kept_but_not_all_of_them(copy: Copy) -> None:
    copy.take_in(DUNE)
    kept = []
    for minute in range(5):
        copy.time = f"20210107T120{minute}00Z"
        kept.append(copy.keep_aside())
    assert sorted(copy.file.parent.glob("*.former-*")) == kept[2:]
    assert slugs(Copy(kept[-1], time="")) == ["dune"]
