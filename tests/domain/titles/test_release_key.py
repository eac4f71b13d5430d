import pytest

from slate.domain.titles.release_key import ReleaseKey
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


def test_folded_key_is_equal_for_all_names_of_a_service() -> None:
    assert ReleaseKey(ReleaseType.STREAMING, "US", "HBO MAX").folded == "streaming|US|hbo max"
    assert ReleaseKey(ReleaseType.STREAMING, "US", "Max").folded == "streaming|US|hbo max"
    assert ReleaseKey(None, None, None).folded == "||"
