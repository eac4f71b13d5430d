import pytest

from slate.domain.errors import NoServiceError, TextError, UsageError
from slate.domain.titles.written_release import parse_release


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("theatrical US", "theatrical|US|"),
        ("Theatrical us", "theatrical|US|"),
        ("US theatrical", "theatrical|US|"),
        ("limited theatrical  US", "limited|US|"),
        ("in theaters", "theatrical||"),
        ("limited theaters (US)", "limited|US|"),
        ("theaters (us)", "theatrical|US|"),
        ("festival", "festival||"),
        ("digital GB", "digital|GB|"),
        ("gb", "|GB|"),
        ("Hulu", "||Hulu"),
        ("streaming  Hulu", "streaming||Hulu"),
        ("US Hulu", "|US|Hulu"),
        ("Netflix JP", "|JP|Netflix"),
        ("Netflix (JP)", "|JP|Netflix"),
        ("Netflix (disc, GB)", "physical|GB|Netflix"),
        ("digital GB Apple TV", "digital|GB|Apple TV"),
        # Words that look like a region or a type, but are not.
        ("FX", "||FX"),
        ("HBO GO", "||HBO GO"),
        ("Apple TV", "||Apple TV"),
        ("Sling Tv", "||Sling Tv"),
        ("My Canal", "||My Canal"),
        ("AMC+ (uncut)", "||AMC+ (uncut)"),
        ("Netflix US (JP)", "||Netflix US (JP)"),
        ("tv US (disc)", "tv|US|(disc)"),
        ("(US)", "|US|"),
        # Names of countries, and codes with dots.
        ("theatrical Japan", "theatrical|JP|"),
        ("theatrical u.s.", "theatrical|US|"),
        ("digital South Korea", "digital|KR|"),
        ("U.S. Hulu", "|US|Hulu"),
        ("Hulu USA", "|US|Hulu"),
        ("theaters (New Zealand)", "theatrical|NZ|"),
        ("Netflix (United States of America)", "|US|Netflix"),
        ("BBC America", "||BBC America"),
        ("theatrical Japan Hits", "theatrical||Japan Hits"),
        # As slate prints them.
        ("on Netflix", "||Netflix"),
        ("In theaters (US)", "theatrical|US|"),
        ("at Sundance", "||Sundance"),
        ("IN Netflix", "|IN|Netflix"),
        ("on", "||on"),
        # Once each.
        ("tv TV Land", "tv||TV Land"),
        ("US GB Hulu", "|US|GB Hulu"),
    ],
)
def test_a_release_is_its_type_its_region_and_its_service(text: str, key: str) -> None:
    assert str(parse_release(text, lambda _: False)) == key


def test_a_known_service_is_no_type_and_no_region() -> None:
    asked: list[str] = []

    def is_service(text: str) -> bool:
        asked.append(text)
        return text in {"TV Land", "CW"}

    assert str(parse_release("TV Land", is_service)) == "||TV Land"
    assert str(parse_release("CW", is_service)) == "||CW"
    assert str(parse_release("TV US", is_service)) == "tv|US|"
    assert str(parse_release("Hulu", is_service)) == "||Hulu"
    assert asked == ["TV Land", "CW", "TV US"]


@pytest.mark.parametrize("text", ["", " ", "US\u2028Hulu", "US \x1dHulu", "\udcff"])
def test_a_text_that_cannot_be_stored_is_refused(text: str) -> None:
    with pytest.raises(TextError):
        parse_release(text, lambda _: False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Netflix Japan", "|JP|Netflix"),
        ("South Korea Netflix", "|KR|Netflix"),
        ("streaming Netflix United States", "streaming|US|Netflix"),
        ("Netflix japan", "|JP|Netflix"),
        ("Netflix jp", "||Netflix jp"),
        ("on Netflix (Japan)", "|JP|Netflix"),
        ("On Demand", "||On Demand"),
    ],
)
def test_the_name_of_a_country_is_one_beside_a_known_service(text: str, key: str) -> None:
    assert str(parse_release(text, lambda name: name in {"Netflix", "On Demand"})) == key


@pytest.mark.parametrize("text", ["theatrical US GB", "GB theatrical US", "US GB"])
def test_two_regions_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_release(text, lambda _: False)
    assert str(error.value) == (f'"{text}" has two regions. Write each as a release of its own.')


def test_theaters_are_no_service() -> None:
    with pytest.raises(NoServiceError):
        parse_release("digital theaters", lambda _: False)
