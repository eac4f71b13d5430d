from importlib import import_module

import pytest

from slate import formats
from slate.domain.reports.confidences import Confidence
from slate.formats.read.registry import READERS, Reader, Shape


@pytest.mark.parametrize("name", READERS)
def test_the_module_of_each_format_has_what_recognition_uses(name: str) -> None:
    module = import_module(f"{formats.__name__}.{READERS[name].module}")

    assert {"SOURCE", "recognises", "items"} <= set(vars(module))


@pytest.mark.parametrize(("name", "reader"), READERS.items())
def test_only_tables_with_arbitrary_columns_state_a_delimiter(name: str, reader: Reader) -> None:
    assert (reader.delimiter is not None) == (name in {"csv", "tsv"})


@pytest.mark.parametrize(("name", "reader"), READERS.items())
def test_only_tables_and_records_of_slate_are_somebodys_own(name: str, reader: Reader) -> None:
    assert reader.is_own == (name in {"csv", "tsv", "json", "ndjson"})


@pytest.mark.parametrize("shape", Shape)
def test_a_format_that_accepts_anything_of_its_shape_comes_last(shape: Shape) -> None:
    names = [name for name, reader in READERS.items() if reader.shape is shape]
    general = {"csv", "tsv", "json", "ndjson", "ics"}

    assert [name in general for name in names] == sorted(name in general for name in names)


def test_what_a_catalog_or_a_tracker_holds_is_listed() -> None:
    stated = {
        "netflix-top10": Confidence.OFFICIAL,
        **dict.fromkeys(("csv", "tsv", "json", "ndjson", "ledger"), Confidence.REPORTED),
    }

    assert {name: reader.confidence for name, reader in READERS.items()} == {
        name: stated.get(name, Confidence.LISTED) for name in READERS
    }
