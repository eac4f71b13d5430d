from dataclasses import replace
from datetime import date

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.reader import (
    FileContext,
    Found,
    Row,
    each,
    first_release,
    source_named_after,
)
from slate.formats.read.records.record_parser import Defaults, statement_of

TOLD = FileContext("a.csv", date(2021, 1, 7))
ON_NETFLIX = replace(TOLD, platform="Netflix")


@pytest.mark.parametrize(
    ("when", "told", "said"),
    [
        ("2020-10", TOLD, {"releases": [{"date": "2020-10"}]}),
        (
            "2020-10",
            ON_NETFLIX,
            {"releases": [{"date": "2020-10"}, {"platform": "Netflix"}]},
        ),
        (None, ON_NETFLIX, {"releases": [{"platform": "Netflix"}]}),
        ("", TOLD, {}),
        (None, TOLD, {}),
    ],
)
def test_first_release_without_a_type(
    when: str | None, told: FileContext, said: dict[str, object]
) -> None:
    assert first_release(when, told) == said


def test_command_platform_is_a_release_without_a_date() -> None:
    record = {"title": "Soul"} | first_release("2020-10-11", ON_NETFLIX)
    statement = statement_of(1, record, Defaults(TOLD.day, platform="Netflix"))
    assert statement.platform is None
    assert [
        (release.key.platform, release.date and release.date.text) for release in statement.releases
    ] == [
        (None, "2020-10-11"),
        ("Netflix", None),
    ]


def test_unreadable_record_is_passed_on_in_order() -> None:
    problem = RecordError(2, "is no text.")
    found: list[Found | RecordError] = [(1, {"title": "A"}), problem, (3, {"title": "B"})]
    read = each(found, lambda line, record: [Row(line, record)] * 2)
    one, other = Row(1, {"title": "A"}), Row(3, {"title": "B"})
    assert list(read) == [one, one, problem, other, other]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("mine.csv", "mine"),
        ("/home/ann/My  list 2021.ics", "My list 2021"),
        ("a.b.csv", "a.b"),
        ("list", "list"),
        (".ics", ".ics"),
        # A name that cannot be stored.
        ("a\x1bb.csv", None),
        ("\udcff.csv", None),
        (" .csv", None),
        ("x" * 4_001, None),
    ],
)
def test_source_is_named_after_the_file_without_folder_and_suffix(
    path: str, source: str | None
) -> None:
    assert source_named_after(path) == source
