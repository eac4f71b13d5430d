import pytest

from slate.formats.read.tables.regions import named_region, regions_of


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("US & Canada", ["US", "CA"]),
        ("US, UK", ["US", "GB"]),
        ("US/UK", ["US", "GB"]),
        ("Ireland and U.K.", ["IE", "GB"]),
        ("US", ["US"]),
        ("US & streaming", []),
        ("", []),
    ],
)
def test_regions_of_each_text(text: str, regions: list[str]) -> None:
    assert regions_of(text) == regions


@pytest.mark.parametrize(
    ("text", "region"),
    [
        *(("US", "US"), ("us", "US"), ("U.S.", "US"), ("uk", "GB"), ("japan", "JP"), ("IT", "IT")),
        *(("it", None), ("No", None), ("XX", None), ("", None)),
    ],
)
def test_region_that_a_column_is_named_after(text: str, region: str | None) -> None:
    assert named_region(text) == region
