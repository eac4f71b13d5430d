from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.editing import Editable, Facts, edited, facts_of
from slate.domain.ledger.fold import fold
from slate.domain.ledger.statement import Origin
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import parse_platform
from slate.formats.errors import OtherStateError, TitleTextError
from slate.formats.title_text.reading import Edited, Typing, read_title_text
from slate.formats.title_text.writing import title_text
from tests.domain.patches import COLLECTIONS
from tests.domain.slates import by_key, report, slates

from .conftest import editable

TODAY = "2021-01-07"
NOBODY = Origin(TODAY)
NETFLIX = "streaming||Netflix"
ON_NETFLIX = ("releases", "streaming||netflix")
SHOWN = editable(
    report({"title": "Dune", "year": 2021, "status": "filming"} | COLLECTIONS),
    report({"releases": {NETFLIX: {"date": "2021-early", "leaves": "2022-05-06"}}}, n=2),
    linked={"dune|||film|1984": "dune-1984", "a": "a"},
)


def key_of(text: str) -> str:
    """Return the key of a title; there is no title "nobody"."""
    if text == "nobody":
        raise TitleNotFoundError(text, ["somebody"])
    return "k" if text == "dune" else f"key of {text}"


TYPING = Typing(
    day=lambda text: parse_date(text).text if text else TODAY,
    date=lambda text, said_on: parse_date({"on the day": said_on}.get(text, text)),
    title=key_of,
    platform=parse_platform,
)


def text_of(shown: Editable = SHOWN) -> str:
    return title_text(shown, NOBODY, TODAY)


def read(text: str, shown: Editable = SHOWN) -> Edited:
    return read_title_text(text, text_of(shown), shown, TYPING)


def changed(*replacements: tuple[str, str], shown: Editable = SHOWN) -> dict[Any, Any]:
    """Return the facts that differ after some texts were replaced in the text of a title."""
    text = text_of(shown)
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    before, after = facts_of(shown.title), read(text, shown).facts
    return {path: after.get(path) for path in edited(before, after)}


