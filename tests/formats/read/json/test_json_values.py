import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.formats.errors import FileError
from slate.formats.read.json.json_values import values
from slate.formats.write.json_records import json_lines, ndjson_lines


def found_in(data: str | bytes) -> list[object]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return [item if isinstance(item, tuple) else str(item) for item in values(stream, "f.json")]


A, B = {"title": "a"}, {"title": "b"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("[]", []),
        (" [ \n ] \n", []),
        ('[{"title": "a"}]', [(1, A)]),
        ('[\n {"title": "a"},\n\n {"title": "b"}\n]\n', [(2, A), (4, B)]),
        ('[{"title":\n"a"}\n,\r\n{"title": "b"}]', [(1, A), (4, B)]),
        ('{"title": "a"}', [(1, A)]),
        ('{"title": "a"}\n{"title": "b"}', [(1, A), (2, B)]),
        ('\n{"title": "a"}\r\n\r\n  {"title": "b"}\r\n\n', [(2, A), (4, B)]),
        ('{\n  "title": "a"\n}\n', [(1, A)]),
        ('{\n  "title": "a"\n}\n{\n  "title": "b"\n}\n', [(1, A), (4, B)]),
        ('\ufeff{"title": "a"}\n', [(1, A)]),
        (" " * 100_000 + '[{"title": "a"}]', [(1, A)]),
        ('[{"title": "a"}]'.encode("utf-16"), [(1, A)]),
        ('{"title": "a"}\n{"title": "b"}\n'.encode("utf-16"), [(1, A), (2, B)]),
    ],
)
def test_records_of_each_shape_of_file(data: str | bytes, expected: list[object]) -> None:
    assert found_in(data) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "contains no records. An array without any is written []."),
        ("\ufeff \r\n\n", "contains no records. An array without any is written []."),
        ("42", "contains no records. They are a JSON array, or one object a line."),
        ("title,kind\n", "contains no records. They are a JSON array, or one object a line."),
        (b"\x89PNG\r\n\x1a\n", "contains no records. They are a JSON array, or one object a line."),
        ("[]".encode("utf-16-le"), "is not in UTF-8."),
    ],
)
def test_other_files_are_refused(data: str | bytes, reason: str) -> None:
    with pytest.raises(FileError) as refused:
        values(io.BytesIO(data if isinstance(data, bytes) else data.encode()), "f.json")
    assert str(refused.value) == f"f.json: {reason}"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("42", "a record is an object, and this is a number."),
        ('["a"]', "a record is an object, and this is a list."),
        ("null", "a record is an object, and this is null."),
        ('{"title": "c", ', "the record is cut off."),
        ('{"title": "c', "the record is cut off."),
        ('{"title" "c"}', "this is not JSON: Expecting ':' delimiter (column 10)."),
        ('{"title": "a\tb"}', "this is not JSON: Invalid control character (column 13)."),
        ('{"title": "c"} {"title": "d"}', "this is not JSON: Extra data (column 16)."),
        ('{"year": NaN}', "NaN is not a number in JSON; write null for none."),
        ('{"year": -Infinity}', "-Infinity is not a number in JSON; write null for none."),
        ('{"year": 1e999}', {"year": float("inf")}),  # refused as a year
        (
            '{"year": ' + "9" * 5000 + "}",
            "a number of 5,000 digits is too long; write it in quotes.",
        ),
        ('{"kind": ' + "[" * 200_000 + "]" * 200_000 + "}", "the record is nested too deeply."),
        ('{"title": "a", "kind": "film", "title": "b"}', '"title" appears twice in one object.'),
        ('{"ids": {"imdb": "a", "imdb": "b"}}', '"imdb" appears twice in one object.'),
        (b'{"title": "\xff"}', "byte 0xFF is not UTF-8. Save the file as UTF-8."),
        (b"x" * 2_000_000, "the line is longer than 1,000,000 bytes."),
    ],
)
def test_bad_line_does_not_affect_the_others(
    line: str | bytes, reason: str | dict[str, float]
) -> None:
    line = line if isinstance(line, bytes) else line.encode()
    expected = (2, reason) if isinstance(reason, dict) else f"2: {reason}"
    data = line + b'\n{"title": "b"}\n'
    assert found_in(b'{"title": "a"}\n' + data) == [(1, A), expected, (3, B)]
    if line.startswith(b"{"):  # only then the file is read as records
        assert found_in(b"\n" + data) == [expected, (3, B)]


