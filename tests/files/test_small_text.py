import errno
from pathlib import Path

import pytest

from slate.files.small_text import read_bytes, read_text


def test_text_is_read_as_python_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("\ufeffa\r\né".encode())
    assert read_text(path) == "\ufeffa\né"
    assert read_text(path, "utf-8-sig") == "a\né"
    with pytest.raises(UnicodeDecodeError):
        read_text(path, "ascii")


def test_text_may_be_as_long_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("é" * 7, encoding="utf-8")
    assert read_text(path, limit=7) == "é" * 7
    with pytest.raises(OSError, match="it has more than 6 characters") as error:
        read_text(path, limit=6)
    assert error.value.errno == errno.EFBIG


def test_bytes_are_counted_where_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\r\n\xff")
    assert read_bytes(path, 3) == b"\r\n\xff"
    with pytest.raises(OSError, match="it has more than 2 bytes"):
        read_bytes(path, 2)


def test_file_that_never_ends_is_refused() -> None:
    with pytest.raises(OSError, match="it has more than 1,000,000 characters"):
        read_text(Path("/dev/zero"))
