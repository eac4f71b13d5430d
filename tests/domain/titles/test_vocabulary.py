import pytest

from slate.domain.errors import NoServiceError, TextError, WordError
from slate.domain.titles.vocabulary import (
    WELL_KNOWN_PLATFORMS,
    parse_platform,
    parse_region,
    parse_tag,
    platform_key,
)


@pytest.mark.parametrize(("text", "code"), [("US", "US"), ("gb", "GB"), (" Jp ", "JP")])
def test_regions(text: str, code: str) -> None:
    assert parse_region(text) == code


# The last ones are two letters only when written large.
@pytest.mark.parametrize("text", ["", "USA", "U1", "\uff35\uff33", "é!", "ß", "ﬁ"])
def test_what_has_not_two_letters_is_no_region(text: str) -> None:
    with pytest.raises(WordError) as refused:
        parse_region(text)

    assert str(refused.value) == (
        f'"{text}" is not a region. Choose from US, GB, JP or another two-letter code.'
    )


@pytest.mark.parametrize(
    ("text", "tag"), [("Anime", "anime"), (" True  Crime", "true crime"), ("É", "é")]
)
def test_tags_are_kept_in_lower_case(text: str, tag: str) -> None:
    assert parse_tag(text) == tag


@pytest.mark.parametrize("text", ["a,b", "a\uff0cb"])
def test_a_tag_has_no_comma(text: str) -> None:
    with pytest.raises(WordError, match=r"is not a tag\. Choose from words without a comma\."):
        parse_tag(text)


def test_a_tag_is_a_text() -> None:
    with pytest.raises(TextError, match=r"The tag is empty\."):
        parse_tag("  ")


@pytest.mark.parametrize(
    "names",
    [
        ("HBO Max", "Max", "hbo max", "MAX"),
        ("Apple TV+", "Apple TV", "apple tv plus"),
        ("Disney+", "Disney Plus", "disney+"),
        ("Paramount+", "Paramount Plus"),
        ("Prime Video", "Amazon Prime Video", "Amazon Prime"),
        ("Netflix", "NETFLIX", " netflix"),
    ],
)
def test_the_names_of_one_service_are_one_platform(names: tuple[str, ...]) -> None:
    assert {platform_key(name) for name in names} == {platform_key(names[0])}


def test_well_known_platforms_are_as_many_services() -> None:
    assert len({platform_key(name) for name in WELL_KNOWN_PLATFORMS}) == len(WELL_KNOWN_PLATFORMS)


@pytest.mark.parametrize("text", ["theaters", "Theatres", "cinemas", "in cinemas", "theater"])
def test_a_way_of_release_is_no_service(text: str) -> None:
    with pytest.raises(NoServiceError) as error:
        parse_platform(text)
    assert str(error.value) == f'"{text}" is not a service.'
    assert error.value.ways == ("theatrical", "limited")


@pytest.mark.parametrize("text", ["Netflix", "Digital", "Theater Channel", "TV"])
def test_other_names_are_services(text: str) -> None:
    assert parse_platform(text) == text