@given(slates(titles=1))
def test_an_unchanged_text_states_what_was_shown(reports: list[Report]) -> None:
    for key, its in by_key(reports).items():
        title = fold(key, its)
        if title is not None:
            shown = editable(*its, linked={other: f"slug-{other}" for _, other in title.links})
            assert read(text_of(shown), shown) == Edited(facts_of(title), NOBODY)


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        # Single values: changed, emptied, in other types, and a line that is deleted
        ('title = "Dune"', 'title = " Dune  2 "', {("title",): "Dune 2"}),
        ("year = 2021", "year = 1984", {("year",): 1984}),
        ("year = 2021", 'year = "1984"', {("year",): 1984}),
        ("year = 2021", 'year = ""', {("year",): None}),
        ("year = 2021", 'year = "n/a"', {("year",): None}),
        ("year = 2021", "# year = 2021", {}),
        ('season = ""', "season = 2", {("season",): 2}),
        ('status = "filming"', 'status = "shooting"', {}),
        ('status = "filming"', 'status = "Canceled"', {("status",): Stage.CANCELED}),
        ('status = "filming"', 'status = ""', {("status",): None}),
        ('status = "filming"', 'status = "upcoming"', {("status",): "upcoming"}),
        ('status = "filming"', 'status = "Upcoming film"', {("status",): "upcoming"}),
        ('kind = ""', 'kind = "movie"', {("kind",): "film"}),
        ('slug = ""', 'slug = "arrakis"', {("slug",): "arrakis"}),
        # Lists, from which items are deleted
        ('    "scifi",', "", {("tags", "scifi"): None}),
        (
            '    "scifi",',
            '"Sci-Fi", "scifi", "sand",',
            {("tags", "sci-fi"): True, ("tags", "sand"): True},
        ),
        ('    "Duna",', '    "Duna ",', {}),
        # Members of tables: changed, emptied, new
        ('imdb = "tt1160419"', 'imdb = "tt1"', {("ids", "imdb"): "tt1"}),
        ('imdb = "tt1160419"', "imdb = 7", {("ids", "imdb"): "7"}),
        ('imdb = "tt1160419"', 'imdb = ""', {("ids", "imdb"): None}),
        ('imdb = "tt1160419"', "# imdb", {}),
        ("[ids]", '[ids]\nTVDB = "5"', {("ids", "tvdb"): "5"}),
        ('"Zendaya"', '"Zendaya", "Ann", "Zendaya"', {("credits", "cast"): ("Zendaya", "Ann")}),
        ('"Zendaya"', '""', {("credits", "cast"): None}),
        ("[credits]", '[credits]\nwriter = "Ann"', {("credits", "writer"): ("Ann",)}),
        (
            "[credits]",
            '[credits]\nDirector = "Ann"',
            {("credits", "director"): ("Denis Villeneuve", "Ann")},
        ),
        ('"dune-1984",', "", {("links", "remake-of|dune|||film|1984"): None}),
        (
            '"dune-1984",',
            '"dune-1984", "x",',
            {("links", "remake-of|key of x"): True},
        ),
        ("spin-off-of = []", 'spin-off-of = "x"', {("links", "spin-off-of|key of x"): True}),
        ("[links]", '[links]\n"Sequel of" = ["x"]', {("links", "sequel-of|key of x"): True}),
        # Releases
        ('date = "early 2021"', 'date = "May 2021"', {(*ON_NETFLIX, "date"): "2021-05"}),
        ('date = "early 2021"', "date = 2021-05-01", {(*ON_NETFLIX, "date"): "2021-05-01"}),
        ('date = "early 2021"', 'date = " "', {(*ON_NETFLIX, "date"): None}),
        ('date = "early 2021"', 'date = "TBA"', {(*ON_NETFLIX, "date"): None}),
        ('leaves = "2022-05-06"', "", {(*ON_NETFLIX, "leaves"): None}),
        (
            'platform = "Netflix"',
            'platform = "Hulu"',
            {
                ON_NETFLIX: None,
                (*ON_NETFLIX, "date"): None,
                (*ON_NETFLIX, "leaves"): None,
                ("releases", "streaming||hulu"): "streaming||Hulu",
                ("releases", "streaming||hulu", "date"): "2021-early",
                ("releases", "streaming||hulu", "leaves"): "2022-05-06",
            },
        ),
        ('platform = "Netflix"', 'platform = "NETFLIX"', {}),
        ('type = "tv"', 'type = "cinema"', {
            ("releases", "tv||"): None, ("releases", "theatrical||"): "theatrical||"}),
        ('type = "tv"', 'type = ""', {("releases", "tv||"): None}),
        # A new block: one that is empty is no release.
        ("# Another release:", '[[releases]]\nplatform = "Hulu"\nregion = "us"',
         {("releases", "streaming|US|hulu"): "streaming|US|Hulu"}),
        ("# Another release:", "[[releases]]", {}),
    ],
)  # fmt: skip
def test_what_is_changed_in_the_text_changes_the_facts(old: str, new: str, facts: Facts) -> None:
    assert changed((old, new)) == facts


@pytest.mark.parametrize("text", ["", "# nothing but comments\n\n", "#! wrong\n"])
def test_a_text_without_any_field_states_nothing(text: str) -> None:
    assert read(text) == Edited(facts_of(SHOWN.title), NOBODY)


def test_a_title_without_releases_left_has_none() -> None:
    after = read('title = "Dune"\n').facts
    assert {path[0] for path in edited(facts_of(SHOWN.title), after)} == {"releases"}
    assert read('title = "Dune"\nreleases = {platform = "Netflix"}').facts[ON_NETFLIX] == NETFLIX


def test_values_that_nobody_could_type_are_kept_if_they_are_left_alone() -> None:
    odd = {"type": "streaming", "platform": "Theaters", "tag": "a, b", "id": "http://a:b@c.de/"}
    key = f"{odd['type']}||{odd['platform']}"
    shown = editable(
        report({"title": "Dune", "tags": {odd["tag"]: True}, "ids": {"url": odd["id"]}}),
        report({"releases": {key: {}}}, n=2),
    )
    text = text_of(shown).replace('date = ""', 'date = "2021"', 1)
    text = text.replace('    "a, b",', '    "a, b", "c",')
    after = read(text, shown).facts
    assert {path: after[path] for path in edited(facts_of(shown.title), after)} == {
        ("releases", "streaming||theaters", "date"): "2021",
        ("tags", "c"): True,
    }


def test_two_keys_of_one_title_are_one_link() -> None:
    shown = editable(
        report({"title": "Dune", "links": {"sequel-of|a": True, "sequel-of|b": True}}),
        linked={"a": "one", "b": "one"},
    )
    text = text_of(shown)
    assert read(text.replace('    "one",  #', "    #"), shown).facts == {("title",): "Dune"}


