import io

import pytest

from slate.formats.errors import FileError
from slate.formats.read import encoding
from slate.formats.read.encoding import lines, not_utf8, utf8, whole


@pytest.mark.parametrize(
    "data",
    [
        "ä\n".encode(),
        "\ufeffä\n".encode(),
        "ä\n".encode("utf-16"),
        "\ufeffä\n".encode("utf-16-be"),
        "\ufeffä\n".encode("utf-16-le"),
    ],
)
def test_byte_order_mark_states_the_encoding(data: bytes) -> None:
    assert utf8(io.BytesIO(data), "f").read() == "ä\n".encode()


@pytest.mark.parametrize("data", [b"", b"a", b"ab", b"abc", b"\xef\xbb\xbf"])
def test_short_files_are_read(data: bytes) -> None:
    assert utf8(io.BytesIO(data), "f").read() == data.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "data",
    [
        "[]".encode("utf-16-le"),
        "[]".encode("utf-16-be"),
        "[]".encode("utf-32"),
        b"\0\1\2\3",
    ],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(FileError) as refused:
        utf8(io.BytesIO(data), "f.json")
    assert str(refused.value) == "f.json: is not UTF-8 text. Save the file as UTF-8."


def test_truncated_utf16_file_is_refused() -> None:
    with pytest.raises(FileError) as refused:
        utf8(io.BytesIO("ab".encode("utf-16")[:-1]), "f.json")
    assert str(refused.value) == (
        "f.json: is incomplete: no UTF-16 from byte 4 on. Save the file as UTF-8."
    )


def test_file_too_big_to_read_as_a_whole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "WHOLE_LIMIT", 4_000_000)
    assert len(whole(io.BytesIO(bytes(4_000_000)), "f")) == 4_000_000
    with pytest.raises(FileError) as refused:
        whole(io.BytesIO(bytes(4_000_001)), "f.json")
    assert str(refused.value) == (
        "f.json: contains more than 4 MB, too much to be read as a whole. "
        "Write it as NDJSON in UTF-8, one record a line."
    )


def test_lines_are_numbered_from_one_with_any_line_end() -> None:
    assert list(lines(io.BytesIO(b"a\r\n\nb\n c"))) == [
        (1, "a\r\n"),
        (2, "\n"),
        (3, "b\n"),
        (4, " c"),
    ]


def test_reading_continues_after_a_bad_line() -> None:
    longest = b"x" * (encoding.LINE_LIMIT - 1) + b"\n"
    data = b"a\xff\n" + longest + b"x" * 3 * encoding.LINE_LIMIT + b"\nb\n" + b"x" * 1_000_000
    found = list(lines(io.BytesIO(data)))
    assert [str(found[0]), str(found[2]), str(found[4])] == [
        "1: byte 0xFF is not UTF-8. Save the file as UTF-8.",
        "3: the line is longer than 1,000,000 bytes.",
        "5: the line is longer than 1,000,000 bytes.",
    ]
    assert found[1] == (2, longest.decode())
    assert found[3] == (4, "b\n")


def test_not_utf8_names_the_line_of_the_byte() -> None:
    with pytest.raises(UnicodeDecodeError) as broken:
        b"a\nb\n\xe9".decode()
    assert str(not_utf8(broken.value)) == "3: byte 0xE9 is not UTF-8. Save the file as UTF-8."
