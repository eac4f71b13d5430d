import pytest

from slate.formats.read.tables.qualified_columns import qualified_date


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("US date", "date@US"),
        ("us_date", "date@US"),
        ("UK date", "date@GB"),
        ("US release", "date@US"),
        ("Release (US)", "date@US"),
        ("Date US", "date@US"),
        ("U.S. release date", "date@US"),
        ("Release date (United Kingdom)", "date@GB"),
        ("Air date (Japan)", "date@JP"),
        ("DE release", "date@DE"),
        ("US", "date@US"),
        ("Theaters", "date@theatrical"),
        ("In theaters", "date@theatrical"),
        ("Theatrical release", "date@theatrical"),
        ("Cinemas", "date@theatrical"),
        ("Kinostart", "date@theatrical"),
        ("Limited release", "date@limited"),
        ("Streaming", "date@streaming"),
        ("Digital", "date@digital"),
        ("VOD date", "date@digital"),
        ("DVD", "date@physical"),
        ("Disc", "date@physical"),
        ("Blu-ray", "date@physical"),
        ("TV", "date@tv"),
        ("Festival premiere", "date@festival"),
        ("US theatrical", "date@theatrical@US"),
        ("DVD release (UK)", "date@physical@GB"),
    ],
)
def test_column_named_after_a_release(column: str, field: str) -> None:
    assert qualified_date(column) == field


@pytest.mark.parametrize(
    "column",
    [
        *("", "date", "Release", "Premiere", "Release date", "Title", "Platform", "US UK date"),
        *("Theaters DVD", "de release", "No", "ID", "it", "date de sortie", "US distributor"),
        *("XX date", "Studio", "Own"),
    ],
)
def test_other_columns_name_none(column: str) -> None:
    assert qualified_date(column) is None
