# ruff: noqa: E501 -- a table is easiest to read with one case per line

import io

import pytest

from slate.formats.errors import FileError, RecordError
from slate.formats.read.xml.xml_document import Document

LATIN = "latin-1"


def read(content: str | bytes) -> tuple[str, list[object]]:
    """Return the root and the elements; an error is returned as its text."""
    data = content.encode() if isinstance(content, str) else content
    document = Document(io.BytesIO(data), "a.xml")
    return document.root, [
        str(item) if isinstance(item, RecordError) else item for item in document.elements()
    ]


def refusal(content: str | bytes) -> str:
    with pytest.raises(FileError) as refused:
        read(content)
    return str(refused.value)


def test_elements_have_their_lines_and_the_texts_of_their_fields() -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- of 2021 -->\n<list kind="a">some\n'
        "<work id='1'><title>Salt &amp; Fog</title><note><![CDATA[<b> & ]]>more</note></work>\n"
        "<work>\n  <title>\n  Pier &#233;</title>\n  <cast><name>A</name>B</cast>\n</work><other/>text\n"
        "</list>\n"
    )
    assert read(content) == (
        "list",
        [
            (4, {"work": {"title": "Salt & Fog", "note": "<b> & more"}}),
            (5, {"work": {"title": "\n  Pier \u00e9", "cast": "B"}}),
            (9, {"other": {}}),
        ],
    )


def test_root_alone_has_no_elements() -> None:
    assert read("<list/>") == ("list", [])
    assert read("\ufeff<list></list>\n") == ("list", [])


def test_file_of_any_length_is_read_in_pieces() -> None:
    works = "<work><title>Salt</title></work>\n" * 10_000
    root, found = read(f"<list>\n{works}</list>")
    assert (root, len(found)) == ("list", 10_000)
    assert found[-1] == (10_001, {"work": {"title": "Salt"}})


@pytest.mark.parametrize(
    "content",
    [
        "<list><work><title>\u00e9</title></work></list>",
        '<?xml version="1.0" encoding="UTF-16"?><list><work><title>\u00e9</title></work></list>'.encode("utf-16"),
        '<?xml version="1.0" encoding="ISO-8859-1"?><list><work><title>\u00e9</title></work></list>'.encode(LATIN),
        '<?xml version="1.0" encoding="windows-1252"?><list><work><title>\u00e9</title></work></list>'.encode("cp1252"),
    ],
)  # fmt: skip
def test_encoding_that_the_file_declares_is_used(content: str | bytes) -> None:
    assert read(content) == ("list", [(1, {"work": {"title": "\u00e9"}})])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", ": is empty."),
        ("\n \n", ": is empty."),
        ("<list", ":1: the file is cut off."),
        ("title\nSalt\n", ":1: this is not XML: syntax error (column 1)."),
        ("<!-- -->\n", ":2: the file is cut off."),
        (
            '<?xml version="1.0" encoding="x"?><list/>',
            ":1: unknown encoding: x. Save the file as UTF-8.",
        ),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "a">\n<html/>',
            ":2: this is a web page, not a list.",
        ),
        (
            '<!DOCTYPE list [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><list>&c;</list>',
            ":1: the file declares a document type, which slate does not read. Delete <!DOCTYPE ...>.",
        ),
        (
            '<!DOCTYPE list SYSTEM "file:///etc/passwd"><list/>',
            ":1: the file declares a document type, which slate does not read. Delete <!DOCTYPE ...>.",
        ),
        (
            f"<list {'a' * 2_000_000}='1'/>",
            ":1: a tag or a comment is longer than 1,000,000 bytes.",
        ),
    ],
)
def test_file_without_a_root_is_refused(content: str, reason: str) -> None:
    assert refusal(content) == f"a.xml{reason}"


GOOD = "<work><title>Salt</title></work>\n"
FIRST = (1, {"work": {"title": "Salt"}})


@pytest.mark.parametrize(
    ("rest", "error"),
    [
        ("", "2: the file is cut off."),
        ("<work><title>A", "2: the file is cut off."),
        ("<work><title><![CDATA[A", "2: the file is cut off."),
        ("<work></list>", "2: this is not XML: mismatched tag (column 9)."),
        ("<work>&b;</work>", "2: this is not XML: undefined entity (column 7)."),
        ("</list><list/>", "2: this is not XML: junk after document element (column 8)."),
        ("<a>" * 100, "2: <a> is nested too deeply."),
        (f"<!--{'a' * 2_000_000}-->", "2: a tag or a comment is longer than 1,000,000 bytes."),
    ],
)
def test_what_precedes_an_error_is_read(rest: str, error: str) -> None:
    assert read(f"<list>{GOOD}{rest}") == ("list", [FIRST, error])


@pytest.mark.slow
@pytest.mark.parametrize(
    "fields",
    [
        f"<title>{'a' * 1_000_001}</title><note>b</note>",
        f"<title>{'a' * 600_000}</title><note>{'a' * 600_000}</note>",
        "".join(f"<f{n}/>" for n in range(300_000)),
    ],
)
def test_element_that_is_too_long_is_refused_alone(fields: str) -> None:
    content = f"<list>{GOOD}<work>{fields}</work>\n{GOOD}</list>"
    assert read(content) == (
        "list",
        [
            FIRST,
            "2: the element is longer than 1,000,000 characters.",
            (3, {"work": {"title": "Salt"}}),
        ],
    )


def test_element_with_a_field_twice_is_refused_alone() -> None:
    twice = "<work><title>A</title><title>B</title></work>"
    assert read(f"<list>{twice}\n{GOOD}</list>") == (
        "list",
        ["1: <title> appears twice in one element.", (2, {"work": {"title": "Salt"}})],
    )
