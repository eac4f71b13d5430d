from datetime import date
from pathlib import Path

from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.overview import Overview
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.overview import overview
from tests.store.writing import TODAY, add


def test_an_empty_slate(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert overview(slate, None) == Overview({}, (), None, 0, 0, 0, None, None, None)


def test_what_is_in_a_slate(store: Store, path: Path) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", source="Variety", on="2020-11-01")
    add(store, "Akira")
    add(store, "Dune", date="2031-10", platform="HBO Max", source="Variety")
    add(store, "Soul", date="2031-12-25", platform="HBO Max")
    path.with_name(f"{path.name}.20210104T091500Z.bak").touch()
    with open_slate(store, TODAY) as slate:
        found = overview(slate, path)
    assert found.titles == {
        ListSection.OVERDUE: 1,
        ListSection.TO_COME: 2,
        ListSection.NO_DATE: 1,
    }
    assert found.overdue == 1
    assert found.services == (("HBO Max", 2), ("Netflix", 1))
    assert found.dates == ("2020-12-04", "2031-12-25")
    assert (found.reports, found.sources, found.batches) == (4, 1, 4)
    assert found.newest is not None
    assert found.newest.id == 4
    assert found.change is not None
    assert [change.slug for change in found.change.changes or ()] == ["soul"]
    assert found.backup == date(2021, 1, 4)
