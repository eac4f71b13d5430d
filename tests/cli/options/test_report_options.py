"""The options that `add`, `update` and `remove` share."""

# ruff: noqa: E501 -- a table is easiest to read with one case per line

import pytest

from slate.domain.reports.confidences import Confidence
from slate.domain.titles.relations import Relation
from tests.cli.conftest import Done, Refused, Run, stored

KINDS = "film, series, special, documentary, docuseries, short"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-d", "2021-02-30"], '"2021-02-30" is not a date: February 2021 has 28 days'),
        (["-d", ""], '"" is not a date: it is empty; write TBA where there is no date'),
        (["--leaves", "2021-13"], '"2021-13" is not a date: there is no month 13; they go from 01 to 12'),
        (["-p", " "], "The platform is empty."),
        (["-p", "x" * 4_001], "The platform is 4,001 characters long; the limit is 4,000."),
        (["-k", "x"], f'"x" is not a kind. Choose from {KINDS}.'),
        (["--region", "Europe"], '"Europe" is not a region. Choose from US, GB, JP or another two-letter code.'),
        (["--release-type", "x"], '"x" is not a release type. Choose from streaming, theatrical, limited, digital, physical, tv, festival.'),
        (["--tag", ""], "The tag is empty."),
        (["--tag", "a,b"], '"a,b" is not a tag: a tag has no comma.'),
        (["--credit", "Somebody"], 'Write --credit director="George Clooney", not "Somebody".'),
        (["--credit", "=Somebody"], 'Write --credit director="George Clooney", not "=Somebody".'),
        (["--credit", "director= "], 'Write --credit director="George Clooney", not "director= ".'),
        (["--credit", "a|b=c"], 'Write --credit director="George Clooney", not "a|b=c".'),
        (["--credit", f"\x1b{'x' * 99}"], 'Write --credit director="George Clooney", not "\\x1b' + 76 * "x" + '...".'),
        (["--credit", "role=a\x1bb"], "--credit holds the control character U+001B. Leave it out."),
        (["--id", "tt1"], 'Write --id imdb=tt7846844, not "tt1".'),
        (["--aka", ""], "aka is empty."),
        (["--slug", ""], "The slug is empty."),
        (["--slug", "A"], '"A" is not a slug: letters, digits and hyphens. Write a.'),
        (["--sequel-of", " "], "sequel-of is empty."),
        (["--source", ""], "The source is empty."),
        (["--url", "\x07"], "url holds the control character U+0007. Leave it out."),
        (["--url", "javascript:alert(1)"], 'url begins with "javascript:", so it is not a web address. Write https://..., or leave it out.'),
        (["--note", "x" * 20_001], "The note is 20,001 characters long; the limit is 20,000."),
        (["--reported-on", "tomorrow"], '"tomorrow" is not a date: write the date itself, such as 2021-01-05, Jan 2021 or summer 2021'),
        (["--reported-on", "2021-01-08"], "--reported-on 2021-01-08 is in the future (today is 2021-01-07). It is the day of the report, not of the release."),
        (["--reported-on", "2020?"], '"2020?" is not a date: --reported-on takes a day, a month or a year.'),
        (["--reported-on", "Q1 2020"], '"Q1 2020" is not a date: --reported-on takes a day, a month or a year.'),
        (["--reported-on", "TBA"], '"TBA" is not a date: --reported-on takes a day, a month or a year.'),
        (["--rumor", "--official"], "--rumor cannot be combined with --official. A report is one of them."),
        (["--listed", "--reported"], "--listed cannot be combined with --reported. A report is one of them."),
        (["--reported", "--official"], "--reported cannot be combined with --official. A report is one of them."),
    ],
)  # fmt: skip
def test_invalid_options_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "add", "Soul", *arguments) == f"slate: {message}\n"
    assert not stored().exists()


def test_an_unknown_status_is_refused(refused: Refused) -> None:
    assert refused(2, "add", "Soul", "-s", "x").startswith(
        'slate: "x" is not a status. Choose from rumored, announced, in-development, '
    )


@pytest.mark.parametrize(
    ("said", "stored_as"),
    [
        ([], "2021-01-07"),
        (["--reported-on", "today"], "2021-01-07"),
        (["--reported-on", " TODAY "], "2021-01-07"),
        (["--reported-on", "yesterday"], "2021-01-06"),
        (["--reported-on", "Monday"], "2021-01-04"),
        (["--reported-on", "last thursday"], "2020-12-31"),
        (["--reported-on", "3d"], "2021-01-04"),
        (["--reported-on", "2021-01-07"], "2021-01-07"),
        (["--reported-on", "Jan 2021"], "2021-01"),
        (["--reported-on", "2020"], "2020"),
        (["--reported-on", "5 Jan 2021"], "2021-01-05"),
    ],
)
def test_reported_on_accepts_relative_and_partial_dates(
    done: Done, said: list[str], stored_as: str
) -> None:
    done("add", "Soul", *said)
    assert done("list", "-f", "tsv", "--columns", "reported_on") == f"{stored_as}\n"


