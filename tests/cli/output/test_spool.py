import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from slate.cli.output.spool import Spool
from slate.cli.temporary_folder import TemporaryFolderError
from tests.limits import no_file_beyond


@pytest.mark.parametrize("count", [0, 1, 999, 1_000, 1_001, 2_000, 4_500])
def test_values_are_returned_unchanged(count: int) -> None:
    values = [(n, "\u00e9\udcff \r\n") for n in range(count)]
    assert list(Spool(values)) == values


@pytest.mark.parametrize("count", [3, 2_500])
def test_all_values_are_read_at_once(count: int) -> None:
    read: list[int] = []

    def values() -> Iterator[int]:
        for n in range(count):
            read.append(n)
            yield n

    spool = Spool(values())
    assert len(read) == count
    assert list(spool) == read


def test_values_can_be_read_in_part() -> None:
    waiting = iter(Spool(range(2_500)))
    assert [next(waiting) for _ in range(1_500)] == list(range(1_500))
    del waiting  # a file left open would warn, which fails the test


def test_short_values_need_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert list(Spool(range(1_000))) == list(range(1_000))
    with pytest.raises(TemporaryFolderError, match="output cannot be copied to /nowhere: No such"):
        Spool(range(1_001))


# The rest of a page is in a buffer until the file is closed.
@pytest.mark.parametrize("count", [1_010, 50_000])
def test_a_full_temporary_folder_is_an_error_before_anything_is_shown(
    world: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(world))
    with (
        no_file_beyond(10),
        pytest.raises(TemporaryFolderError, match=r"output cannot be copied to .*: File too large"),
    ):
        Spool(range(count))


def test_values_are_in_a_file_without_a_name(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(world))
    before = set(world.iterdir())
    spool = Spool(range(2_500))
    assert set(world.iterdir()) == before
    assert list(spool) == list(range(2_500))
