import io

import pytest

from slate.domain.errors import TextError
from slate.formats.errors import FileError, OtherEncodingError
from slate.formats.read import encoding
from slate.formats.read.encoding import (
    decoded,
    lines,
    not_utf8,
    parse_encoding,
    refuse_other_encoding,
    utf8,
    western,
    whole,
)


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


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-32"])
def test_text_with_several_bytes_a_character_names_its_encoding(name: str) -> None:
    for text in ("[]", "title\nÄ\n" + "x" * 70_000):
        with pytest.raises(OtherEncodingError) as refused:
            utf8(io.BytesIO(text.encode(name)), "f.json")
        assert str(refused.value) == "f.json: is not in UTF-8."
        assert refused.value.likely == (name,)


@pytest.mark.parametrize(
    "data", [b"\0\1\2\3", b"ab\0\0", b"\0a\0\1", b"a\0b\0\0\xd8", b"\0\0\xfe\xff"]
)
def test_file_with_nuls_is_no_text(data: bytes) -> None:
    with pytest.raises(FileError) as refused:
        utf8(io.BytesIO(data + b"\0\0"), "f.json")
    assert str(refused.value) == "f.json: is not UTF-8 text. Save the file as UTF-8."


# Named encodings


@pytest.mark.parametrize(
    "name", ["cp1252", "latin-1", "ISO-8859-1", " windows-1252 ", "UTF8", "utf_16_le", "shift_jis"]
)
def test_encoding_is_known_to_python(name: str) -> None:
    assert parse_encoding("--encoding", name) == name.strip()


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("cp1225", "Did you mean cp1252, cp1251 or cp1250?"),
        ("Latin9x", "Did you mean latin-1, latin9 or latin?"),
        ("latin-11", "Did you mean latin-1"),
        ("", "Choose from utf-8, cp1252, latin-1, cp1250, cp1251, shift_jis, gb18030, utf-16-le."),
        ("excel", "Choose from utf-8, cp1252, "),
        ("hex", ""),
        ("rot13", ""),
        ("base64", ""),
        ("idna", ""),
        ("undefined", ""),
        ("unicode_escape", ""),
        ("a\0b", ""),
        ("é", ""),
        ("../cp1252", ""),
    ],
)
def test_other_name_is_refused(name: str, advice: str) -> None:
    with pytest.raises(TextError) as refused:
        parse_encoding("--encoding", name)
    assert str(refused.value).startswith(f'--encoding "{name}" is no text encoding. {advice}')


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Café\n", "cp1252"),
        ("\u201cCafé\u201d\n", "cp1252"),
        ("Дом\n", "cp1251"),
        ("映画\n", "shift_jis"),
        ("映画\n", "iso2022_jp"),
        ("Дом\n", "utf-16-le"),
        ("\ufeffCafé\n", "utf-32-le"),
        ("Cafe\n", "cp1252"),
        ("Café\n", "utf-7"),
    ],
)
def test_file_is_decoded(text: str, name: str) -> None:
    found = decoded(io.BytesIO(text.encode(name)), "f", name)
    assert found is not None
    assert found.read() == text.encode()


@pytest.mark.parametrize("data", ["Café".encode(), b"\xef\xbb\xbfCafe", "Café".encode("utf-16")])
def test_file_in_utf8_stays_as_it_is(data: bytes) -> None:
    stream = io.BytesIO(data)
    assert decoded(stream, "f", "cp1252") is None
    assert stream.read() == data


def test_file_that_is_not_in_the_named_encoding_is_refused() -> None:
    with pytest.raises(OtherEncodingError) as refused:
        decoded(io.BytesIO(b"a\nb\x81\xe9\n"), "f", "cp1252")
    assert str(refused.value) == "f: is not in cp1252: byte 0x81 on line 2."
    assert refused.value.likely == ("gb18030", "cp1251")
    with pytest.raises(OtherEncodingError) as refused:
        decoded(io.BytesIO("Café".encode("cp1252")), "f", "ascii")
    assert refused.value.likely == ("cp1252", "cp1250")


# Files that are not UTF-8


def is_refused(data: bytes) -> bool:
    stream = io.BytesIO(b"skipped" + data)
    stream.seek(7)
    try:
        refuse_other_encoding(stream, "f")
    except OtherEncodingError:
        return True
    assert stream.tell() == 7
    return False


def test_file_in_another_encoding_is_refused_but_not_a_damaged_one() -> None:
    long = "x" * 65_535
    assert not is_refused(b"")
    assert not is_refused(f"{long}é".encode())
    assert not is_refused("Café, Malèna".encode() + b"\xe9\xe8")
    assert not is_refused("Café".encode() + b" caf\xc3")
    assert is_refused(f"{long}é".encode("latin-1"))
    assert is_refused(b"Caf\xc3")
    assert is_refused(b"Caf\xc3\xa9 \xe9 \xe8")


@pytest.mark.parametrize(
    ("text", "name", "likely"),
    [
        ("Amélie, Malèna", "latin-1", ("cp1252", "cp1250")),
        ("\u201cAmélie\u201d", "cp1252", ("cp1252", "cp1250")),
        ("Dům, Kůl", "cp1250", ("cp1252", "cp1250")),
        ("Сталкер", "cp1251", ("cp1251",)),
        ("七人の侍", "shift_jis", ("shift_jis", "gb18030")),
        ("红高粱", "gb18030", ("gb18030", "cp1251")),
    ],
)
def test_refusal_names_likely_encodings(text: str, name: str, likely: tuple[str, ...]) -> None:
    with pytest.raises(OtherEncodingError) as refused:
        refuse_other_encoding(io.BytesIO(f"title\n{text}\n".encode(name)), "f")
    assert refused.value.likely == likely


def test_refusal_names_the_first_byte_that_is_wrong() -> None:
    with pytest.raises(OtherEncodingError) as refused:
        refuse_other_encoding(io.BytesIO(b"\xc3\xa9\n\xe9 \xe8\n"), "f")
    assert str(refused.value) == "f: is not in UTF-8: byte 0xE9 on line 2."


def test_western_text_is_latin_1_only_if_it_cannot_be_cp1252() -> None:
    assert western(io.BytesIO(b"Caf\xe9"), "f") == "cp1252"
    assert western(io.BytesIO(b"\x93Caf\xe9\x94"), "f") == "cp1252"
    assert western(io.BytesIO(b"\x81\xe9"), "f") == "latin-1"


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
