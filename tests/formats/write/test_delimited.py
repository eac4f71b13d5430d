import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.formats.write.delimited import csv_lines, tsv_lines

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("tick, tick... BOOM!", '"tick, tick... BOOM!"'),
        ('The "Big" Caper', '"The ""Big"" Caper"'),
        ("=1+1", "=1+1"),
        ("007", "007"),
        ("Amélie", "Amélie"),
        ("a\nb", '"a\nb"'),
        ("a\rb", '"a\rb"'),
    ],
)
def test_csv_quotes_follow_the_rfc(title: str, cell: str) -> None:
    assert list(csv_lines(["title", "year"], [(title, 2021)])) == [
        "title,year\n",
        f"{cell},2021\n",
    ]


def test_csv_writes_quotes_for_a_blank_row() -> None:
    assert list(csv_lines(["platform"], [(None,)])) == ["platform\n", '""\n']


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    text = "".join(csv_lines(["title", "platform"], rows))
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert found == [["title", "platform"], *map(list, rows)]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ('The "Big" Caper', 'The "Big" Caper'),
        ("a\tb", "a b"),
        ("a\r\nb", "a  b"),
        ("a\n", "a "),
        ("a\u2028b", "a\u2028b"),
    ],
)
def test_tsv_cells_are_unquoted_between_tabs(title: str, cell: str) -> None:
    assert list(tsv_lines(["title", "date", "tags"], [(title, None, ("x", "y"))])) == [
        f"{cell}\tTBA\tx,y\n"
    ]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS)))
def test_tsv_has_one_line_per_row_and_a_tab_between_cells(rows: list[tuple[str, str, str]]) -> None:
    text = "".join(tsv_lines(["title", "platform", "source"], rows))
    assert [line.count("\t") for line in text.split("\n")[:-1]] == [2] * len(rows)
    assert "\r" not in text
