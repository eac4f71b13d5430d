import errno
import json
import os
import re
import tempfile
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.remotes import answers as answers_module
from slate.remotes.answers import Answers, KeptAnswer, delete_old
from slate.remotes.errors import MOST_BYTES

pytestmark = pytest.mark.slow  # together they take seconds

NOW = datetime(2021, 1, 7, 12, 30, 15, 250_000, tzinfo=UTC)
ORIGIN = "https://api.tvmaze.com"
PATH = "/shows/29137?embed[]=seasons"
KEPT = KeptAnswer(b'{"id": 29137}\n\xff\0', NOW - timedelta(days=3), NOW, 1_609_459_200)
DAY = 86_400
HEAD = {
    "version": 1,
    "address": ORIGIN + PATH,
    "fetched": NOW.isoformat(),
    "confirmed": NOW.isoformat(),
    "stamp": None,
}


@pytest.fixture
def folder(world: Path) -> Path:
    return world / "cache" / "slate"


@pytest.fixture
def answers(folder: Path) -> Answers:
    return Answers(folder, ORIGIN)


def only_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def written(folder: Path, data: bytes) -> KeptAnswer | None:
    """Return what is found in place of a kept answer if its file has other content."""
    found = Answers(folder, ORIGIN)
    found.put(PATH, KEPT)
    only_file(folder).write_bytes(data)
    return found.find(PATH, NOW)


def mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


@pytest.mark.parametrize(
    "kept",
    [
        KEPT,
        KeptAnswer(b"", NOW, NOW),
        KeptAnswer(b"abc", NOW.astimezone(timezone(timedelta(hours=2))), NOW, 0),
        KeptAnswer(b" " * MOST_BYTES, NOW, NOW),
    ],
)
def test_kept_answer_is_found(answers: Answers, kept: KeptAnswer) -> None:
    answers.put(PATH, kept)
    assert answers.find(PATH, NOW) == kept


