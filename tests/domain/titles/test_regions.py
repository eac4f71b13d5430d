import pytest

from slate.domain.errors import WordError
from slate.domain.titles.regions import COUNTRIES, REGIONS, parse_region, region_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("US", "US"), ("gb", "GB"), (" Jp ", "JP"), ("UK", "GB"), ("u.k.", "GB")),
        *(
            ("USA", "US"),
            ("U.S.", "US"),
            ("U.S.A.", "US"),
            ("Japan", "JP"),
            ("United  Kingdom", "GB"),
        ),
    ],
)
def test_regions_are_read_by_code_or_name(text: str, code: str) -> None:
    assert parse_region(text) == code
    assert region_of(text) == code


@pytest.mark.parametrize("text", ["", "U", "USAA", "U1", "é!", "äö", "worldwide"])
def test_other_texts_are_no_regions(text: str) -> None:
    with pytest.raises(WordError) as refused:
        parse_region(text)

    assert str(refused.value) == (
        f'"{text}" is not a region. Choose from US, GB, JP or another two-letter code.'
    )
    assert region_of(text) is None


def test_regions_are_codes_of_countries() -> None:
    assert len(REGIONS) == 249  # of ISO 3166-1, with UK for TV
    assert {"US", "GB", "UK", "JP", "FR"} <= REGIONS
    assert not REGIONS & {"TV", "FX", "GO", "ON", "us"}
    assert all(parse_region(code) == code for code in REGIONS - {"UK"})


def test_countries_are_the_assigned_codes() -> None:
    assert len(COUNTRIES) == 249
    assert {"US", "GB", "TV", "XK"} - COUNTRIES == {"XK"}  # XK is a user's own
    assert COUNTRIES.symmetric_difference(REGIONS) == {"TV", "UK"}
