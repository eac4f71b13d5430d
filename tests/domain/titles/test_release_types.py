import pytest

from slate.domain.errors import WordError
from slate.domain.titles.release_types import ReleaseType, at_home, parse_release_type


@pytest.mark.parametrize(
    ("word", "release_type"),
    [
        *[(word, word) for word in ("streaming", "theatrical", "limited", "digital", "physical")],
        ("tv", "tv"),
        ("festival", "festival"),
        ("Premiere", "festival"),
        ("Theatrical limited", "limited"),
        ("limited theatrical", "limited"),
        ("TV", "tv"),
        ("Theatre", "theatrical"),
        ("theater", "theatrical"),
        ("in cinemas", "theatrical"),
        ("theaters", "theatrical"),
        ("in theaters", "theatrical"),
        ("limited theaters", "limited"),
        ("disc", "physical"),
        ("DVD", "physical"),
        ("Blu-ray", "physical"),
        ("VOD", "digital"),
        ("broadcast", "tv"),
    ],
)
def test_parse_release_type_accepts_common_words(word: str, release_type: str) -> None:
    assert parse_release_type(word) == release_type


def test_unknown_release_type_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WordError) as refused:
        parse_release_type("pigeon")
    assert str(refused.value) == (
        '"pigeon" is not a release type. '
        "Choose from streaming, theatrical, limited, digital, physical, tv, festival."
    )


def test_at_home_for_each_release_type() -> None:
    found = [release_type for release_type in (None, *ReleaseType) if at_home(release_type)]
    assert found == [None, "streaming", "digital", "tv"]


def test_only_a_festival_is_never_the_headline_release() -> None:
    assert [each for each in ReleaseType if not each.headline] == ["festival"]
