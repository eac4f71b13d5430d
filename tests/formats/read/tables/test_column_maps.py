import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import UsageError
from slate.domain.titles.relations import Relation
from slate.formats.read.tables.column_maps import field_of, map_text, parse_map, suggested

EXAMPLE = (
    "as in: --map 'My Title=title,When=date' "
    "(quote a name with a comma: --map '\"When, exactly\"=date')"
)
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=20)


# Columns by name


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("TITLE", "title"),
        (" Title ", "title"),
        ("Release type", "release_type"),
        ("RELEASE-TYPE", "release_type"),
        ("reported on", "reported_on"),
        ("On", "platform"),
        ("release", "date"),
        ("Date", "date"),
        ("Names", "names"),
        ("IDs.TMDB", "ids.tmdb"),
        ("ids . tmdb", "ids.tmdb"),
        ("Credits.Voice Cast", "credits.voice cast"),
        *[(f"links.{relation}", f"links.{relation}") for relation in Relation],
        ("links.spin_off of", "links.spin-off-of"),
        ("label", None),
        ("credits", None),
        ("Name", None),
    ],
)
def test_field_of_a_column_ignores_case_and_separators(column: str, field: str | None) -> None:
    assert field_of(column) == field


# Maps as text


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("A=title", {"A": "title"}),
        ("My Title=title,When=date", {"My Title": "title", "When": "date"}),
        (" My  Title = title , When=release ", {"My Title": "title", "When": "date"}),
        ("a=b=title", {"a=b": "title"}),
        (
            '"Title, full"=title, "So-called ""date"""=date',
            {"Title, full": "title", 'So-called "date"': "date"},
        ),
        ('"Release\nDate"=date', {"Release Date": "date"}),
        ("IMDb=ids.imdb,By=credits.Director", {"IMDb": "ids.imdb", "By": "credits.director"}),
        ('5" Disk=title', {'5" Disk': "title"}),
    ],
)
def test_parse_map_of_each_text(text: str, columns: dict[str, str]) -> None:
    assert parse_map("--map", text) == columns


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", "title", "A=", "=title", "A=title,", "A=title,,B=date", '"A=title'),
        *("A=\nb", "When, exactly=date"),
    ],
)
def test_parse_map_refuses_malformed_text(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_map("--map", text)
    assert str(refused.value) == f"--map is COLUMN=FIELD, separated by commas, {EXAMPLE}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A=title,A=date", '--map names the column "A" twice.'),
        ("A=title,B=Title", "--map names two columns for title. Choose one of them."),
        ("A=date,B=release", "--map names two columns for date. Choose one of them."),
    ],
)
def test_parse_map_refuses_ambiguous_maps(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_map("--map", text)
    assert str(refused.value) == reason


@pytest.mark.parametrize("word", ["Rating", "label", "earliest", "ids.", "ids", "links.prequel"])
def test_unknown_field_is_refused_with_the_known_ones(word: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_map("--map", f"A={word}")
    assert str(refused.value) == (
        f'"{word}" is not a field. Choose from slug, title, status, kind, date, year, season, '
        "part, platform, release_type, region, leaves, tags, source, url, reported_on, "
        "confidence, leaves_source, leaves_confidence, note, "
        "names, links.sequel-of, links.spin-off-of, links.remake-of, credits.ROLE, ids.SCHEME."
    )


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"dat": "date", "platfrom": "platform"}, "dat=date,platfrom=platform"),
        ({"My Title": "title"}, "My Title=title"),
        ({"When, exactly": "date"}, '"When, exactly"=date'),
        ({"Director's cut": "note"}, "Director's cut=note"),
        ({"x" * 81: "title"}, f"{'x' * 77}...=title"),
    ],
)
def test_map_text_of_each_map(columns: dict[str, str], text: str) -> None:
    assert map_text(columns) == text


@given(st.dictionaries(NAMES.map(lambda name: " ".join(name.split())), st.just("title")))
def test_map_text_parses_to_the_same_map(names: dict[str, str]) -> None:
    fields = ("title", "date", "kind", "ids.imdb", "credits.director")
    columns = dict(zip(filter(None, names), fields, strict=False))
    if columns:
        assert parse_map("--map", map_text(columns)) == columns


# Suggested fields of columns


def test_suggested_fields_of_columns() -> None:
    columns = ["Movie", "Type", "Streaming Service", "Premiere", "Genre", "dat", "Director", "Own"]
    assert suggested(columns, ["year"]) == {
        "Movie": "title",
        "Type": "kind",
        "Streaming Service": "platform",
        "Premiere": "date",
        "Genre": "tags",
        "Director": "credits.director",
    }


def test_no_field_is_suggested_twice_or_when_already_used() -> None:
    assert suggested(["Network", "Service", "Name", "dat"], ["title", "date"]) == {
        "Network": "platform"
    }


def test_ambiguous_column_gets_no_suggestion() -> None:
    assert suggested(["rel", "credit", "relase"], []) == {"relase": "date"}
