import pytest

from slate.store.file.connection import Store
from slate.store.titles.stated_values import people, stated_values
from tests.store.writing import add, undo

CREDITS = (("director", "Ang Lee"), ("cast", "Zoë Kravitz"), ("cast", "Ange Dupont"))


@pytest.fixture(autouse=True)
def titles(store: Store) -> None:
    add(store, "Dune", tags=("war", "kids"), region="US", platform="Hulu", source="The Wrap")
    add(store, "Heat", tags=("kids",), region="GB", platform="Hulu", source="Netflix")
    add(store, "Mank", credits=CREDITS, ids=(("tmdb", "1"), ("imdb", "tt1")), source="Netflix")
    add(store, "Roma", tags=("undone",), region="JP", platform="Hulu", source="Variety")
    undo(store)


def test_each_value_is_listed_once_in_order(store: Store) -> None:
    with store.reading() as connection:
        assert stated_values(connection, "platforms") == ["Hulu"]
        assert stated_values(connection, "tags") == ["kids", "war"]
        assert stated_values(connection, "regions") == ["GB", "US"]
        assert stated_values(connection, "sources") == ["Netflix", "The Wrap"]
        assert stated_values(connection, "roles") == ["cast", "director"]
        assert stated_values(connection, "id_schemes") == ["imdb", "tmdb"]


@pytest.mark.parametrize(
    ("start", "limit", "names"),
    [
        ("", 9, ["Ang Lee", "Ange Dupont", "Zoë Kravitz"]),
        ("", 2, ["Ang Lee", "Ange Dupont"]),
        ("ang", 9, ["Ang Lee", "Ange Dupont"]),
        ("zoe", 9, ["Zoë Kravitz"]),
        ("lee", 9, []),
    ],
)
def test_people_are_found_by_the_start_of_their_search_keys(
    store: Store, start: str, limit: int, names: list[str]
) -> None:
    with store.reading() as connection:
        assert people(connection, start, limit) == names