@pytest.mark.parametrize("confidence", ["rumor", "listed", "reported", "official"])
def test_the_confidence_is_stored(done: Done, confidence: str) -> None:
    done("add", "Soul", "-d", "2021", f"--{confidence}")
    assert done("list", "-f", "tsv", "--columns", "confidence") == f"{confidence}\n"


def test_a_bare_winter_is_explained(slate: Run) -> None:
    note = (
        "slate: note: winter 2021 is taken as December 2020 to February 2021 (it ends in 2021).\n"
    )
    line = "soul: added Soul, winter 2020/21\n"
    said = ("-k", "film", "-s", "scheduled", "-d")
    assert slate("add", "Soul", *said, "Winter 2021") == (0, line, note)
    assert slate("update", "soul", "--leaves", "winter 2021").err == note
    assert slate("update", "soul", "-d", "winter 2020/21").err == ""


@pytest.mark.parametrize(
    ("said", "note", "shown"),
    [
        (["-d", "Friday"], "Friday is taken as 2021-01-08 Fri", "2021-01-08"),
        (["-d", "January 5"], "January 5 is taken as 2022-01-05 Wed", "2022-01-05"),
        (["-d", "mid-December"], "mid-December is taken as mid Dec 2021", "2021-12-mid"),
        (["-d", "Friday", "--reported-on", "2020-12-20"], "Friday is taken as 2020-12-25 Fri", "2020-12-25"),
        (["-d", "Friday", "--reported-on", "yesterday"], "Friday is taken as 2021-01-08 Fri", "2021-01-08"),
    ],
)  # fmt: skip
def test_a_relative_date_counts_from_the_day_reported(
    slate: Run, done: Done, said: list[str], note: str, shown: str
) -> None:
    assert slate("add", "Soul", "-k", "film", *said).err == f"slate: note: {note}.\n"
    assert done("list", "-f", "tsv", "--columns", "date") == f"{shown}\n"


def test_a_relative_date_of_leaving_counts_too(slate: Run, done: Done) -> None:
    done("add", "Soul", "-p", "Disney+", "-d", "2020-12-25")
    ran = slate("update", "soul", "--leaves", "next month", "-p", "Disney+")
    assert ran.err == "slate: note: next month is taken as Feb 2021.\n"
    assert done("list", "-f", "tsv", "--columns", "leaves") == "2021-02\n"


def test_a_relative_date_needs_the_day_of_the_report(refused: Refused) -> None:
    assert refused(2, "add", "Soul", "-d", "Friday", "--reported-on", "2020-12") == (
        'slate: "Friday" is counted from the day reported, which is not known: --reported-on is '
        "2020-12. Write the date itself.\n"
    )
    assert refused(2, "add", "Soul", "-d", "next Friday") == (
        'slate: "next Friday" is not a date: which one is not clear; '
        "write 2021-01-08 or 2021-01-15\n"
    )


def test_synonyms_of_values_are_accepted(done: Done) -> None:
    done("add", "Soul", "-k", "TV movie", "-s", "In Production", "--release-type", "VOD",
         "--region", "us", "--tag", "New  ONE", "--credit", "Director = Pete Docter",
         "--id", "IMDb=tt2948372", "-d", "25 december 2021")  # fmt: skip
    columns = "kind,status,release_type,region,tags,date"
    assert done("list", "-f", "tsv", "--columns", columns).split("\t") == [
        *("film", "filming", "digital", "US", "new one", "2021-12-25\n"),
    ]
    assert "  People      director Pete Docter\n" in done("show", "soul")
    assert "  Ids         imdb=tt2948372\n" in done("show", "soul")


@pytest.mark.parametrize("confidence", Confidence)
def test_each_confidence_has_its_option(done: Done, confidence: Confidence) -> None:
    done("add", "Dune", f"--{confidence}")
    assert f'"confidence": "{confidence}"' in done("list", "-f", "json")


@pytest.mark.parametrize("relation", Relation)
def test_each_relation_has_its_option(done: Done, relation: Relation) -> None:
    done("add", "Dune")
    done("add", "Arrakis", f"--{relation}", "dune")
    assert f"{relation.noun} of Dune (dune)" in done("show", "arrakis")
