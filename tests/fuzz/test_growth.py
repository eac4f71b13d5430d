"""No ledger takes much longer than its size explains: what is counted are calls, not seconds."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from slate.domain.dates.instants import instant_text
from tests.fuzz.in_process import folder_of_its_own
from tests.fuzz.ledger_mutations import FIRST, Batch, written
from tests.fuzz.made import done

pytestmark = pytest.mark.slow  # counting takes as long again

_FEW = 100
# Twice as many batches need twice as many calls; if each of them is compared with all that was
# reported on one title, four times as many. Eight times as many would be too many.
_MOST, _MOST_OF_ONE = 2.6, 4.5
_OF_ONE = {
    *("undos of undos", "undos of one batch", "merges of merges", "splits", "names of one title"),
    "releases of one title",
}
_COMMANDS = (
    *(("import", "a.slate.ndjson"), ("list", "-f", "json"), ("log", "-f", "json"), ("check",)),
    *(("changes", "--since", "2020-01-01", "-f", "json"), ("sources", "-f", "json")),
    *(("duplicates", "-f", "json"), ("digest",), ("timeline",), ("export", "-f", "ledger")),
)


def _uid(number: int) -> str:
    return str(UUID(int=number + 1))


def batch(number: int, *said: tuple[str, Any], **values: Any) -> Batch:  # noqa: ANN401 -- JSON
    found: Batch = {"uid": _uid(number), "recorded_at": instant_text(FIRST + timedelta(0, number))}
    found |= {"author": "ann", "command": "made", "undoes": None} | values
    lines = [
        {"batch": _uid(number), "n": n, "title_key": key, "said": patch, "source": f"S{number % 3}",
         "url": None, "reported_on": "2021-01-01", "confidence": "reported", "note": None}
        for n, (key, patch) in enumerate(said, 1)
    ]  # fmt: skip
    return found | {"reports": len(lines), "lines": lines}


def _key(number: int) -> str:
    return f"title {number}|||film|"


def _title(number: int, **more: object) -> tuple[str, Any]:
    return _key(number), {"title": f"Title {number}"} | more


SHAPES: dict[str, Callable[[int], list[Batch]]] = {
    "titles": lambda many: [batch(n, _title(n, slug=f"title-{n}")) for n in range(many)],
    "titles of one slug": lambda many: [batch(n, _title(n, slug="one")) for n in range(many)],
    "titles of one name": lambda many: [
        batch(n, (f"dune|||film|{1900 + n}", {"title": "Dune", "year": 1900 + n}))
        for n in range(many)
    ],
    "undos of undos": lambda many: [
        batch(0, _title(0)), *(batch(n, undoes=_uid(n - 1)) for n in range(1, many))
    ],
    "undos of one batch": lambda many: [
        batch(0, _title(0)), *(batch(n, undoes=_uid(0)) for n in range(1, many))
    ],
    "merges of merges": lambda many: [
        batch(n, _title(n), (_key(n), {"same": {_key(max(n - 1, 0)): "x"}})) for n in range(many)
    ],
    "splits": lambda many: [
        batch(0, _title(0)),
        *(batch(n, (_key(0), {"split": {_key(n): f"S{n % 3}"}})) for n in range(1, many)),
    ],
    "titles that differ from one": lambda many: [
        batch(n, _title(n, differs={_key(0): "title-0"})) for n in range(many)
    ],
    "corrections of corrections": lambda many: [
        batch(0, _title(0)),
        *(batch(n, corrects={_uid(n - 1): instant_text(FIRST)}) for n in range(1, many)),
    ],
    "sequels of sequels": lambda many: [
        batch(n, _title(n, links={f"sequel-of|{_key(n - 1)}": True})) for n in range(many)
    ],
    "removals": lambda many: [batch(n, _title(n // 2)) if n % 2 == 0 else batch(n, (_key(n // 2),
                              None)) for n in range(many)],
    "names of one title": lambda many: [
        batch(0, *(_title(0, aka={f"Name {n}": True}) for n in range(many)))
    ],
    "releases of one title": lambda many: [
        batch(0, *(_title(0, releases={f"tv||S{n}": {"date": "2021-05"}}) for n in range(many)))
    ],
}  # fmt: skip


def calls(batches: list[Batch]) -> dict[tuple[str, ...], int]:
    """Return how many functions are called to import a ledger, and by commands after that."""
    found: dict[tuple[str, ...], int] = {}
    Path("a.slate.ndjson").write_bytes(written(batches))
    for path in Path().glob("slate.db*"):
        path.unlink()
    for command in _COMMANDS:
        done(*command)  # what is done only once in a process
        if command[0] == "import":
            Path("slate.db").unlink()
        counted = [0]

        def count(*_: object, counted: list[int] = counted) -> None:
            counted[0] += 1

        sys.setprofile(count)
        try:
            done(*command)
        finally:
            sys.setprofile(None)
        found[command] = counted[0]
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_ledger_does(shape: str) -> None:
    with folder_of_its_own():
        few, many = (calls(SHAPES[shape](number)) for number in (_FEW, 2 * _FEW))
    growth = {command[0]: round(many[command] / few[command], 2) for command in _COMMANDS}
    most = _MOST_OF_ONE if shape in _OF_ONE else _MOST
    assert {name: factor for name, factor in growth.items() if factor > most} == {}


def test_ten_thousand_small_batches_are_imported() -> None:
    with folder_of_its_own():
        Path("a.slate.ndjson").write_bytes(written(SHAPES["titles"](10_000)))
        assert done("import", "a.slate.ndjson").out.startswith("10,000 of 10,000 batches were new")
        assert done("list", "-f", "slugs").out.count("\n") == 10_000
        assert done("check").code == 0
        assert done("import", "a.slate.ndjson").out.startswith("0 of 10,000 batches were new")
