from datetime import date

from slate.domain.errors import RecordError
from slate.interchange import slate_records
from slate.interchange.items import Row, Told

TOLD = Told("a.json", date(2021, 1, 7))


def test_each_record_says_itself_who_says_it() -> None:
    assert slate_records.SOURCE is None


def test_any_object_is_taken() -> None:
    assert slate_records.recognises({})
    assert slate_records.recognises({"id": 1, "name": "Soul"})


def test_records_are_taken_as_they_are_and_errors_passed_on() -> None:
    error = RecordError(2, "the record is cut off.")
    record = {"title": "Soul", "ids": {"imdb": "tt2948372"}, "unknown": [1]}
    found = list(slate_records.items(iter([(1, record), error, (5, {})]), TOLD))
    assert found == [Row(1, record), error, Row(5, {})]
