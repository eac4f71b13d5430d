import json
import os
import platform
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from slate.store.file import writer_note


@pytest.fixture
def slate(path: Path) -> Path:
    """Return the path of a file that stands for a slate."""
    path.touch(0o600)
    return path


def leave(slate: Path, content: object) -> None:
    slate.with_name("slate.db-writing").write_text(
        content if isinstance(content, str) else json.dumps(content)
    )


def test_note_is_there_while_somebody_writes(slate: Path) -> None:
    assert writer_note.read(slate) is None
    with writer_note.noted(slate, "import big.csv", "ann"):
        note = writer_note.read(slate)
        assert note is not None
        assert (note.command, note.author) == ("import big.csv", "ann")
        assert abs(note.since.timestamp() - time.time()) < 3_600
    assert writer_note.read(slate) is None
    assert not slate.with_name("slate.db-writing").exists()


def test_note_has_the_number_of_its_process(slate: Path) -> None:
    with writer_note.noted(slate, "import big.csv", "ann"):
        note = writer_note.read(slate)
    assert note is not None
    assert note.process == os.getpid()
    assert note.stopped_process() is None  # it is at work


@pytest.mark.parametrize(
    "values",
    [{}, {"process": 5, "machine": "elsewhere"}, {"process": "1/../1", "machine": platform.node()}],
    ids=["none", "of another machine", "odd"],
)
def test_process_that_is_not_known_here_is_none(slate: Path, values: dict[str, object]) -> None:
    known = {"command": "import", "author": "ann", "since": "2021-01-07T09:15:00+00:00"}
    leave(slate, {**known, **values})
    note = writer_note.read(slate)
    assert note is not None
    assert note.process is None
    assert note.stopped_process() is None


@pytest.mark.parametrize(
    ("state", "wanted"),
    [(b"7 (a) b) T 1 0", 7), (b"7 (b) T) S 1 0", None), (b"7 (c) t 1", None), (b"", None)],
)
def test_process_is_stopped_if_its_state_shows_it(
    world: Path, monkeypatch: pytest.MonkeyPatch, state: bytes, wanted: int | None
) -> None:
    monkeypatch.setattr(writer_note, "_PROCESSES", world)
    (world / "7").mkdir()
    (world / "7" / "stat").write_bytes(state)
    since = datetime(2021, 1, 7, 9, 15, tzinfo=UTC)
    note = writer_note.WriterNote("import", "ann", since, process=7)
    assert note.stopped_process() == wanted
    assert note._replace(process=8).stopped_process() is None  # it has ended


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_note_is_deleted_after_an_error(slate: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), writer_note.noted(slate, "import", "ann"):
        raise error
    assert not slate.with_name("slate.db-writing").exists()


@pytest.mark.parametrize(("mode", "wanted"), [(0o600, 0o600), (0o640, 0o640), (0o755, 0o644)])
def test_note_is_as_private_as_the_slate(slate: Path, mode: int, wanted: int) -> None:
    before = os.umask(0)
    try:
        slate.chmod(mode)
        with writer_note.noted(slate, "import", "ann"):
            note = slate.with_name("slate.db-writing")
            assert stat.S_IMODE(note.stat().st_mode) == wanted
    finally:
        os.umask(before)


def test_note_stands_beside_the_file_to_which_a_link_points(slate: Path, world: Path) -> None:
    link = world / "link.db"
    link.symlink_to(slate)
    with writer_note.noted(link, "import", "ann"):
        assert slate.with_name("slate.db-writing").exists()
        assert writer_note.read(slate) == writer_note.read(link) is not None


def test_note_that_cannot_be_written_is_no_error(slate: Path) -> None:
    note = slate.with_name("slate.db-writing")
    note.symlink_to("none")  # not followed: it could be anybody's
    with writer_note.noted(slate, "import", "ann"):
        assert not slate.with_name("none").exists()
    assert note.is_symlink()
    note.unlink()
    note.mkdir()
    with writer_note.noted(slate, "import", "ann"):
        assert writer_note.read(slate) is None
    assert note.is_dir()


@pytest.mark.parametrize("content", ["{}", "to do: write\n"])
def test_file_of_that_name_that_is_no_note_is_left_alone(slate: Path, content: str) -> None:
    note = slate.with_name("slate.db-writing")
    note.write_text(content)
    with writer_note.noted(slate, "import", "ann"):
        assert note.read_text() == content
    writer_note.remove(slate)
    assert note.read_text() == content


def test_note_that_was_left_behind_is_replaced_and_deleted(slate: Path) -> None:
    left = {"command": "undo", "author": "bob", "since": "2021-01-07T09:15:00+00:00"}
    leave(slate, left)
    with writer_note.noted(slate, "import", "ann"):
        note = writer_note.read(slate)
        assert note is not None
        assert note.author == "ann"
    assert not slate.with_name("slate.db-writing").exists()
    leave(slate, left)
    writer_note.remove(slate)
    assert not slate.with_name("slate.db-writing").exists()


def test_note_reads_as_a_phrase(slate: Path) -> None:
    since = "2021-01-07T09:15:59.123456+00:00"
    leave(slate, {"command": "import big.csv", "author": "ann", "since": since})
    assert str(writer_note.read(slate)) == "slate import big.csv (ann, since 09:15)"
    leave(slate, {"command": "a" * 500, "author": "\x1b[31mann", "since": since})
    text = str(writer_note.read(slate))
    assert len(text) < 150
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[" * 100_000,
        [],
        5,
        {},
        {"command": "import", "author": "ann"},
        {"command": "import", "author": "ann", "since": "soon"},
        {"command": "import", "author": "ann", "since": 5},
        {"command": "a" * 30_000, "author": "ann", "since": "2021-01-07T09:15:00+00:00"},
    ],
    ids=str,
)
def test_note_that_is_none_is_ignored(slate: Path, content: object) -> None:
    leave(slate, content)
    assert writer_note.read(slate) is None


def test_note_that_is_not_text_is_ignored(slate: Path) -> None:
    slate.with_name("slate.db-writing").write_bytes(b'{"command": "\xff"}')
    assert writer_note.read(slate) is None
