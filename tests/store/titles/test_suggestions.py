import pytest

from slate.store.file.connection import Store
from slate.store.titles.suggestions import near
from tests.store.writing import add


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("heros", ["we-can-be-heroes"]),
        ("kopper sky", ["copper-sky"]),
        ("tiedwater", ["tidewater"]),
        ("sharkby", ["the-adventures-of-sharkboy-and-lavagirl"]),
        ("midnigt sky", ["the-midnight-sky"]),
        ("Mnak", ["mank"]),
        ("cobra kay", ["cobra-kai", "cobra"]),
        ("mid night sky", ["the-midnight-sky"]),
        ("zzz", []),
        ("%", []),
    ],
)
def test_nearest_titles(store: Store, text: str, slugs: list[str]) -> None:
    for title in (
        *("We Can Be Heroes", "Copper Sky", "Tidewater", "The Midnight Sky", "Mank"),
        *("The Adventures of Sharkboy and Lavagirl", "Cobra Kai", "Cobra", "100%"),
    ):
        add(store, title)
    with store.reading() as connection:
        assert near(connection, text) == slugs


def test_at_most_three_are_returned(store: Store) -> None:
    for number in range(9):
        add(store, f"Mank {number}")
    with store.reading() as connection:
        assert near(connection, "mnak") == ["mank-0", "mank-1", "mank-2"]
