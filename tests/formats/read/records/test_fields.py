import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import UsageError
from slate.domain.titles.fields import YEARS
from slate.domain.titles.kinds import parse_kind
from slate.formats.read.records import fields


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0", [], {}])
def test_empty_values_say_nothing(value: object) -> None:
    assert fields.says_nothing(value)


@pytest.mark.parametrize("value", [0, False, "x", [None], {"a": None}])
def test_other_values_say_something(value: object) -> None:
    assert not fields.says_nothing(value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (1917, 'title is a number, but should be a text. Write it in quotes: "1917".'),
        (8.5, 'title is a number, but should be a text. Write it in quotes: "8.5".'),
        (True, "title is true or false, but should be a text."),
        (["x"], "title is a list, but should be a text."),
        ({"a": "b"}, "title is an object, but should be a text."),
        (None, "title is null, but should be a text."),
        ("a\0", "The title holds the control character U+0000. Leave it out."),
        ("\ud800", "The title is not valid UTF-8."),
        ("x" * 4_001, "The title is 4,001 characters long; the limit is 4,000."),
    ],
)
@pytest.mark.parametrize("read", [fields.line, fields.repeated])
def test_invalid_text_is_refused(read: fields.Reader[object], value: object, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        read("title", value)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    "value",
    [
        *("N/A", "#N/A", "<NA>", "n.a.", "NaN", "NaT", "null", "\\N"),
        *(" - ", "--", "---", "\u2013", "\u2014", "?"),
    ],
)
def test_placeholders_are_no_date(value: str) -> None:
    assert fields.is_placeholder(value)
    assert fields.is_no_date(value)
    assert fields.release_date("date", value) is None
    assert fields.report_date("reported_on", value) is None


@pytest.mark.parametrize("value", ["TBA", "unknown", "2021", "title", "", "0", "- 5"])
def test_other_texts_are_no_placeholders(value: str) -> None:
    assert not fields.is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        *("0000-00-00", "0000-00-00 00:00:00", "0001-01-01", "0001-01-01T00:00:00Z", "0", "0000"),
        *("00/00/0000", "0001-01-01 00:00:00+00:00"),
    ],
)
def test_zero_dates_are_no_date(value: str) -> None:
    assert fields.is_no_date(value)
    assert fields.release_date("date", value) is None


@pytest.mark.parametrize("value", ["TBA", "2000-01-01", "0001-01-02", "0001", "2021-01-05 00:00"])
def test_other_dates_are_dates(value: str) -> None:
    assert not fields.is_no_date(value)
    assert fields.release_date("date", value) is not None


def test_text_is_cleaned() -> None:
    assert fields.line("title", " Don't \u00a0Look\nUp ") == "Don't Look Up"
    assert fields.repeated("platform", " HBO  Max") == "HBO Max"
    assert fields.note("note", "x" * 20_000) == "x" * 20_000


def test_word_of_a_vocabulary() -> None:
    read = fields.word(parse_kind)
    assert [read("kind", "Movie"), read("kind", "Movie")] == ["film", "film"]
    with pytest.raises(UsageError, match=r'^"opera" is not a kind'):
        read("kind", "opera")
    with pytest.raises(UsageError, match=r"^kind is a list"):
        read("kind", ["film"])


@pytest.mark.parametrize("value", ["2021", " 2021 ", "2021.0"])
def test_a_number_may_be_a_text(value: object) -> None:
    assert fields.number(YEARS)("year", value) == 2021


@pytest.mark.parametrize("value", ["N/A", "-", "null"])
def test_a_placeholder_is_no_number(value: object) -> None:
    assert fields.number(YEARS)("year", value) is None


@pytest.mark.parametrize("value", [1800, 2021, 2999, 2021.0])
def test_valid_years(value: object) -> None:
    assert fields.number(YEARS)("year", value) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (0, "year is 0, but should be from 1800 to 2999."),
        (9999, "year is 9999, but should be from 1800 to 2999."),
        ("9999", "year is 9999, but should be from 1800 to 2999."),
        ("Y 2021", 'year is "Y 2021", but should be a whole number. Write 2021.'),
        ("soon", 'year is "soon", but should be a whole number.'),
        ("-1", "year is -1, but should be from 1800 to 2999."),
        (2021.5, "year is a number, but should be a whole number."),
        (1e300, "year is a number, but should be a whole number."),
        (True, "year is true or false, but should be a whole number."),
    ],
)
def test_invalid_year_is_refused(value: object, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        fields.number(YEARS)("year", value)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("S5", "5"),
        ("S05", "5"),
        ("Season 3", "3"),
        ("3rd", "3"),
        ("2021.0", "2021"),
        ("2021.", "2021"),
        ("(2021)", "2021"),
        ("0", "0"),
        ("2019\u2013", "2019"),
        ("S1E2", None),
        ("2019-2021", None),
        ("2.5", None),
        ("-1", None),
        ("12345", None),
        ("\u0662", None),
        ("two", None),
        ("", None),
    ],
)
def test_number_in_a_text_with_exactly_one(text: str, number: str | None) -> None:
    assert fields.number_in(text) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2021-01-05", "2021-01-05"),
        ("early 2021", "2021-early"),
        ("TBA", "TBA"),
        ("tbc", "TBA"),
    ],
)
def test_release_date_of_each_spelling(value: object, text: str) -> None:
    assert getattr(fields.release_date("date", value), "text", None) == text


