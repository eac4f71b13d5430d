from enum import StrEnum

import pytest

from slate.domain.errors import UnknownWordError
from slate.domain.words import Words


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def test_words_map_to_members() -> None:
    words = Words.of(Colour)
    assert words == {"red": Colour.RED, "green": Colour.GREEN}
    assert words["red"] is Colour.RED
    assert (words.get("blue"), "blue" in words, list(words)) == (None, False, ["red", "green"])


def test_unknown_stored_word_asks_to_upgrade() -> None:
    with pytest.raises(UnknownWordError) as error:
        Words.of(Colour)["blue"]
    assert str(error.value) == (
        'The slate contains "blue", which this version of slate does not know. Upgrade slate.'
    )
