import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from slate.store.reports.odd_rows import odd_rows
from tests.store.damaging import change
from tests.store.writing import add

_LAST = 2**63 - 1  # of the numbers of SQLite


def found(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(odd_rows(connection))


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update batches set only = '5'", "batch 1 is limited to titles that cannot be read"),
        ("update batches set only = '[]'", "batch 1 is limited to titles that cannot be read"),
        ("update batches set only = '[1]'", "batch 1 is limited to titles that cannot be read"),
        ("update batches set corrects = 'null'", "batch 1 corrects times that cannot be read"),
        ("update batches set corrects = '{}'", "batch 1 corrects times that cannot be read"),
        ("update batches set corrects = '{'", "batch 1 corrects times that cannot be read"),
        (
            """update batches set corrects = '{"a": "2021-01-07"}'""",
            "batch 1 corrects times that cannot be read",
        ),
        ("update reports set said = '[]'", "report 1 cannot be read"),
        (
            "update reports set said = replace(hex(zeroblob(9999)), '0', '[')",
            "report 1 cannot be read",
        ),
        ("update reports set confidence = 'sure'", "report 1 cannot be read"),
        ("update reports set id = 9223372036854775807", f"a report has the number {_LAST}"),
        ("update reports set id = -1", "a report has the number -1"),
        ("update batches set id = 9223372036854775807", f"a batch has the number {_LAST}"),
    ],
)  # fmt: skip
def test_what_slate_does_not_write_is_found(path: Path, statement: str, what: str) -> None:
    add(Store(path), "Mank")
    assert found(path) == []
    change(path, "pragma ignore_check_constraints = on", "pragma foreign_keys = off", statement)
    assert found(path) == [what]


@pytest.mark.parametrize(
    "statement",
    [
        """update batches set only = '["mank|||film|"]'""",
        """update batches set corrects = '{"a": "2021-01-07T18:30:00.000000Z"}'""",
        "update reports set said = 'null'",
    ],
)
def test_what_slate_writes_is_not_odd(path: Path, statement: str) -> None:
    add(Store(path), "Mank")
    change(path, statement)
    assert found(path) == []
