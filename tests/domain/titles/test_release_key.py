import pytest

from slate.domain.titles.release_key import ReleaseKey, release_text
from slate.domain.titles.release_types import ReleaseType


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("streaming|US|Netflix", ("streaming", "US", "Netflix")),
        ("streaming||Netflix", ("streaming", None, "Netflix")),
        ("||", (None, None, None)),
        ("||a|b", (None, None, "a|b")),
    ],
)
def test_release_key_formats_as_it_was_parsed(
    text: str, key: tuple[str | None, str | None, str | None]
) -> None:
    assert ReleaseKey.parse(text) == key
    assert str(ReleaseKey.parse(text)) == text


def test_a_release_on_a_platform_without_a_type_is_streaming() -> None:
    assert str(ReleaseKey.parse("|US|Netflix").completed) == "streaming|US|Netflix"
    for text in ("|US|", "tv||NBC", "theatrical||"):
        assert str(ReleaseKey.parse(text).completed) == text


def test_folded_key_is_equal_for_all_names_of_a_service() -> None:
    assert ReleaseKey(ReleaseType.STREAMING, "US", "HBO MAX").folded == "streaming|US|hbo max"
    assert ReleaseKey(ReleaseType.STREAMING, "US", "Max").folded == "streaming|US|hbo max"
    assert ReleaseKey(None, None, None).folded == "||"


@pytest.mark.parametrize(
    ("key", "when", "words"),
    [
        ("streaming||Netflix", "", "Netflix"),
        ("streaming|US|Netflix", "2021-03", "Netflix, US, 2021-03"),
        ("theatrical|US|", "", "theatrical, US"),
        ("limited||", "", "limited"),
        ("digital||Prime Video", "2021", "Prime Video, digital, 2021"),
        ("streaming||", "", "streaming"),
        ("||", "2021", "2021"),
        ("||", "", "unspecified release"),
    ],
)
def test_release_text_joins_platform_region_and_date(key: str, when: str, words: str) -> None:
    assert release_text(ReleaseKey.parse(key), when) == words
