import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.formats.write.json_records import json_lines, ndjson_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (3, "3"),
        ("1917", '"1917"'),
        (("heist", "true story"), '["heist", "true story"]'),
        ((), "[]"),
        ({"imdb": "tt1"}, '{"imdb": "tt1"}'),
        ([{"date": None}], '[{"date": null}]'),
        ("Amélie", '"Am\\u00e9lie"'),
        ("\x1b[31m\u202e\x7f", '"\\u001b[31m\\u202e\\u007f"'),
    ],
)
def test_json_of_each_value(value: object, expected: str) -> None:
    assert list(ndjson_lines(["x"], [(value,)])) == [f'{{"x": {expected}}}\n']


@pytest.mark.slow
@given(st.lists(st.tuples(VALUES, VALUES)))
def test_written_json_reads_back_and_is_ascii(rows: list[tuple[object, object]]) -> None:
    records = [{"title": title, "more": more} for title, more in rows]
    array = "".join(json_lines(["title", "more"], rows))
    lines = list(ndjson_lines(["title", "more"], rows))
    assert json.loads(array) == records
    assert [json.loads(line) for line in lines] == records
    assert all(character == "\n" or " " <= character <= "~" for character in array)
    assert array.count("\n") == (len(rows) + 2 if rows else 1)
