import pytest

from slate.domain.errors import WordError
from slate.domain.titles.kinds import Kind, parse_kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *[(kind, kind) for kind in ("film", "series", "special", "documentary", "docuseries")],
        ("short", "short"),
        # The words of IMDb and common ones.
        ("movie", "film"),
        ("Movie", "film"),
        ("TV Movie", "film"),
        ("Feature Film", "film"),
        ("TV Series", "series"),
        ("tv-show", "series"),
        ("TV_SHOW", "series"),
        ("Mini-Series", "series"),
        ("TV Mini Series", "series"),
        ("limited series", "series"),
        ("TV special", "special"),
        ("Documentary", "documentary"),
        ("doc", "documentary"),
        ("docu-series", "docuseries"),
        ("short film", "short"),
        # Those of other trackers, also in the plural.
        ("tv", "series"),
        ("TV", "series"),
        ("shows", "series"),
        ("tv-series", "series"),
        ("TV Miniseries", "series"),
        ("Movies", "film"),
        ("TV film", "film"),
        ("documentaries", "documentary"),
        ("documentary series", "docuseries"),
        ("shorts", "short"),
        ("specials", "special"),
    ],
)
def test_parse_kind_accepts_common_words(word: str, kind: str) -> None:
    assert parse_kind(word) == kind


@pytest.mark.parametrize("word", ["anime", "tv episode", "tv season", "music video"])
def test_a_word_that_does_not_decide_the_kind_is_refused(word: str) -> None:
    """Anime may be a film or a series."""
    with pytest.raises(WordError):
        parse_kind(word)


def test_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WordError) as refused:
        parse_kind("opera")
    assert str(refused.value) == (
        '"opera" is not a kind. Choose from film, series, special, documentary, docuseries, short.'
    )


def test_serial_kinds() -> None:
    assert [kind for kind in Kind if kind.serial] == ["series", "docuseries"]


def test_kinds_belong_to_two_groups() -> None:
    """The keys of titles hold these words, so they must not change."""
    assert {kind: str(kind.group) for kind in Kind} == {
        "film": "film",
        "series": "series",
        "special": "film",
        "documentary": "film",
        "docuseries": "series",
        "short": "film",
    }
