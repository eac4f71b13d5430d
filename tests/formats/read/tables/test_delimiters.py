import pytest

from slate.domain.errors import UsageError
from slate.formats.errors import DelimiterError, FileError
from slate.formats.read.tables.delimiters import advice, delimiter_of, is_hint, parse_delimiter

# The delimiter given by the user


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        (";", ";"),
        ("|", "|"),
        (",", ","),
        ("\u00a6", "\u00a6"),
        ("tab", "\t"),
        (" TAB ", "\t"),
        (r"\t", "\t"),
        ("\t", "\t"),
    ],
)
def test_parse_delimiter_accepts_a_character_or_tab(text: str, delimiter: str) -> None:
    assert parse_delimiter("--delimiter", text) == delimiter


@pytest.mark.parametrize(
    "text", ["", ";;", "semicolon", "x", "7", "\u00e9", '"', "\n", "\0", "\ud800"]
)
def test_parse_delimiter_refuses_other_texts(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_delimiter("--delimiter", text)
    assert str(refused.value) == (
        f"--delimiter must be one character, such as ';' or '|', or the word tab, not \"{text}\"."
    )


# The delimiter shown by the first line


@pytest.mark.parametrize(
    ("first_line", "said", "delimiter"),
    [
        ("title,year", None, ","),
        ("title", None, ","),
        ("", None, ","),
        ("title\tyear, roughly", None, "\t"),
        ("title,a;b", None, ","),
        ("title;year", ";", ";"),
        ("title,a;b", ";", ";"),
        ("title|year", "|", "|"),
        ("| title | year |", "|", "|"),
        ("title:year", ":", ":"),
        ("title", ";", ";"),
        ("title\tyear", ",", ","),
        ("sep=,\r\n", None, ","),
        ("sep=\t\n", None, "\t"),
        ("sep=;\n", ";", ";"),
        ('"SEP=|"\n', "|", "|"),
        ("sep=x;y\n", ";", ";"),
    ],
)
def test_delimiter_of_a_first_line(first_line: str, said: str | None, delimiter: str) -> None:
    assert delimiter_of("a.csv", first_line, said) == delimiter


@pytest.mark.parametrize(
    ("first_line", "said", "reason", "delimiter"),
    [
        ("title;year", None, "has semicolons between its columns.", ";"),
        ("title;year", ",", "has semicolons between its columns.", ";"),
        ("title;year", "|", "has semicolons between its columns.", ";"),
        ("title|year", None, "has | between its columns.", "|"),
        ("title|year;2", None, "has semicolons between its columns.", ";"),
        ("sep=;\r\n", None, "has semicolons between its columns.", ";"),
        ("sep=:", None, "has : between its columns.", ":"),
        ("sep=,", ";", "has commas between its columns.", ","),
        ("sep=\t", ",", "has tabs between its columns.", "\t"),
    ],
)
def test_other_delimiters_are_never_guessed(
    first_line: str, said: str | None, reason: str, delimiter: str
) -> None:
    with pytest.raises(DelimiterError) as refused:
        delimiter_of("a.csv", first_line, said)
    assert str(refused.value) == f"a.csv: {reason}"
    assert refused.value.delimiter == delimiter


def test_markdown_table_is_refused() -> None:
    with pytest.raises(FileError) as refused:
        delimiter_of("a.csv", " | Title | Year, roughly |", None)
    assert str(refused.value) == (
        "a.csv: is a table in Markdown, which slate does not read. Save it as CSV."
    )


@pytest.mark.parametrize("row", ["sep=;", "SEP=,", '"sep=|"', "sep=\t"])
def test_is_hint_for_separator_lines_of_excel(row: str) -> None:
    assert is_hint(row)


@pytest.mark.parametrize("row", ["sep=", "sep=;;", "sep=x", "title;sep=;", "sep", ""])
def test_is_hint_is_false_for_other_lines(row: str) -> None:
    assert not is_hint(row)


@pytest.mark.parametrize(
    ("delimiter", "text"),
    [
        (",", " In CSV a cell with a comma must be in quotes."),
        (";", " In CSV a cell with a semicolon must be in quotes."),
        ("|", " In CSV a cell with a | must be in quotes."),
        ("\t", ""),
    ],
)
def test_advice_on_cells_with_the_delimiter(delimiter: str, text: str) -> None:
    assert advice(delimiter) == text
