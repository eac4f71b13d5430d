"""Pages of the APIs of Sonarr and Radarr: `{"page": 1, "pageSize": 10, "records": [...]}`."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import Object, each_in

_Item = TypeVar("_Item")


def is_page(answer: Object) -> bool:
    """Whether an answer is a page, by its records and one of the keys that describe it."""
    return "records" in answer and not answer.keys().isdisjoint({"page", "pageSize"})


def first_on_page(answer: Object) -> Object:
    """Return the first object on a page, empty if there is none; or what is no page as it is."""
    if not is_page(answer):
        return answer
    records = answer["records"]
    listed = records if isinstance(records, list) else [records]
    return next((record for record in listed if isinstance(record, dict)), {})


def each_on_page(
    line: int, answer: Object, read: Callable[[Object], Iterable[_Item]]
) -> Iterator[_Item | RecordError]:
    """Yield what `read` returns for each object on a page, or for what is no page."""
    return each_in(line, answer, "records", read) if is_page(answer) else iter(read(answer))
