"""Tests of opening input files: files are read directly, pipes copied up to a limit."""

import io
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from slate.cli.advice import message
from slate.cli.input_files import PIPE_LIMIT, opened, parse_size
from slate.cli.temporary_folder import TemporaryFolderError
from slate.domain.errors import UsageError
from slate.formats.errors import FileError
from tests.cli.conftest import Refused, Run
from tests.limits import no_file_beyond


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1", 1),
        ("500K", 500 * 1024),
        ("500m", 500 * 1024**2),
        (" 4 GB ", 4 * 1024**3),
        ("4GiB", 4 * 1024**3),
        ("2t", 2 * 1024**4),
    ],
)
def test_parse_size_accepts_binary_units(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5G", "G", "1X", "1234567890", "\u0661M"])
def test_parse_size_refuses_other_texts(text: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_size(text)
    assert str(error.value) == (f'"{text}" is not a size. Write --max-input 500M or 4G.')


def test_the_default_pipe_limit_is_one_gibibyte() -> None:
    assert parse_size("1G") == PIPE_LIMIT


def in_pipe(text: bytes) -> str:
    """Create a FIFO, write the text into it from a thread, and return its name."""
    os.mkfifo("pipe")

    def write() -> None:
        with suppress(BrokenPipeError):  # the reader stopped early
            Path("pipe").write_bytes(text)

    threading.Thread(target=write, daemon=True).start()
    return "pipe"


@pytest.mark.usefixtures("world")
def test_a_pipe_is_read_fully_and_can_be_read_again() -> None:
    text = b"title\n" * 400_000
    with opened([in_pipe(text)], len(text)) as [file]:
        assert (file.name, file.is_pipe) == ("pipe", True)
        for _ in range(2):
            file.stream.seek(0)
            assert file.stream.read() == text


@pytest.mark.usefixtures("world")
def test_a_regular_file_has_no_size_limit() -> None:
    Path("file").write_bytes(b"x" * 100)
    with opened(["file"], 10) as [file]:
        assert (file.name, file.is_pipe) == ("file", False)
        assert file.stream.read() == b"x" * 100


@pytest.mark.parametrize("name", [pytest.param("/dev/zero", marks=pytest.mark.slow), "-"])
def test_input_beyond_the_limit_is_refused(installed: Run, name: str) -> None:
    ran = installed("import", name, "--max-input", "3M", stdin=bytes(4 * 1024**2))
    called = "stdin" if name == "-" else name
    refused = (
        f"slate: {called}: contains more than 3M, the most that is copied to "
        f"{tempfile.gettempdir()}. Save it as a file first, or allow more: --max-input 6M\n"
    )
    assert ran == (1, "", refused)


def test_an_invalid_max_input_is_refused(refused: Refused) -> None:
    assert refused(2, "import", "-", "--max-input", "much") == (
        'slate: "much" is not a size. Write --max-input 500M or 4G.\n'
    )


@pytest.fixture
def folder(world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create an empty folder and make it the temporary folder."""
    folder = world / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize(("limit", "size"), [(100, 200), (2 << 20, 4 << 20)])
def test_a_full_temporary_folder_is_named_in_the_error(folder: Path, limit: int, size: int) -> None:
    pipe = in_pipe(bytes(size))
    with pytest.raises(TemporaryFolderError) as error, no_file_beyond(limit), opened([pipe]):
        pass
    assert message(error.value) == (
        f"pipe: cannot be copied to {folder}: File too large. "
        "Set TMPDIR to a folder with room for it."
    )
    assert list(folder.iterdir()) == []


def test_a_missing_temporary_folder_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = in_pipe(b"title")
    monkeypatch.setattr(tempfile, "tempdir", None)
    with pytest.raises(TemporaryFolderError) as error, no_file_beyond(0), opened([pipe]):
        pass
    told = message(error.value)
    assert told.startswith("pipe: cannot be copied to a temporary folder: No usable temporary ")
    assert told.endswith(". Set TMPDIR to a folder with room for it.")


def test_a_pipe_beyond_the_limit_raises_file_error() -> None:
    with pytest.raises(FileError) as error, opened([in_pipe(bytes(2049))], 2048):
        pass
    assert str(error.value) == (
        f"pipe: contains more than 2K, the most that is copied to {tempfile.gettempdir()}. "
        "Save it as a file first, or allow more: --max-input 4K"
    )


class _Reader(io.RawIOBase):
    """A pipe that breaks while it is read."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise OSError(5, os.strerror(5))


def test_a_read_error_names_the_pipe_and_not_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = io.TextIOWrapper(io.BufferedReader(_Reader()))
    monkeypatch.setattr(sys, "stdin", broken)
    with pytest.raises(FileError) as error, opened(["-"]):
        pass
    assert str(error.value) == "stdin: cannot be read: Input/output error."


def test_closed_stdin_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FileError) as error, opened(["-"]):
        pass
    assert str(error.value) == "stdin: is closed."


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: None, "No such file or directory"),
        (lambda: Path("x").mkdir(), "Is a directory"),
    ],
)
def test_a_file_that_cannot_be_opened_is_reported(make: Callable[[], None], reason: str) -> None:
    make()
    with pytest.raises(FileError) as error, opened(["x"]):
        pass
    assert str(error.value) == f"x: cannot be read: {reason}."


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("example.org/a.csv", " If it is an address, write https://example.org/a.csv."),
        ("www.example.org/", " If it is an address, write https://www.example.org/."),
        ("example.org", ""),
        ("./example.org/a.csv", ""),
        ("lists/a.csv", ""),
        ("v1.2/a.csv", ""),
    ],
)
def test_an_address_may_lack_its_scheme(name: str, hint: str) -> None:
    with pytest.raises(FileError) as error, opened([name]):
        pass
    assert str(error.value) == f"{name}: cannot be read: No such file or directory.{hint}"


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("ftp://example.org/a/list.csv", "curl -L -o list.csv ftp://example.org/a/list.csv"),
        ("SFTP://example.org/a?b=1", "curl -L -o a 'SFTP://example.org/a?b=1'"),
        ("ftp://example.org/a?apikey=x1", "curl -L -o a 'ftp://example.org/a?apikey=***'"),
    ],
)
def test_an_address_of_another_scheme_is_to_be_downloaded_first(
    slate: Run, address: str, command: str
) -> None:
    ran = slate("import", address)
    assert (ran.code, ran.out) == (1, "")
    shown = address.replace("x1", "***")
    assert ran.err.splitlines() == [
        f'slate: "{shown}" is not an address that slate reads (https). Download it first: {command}'
    ]
