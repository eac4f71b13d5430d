import pytest

from slate.formats.read.records.field_synonyms import meant

KNOWN = (
    *("title", "kind", "status", "date", "release", "platform", "release_type", "year", "season"),
    *("part", "tags", "source", "url", "note", "credits", "ids", "region"),
)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("type", "kind"),
        ("Name", "title"),
        ("service", "platform"),
        ("Network", "platform"),
        ("STREAMING_SERVICE", "platform"),
        ("notes", "note"),
        ("Comment", "note"),
        ("release date", "date"),
        ("Release-Date", "date"),
        ("premiere", "date"),
        ("link", "url"),
        ("genre", "tags"),
        ("Release  Year", "year"),
        ("Directed by", "credits.director"),
        ("imdb id", "ids.imdb"),
    ],
)
def test_another_word_for_a_field(name: str, field: str) -> None:
    assert meant(name, KNOWN) == [field]


def test_a_word_for_a_field_that_is_not_to_be_had_means_nothing() -> None:
    assert meant("type", ("title", "release_type")) == []
    assert meant("director", ("title", "date")) == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("dat", ["date"]),
        ("platfrom", ["platform"]),
        ("Plattform", ["platform"]),
        ("titel ", ["title"]),
        ("tilte", ["title"]),
        ("sesaon", ["season"]),
        ("tag", ["tags"]),
        ("sorce", ["source"]),
        ("releasetype", ["release_type"]),
        ("rel", ["release", "release_type"]),
    ],
)
def test_a_slip_of_the_pen(name: str, fields: list[str]) -> None:
    assert meant(name, KNOWN) == fields


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "#", "t", "ti", "No", "id", "Own"),
        *("Rating", "Rate", "Rated", "Score", "Stars", "Seen on", "Watched", "Owner", "Runtime"),
        *("Date added", "date watched", "Seasons", "Number of seasons", "Parts", "Regie"),
    ],
)
def test_what_other_lists_hold_beside(name: str) -> None:
    assert meant(name, KNOWN) == []