def test_the_text_says_who_states_the_changes() -> None:
    text = text_of().replace('source = ""', 'source = " The  Wrap "')
    text = text.replace('url = ""', 'url = "https://example.com/"')
    text = text.replace('reported_on = ""', 'reported_on = "Jan 2021"')
    text = text.replace('confidence = ""', 'confidence = "Official"')
    text = text.replace('note = ""', 'note = """\nfirst\nsecond"""')
    assert read(text).origin == Origin(
        "2021-01", "The Wrap", "https://example.com/", Confidence.OFFICIAL, "first second"
    )


def test_dates_are_counted_from_the_day_reported() -> None:
    text = text_of().replace('reported_on = ""', "reported_on = 2021-01-02")
    after = read(text.replace('date = "early 2021"', 'date = "on the day"')).facts
    assert after[*ON_NETFLIX, "date"] == "2021-01-02"


def test_marks_of_earlier_attempts_are_no_part_of_the_text() -> None:
    text = text_of().replace('note = ""', 'note = """\n#! wrong\nwell"""')
    assert read(text).origin.note == "well"


def at(text: str) -> Callable[[str], int]:
    """Return a function that returns the number of the line that begins with a text."""
    return lambda whole: next(
        n for n, line in enumerate(whole.split("\n"), 1) if line.startswith(text)
    )


@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        ('title = "Dune"', 'title = ""', "title", "The title is empty."),
        ('title = "Dune"', "title = 7", "title",
         'title is a number, but should be a text. Write it in quotes: "7".'),
        ('title = "Dune"', 'title = "a\\u0007"', "title",
         "The title holds the control character U+0007. Leave it out."),
        ("year = 2021", "year = 12", "year", "year is 12, but should be from 1800 to 2999."),
        ("year = 2021", "year = 12:30:00", "year",
         'year is "12:30:00", but should be a whole number.'),
        ('status = "filming"', 'status = "Watching"', "status",
         ('"Watching" is about watching, not about the title. Choose from rumored, announced, '
         "in-development, pre-production, filming, post-production, scheduled, released, ended, "
         "on-hold, canceled, upcoming, or a label such as 'upcoming season'.")),
        ('slug = ""', 'slug = "Dune 2"', "slug",
         '"Dune 2" is not a slug: letters, digits and hyphens. Write dune-2.'),
        ("aka = [", "aka = [7,", "aka",
         'aka is a number, but should be a text. Write it in quotes: "7".'),
        ("tags = [", "tags = [{}, [7],", "tags", "tags is a list, but should be a text."),
        ('confidence = ""', 'confidence = "sure"', "confidence",
         '"sure" is not a confidence. Choose from rumor, listed, reported, official.'),
        ('url = ""', 'url = "https://a:b@c.de/"', "url",
         ("url holds a password or key, which would be stored forever. Leave it out: "
         "https://***@c.de/")),
        ('url = ""', 'url = "file:///a"', "url",
         ('url begins with "file:", so it is not a web address. Write https://..., or leave it '
         "out.")),
        ('note = ""', "note = 7", "note",
         'note is a number, but should be a text. Write it in quotes: "7".'),
        ('date = "early 2021"', 'date = "2021-13"', "date",
         '"2021-13" is not a date: there is no month 13; they go from 01 to 12'),
        ('type = "tv"', 'type = "radio"', 'type = "radio"',
         ('"radio" is not a release type. Choose from streaming, theatrical, limited, digital, '
         "physical, tv, festival.")),
        ('platform = "Netflix"', 'platform = "Theaters"', "platform",
         '"Theaters" is not a service.'),
        ('platform = "Netflix"', "platform = []", "platform",
         "platform is a list, but should be a text."),
        ("[ids]", "[ids]\nimdb.a = 1", "imdb = ", ("This is not TOML: Cannot overwrite a value. "
         'Texts are in quotes, each on its line: date = "early 2021".')),
        ("[ids]", '[ids]\n"a|b" = "c"', '"a|b"', 'ids has "a|b", which must not contain |.'),
        ("[ids]", "[ids]\nstatus = 'out'", "status = 'out'",
         "status is no field of [ids]. Move it above the tables."),
        ("[ids]", "[ids]\nStatus = 'out'", "Status = 'out'",
         "Status is no field of [ids]. Move it above the tables."),
        ('"Zendaya"', "7", "cast", ('cast is a number, but should be a text. '
         'Write it in quotes: "7".')),
        ("spin-off-of = []", 'spin-off-of = ["nobody"]', "spin-off-of",
         'No title "nobody". Did you mean somebody?'),
        ("spin-off-of = []", 'spin-off-of = ["dune"]', "spin-off-of",
         '"Dune" cannot follow itself.'),
        ("[links]", "[links]\nprequel = 'x'", "prequel",
         '"prequel" is not a link. Choose from sequel-of, spin-off-of, remake-of.'),
        ("year = 2021", "yeer = 2021", "yeer", "yeer is not a field here. Did you mean year?"),
        ('platform = "Netflix"', 'service = "Netflix"', "service",
         "service is not a field here. Did you mean platform?"),
        ('platform = "Netflix"', 'x = "Netflix"', "x =", ("x is not a field here. "
         "Fields here: type, region, platform, date, leaves.")),
        ("year = 2021", "director = 'x'", "director", ("director is not a field here. "
         "Fields here: source, url, reported_on, confidence, note, title, kind, season, part, "
         "year, slug, status, releases, tags, credits, links, ids, aka.")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, where: str, reason: str) -> None:
    whole = text_of()
    assert whole.count(old) == 1
    text = whole.replace(old, new)
    with pytest.raises(TitleTextError) as error:
        read(text)
    assert (error.value.line, str(error.value.cause)) == (
        text[: text.index(f"\n{where.rstrip()}") + 1].count("\n") + 1,
        reason,
    )


