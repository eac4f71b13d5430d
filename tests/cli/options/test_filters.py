# ruff: noqa: E501 -- a table is easiest to read with one case per line

import pytest

from tests.cli.conftest import Done, Refused, Run


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "slugs"),
    [
        (["-p", "netflix"], ["cobra-kai-s3", "we-can-be-heroes"]),
        (["-p", "Hulu", "-p", "Netflix", "-k", "film"], ["we-can-be-heroes"]),
        (["-s", "upcoming"], ["cobra-kai-s3", "heroes-2"]),
        (["-s", "upcoming season", "-s", "released"], ["cobra-kai-s3", "we-can-be-heroes"]),
        (["-s", "Sequel in development"], ["heroes-2"]),
        (["-k", "series"], ["cobra-kai-s3"]),
        (["--month", "2020-12"], ["we-can-be-heroes"]),
        (["--from", "2021"], ["cobra-kai-s3"]),
        (["--to", "2020-12"], ["we-can-be-heroes"]),
        (["--from", "dec 2020", "--to", "next-month"], ["cobra-kai-s3", "we-can-be-heroes"]),
        (["--search", "HEROES"], ["heroes-2", "we-can-be-heroes"]),
        (["--search", "100%"], []),
        (["--person", "Ralph Macchio"], []),
        (["--tag", "KIDS"], ["heroes-2"]),
        (["--release-type", "streaming", "--region", "US"], []),
        (["--undated"], ["heroes-2"]),
        (["--overdue"], []),
        (["--disputed"], []),
        (["--sort", "date"], ["we-can-be-heroes", "cobra-kai-s3", "heroes-2"]),
        (["--sort", "title", "--limit", "2"], ["cobra-kai-s3", "heroes-2"]),
        (["--limit", "0"], []),
    ],
)
def test_filters_choose_titles(done: Done, arguments: list[str], slugs: list[str]) -> None:
    assert done("list", *arguments, "-f", "slugs").split() == slugs


def test_an_unknown_status_is_refused(refused: Refused) -> None:
    assert refused(2, "list", "-s", "x").startswith(
        'slate: "x" is not a status. Choose from rumored, announced, in-development, '
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--month", "2021-13"], '"2021-13" is not a date or time span: there is no month 13; they go from 01 to 12'),
        (["--month", "2021", "--from", "2021"], "--month cannot be combined with --from or --to. Use one or the other."),
        (["--month", "2021", "--to", "2021"], "--month cannot be combined with --from or --to. Use one or the other."),
        (["--from", "2022", "--to", "2021"], '"2022 to 2021" is not a date or time span: it ends on 2021-12-31 and begins on 2022-01-01'),
        (["--sort", "x; drop table titles"], 'Cannot sort by "x; drop table titles". Choose from date, title, status, platform, kind, year, reported.'),
        (["-k", "x"], '"x" is not a kind. Choose from film, series, special, documentary, docuseries, short.'),
        (["--region", "USX"], '"USX" is not a region. Choose from US, GB, JP or another two-letter code.'),
        (["--release-type", "x"], '"x" is not a release type. Choose from streaming, theatrical, limited, digital, physical, tv, festival.'),
        (["-p", ""], "The platform is empty."),
        (["--person", ""], "The person is empty."),
        (["--search", " "], "The search is empty."),
        (["--undated", "--month", "2021"], "--undated cannot be combined with a time span: titles without a date are in none."),
    ],
)  # fmt: skip
def test_invalid_filters_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "list", *arguments) == f"slate: {message}\n"


@pytest.mark.parametrize(
    "option",
    ["-p", "-s", "-k", "--search", "--person", "--tag", "--release-type", "--region"],
)
def test_a_filter_accepts_at_most_100_values(slate: Run, refused: Refused, option: str) -> None:
    value = {"-s": "upcoming", "-k": "film", "--release-type": "tv", "--region": "US"}
    many = [option, value.get(option, "x")] * 100
    assert slate("list", *many) == (0, "", "")
    assert refused(2, "list", *many, *many[:2]) == (
        "slate: A filter takes at most 100 values, not 101.\n"
    )


