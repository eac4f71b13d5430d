import bz2
import gzip
import io
import lzma
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import pytest

from slate.formats.errors import ArchiveError, CompressedError, FileError, SqliteError
from slate.formats.read.file_types import refuse_binary, refuse_text

COPIED = "Put its titles into a spreadsheet, and save that as CSV."
PAGE = (
    "is a web page, not a list. Save the table in it as CSV, or download its feed, such as a "
    "calendar (.ics)."
)
MARKDOWN = f"is a list in Markdown, which slate does not read. {COPIED}"
WIKITEXT = f"is Wikitext, the source of a wiki's page. {COPIED}"
PLAYLIST = f"is a playlist, not a list of titles. {COPIED}"
TOML = "is TOML, which slate does not read."
TEXT = b"title\nSoul\n"


def refusal(data: bytes, name: str = "a") -> FileError:
    with pytest.raises(FileError) as refused:
        refuse_binary(io.BytesIO(data), name)
    return refused.value


def text_refusal(head: bytes | str, name: str = "a.txt") -> str | None:
    try:
        refuse_text(head.encode() if isinstance(head, str) else head, name)
    except FileError as error:
        return str(error)
    return None


def zipped(*members: str, mimetype: str | None = None) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for member in members:
            archive.writestr(member, "x")
    return data.getvalue()


def named(value: object) -> str:
    """Return the id of a parameter; archives differ by the time at which they are made."""
    return value if isinstance(value, str) else ""


def tarred() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"))
    return data.getvalue()


@pytest.mark.parametrize(
    ("members", "mimetype", "reason"),
    [
        (("[Content_Types].xml", "xl/workbook.xml"), None,
         "is an Excel workbook. Save it as CSV."),
        (("[Content_Types].xml", "word/document.xml"), None,
         f"is a Word document, not a list. {COPIED}"),
        (("[Content_Types].xml", "ppt/presentation.xml"), None,
         f"is a PowerPoint presentation, not a list. {COPIED}"),
        (("content.xml",), "application/vnd.oasis.opendocument.spreadsheet",
         "is an OpenDocument spreadsheet. Save it as CSV."),
        (("content.xml",), "application/vnd.oasis.opendocument.text",
         f"is an OpenDocument text, not a list. {COPIED}"),
        (("content.xml",), "application/vnd.oasis.opendocument.graphics",
         f"is an OpenDocument document, not a list. {COPIED}"),
        (("META-INF/container.xml",), "application/epub+zip",
         f"is an e-book (EPUB), not a list. {COPIED}"),
        (("Index/Document.iwa",), None, "is a document of Apple's iWork. Save it as CSV."),
        (("Index.zip",), None, "is a document of Apple's iWork. Save it as CSV."),
    ],
)  # fmt: skip
def test_document_in_a_zip_is_named(
    members: tuple[str, ...], mimetype: str | None, reason: str
) -> None:
    assert str(refusal(zipped(*members, mimetype=mimetype))) == f"a: {reason}"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("ratings.csv", "lists/", "lists/a.csv"),
         "a zip archive with ratings.csv, lists/a.csv"),
        (zipped("a", "b", "c", "d", "e", "f"), "a zip archive with a, b, c, d, e and 1 more"),
        (zipped("x", mimetype="text/plain"), "a zip archive with mimetype, x"),
        (zipped("[Content_Types].xml"), "a zip archive with [Content_Types].xml"),
        (zipped("a")[:20], "a zip archive"),
        (zipped(), "a zip archive"),
    ],
    ids=named,
)  # fmt: skip
def test_other_zip_is_an_archive(data: bytes, what: str) -> None:
    error = refusal(data)
    assert isinstance(error, ArchiveError)
    assert (str(error), error.tool) == (f"a: is {what}.", "unzip")


@pytest.mark.parametrize(
    ("data", "method", "tool"),
    [
        (gzip.compress(TEXT), "gzip", "gunzip"),
        (bz2.compress(TEXT), "bzip2", "bunzip2"),
        (lzma.compress(TEXT), "xz", "unxz"),
        (b"\x28\xb5\x2f\xfd\x24\x0b", "zstd", "unzstd"),
        (b"\x1f\x9d\x90", "compress", "uncompress"),
    ],
    ids=named,
)
def test_compressed_file_names_what_unpacks_it(data: bytes, method: str, tool: str) -> None:
    error = refusal(data)
    assert isinstance(error, CompressedError)
    assert (str(error), error.tool) == (f"a: is compressed with {method}.", tool)


@pytest.mark.parametrize(
    ("data", "what", "tool"),
    [
        (tarred(), "a tar archive", "tar -xf"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "a 7-Zip archive", "7z x"),
        (b"Rar!\x1a\x07\x01\0", "a RAR archive", "unrar x"),
    ],
    ids=named,
)
def test_archive_names_what_unpacks_it(data: bytes, what: str, tool: str) -> None:
    error = refusal(data)
    assert isinstance(error, ArchiveError)
    assert (str(error), error.tool) == (f"a: is {what}.", tool)


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("Workbook", "is an old Excel workbook (.xls). Save it as CSV."),
        ("Book", "is an old Excel workbook (.xls). Save it as CSV."),
        ("EncryptedPackage",
         "is an Office document with a password. Open it, and save it as CSV."),
        ("WordDocument", f"is an old Office document, not a list. {COPIED}"),
    ],
)  # fmt: skip
def test_old_office_document_is_named(stream: str, reason: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6_000) + f"{stream}\0".encode("utf-16-le")
    assert str(refusal(data)) == f"a: {reason}"


