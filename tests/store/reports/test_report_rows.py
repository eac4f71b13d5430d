import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from slate.domain.ledger.patch import SAME
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.reports.report_rows import (
    FROM_RELEASES,
    INSERT_REPORT,
    REMOVES,
    SAYS_DATE,
    SAYS_SAME,
    content,
    report_from,
)
from tests.store.writing import add

_WRITTEN = Report(
    *("key", {"title": "Film", "tags": {"é": True}}, "Variety", "https://v", "2021-01"),
    *(Confidence.RUMOR, "Says so.", "", "", 7),
)


def test_report_reads_back_as_written(store: Store) -> None:
    add(store, "Other")
    with store.writing(dry_run=True) as connection:
        (batch,) = ledger_tables.batches(connection)
        connection.execute(INSERT_REPORT, [None, batch.id, *content(_WRITTEN)])
        _, found = ledger_tables.reports_in(connection, batch.id)
    assert found == _WRITTEN._replace(
        batch=batch.uid, recorded_at=batch.recorded_at, author=batch.author, id=found.id
    )


def test_patch_is_stored_as_compact_json() -> None:
    assert content(_WRITTEN)[2] == '{"title":"Film","tags":{"é":true}}'
    assert content(_WRITTEN._replace(said=None))[2] == "null"


def test_patch_with_invalid_json_is_a_database_error() -> None:
    row = _WRITTEN._replace(said={})._asdict() | {"said": "{"}
    with pytest.raises(sqlite3.DatabaseError, match="a report is not JSON"):
        report_from(list(row.values()))


def _asked(expression: str, said: dict[str, Any] | None) -> Any:  # noqa: ANN401 -- any SQL value
    """Return the value of an SQL expression for a stored patch."""
    with closing(sqlite3.connect(":memory:")) as connection:
        stored = content(_WRITTEN._replace(said=said))[2]
        (answer,) = connection.execute(
            f"select {expression} from (select ? as said) r",  # noqa: S608 -- a constant
            [stored],
        ).fetchone()
    return answer


_SAME_WORK = {SAME: {"dune||": "dune"}, "title": "Dune"}
_DATED = {"title": "Dune", "releases": {"theatrical||": {"date": "2021-10"}}}
_UNDATED = {"title": "Dune", "releases": {"theatrical||": {"date": None, "leaves": "2021-12"}}}
# Texts by users that look like keys of a patch.
_QUOTED = {
    "title": '"same":{} "date":"2021" "releases":{}',
    "aka": {"same": True, "date": True, "releases": True, "null": True},
    "tags": {"same": True},
}


@pytest.mark.parametrize(
    ("said", "same", "date", "removes"),
    [
        (_SAME_WORK, True, False, False),
        (_DATED, False, True, False),
        (_DATED | _SAME_WORK, True, True, False),
        (_UNDATED, False, False, False),
        ({"title": "null", "year": None}, False, False, False),
        ({"title": _QUOTED["title"]}, False, False, False),
        ({}, False, False, False),
        (None, False, False, True),
    ],
)
def test_sql_finds_merges_dates_and_removals_in_patches(
    said: dict[str, Any] | None, *, same: bool, date: bool, removes: bool
) -> None:
    found = [bool(_asked(each, said)) for each in (SAYS_SAME, SAYS_DATE, REMOVES)]
    assert found == [same, date, removes]


@pytest.mark.parametrize("said", [_SAME_WORK, _DATED])
def test_quoted_text_in_a_patch_hides_nothing(said: dict[str, Any]) -> None:
    assert _asked(SAYS_SAME, _QUOTED | said) >= _asked(SAYS_SAME, said)
    assert _asked(SAYS_DATE, _QUOTED | said) >= _asked(SAYS_DATE, said)


def test_date_is_found_in_json_with_spaces() -> None:
    spaced = json.dumps(_DATED)
    assert spaced != content(_WRITTEN._replace(said=_DATED))[2]
    with closing(sqlite3.connect(":memory:")) as connection:
        query = f"select {SAYS_DATE} from (select ? as said) r"  # noqa: S608 -- a constant
        assert connection.execute(query, [spaced]).fetchone() == (1,)


def test_from_releases_is_the_end_of_a_patch() -> None:
    end = _asked(FROM_RELEASES, _DATED)
    assert end == '"releases":{"theatrical||":{"date":"2021-10"}}}'
    assert _asked(FROM_RELEASES, {"title": "Other", "year": 2021} | _DATED | {"title": "O"}) == end
    assert _asked(FROM_RELEASES, _DATED | _UNDATED) != end
    assert _asked(FROM_RELEASES, _SAME_WORK) == content(_WRITTEN._replace(said=_SAME_WORK))[2]
