import pytest

from slate.domain.errors import UsageError
from slate.domain.titles.relations import Relation
from slate.formats.read.tables.column_maps import field_of, parse_maps, qualifier_of
from slate.formats.read.tables.qualifiers import Qualifier

EXAMPLE = (
    "as in: --map 'My Title=title,When=date' "
    "(quote a name with a comma: --map '\"When, exactly\"=date')"
)
NO_RELEASE = "but only date, platform and leaves may name a release with @."
AFTER_AT = (
    "after @ follows a region (US, GB or another two-letter code) or a release type "
    "(streaming, theatrical, limited, digital, physical, tv, festival)"
)
ONE_OF_EACH = "one region and one release type are enough, as in date@physical@US."


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
        ("A=title, Rating = ,B=", {"A": "title", "Rating": "", "B": ""}),
        ("A=date@us,B=date@U.K.", {"A": "date@US", "B": "date@GB"}),
        ("A=Release @ Digital", {"A": "date@digital"}),
        ("A=date@US@dvd,B=on@physical@us", {"A": "date@physical@US", "B": "platform@physical@US"}),
        ("A=leaves@Japan,B=date,C=date@tv", {"A": "leaves@JP", "B": "date", "C": "date@tv"}),
    ],
)
def test_parse_maps_of_each_text(text: str, columns: dict[str, str]) -> None:
    assert parse_maps("--map", [text]) == columns


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", "title", "=title", "A=title,", "A=title,,B=date", '"A=title'),
        *("A=\nb", "When, exactly=date"),
    ],
)
def test_parse_maps_refuses_malformed_text(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_maps("--map", [text])
    assert str(refused.value) == f"--map is COLUMN=FIELD, separated by commas, {EXAMPLE}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A=title,A=date", '--map names the column "A" twice.'),
        ("A=title,B=Title", "--map names two columns for title. Choose one of them."),
        ("A=date,B=release", "--map names two columns for date. Choose one of them."),
        ("A=,A=date", '--map names the column "A" twice.'),
        (
            "A=date@US@dvd,B=date@physical@US",
            "--map names two columns for date@physical@US. Choose one of them.",
        ),
        ("A=title@US", f'--map has "title@US", {NO_RELEASE}'),
        ("A=date@Mars", f'--map has "date@Mars": {AFTER_AT}, not "Mars".'),
        ("A=date@", f'--map has "date@": {AFTER_AT}, not "".'),
        ("A=date@US@GB", f'--map has "date@US@GB": {ONE_OF_EACH}'),
        ("A=date@dvd@digital", f'--map has "date@dvd@digital": {ONE_OF_EACH}'),
    ],
)
def test_parse_maps_refuses_ambiguous_maps(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_maps("--map", [text])
    assert str(refused.value) == reason


def test_several_maps_are_read_as_one() -> None:
    assert parse_maps("--map", ["A=title", "B=date,C="]) == {"A": "title", "B": "date", "C": ""}
    assert parse_maps("--map", []) == {}
    with pytest.raises(UsageError, match="--map names two columns for date"):
        parse_maps("--map", ["A=date", "B=date"])


def test_field_that_is_unknown_is_named_without_its_release() -> None:
    with pytest.raises(UsageError, match=r'^"when" is not a field'):
        parse_maps("--map", ["A=when@US"])


@pytest.mark.parametrize(
    ("field", "qualifier"),
    [
        ("date@US", Qualifier(None, "US")),
        ("leaves@digital", Qualifier("digital", None)),
        ("platform@physical@US", Qualifier("physical", "US")),
        ("date", None),
        ("credits.a@b", None),
    ],
)
def test_qualifier_of_each_field(field: str, qualifier: Qualifier | None) -> None:
    assert qualifier_of(field) == qualifier


@pytest.mark.parametrize("word", ["Rating", "label", "earliest", "ids.", "ids", "links.prequel"])
def test_unknown_field_is_refused_with_the_known_ones(word: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_maps("--map", [f"A={word}"])
    assert str(refused.value) == (
        f'"{word}" is not a field. Choose from slug, title, status, kind, date, year, season, '
        "part, platform, release_type, region, leaves, tags, source, url, reported_on, "
        "confidence, leaves_source, leaves_confidence, note, "
        "names, links.sequel-of, links.spin-off-of, links.remake-of, credits.ROLE, ids.SCHEME."
    )
