import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest

from slate.formats.write.registry import WRITTEN, writer_of

COLUMNS = ("slug", "title", "date")
ROWS = [("film", "Film", None), ("cobra-kai-s3", "Cobra Kai", "2021-01-08")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "json",
            (
                '[\n {"slug": "film", "title": "Film", "date": null},\n'
                ' {"slug": "cobra-kai-s3", "title": "Cobra Kai", "date": "2021-01-08"}\n]\n'
            ),
        ),
        (
            "ndjson",
            (
                '{"slug": "film", "title": "Film", "date": null}\n'
                '{"slug": "cobra-kai-s3", "title": "Cobra Kai", "date": "2021-01-08"}\n'
            ),
        ),
        ("csv", "slug,title,date\nfilm,Film,TBA\ncobra-kai-s3,Cobra Kai,2021-01-08\n"),
        ("tsv", "film\tFilm\tTBA\ncobra-kai-s3\tCobra Kai\t2021-01-08\n"),
        (
            "markdown",
            (
                "| slug | title | date |\n| --- | --- | --- |\n"
                "| film | Film | TBA |\n| cobra-kai-s3 | Cobra Kai | 2021-01-08 |\n"
            ),
        ),
        ("slugs", "film\ncobra-kai-s3\n"),
    ],
)
def test_each_format_writes_the_rows(name: str, expected: str) -> None:
    assert "".join(writer_of(name)(COLUMNS, ROWS)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("json", "[]\n"),
        ("ndjson", ""),
        ("csv", "slug,title,date\n"),
        ("tsv", ""),
        ("markdown", "| slug | title | date |\n| --- | --- | --- |\n"),
        ("slugs", ""),
    ],
)
def test_each_format_writes_an_empty_list(name: str, expected: str) -> None:
    assert "".join(writer_of(name)(COLUMNS, [])) == expected


@pytest.mark.parametrize("name", [name for name, written in WRITTEN.items() if written.writer])
def test_rows_are_written_one_by_one(name: str) -> None:
    def rows() -> Iterator[Sequence[object]]:
        yield from ROWS
        yield "more", "More", None
        pytest.fail("it was read to its end before anything was written")

    pieces = writer_of(name)(COLUMNS, rows())
    assert next(pieces).endswith("\n")


def test_tsv_writer_imports_neither_json_nor_csv() -> None:
    program = (
        "import sys; from slate.formats.write.registry import writer_of;"
        "list(writer_of('tsv')(('slug', 'date'), [('a', None)]));"
        "print(sorted({'json', 'csv', 'slate.formats.write.markdown'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"[]\n"


@pytest.mark.parametrize("name", ["ics", "ledger"])
def test_format_not_made_of_rows_has_no_row_writer(name: str) -> None:
    with pytest.raises(LookupError):
        writer_of(name)


def test_each_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for written in WRITTEN.values() for suffix in written.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_each_format_can_be_printed_or_exported() -> None:
    assert all(written.writer or written.suffixes for written in WRITTEN.values())
