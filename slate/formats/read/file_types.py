"""Files that are no list, such as workbooks, archives and images: what they are, and what to do.

They are recognized by their first bytes, whatever they are called. XML is not among them. Of the
texts, those in other languages are, such as TOML, Wikitext and lists in Markdown.
"""

import re
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple, NoReturn

from slate.domain.quoting import clip, several
from slate.formats.errors import (
    ArchiveError,
    CompressedError,
    FileError,
    SqliteError,
    TomlError,
    YamlError,
)

_HEAD = 4_096  # bytes that are compared
_AS_CSV = "Save it as CSV."
_COPIED = "Put its titles into a spreadsheet, and save that as CSV."


class _Mark(NamedTuple):
    """Bytes at a place near the start of a file."""

    mark: bytes
    at: int = 0


# The program that unpacks it -> the name of the format, and its mark.
_COMPRESSED = {
    "gunzip": ("gzip", b"\x1f\x8b"),
    "bunzip2": ("bzip2", b"BZh"),
    "unxz": ("xz", b"\xfd7zXZ\0"),
    "unzstd": ("zstd", b"\x28\xb5\x2f\xfd"),
    "uncompress": ("compress", b"\x1f\x9d"),
}
_BZIP2_BLOCK = _Mark(b"1AY&SY", 4)  # a text may begin with BZh, but does not go on like this
_ARCHIVES = {
    "7z x": ("a 7-Zip archive", _Mark(b"7z\xbc\xaf\x27\x1c")),
    "unrar x": ("a RAR archive", _Mark(b"Rar!\x1a\x07")),
    "tar -xf": ("a tar archive", _Mark(b"ustar", 257)),
}
_SQLITE, _OWN = b"SQLite format 3\0", _Mark(b"slat", 68)  # SQLite's application id
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Names of the streams in a document of the old Microsoft Office, as UTF-16.
_OLE_WORKBOOKS = ("Workbook", "Book")
_OLE_LIMIT = 50_000_000  # bytes in which they are looked for
_OFFICE = {"xl": "an Excel workbook", "word": "a Word document", "ppt": "a PowerPoint presentation"}
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text",
    b"application/vnd.oasis.opendocument": "an OpenDocument document",
    b"application/epub+zip": "an e-book (EPUB)",
}
_MIMETYPE = _Mark(b"mimetype", 30)  # where the name of a zip's first member is; its text follows
_SHEETS = ("an Excel workbook", "an OpenDocument spreadsheet")
# Files of data in binary form.
_DATA = {
    "a Parquet file": b"PAR1",
    "an Arrow file": b"ARROW1",
    "an ORC file": b"ORC\x03",
    "an Avro file": b"Obj\x01",
    "an HDF5 file": b"\x89HDF",
}
_MEDIA: tuple[tuple[str, Sequence[_Mark]], ...] = (
    ("a PDF document", (_Mark(b"%PDF-"),)),
    ("a PNG image", (_Mark(b"\x89PNG\r\n"),)),
    ("a JPEG image", (_Mark(b"\xff\xd8\xff"),)),
    ("a GIF image", (_Mark(b"GIF87a"),)),
    ("a GIF image", (_Mark(b"GIF89a"),)),
    ("a WebP image", (_Mark(b"RIFF"), _Mark(b"WEBP", 8))),
    ("a BMP image", (_Mark(b"BM"), _Mark(b"\0\0\0\0", 6))),
    ("a TIFF image", (_Mark(b"II*\0"),)),
    ("a TIFF image", (_Mark(b"MM\0*"),)),
    ("an image or a video", (_Mark(b"ftyp", 4), _Mark(b"\0\0\0"))),
    ("a video", (_Mark(b"\x1aE\xdf\xa3"),)),
    ("a document in rich text (RTF)", (_Mark(b"{\\rtf"),)),
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_PROPERTIES = re.compile(rb"bplist|<!doctype\s+plist\b", re.IGNORECASE)
_YAML = re.compile(rb"(?:---[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)|%YAML )")
_YAML_RECORD = re.compile(rb"- (?:title|name): ")
_YAML_NAMES = (".yaml", ".yml")
# A section with a key in it, or a key with a value, on the first line that is no comment.
_TOML = re.compile(
    rb"(?:#[^\n]*\n|\s)*(?:"
    rb"\[{1,2}[A-Za-z][\w. -]*\]{1,2}[ \t]*(?:#[^\n]*)?\r?\n(?:#[^\n]*\n|\s)*[\w.-]+[ \t]*=|"
    rb"[\w.-]+[ \t]*=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\d[\w:.-]*|true|false|\[[^\n]*)"
    rb"[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z))"
)
_TOML_NAMES = (".toml",)
_WIKITEXT = re.compile(rb"\{[|{]|\[\[[A-Za-z]+:|==[^=\n]+==")
_PLAYLIST = re.compile(rb"#EXTM3U|\[playlist\]", re.IGNORECASE)
_BULLET = rb"(?:[-*+]|\d{1,3}[.)])[ \t]+\S"
_MARKDOWN_LIST = re.compile(_BULLET)
_HEADING = re.compile(rb"#{1,6} +\S[^\n]*\n")
_MARKDOWN_LATER = re.compile(rb"^\s*(?:" + _BULLET + rb"|\|)", re.MULTILINE)
_MARKDOWN_NAMES = (".md", ".markdown")
_JSON_OR_CALENDAR = re.compile(rb"[\[{]|BEGIN:VCALENDAR", re.IGNORECASE)


def refuse_binary(stream: BinaryIO, name: str) -> None:
    """Raise FileError for a seekable file that is known to be no text."""
    head = stream.read(_HEAD)
    for tool, (what, mark) in _COMPRESSED.items():
        if head.startswith(mark) and (tool != "bunzip2" or _is(head, _BZIP2_BLOCK)):
            raise CompressedError(name, what, tool)
    for tool, (what, place) in _ARCHIVES.items():
        if _is(head, place):
            raise ArchiveError(name, what, tool)
    if head.startswith(_ZIP):
        _refuse_zip(stream, name, head)
    if head.startswith(_OLE):
        _refuse_ole(stream, name)
    if head.startswith(_SQLITE):
        raise SqliteError(name, is_slate=_is(head, _OWN))
    _refuse_data(head, name)
    stream.seek(0)


def _refuse_data(head: bytes, name: str) -> None:
    for what, start in _DATA.items():
        if head.startswith(start):
            raise FileError(name, f"is {what}, which slate does not read. {_AS_CSV}")
    for what, marks in _MEDIA:
        if all(_is(head, mark) for mark in marks):
            raise FileError(name, f"is {what}, not a list. {_COPIED}")


def refuse_text(head: bytes, name: str) -> None:
    """Raise FileError for a text that is known to be no list; `head` is how it begins."""
    if _WEB_PAGE.match(head):
        advice = "Save the table in it as CSV, or download its feed, such as a calendar (.ics)."
        raise FileError(name, f"is a web page, not a list. {advice}")
    if _PROPERTIES.match(head):
        raise FileError(name, f"is a property list (plist). {_COPIED}")
    if _PLAYLIST.match(head):
        raise FileError(name, f"is a playlist, not a list of titles. {_COPIED}")
    if _WIKITEXT.match(head):
        raise FileError(name, f"is Wikitext, the source of a wiki's page. {_COPIED}")
    named = name.lower()
    is_yaml = named.endswith(_YAML_NAMES) and not _JSON_OR_CALENDAR.match(head)
    if head and (is_yaml or _YAML.match(head) or _YAML_RECORD.match(head)):
        raise YamlError(name)
    if head and (named.endswith(_TOML_NAMES) or _TOML.match(head)):
        raise TomlError(name)
    if _is_markdown(head, name):
        raise FileError(name, f"is a list in Markdown, which slate does not read. {_COPIED}")


def _is_markdown(head: bytes, name: str) -> bool:
    """Whether a text is a list in Markdown, maybe under a heading."""
    if heading := _HEADING.match(head):
        is_named = name.lower().endswith(_MARKDOWN_NAMES)
        return is_named or _MARKDOWN_LATER.search(head, heading.end()) is not None
    return _MARKDOWN_LIST.match(head) is not None


def _is(head: bytes, mark: _Mark) -> bool:
    return head.startswith(mark.mark, mark.at)


def _refuse_zip(stream: BinaryIO, name: str, head: bytes) -> NoReturn:
    """Raise FileError for a zip archive, or what is stored as one."""
    members = _members(stream)
    folders = {member.partition("/")[0] for member in members}
    what = _open_document(head)
    if "[Content_Types].xml" in members:
        what = next((what for folder, what in _OFFICE.items() if folder in folders), what)
    if any(member.endswith(".iwa") for member in members) or "Index.zip" in folders:
        raise FileError(name, f"is a document of Apple's iWork. {_AS_CSV}")
    if what:
        advice = _AS_CSV if what in _SHEETS else _COPIED
        raise FileError(name, f"is {what}{'' if what in _SHEETS else ', not a list'}. {advice}")
    files = [clip(member, 40) for member in members if not member.endswith("/")]
    inside = f" with {several(files)}" if files else ""
    raise ArchiveError(name, f"a zip archive{inside}", "unzip")


def _open_document(head: bytes) -> str | None:
    if not _is(head, _MIMETYPE):
        return None
    stated = head[_MIMETYPE.at + len(_MIMETYPE.mark) :]
    return next((what for mark, what in _OPEN_DOCUMENTS.items() if stated.startswith(mark)), None)


def _members(stream: BinaryIO) -> list[str]:
    """Return the names of the members of a zip archive, none if it is damaged."""
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 -- only for zip archives

    try:
        with ZipFile(stream) as archive:
            return archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError):  # zipfile's words for what it cannot read
        return []


def _refuse_ole(stream: BinaryIO, name: str) -> NoReturn:
    """Raise FileError for a document of the Microsoft Office before 2007, or a protected one."""
    stream.seek(0)
    content = stream.read(_OLE_LIMIT)
    if any(f"{part}\0".encode("utf-16-le") in content for part in _OLE_WORKBOOKS):
        raise FileError(name, f"is an old Excel workbook (.xls). {_AS_CSV}")
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileError(name, "is an Office document with a password. Open it, and save it as CSV.")
    raise FileError(name, f"is an old Office document, not a list. {_COPIED}")
