from datetime import date

import pytest

from slate.formats.errors import RecordError
from slate.formats.read import slate_records
from slate.formats.read.reader import FileContext, Row

TOLD = FileContext("a.json", date(2021, 1, 7))


def test_records_have_no_common_source() -> None:
    assert slate_records.SOURCE is None


@pytest.mark.parametrize(
    "first",
    [
        {},
        {"title": "Soul"},
        {"title": None, "colour": "red", "size": 3},
        {"title": "Soul", "relases": [{"date": "2021"}]},
        {"title": "Soul", "notes": [{"title": "A"}], "names": []},
        {"titel": "Soul"},
        {"ttile": "Soul", "colour": "red"},
        {"date": "2021", "kind": "film", "plattform": "Netflix"},
        {"date": "2021"},
    ],
)
def test_records_of_slate_are_recognized(first: dict[str, object]) -> None:
    assert slate_records.recognises(first)


@pytest.mark.parametrize(
    "first",
    [
        {"data": [{"id": 1}], "meta": {"count": 1}},
        {"id": 1, "name": "Soul"},
        {"name": "Soul", "year": 2020},
        {"titles": [{"title": "Soul"}]},
        {"titles": ["Soul"]},
        {"title": "My list", "items": [{"title": "Soul"}]},
        {"status": "ok", "url": "https://example.org/list", "data": [{"name": "Soul"}]},
        {"status": "ok", "data": {}},
        {"type": "FeatureCollection", "features": []},
        {"x": []},
    ],
)
def test_other_objects_are_not_recognized(first: dict[str, object]) -> None:
    assert not slate_records.recognises(first)


def test_records_and_errors_are_passed_on_unchanged() -> None:
    error = RecordError(2, "the record is cut off.")
    record = {"title": "Soul", "ids": {"imdb": "tt2948372"}, "unknown": [1]}
    found = list(slate_records.items(iter([(1, record), error, (5, {})]), TOLD))
    assert found == [Row(1, record), error, Row(5, {})]


def test_words_of_a_status_are_mapped() -> None:
    told = FileContext("a.json", date(2021, 1, 7), stages={"soon": "announced", "watched": ""})
    records = [{"status": "Soon"}, {"status": "WATCHED"}, {"status": "released"}]
    found = slate_records.items(iter(list(enumerate(records, 1))), told)
    assert list(found) == [
        Row(1, {"status": "announced"}),
        Row(2, {}),
        Row(3, {"status": "released"}),
    ]


def note(text: str, **more: object) -> dict[str, object]:
    return {"note": text} | more


def read(record: dict[str, object]) -> list[object]:
    found = slate_records.items(iter([(3, record)]), TOLD)
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def test_note_belongs_to_the_record_or_becomes_a_report_of_its_own() -> None:
    record: dict[str, object] = {"title": "Lupin", "season": 1, "slug": "lupin-s1", "source": "A"}
    notes = [note("own", source="A", url=None), note("other", source="B"), note("more", source="A")]
    named = {"title": "Lupin", "season": 1, "slug": "lupin-s1"}
    assert read(record | {"kind": "series", "notes": notes}) == [
        Row(3, record | {"kind": "series", "note": "own"}),
        Row(3, named | note("other", source="B"), "notes, number 2: "),
        Row(3, named | note("more", source="A"), "notes, number 3: "),
    ]
    assert read(record | {"notes": []}) == [Row(3, record)]
    assert read(record | {"notes": None}) == [Row(3, record)]


def test_name_is_left_out_only_beside_a_slug() -> None:
    """Slate's own records have both; elsewhere a field `name` may hold anything."""
    assert read({"title": "Lupin", "slug": "l", "name": "Lupin: season 1"}) == [
        Row(3, {"title": "Lupin", "slug": "l"})
    ]
    assert read({"title": "Lupin", "name": "x"}) == [Row(3, {"title": "Lupin", "name": "x"})]
    assert slate_records.is_exact({"title": "Lupin", "slug": "l", "name": "x", "notes": []})
    assert not slate_records.is_exact({"title": "Lupin", "name": "x"})


def test_malformed_notes_are_refused() -> None:
    told = "this should be an object of note, source, url, reported_on, confidence."
    assert read({"title": "Soul", "notes": ["x", {"note": "y", "title": "Z"}]}) == [
        Row(3, {"title": "Soul"}),
        f"3: notes, number 1: {told}",
        f"3: notes, number 2: {told}",
    ]
    assert read({"title": "Soul", "notes": "x"}) == [
        "3: notes is a text, but should be a list.",
        Row(3, {"title": "Soul"}),
    ]
