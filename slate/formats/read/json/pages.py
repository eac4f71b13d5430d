"""Pages of the APIs of Sonarr and Radarr: `{"page": 1, "pageSize": 10, "records": [...]}`."""

from collections.abc import Iterator

from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import Object
from slate.formats.read.records import fields


def is_page(answer: Object) -> bool:
    """Whether an answer is a page, by its records and one of the keys that describe it."""
    return "records" in answer and not answer.keys().isdisjoint({"page", "pageSize"})


def first_on_page(answer: Object) -> Object:
    """Return the first object on a page, empty if there is none; or what is no page as it is."""
    if not is_page(answer):
        return answer
    return next((record for record in _records(answer) if isinstance(record, dict)), {})


def on_page(line: int, answer: Object) -> Iterator[tuple[str, Object] | RecordError]:
    """Yield each object on a page with its place, `records, number 3: `.

    What is no page is yielded as it is. An error takes the place of a record of another type.
    """
    if not is_page(answer):
        yield "", answer
        return
    for number, record in enumerate(_records(answer), 1):
        where = f"records, number {number}: "
        if isinstance(record, dict):
            yield where, record
        else:
            reason = f"this is {fields.type_of(record)}, but should be an object."
            yield RecordError(line, f"{where}{reason}")


def _records(page: Object) -> list[object]:
    records = page["records"]
    return records if isinstance(records, list) else [records]