@given(st.binary(max_size=200), st.integers() | st.none())
def test_any_answer_is_found(body: bytes, stamp: int | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = Answers(Path(folder), ORIGIN)
        kept = KeptAnswer(body, NOW, NOW, stamp)
        found.put(PATH, kept)
        assert found.find(PATH, NOW) == kept


def test_newer_answer_replaces_the_one_before(answers: Answers, folder: Path) -> None:
    answers.put(PATH, KEPT)
    answers.put(PATH, KEPT._replace(body=b"newer"))
    answers.put("/other", KEPT._replace(body=b"other"))
    assert answers.find(PATH, NOW) == KEPT._replace(body=b"newer")
    assert answers.find("/other", NOW) == KEPT._replace(body=b"other")
    assert len(list(folder.iterdir())) == 2


def test_only_the_user_can_read_kept_answers(answers: Answers, folder: Path) -> None:
    before = os.umask(0)
    try:
        answers.put(PATH, KEPT)
    finally:
        os.umask(before)
    assert mode(folder) == "700"
    assert mode(only_file(folder)) == "600"


def test_file_name_does_not_show_what_is_kept(answers: Answers, folder: Path) -> None:
    answers.put(PATH, KEPT)
    assert re.fullmatch(r"[0-9a-f]{32}\.answer", only_file(folder).name)


def test_answer_is_compressed(answers: Answers, folder: Path) -> None:
    answers.put(PATH, KEPT._replace(body=b"abc" * 100_000))
    assert only_file(folder).stat().st_size < 2_000


def test_nothing_is_found_where_nothing_was_kept(answers: Answers, folder: Path) -> None:
    assert answers.find(PATH, NOW) is None
    answers.put(PATH, KEPT)
    assert answers.find("/shows/2", NOW) is None
    only_file(folder).unlink()
    assert answers.find(PATH, NOW) is None


def test_answer_is_forgotten(answers: Answers, folder: Path) -> None:
    answers.forget(PATH)
    answers.put(PATH, KEPT)
    answers.put("/shows/2", KEPT)
    answers.forget(PATH)
    assert answers.find(PATH, NOW) is None
    assert answers.find("/shows/2", NOW) == KEPT
    assert only_file(folder)


def test_nothing_is_kept_without_a_folder(world: Path) -> None:
    before = set(world.iterdir())
    found = Answers(None, ORIGIN)
    found.put(PATH, KEPT)
    found.forget(PATH)
    assert found.find(PATH, NOW) is None
    assert set(world.iterdir()) == before


def test_answer_of_another_remote_is_not_found(answers: Answers, folder: Path) -> None:
    answers.put(PATH, KEPT)
    data = only_file(folder).read_bytes()
    other = Answers(folder, "http://127.0.0.1:8080")
    assert other.find(PATH, NOW) is None
    only_file(folder).unlink()
    other.put(PATH, KEPT)
    only_file(folder).write_bytes(data)
    assert other.find(PATH, NOW) is None


@pytest.mark.parametrize(
    ("age", "is_found"),
    [
        (timedelta(), True),
        (timedelta(days=180), True),
        (timedelta(days=180, microseconds=1), False),
        (timedelta(microseconds=-1), False),
        (timedelta(days=-400), False),
    ],
)
def test_answer_is_found_for_180_days(answers: Answers, age: timedelta, is_found: bool) -> None:  # noqa: FBT001 -- a parameter
    answers.put(PATH, KeptAnswer(b"abc", NOW - age, NOW - age))
    assert (answers.find(PATH, NOW) is not None) is is_found


def test_answer_that_was_confirmed_does_not_get_older_than_180_days(answers: Answers) -> None:
    answers.put(PATH, KeptAnswer(b"abc", NOW - timedelta(days=181), NOW))
    assert answers.find(PATH, NOW) is None


def test_every_cut_off_file_counts_as_none(folder: Path) -> None:
    answers = Answers(folder, ORIGIN)
    answers.put(PATH, KEPT)
    path = only_file(folder)
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert answers.find(PATH, NOW) is None
    path.write_bytes(data)
    assert answers.find(PATH, NOW) == KEPT


def test_no_flipped_bit_changes_an_answer(folder: Path) -> None:
    answers = Answers(folder, ORIGIN)
    answers.put(PATH, KEPT)
    path = only_file(folder)
    data = path.read_bytes()
    for position in range(len(data)):
        for bit in range(8):
            damaged = bytearray(data)
            damaged[position] ^= 1 << bit
            path.write_bytes(damaged)
            assert answers.find(PATH, NOW) in {None, KEPT}


@given(data=st.binary(max_size=300))
def test_file_with_other_content_counts_as_none(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert written(Path(folder), data) is None
        assert written(Path(folder), zlib.compress(data)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": None},
        {"address": ORIGIN},
        {"address": None},
        {"fetched": "yesterday"},
        {"fetched": 1_609_459_200},
        {"fetched": "2021-01-07T12:00:00"},
        {"fetched": "2021-01-07"},
        # A time that no local time zone can show, and one after it was confirmed.
        {"fetched": "9999-12-31T23:59:59-14:00"},
        {"fetched": "2999-01-01T00:00:00+00:00"},
        {"confirmed": "0001-01-01T00:00:00+14:00"},
        {"confirmed": ""},
        {"confirmed": None},
        {"confirmed": "2021-01-07T12:00:00"},
    ],
)
def test_file_with_another_head_counts_as_none(folder: Path, change: dict[str, Any]) -> None:
    assert written(folder, zlib.compress(json.dumps(HEAD).encode() + b"\nabc")) == KeptAnswer(
        b"abc", NOW, NOW
    )
    assert written(folder, zlib.compress(json.dumps(HEAD | change).encode() + b"\nabc")) is None


@pytest.mark.parametrize("name", HEAD)
def test_file_with_an_incomplete_head_counts_as_none(folder: Path, name: str) -> None:
    head = {key: value for key, value in HEAD.items() if key != name}
    assert written(folder, zlib.compress(json.dumps(head).encode() + b"\nabc")) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"abc",
        zlib.compress(b""),
        zlib.compress(b"[]\nabc"),
        zlib.compress(b"null\nabc"),
        zlib.compress(b'"version"\nabc'),
        zlib.compress(b"\xff\nabc"),
        zlib.compress(b"[" * 60_000),
        zlib.compress(b" " * (MOST_BYTES + (1 << 16) + 1), 1),
    ],
)
def test_file_without_a_head_counts_as_none(folder: Path, data: bytes) -> None:
    assert written(folder, data) is None


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("none/cache")])
def test_folder_that_cannot_be_used_keeps_nothing(world: Path, make: Any) -> None:  # noqa: ANN401 -- a function
    make(world / "cache")
    for folder in (world / "cache", world / "cache" / "slate"):
        found = Answers(folder, ORIGIN)
        found.put(PATH, KEPT)
        assert found.find(PATH, NOW) is None
    assert {path.name for path in world.iterdir()} == {"home", "cache"}