def test_stored_scheme_and_role_may_be_called_like_fields() -> None:
    shown = editable(
        report({"title": "Dune", "ids": {"tags": "1"}, "credits": {"platform|Ann": 1}})
    )
    assert changed(('tags = "1"', 'tags = "2"'), ('"Ann"', '"Bo"'), shown=shown) == {
        ("ids", "tags"): "2",
        ("credits", "platform"): ("Bo",),
    }


def test_a_text_of_another_state_is_refused_at_the_line_of_the_state() -> None:
    other = editable(report({"title": "Dune", "year": 2022}))
    with pytest.raises(TitleTextError) as error:
        read(f"#! a mark\n{text_of(other)}")
    assert (error.value.line, str(error.value.cause)) == (3, str(OtherStateError("Dune")))


def test_a_text_without_a_state_is_what_somebody_wrote() -> None:
    assert read("year = 1984").facts["year",] == 1984


def test_a_release_that_is_there_twice_is_refused_at_the_second_one() -> None:
    text = text_of().replace("# Another release:", '[[releases]]\nplatform = "netflix"')
    with pytest.raises(TitleTextError) as error:
        read(text)
    assert text.split("\n")[error.value.line - 1 : error.value.line + 1] == [
        "[[releases]]",
        'platform = "netflix"',
    ]
    assert str(error.value.cause) == (
        "This release is there twice. Delete one, or say how they differ."
    )


def test_a_release_of_which_nothing_is_known_is_not_shown_and_stays() -> None:
    nowhere = ("releases", "||")
    assert facts_of(SHOWN.title)[nowhere] == "||"
    assert text_of().count("\n[[releases]]") == 3  # on Netflix, on TV, and the empty one
    assert changed(("# Another release:", '[[releases]]\ndate = "2023"')) == {
        (*nowhere, "date"): "2023"
    }
    dated = editable(report({"title": "Dune", "releases": {"||": {"date": "2021"}}}))
    assert changed(('date = "2021"', 'date = ""'), shown=dated) == {
        nowhere: None,
        (*nowhere, "date"): None,
    }


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("ids = 7", 1, "ids is a number, but should be an object."),
        ("\nreleases = 7", 2, "releases is a number, but should be an object."),
        ("[[releases]]\n[[releases]]\nx = 1\n", 3, ("x is not a field here. Fields here: "
         "type, region, platform, date, leaves.")),
    ],
)  # fmt: skip
def test_tables_must_be_tables(text: str, line: int, reason: str) -> None:
    with pytest.raises(TitleTextError) as error:
        read(text)
    assert (error.value.line, str(error.value.cause)) == (line, reason)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = 1\nb = x\n", 2, "Invalid value"),
        ('a = "\n', 1, "Illegal character '\\n'"),
        ('a = 1\nb = """\nc', 3, "Unterminated string"),
        (f"a = {'[' * 100_000}", 1, "maximum recursion depth exceeded"),
        (f"a = {'1' * 10_000}", 1, "Exceeds the limit (4300 digits)"),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(TitleTextError) as error:
        read(text)
    assert error.value.line == line
    assert str(error.value.cause).startswith(f"This is not TOML: {reason}")