def test_overlong_line_is_refused_and_reading_continues() -> None:
    long = '{"title": "' + "x" * 2_000_000 + '"}\n'
    reason = "the line is longer than 1,000,000 bytes."
    assert found_in(long + long) == [f"1: {reason}", f"2: {reason}"]
    assert found_in('{"title": "a"}\n' + long) == [(1, A), f"2: {reason}"]


def test_single_line_of_any_length_is_an_object() -> None:
    long = {"works": ["x" * 100] * 20_000}
    assert found_in(json.dumps(long)) == [(1, long)]
    assert found_in(f"\n{json.dumps(long)}\n\n") == [(2, long)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            '[{"title": "a"}, {"title": ]',
            [(1, A), "1: this is not JSON: Expecting value (column 28)."],
        ),
        ('[\n1,\n{"title": "a"}]', ["2: a record is an object, and this is a number.", (3, A)]),
        ('[{"title": "a"},\n{"title"', [(1, A), "2: the record is cut off."]),
        ('[{"title": "a"},\n', [(1, A), "2: the record is cut off."]),
        ('[{"title": "a"}\n', [(1, A), "2: the array is cut off."]),
        ('{\n"title":\n"a', ["1: the record is cut off."]),
        ("[", ["1: the record is cut off."]),
        ('[{"title": "a"}\n{"title": "b"}]', [(1, A), "2: a comma or ] is missing before this."]),
        ('[{"title": "a"}]\n[]', [(1, A), "2: there is something after the end of the array."]),
        ("[]\nx", ["2: there is something after the end of the array."]),
        ('[\n{"year": NaN}]', ["2: NaN is not a number in JSON; write null for none."]),
        ("[" * 100_000 + "]" * 100_000, ["1: the record is nested too deeply."]),
        (b'[{"title": "a"},\n"\xe9"]', ["2: byte 0xE9 is not UTF-8. Save the file as UTF-8."]),
        ('{\n"title": "a"\n"kind"', ["3: this is not JSON: Expecting ',' delimiter (column 1)."]),
        ('{\n"title": "a"}\n{\n', [(1, A), "3: the record is cut off."]),
    ],
)
def test_reading_an_array_stops_at_the_first_error(
    data: str | bytes, expected: list[object]
) -> None:
    found = found_in(data)
    # The wording of Python's own message depends on the version.
    assert [str(item).split(": Expecting")[0] for item in found] == [
        str(item).split(": Expecting")[0] for item in expected
    ]


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(0, 9999))))
def test_written_records_read_back(rows: list[tuple[str, int | None]]) -> None:
    columns = ["title", "season"]
    records = [{"title": title, "season": season} for title, season in rows]
    found = list(values(io.BytesIO("".join(json_lines(columns, rows)).encode()), "f"))
    assert found == list(enumerate(records, 2))
    if rows:
        found = list(values(io.BytesIO("".join(ndjson_lines(columns, rows)).encode()), "f"))
        assert found == list(enumerate(records, 1))


@given(st.text() | st.text('[]{}",: \n1a\\', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        list(values(io.BytesIO(text.encode(errors="surrogatepass")), "f"))
    except FileError:
        return


def test_lines_are_read_in_constant_memory() -> None:
    line = json.dumps({"title": "x" * 100}).encode() + b"\n"
    stream = io.BytesIO(line * 20_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in values(stream, "f")) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 500_000


@pytest.mark.parametrize("number", ["9" * 18, "-" + "9" * 17])
def test_integer_is_limited_to_18_characters(number: str) -> None:
    assert found_in(f'{{"year": {number}}}') == [(1, {"year": int(number)})]
    (refused,) = found_in(f'{{"year": {number}9}}')
    assert "a number of 19 digits is too long; write it in quotes." in str(refused)