def test_folder_in_place_of_a_file_counts_as_none(answers: Answers, folder: Path) -> None:
    answers.put(PATH, KEPT)
    path = only_file(folder)
    path.unlink()
    path.mkdir()
    assert answers.find(PATH, NOW) is None
    answers.put(PATH, KEPT)
    assert list(folder.iterdir()) == [path]


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def failing_write(monkeypatch: pytest.MonkeyPatch, fail: object) -> None:
    """Make every write to a temporary file fail."""

    def opened(**options: Any) -> Any:  # noqa: ANN401 -- those of tempfile
        file = tempfile.NamedTemporaryFile(**options)  # noqa: SIM115 -- the caller closes it
        monkeypatch.setattr(file, "write", fail)
        return file

    monkeypatch.setattr(answers_module, "NamedTemporaryFile", opened)


def test_full_disk_leaves_the_answer_before(
    answers: Answers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.put(PATH, KEPT)
    failing_write(monkeypatch, full)
    answers.put(PATH, KEPT._replace(body=b"newer"))
    answers.put("/other", KEPT)
    assert answers.find(PATH, NOW) == KEPT
    assert len(list(folder.iterdir())) == 1


def test_failed_rename_leaves_the_answer_before(
    answers: Answers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.put(PATH, KEPT)
    monkeypatch.setattr(Path, "replace", full)
    answers.put(PATH, KEPT._replace(body=b"newer"))
    assert answers.find(PATH, NOW) == KEPT
    assert len(list(folder.iterdir())) == 1


def test_interrupted_write_leaves_nothing_behind(
    answers: Answers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_write(monkeypatch, interrupted)
    with pytest.raises(KeyboardInterrupt):
        answers.put(PATH, KEPT)
    assert list(folder.iterdir()) == []


def test_old_files_are_deleted(folder: Path) -> None:
    folder.mkdir(parents=True)
    now = NOW.timestamp()
    ages = {
        "a.answer": 180 * DAY - 1,
        "b.answer": 180 * DAY + 1,
        "c.tmp": DAY - 1,
        "d.tmp": DAY + 1,
        "future.answer": -DAY,
        "refresh.lock": 1_000 * DAY,
    }
    for name, age in ages.items():
        (folder / name).touch()
        os.utime(folder / name, (now - age, now - age))
    (folder / "link.answer").symlink_to("refresh.lock")  # of today, whatever it leads to
    (folder / "e.answer").mkdir()
    os.utime(folder / "e.answer", (0, 0))
    os.utime(folder / "link.answer", (now, now), follow_symlinks=False)
    delete_old(folder, now)
    assert {path.name for path in folder.iterdir()} == {
        *("a.answer", "c.tmp", "future.answer", "refresh.lock", "link.answer", "e.answer")
    }


def test_there_is_nothing_to_delete_without_a_folder(folder: Path) -> None:
    delete_old(folder, NOW.timestamp())
    assert not folder.exists()


@pytest.mark.parametrize(
    "kept",
    [
        KeptAnswer(b"x", NOW, NOW, cast("int", "abc")),
        KeptAnswer(b"x", NOW, NOW, cast("int", [1])),
        KeptAnswer(b"x", NOW, NOW, stamp=True),
    ],
)
def test_answer_with_values_of_other_types_counts_as_none(
    answers: Answers, kept: KeptAnswer
) -> None:
    answers.put("/a", kept)
    assert answers.find("/a", NOW) is None
