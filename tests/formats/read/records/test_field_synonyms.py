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
        ("Original release", "date"),
        ("Program", "title"),
    ],
)
def test_synonym_means_its_field(name: str, field: str) -> None:
    assert meant(name, KNOWN) == [field]


def test_synonym_of_an_unavailable_field_means_nothing() -> None:
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
def test_misspelled_name_means_its_field(name: str, fields: list[str]) -> None:
    assert meant(name, KNOWN) == fields


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "#", "t", "ti", "No", "id", "Own"),
        *("Rating", "Rate", "Rated", "Score", "Stars", "Seen on", "Watched", "Owner", "Runtime"),
        *(
            "Date added",
            "date watched",
            "start_date",
            "Started",
            "Finish date",
            "My notes",
            "Seasons",
            "Number of seasons",
            "Parts",
            "Regie",
        ),
    ],
)
def test_unrelated_column_names_mean_nothing(name: str) -> None:
    assert meant(name, KNOWN) == []