@pytest.mark.parametrize("name", ["person", "search"])
def test_the_text_of_a_filter_has_at_most_500_characters(
    slate: Run, refused: Refused, name: str
) -> None:
    assert slate("list", f"--{name}", "x" * 500) == (0, "", "")
    assert refused(2, "list", f"--{name}", "x" * 501) == (
        f"slate: The {name} is 501 characters long; the limit is 500.\n"
    )


def test_a_repeated_filter_matches_either_value(done: Done) -> None:
    for title, kind, region in (("A", "film", "US"), ("B", "series", "GB"), ("C", "short", "JP")):
        done("add", title, "-k", kind, "--region", region, "--release-type", "tv",
             "--tag", kind, "--credit", f"cast={kind}", "-p", kind, "-d", "2021")  # fmt: skip
    for option in ("-k", "--tag", "--person", "-p"):
        assert done("list", option, "film", option, "series", "-f", "slugs") == "a\nb\n"
    assert done("list", "--region", "gb", "--region", "jp", "-f", "slugs") == "b\nc\n"
    assert done("list", "--region", "gb", "-k", "film", "-f", "slugs") == ""
    assert done("list", "--search", "b", "--search", "c", "-f", "slugs") == "b\nc\n"


def test_commas_separate_values_as_repetition_does(done: Done) -> None:
    for title, kind, region in (("A", "film", "US"), ("B", "series", "GB"), ("C", "short", "JP")):
        done("add", title, "-k", kind, "--region", region, "--release-type", "tv",
             "--tag", kind, "-p", kind, "-d", "2021")  # fmt: skip
    for option in ("-k", "--tag", "-p"):
        assert done("list", option, "film, series,", "-f", "slugs") == "a\nb\n"
    assert done("list", "--region", "uk,Japan", "-f", "slugs") == "b\nc\n"
    assert done("list", "--release-type", "tv,festival", "-f", "slugs") == "a\nb\nc\n"
    assert done("list", "--search", "a,b", "-f", "slugs") == ""


@pytest.mark.parametrize("sort", ["service", "-service"])
def test_lists_are_sorted_by_service(done: Done, sort: str) -> None:
    done("add", "A", "-p", "Netflix")
    done("add", "B", "-p", "Hulu")
    by_platform = sort.replace("service", "platform")
    slugs = done("list", "--sort", sort, "-f", "slugs")
    assert slugs == done("list", "--sort", by_platform, "-f", "slugs")
    assert slugs.split() == (["a", "b"] if sort.startswith("-") else ["b", "a"])


def test_statuses_may_be_separated_by_commas(done: Done) -> None:
    done("add", "A", "-s", "filming")
    done("add", "B", "-s", "canceled")
    done("add", "C", "-d", "2021-01-01", "-s", "scheduled")
    done("add", "D", "-d", "2021-02-01")
    assert done("list", "-s", "filming,canceled", "-f", "slugs") == "a\nb\n"
    typed = "Due 2021-01-01, not confirmed,filming"
    assert done("list", "-s", typed, "-f", "slugs").split() == ["c", "a"]


def test_a_service_with_a_comma_that_was_imported_is_found(done: Done) -> None:
    done("import", "-", stdin='{"title": "A", "platform": "One, Two"}')
    done("add", "B", "-p", "Two")
    assert done("list", "-p", "One, Two", "-f", "slugs").split() == ["a", "b"]


def test_franchise_lists_what_follows_and_what_is_followed(done: Done, refused: Refused) -> None:
    done("add", "Scream")
    done("add", "Scream 2", "--sequel-of", "scream")
    done("add", "Scream 3", "--sequel-of", "scream-2")
    done("add", "Mank")
    for name in ("scream", "Scream 3"):
        found = done("list", "--franchise", name, "--sort", "title", "-f", "slugs")
        assert found.split() == ["scream", "scream-2", "scream-3"]
    assert (
        done("list", "--franchise", "mank", "--franchise", "scream-2", "-f", "slugs").count("\n")
        == 4
    )
    assert refused(3, "list", "--franchise", "nowhere") == (
        'slate: No title "nowhere". For all titles: slate list\n'
    )
    assert (
        done("changes", "--franchise", "scream", "-f", "tsv", "--columns", "slug").count("\n") == 3
    )
