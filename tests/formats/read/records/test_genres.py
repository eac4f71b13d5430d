import pytest

from slate.domain.titles.kinds import Kind
from slate.formats.read.records.genres import with_genres


@pytest.mark.parametrize(
    "genres",
    [
        "Documentary",
        "documentaries",
        "Docuseries",
        "Docu-Series",
        "Documentary, History",
        "Crime,Documentary",
        "Crime | Documentary",
        "Crime; documentary ",
        ["Documentary"],
        ["crime", "documentary"],
        ["International Movies, Documentaries"],
    ],
)
def test_genre_makes_a_documentary(genres: object) -> None:
    assert with_genres(Kind.FILM, genres) is Kind.DOCUMENTARY
    assert with_genres(Kind.SERIES, None, genres) is Kind.DOCUSERIES


@pytest.mark.parametrize(
    "genres",
    ["", "Drama", "Mockumentary", "Documentary Parody", [], ["Drama", 99], 99, None, {"id": 99}],
)
def test_other_genres_do_not(genres: object) -> None:
    assert with_genres(Kind.FILM, genres) is Kind.FILM
    assert with_genres(Kind.SERIES, genres) is Kind.SERIES


@pytest.mark.parametrize("kind", [None, Kind.SHORT, Kind.SPECIAL, Kind.DOCUMENTARY])
def test_only_films_and_series_become_documentaries(kind: Kind | None) -> None:
    assert with_genres(kind, "Documentary") is kind
    assert with_genres(Kind.FILM) is Kind.FILM