def test_database_is_a_slate_or_not(tmp_path: Path) -> None:
    for number, is_slate in ((0x736C6174, True), (0, False)):
        connection = sqlite3.connect(tmp_path / "a.db")
        connection.execute(f"pragma application_id = {number}")
        connection.execute("create table if not exists films (title)")
        connection.close()
        error = refusal((tmp_path / "a.db").read_bytes())
        assert isinstance(error, SqliteError)
        assert error.is_slate is is_slate
    assert str(error) == "a: is an SQLite database."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
        (b"BM\x36\0\x0c\0\0\0\0\0", "a BMP image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\0\0\0\x18ftypheic", "an image or a video"),
        (b"\x1aE\xdf\xa3", "a video"),
        (b"{\\rtf1\\ansi", "a document in rich text (RTF)"),
    ],
)
def test_document_image_or_video_is_named(data: bytes, what: str) -> None:
    assert str(refusal(data)) == f"a: is {what}, not a list. {COPIED}"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"P", b"PK,title\n", b"BZh9,title\nSoul,\n", b"GIF,title\n", b"RIFF,title\nWEBP,\n"),
        *(b"BM,title\nSoul,1\n", b"SQLite format 3,title\n", b'["%PDF-1.7"]', b"title\nPK\x03\x04"),
        *(b'{"title": "Rar!"}', b"Rar!,title\n", "title\n".encode("utf-16"), b"ustar"),
    ],
)
def test_text_that_mentions_a_type_is_not_refused(data: bytes) -> None:
    stream = io.BytesIO(data)
    refuse_binary(stream, "a.csv")
    assert stream.read() == data


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"PAR1\x15\x04", "a Parquet file"),
        (b"ARROW1\0\0", "an Arrow file"),
        (b"ORC\x03", "an ORC file"),
        (b"Obj\x01", "an Avro file"),
        (b"\x89HDF\r\n", "an HDF5 file"),
    ],
)
def test_file_of_data_is_named(head: bytes, what: str) -> None:
    assert str(refusal(head)) == f"a: is {what}, which slate does not read. Save it as CSV."


@pytest.mark.parametrize(
    ("head", "name", "reason"),
    [
        ("<!DOCTYPE html>\n<html>", "a.txt", PAGE),
        ("<!doctype  HTML PUBLIC", "a.csv", PAGE),
        ("<HTML lang='en'>", "a.json", PAGE),
        ("bplist00\xd1", "a.plist", f"is a property list (plist). {COPIED}"),
        ('<!DOCTYPE plist PUBLIC "-"', "a.plist", f"is a property list (plist). {COPIED}"),
        ("---\n- title: Soul\n", "a.txt", "is YAML, which slate does not read."),
        ("--- # films\r\n- title: Soul\n", "a.txt", "is YAML, which slate does not read."),
        ("---", "a.txt", "is YAML, which slate does not read."),
        ("%YAML 1.2\n---\n", "a.txt", "is YAML, which slate does not read."),
        ("- title: Soul\n", "A.YML", "is YAML, which slate does not read."),
        ("films:\n  - Soul\n", "a.yaml", "is YAML, which slate does not read."),
        ("- title: Soul\n  date: 2020\n", "a.txt", "is YAML, which slate does not read."),
        ('title = "Dune"\n', "a.txt", TOML),
        ("# films\n\n[[films]]\r\ntitle = 'Dune'\r\n", "a.txt", TOML),
        ("[films.dune]  # one\n\nyear=2021\n", "stdin", TOML),
        ("count = 3", "a", TOML),
        ("titles = [\n", "a", TOML),
        ("# none yet\n", "A.TOML", TOML),
        ('{| class="wikitable"\n! Film\n', "a.txt", WIKITEXT),
        ("{{Infobox film\n", "a.json", WIKITEXT),
        ("== 2021 ==\n", "a.txt", WIKITEXT),
        ("[[File:A.jpg]]\n", "a.txt", WIKITEXT),
        ("#EXTM3U\n#EXTINF:1,Dune\n", "a.m3u", PLAYLIST),
        ("[playlist]\nFile1=a.mp4\n", "a.pls", PLAYLIST),
        ("- Dune\n- Soul\n", "a.md", MARKDOWN),
        ("* Dune: Part Two\n", "a.txt", MARKDOWN),
        ("- [ ] Dune, 2021\n", "a.txt", MARKDOWN),
        ("1. Dune\n2. Soul\n", "a.txt", MARKDOWN),
        ("# Coming\n\n- Dune\n", "a.txt", MARKDOWN),
        ("## Coming\n| Title | Date |\n", "a.txt", MARKDOWN),
        ("# Coming\nDune\n", "a.md", MARKDOWN),
    ],
)
def test_text_that_is_no_list_is_named(head: str, name: str, reason: str) -> None:
    assert text_refusal(head, name) == f"{name}: {reason}"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("", "a.yaml"),
        ('[{"title": "Soul"}]', "a.yaml"),
        ("BEGIN:VCALENDAR\n", "a.yml"),
        ("title,note\nSoul,---\n", "a.csv"),
        ("---,title\n", "a.csv"),
        ("--- a\ttitle\n", "a.tsv"),
        ("# Coming\nDune\n", "a.txt"),
        ("#,title\n1,Dune\n", "a.csv"),
        ("-,title\n", "a.csv"),
        ("1.5,title\n", "a.csv"),
        ("[{}]\n", "a.json"),
        ("[[1]]\n", "a.json"),
        ("[null]\n", "a.json"),
        ("sep==\n", "a.csv"),
        ("a=b,title\n", "a.csv"),
        ("title\n- Dune\n", "a.csv"),
        ("<htmlish>", "a.csv"),
        ("<?xml version='1.0'?>", "a.xml"),
        ("YAML,title\n", "a.csv"),
    ],
)
def test_other_text_is_not_refused(head: str, name: str) -> None:
    assert text_refusal(head, name) is None