@pytest.mark.parametrize("between", [" ", "T", "t"])
@pytest.mark.parametrize(
    "midnight",
    [
        *("00:00", "00:00:00", "00:00:00.000", "00:00:00Z", "00:00:00.000Z", "00:00z"),
        *("00:00:00+00:00", "00:00:00+0000", "00:00:00 UTC", "00:00:00.000000+00:00 "),
    ],
)
@pytest.mark.parametrize("read", [fields.release_date, fields.report_date])
def test_midnight_means_that_day(
    read: fields.Reader[ReleaseDate], between: str, midnight: str
) -> None:
    assert read("x", f"2021-01-05{between}{midnight}") == parse_date("2021-01-05")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-01-05 20:00:00", "a date has no time of day; write 2021-01-05"),
        ("2021-01-05T00:00:01Z", "a date has no time of day; write 2021-01-05"),
        ("2021-01-05T00:00:00.001Z", "a date has no time of day; write 2021-01-05"),
        ("2021-01-05T00:00:00+01:00", "a date has no time of day; write 2021-01-05"),
        ("2021-01-05T00:00:00-00:30", "a date has no time of day; write 2021-01-05"),
        ("2021-02-30 00:00:00", "February 2021 has 28 days"),
    ],
)
@pytest.mark.parametrize("read", [fields.release_date, fields.report_date])
def test_other_time_of_day_is_refused(
    read: fields.Reader[ReleaseDate], text: str, reason: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read("x", text)
    assert str(refused.value).endswith(f" is not a date: {reason}")


@pytest.mark.parametrize("value", ["2021-01-05", "2021-01", "2021"])
def test_report_date_accepts_days_months_and_years(value: object) -> None:
    assert getattr(fields.report_date("reported_on", value), "text", None) == value


@pytest.mark.parametrize("value", ["2021-Q1", "2021?", "2021-01/..", "TBA"])
def test_report_date_refuses_other_dates(value: object) -> None:
    with pytest.raises(UsageError) as refused:
        fields.report_date("reported_on", value)
    assert str(refused.value) == (
        f"reported_on is {value}, but should be a day, a month or a year."
    )


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (fields.tags, ["Heist", " true story", None, "heist"], ("heist", "true story")),
        (fields.tags, "heist, true story,", ("heist", "true story")),
        (fields.names, ["REC", "", "[Rec]", "REC"], ("REC", "[Rec]")),
        (fields.names, "a, b", ("a, b",)),
        (
            fields.people,
            {"Director": "A B", "cast": ["C", "D", None], "writer": []},
            (("director", "A B"), ("cast", "C"), ("cast", "D")),
        ),
        (
            fields.links,
            {"sequel of": "A", "remake-of": ["B", "C"], "spin-off-of": None},
            (("sequel-of", "A"), ("remake-of", "B"), ("remake-of", "C")),
        ),
        (
            fields.ids,
            {"IMDb": "tt1", "tmdb": 12, "tvdb": None},
            (("imdb", "tt1"), ("tmdb", "12")),
        ),
    ],
)
def test_collections_from_lists_and_texts(
    read: fields.Reader[object], value: object, expected: object
) -> None:
    assert read("x", value) == expected


@pytest.mark.parametrize(
    ("read", "value", "reason"),
    [
        (fields.tags, 7, 'x is a number, but should be a text. Write it in quotes: "7".'),
        (fields.tags, ["a,b"], '"a,b" is not a tag: a tag has no comma.'),
        (fields.names, {"a": "b"}, "x is an object, but should be a text."),
        (fields.people, ["A B"], "x is a list, but should be an object."),
        (fields.people, {"director": {"name": "A"}}, "x is an object, but should be a text."),
        (fields.people, {"a|b": "A"}, 'x has "a|b", which must not contain |.'),
        (fields.people, {" ": "A"}, "x is empty."),
        (
            fields.links,
            {"prequel": "A"},
            '"prequel" is not a link. Choose from sequel-of, spin-off-of, remake-of.',
        ),
        (fields.ids, {"imdb": ["tt1"]}, "x is a list, but should be a text."),
        (fields.ids, {"imdb": True}, "x is true or false, but should be a text."),
    ],
)
def test_invalid_collection_is_refused(
    read: fields.Reader[object], value: object, reason: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read("x", value)
    assert str(refused.value) == reason
