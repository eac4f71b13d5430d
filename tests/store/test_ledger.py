import pytest

from slate.domain.errors import (
    TitleNotFoundError,
)
from slate.store.file.connection import Store
from tests.store import writing
from tests.store.writing import add

# Adding


# Updating


# Adding or updating, as scripts do


# Finding


def test_what_merely_makes_the_slug_of_a_title_does_not_name_it(store: Store) -> None:
    for title in ("C", "Untitled", "Cobra Kai S3"):
        add(store, title)
    add(store, "Cobra Kai", season=3, new=True)
    add(store, "C++")
    with writing.ledger(store) as book:
        for text in ("C#", "!!!", "C!"):
            with pytest.raises(TitleNotFoundError):
                book.find(text)
        assert book.find("C++").name == "C++"
        assert book.find("Cobra Kai S3").season is None
        assert book.find("Cobra Kai: season 3").season == 3


# Late reports
