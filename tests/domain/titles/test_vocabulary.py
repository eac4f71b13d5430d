import pytest

from slate.domain.errors import NoServiceError, TextError, UsageError
from slate.domain.titles.vocabulary import (
    WELL_KNOWN_PLATFORMS,
    parse_platform,
    parse_tag,
    platform_key,
)


@pytest.mark.parametrize("text", ["Netflix,Hulu", "Netflix, Hulu", "Netflix\uff0cHulu"])
def test_a_service_has_no_comma(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_platform(text)

    assert str(refused.value) == f'"{text}" is not one service: a service has no comma.'


@pytest.mark.parametrize(
    ("text", "tag"), [("Anime", "anime"), (" True  Crime", "true crime"), ("É", "é")]
)
def test_parse_tag_returns_lower_case(text: str, tag: str) -> None:
    assert parse_tag(text) == tag


@pytest.mark.parametrize("text", ["a,b", "a\uff0cb"])
def test_a_tag_has_no_comma(text: str) -> None:
    with pytest.raises(UsageError, match="is not a tag: a tag has no comma"):
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
def test_names_of_one_service_have_one_platform_key(names: tuple[str, ...]) -> None:
    assert {platform_key(name) for name in names} == {platform_key(names[0])}


def test_well_known_platforms_have_distinct_keys() -> None:
    assert len({platform_key(name) for name in WELL_KNOWN_PLATFORMS}) == len(WELL_KNOWN_PLATFORMS)


@pytest.mark.parametrize("text", ["theaters", "Theatres", "cinemas", "in cinemas", "theater"])
def test_parse_platform_refuses_release_types(text: str) -> None:
    with pytest.raises(NoServiceError) as error:
        parse_platform(text)
    assert str(error.value) == f'"{text}" is not a service.'
    assert error.value.ways == ("theatrical", "limited")


@pytest.mark.parametrize("text", ["Netflix", "Digital", "Theater Channel", "TV"])
def test_parse_platform_accepts_other_names(text: str) -> None:
    assert parse_platform(text) == text


@pytest.mark.parametrize("text", ["none", " None "])
def test_none_is_no_service(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no service\. If none is known, leave it out\."):
        parse_platform(text)
