import re

import pytest

from tests.cli.conftest import Done, Refused, Run, stored


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            ["We Can Be Heroes", "-p", "Netflix", "-d", "2020-12-25"],
            [
                "we-can-be-heroes: added We Can Be Heroes, 2020-12-25 Fri on Netflix",
                "we-can-be-heroes: kind: film (assumed; change it with -k)",
                "we-can-be-heroes: status: released (the date is past)",
            ],
        ),
        (
            ["Cobra Kai", "--season", "3", "--release", "early 2021", "-k", "series"],
            [
                "cobra-kai-s3: added Cobra Kai: season 3, early 2021",
                "cobra-kai-s3: status: scheduled (there is a date)",
            ],
        ),
        (
            ["Disenchantment", "--part", "3", "-p", "Netflix", "-s", "upcoming"],
            [
                "disenchantment-p3: added Disenchantment: part 3 on Netflix, no date",
                "disenchantment-p3: kind: series (it has a part)",
            ],
        ),
        (
            ["Soul", "-k", "movie", "-s", "filming", "--slug", "pixar-soul"],
            ["pixar-soul: added Soul, no date"],
        ),
        (["\u65e5\u672c\u8a9e", "-k", "film", "-s", "filming"],
         ["\u65e5\u672c\u8a9e: added \u65e5\u672c\u8a9e, no date"]),
    ],
)  # fmt: skip
def test_add_prints_the_title_and_the_inferred_fields(
    done: Done, arguments: list[str], lines: list[str]
) -> None:
    assert done("add", *arguments).splitlines() == lines


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["Fargo: season 5"], "fargo-s5 | Fargo | 5 | "),
        (["Fargo: Season 5, Part 2", "-k", "series"], "fargo-s5-p2 | Fargo | 5 | 2"),
        (["Fargo Season 5 Part 2"], "fargo-s5-p2 | Fargo | 5 | 2"),
        (["Fargo: part 3"], "fargo-p3 | Fargo |  | 3"),
        (["Fargo: Part 3"], "fargo-part-3 | Fargo: Part 3 |  | "),
        (["Fargo: Part 3", "-k", "series"], "fargo-p3 | Fargo |  | 3"),
        (["Fargo: part 3", "-k", "film"], "fargo-part-3 | Fargo: part 3 |  | "),
        (["Fargo: season 5", "-k", "film"], "fargo-season-5 | Fargo: season 5 |  | "),
        (["Fire: season 5", "-n", "1"], "fire-season-5-s1 | Fire: season 5 | 1 | "),
        (["Fire: season 5", "--part", "1"], "fire-s5-p1 | Fire | 5 | 1"),
    ],
)
def test_a_title_ending_in_a_season_or_part_is_split(
    done: Done, arguments: list[str], shown: str
) -> None:
    done("add", *arguments)
    row = done("list", "-f", "tsv", "--columns", "slug,title,season,part")
    assert row.removesuffix("\n").split("\t") == shown.split(" | ")


def test_an_existing_season_is_found_by_its_printed_name(done: Done, refused: Refused) -> None:
    done("add", "Fargo", "-n", "5")
    assert refused(1, "add", "Fargo: season 5", "-p", "FX") == (
        'slate: "Fargo: season 5" is already on the slate (fargo-s5). '
        "If it is a different work, add --new; otherwise run: slate update fargo-s5 -p FX\n"
    )
    assert done("add", "Fargo: season 5", "-p", "FX", "--update") == "fargo-s5: on FX\n"


def test_add_stores_every_option(done: Done) -> None:
    done("add", "Spy Kids")
    out = done(
        *("add", "Zed", "-d", "2021", "-p", "Hulu", "-s", "filming", "-k", "series", "-n", "1"),
        *("--part", "2", "--year", "2020", "--spin-off-of", "spy kids", "--release-type", "tv"),
        *("--region", "us", "--leaves", "2022-03", "--tag", "Kids", "--tag", "new"),
        *("--credit", "director=Robert Rodriguez", "--id", "imdb=tt1=2", "--aka", "Zett"),
        *("--note", "a note", "--source", "The Wrap", "--url", "https://example.com/a"),
        *("--reported-on", "2021-01-02", "--rumor", "--slug", "zz"),
    )
    assert out == "zz: added Zed: season 1, part 2, 2021 on Hulu (tv, US), leaves Mar 2022\n"
    assert done("show", "zz").splitlines() == [
        "Zed: season 1, part 2  zz",
        "Filming at Hulu (tv, US), 2021, rumor",
        "",
        "  Said by     The Wrap, 2021-01-02, rumor  https://example.com/a",
        "  Releases    2021  Hulu (tv, US)  leaves Mar 2022  The Wrap, rumor",
        "  Follows     spin-off of Spy Kids (spy-kids)",
        "  Kind        series",
        "  Year        2020",
        "  People      director Robert Rodriguez",
        "  Tags        kids, new",
        "  Ids         imdb=tt1=2",
        "  Known as    Zett",
        "  Notes       a note (The Wrap, 2021-01-02, rumor)  https://example.com/a",
        "",
        "  2021-01-02  filming, Hulu (tv, US), 2021, leaves Mar 2022  The Wrap, rumor",
    ]


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        (["Cobra Kai", "--season", "3"], "slate show cobra-kai-s3"),
        (
            ["-d", "2021-02", "cobra kai", "-n", "3", "--note", "it's"],
            "slate update cobra-kai-s3 -d 2021-02 --note 'it'\"'\"'s'",
        ),
        (["COBRA KAI", "--season=3", "-p", "Hulu"], "slate update cobra-kai-s3 -p Hulu"),
    ],
)
def test_an_existing_title_is_refused_with_the_update_command(
    done: Done, refused: Refused, arguments: list[str], instead: str
) -> None:
    done("add", "Cobra Kai", "--season", "3")
    before = stored().read_bytes()
    assert refused(1, "add", *arguments) == (
        'slate: "Cobra Kai: season 3" is already on the slate (cobra-kai-s3). '
        f"If it is a different work, add --new; otherwise run: {instead}\n"
    )
    assert stored().read_bytes() == before


def test_the_suggested_update_command_runs(done: Done, refused: Refused) -> None:
    done("add", "A", "-d", "2021-02-01")
    line = refused(1, "add", "A", "-d", "2021-02-03", "--official")
    found = re.search(r"run: slate (.*)", line)
    assert found is not None
    assert done(*found[1].split()) == "a: slipped 2021-02-01 -> 2021-02-03, 2 days later\n"


def test_the_suggested_command_includes_the_db_option(done: Done, refused: Refused) -> None:
    done("--db", "my slate.db", "add", "A")
    assert refused(1, "--db", "my slate.db", "add", "A").endswith(
        "run: slate --db 'my slate.db' show a\n"
    )


def test_an_ambiguous_title_is_refused(done: Done, refused: Refused) -> None:
    done("add", "Heroes")
    done("add", "Heroes", "--new")
    assert refused(1, "add", "Heroes") == (
        'slate: "Heroes" could be heroes or heroes-2. Update one of them by its slug, '
        "give its year or kind, or add --new.\n"
    )


def test_update_option_updates_an_existing_title(done: Done) -> None:
    line = ("add", "Heroes", "--update", "-k", "film", "-s", "filming", "-p", "Hulu")
    assert done(*line, "-d", "2021-02") == "heroes: added Heroes, Feb 2021 on Hulu\n"
    assert done(*line, "-d", "2021-02") == "heroes: nothing to do, it is recorded already\n"
    assert done(*line, "-d", "2021-03") == "heroes: slipped Feb 2021 -> Mar 2021, 1 month later\n"


def test_further_releases_are_added_with_the_title(slate: Run, done: Done) -> None:
    line = (
        *("add", "Tidewater", "-k", "film", "-p", "Netflix", "-d", "2021-07-30", "--update"),
        *("--also", "theatrical US: July 9, 2021", "--also", "streaming GB: Sept 2021"),
    )
    assert slate(*line) == (
        0,
        (
            "tidewater: added Tidewater, 2021-07-30 Fri on Netflix\n"
            "tidewater: also in theaters (US), 2021-07-09\n"
            "tidewater: also on Netflix (GB), Sep 2021\n"
            "tidewater: status: scheduled (there is a date)\n"
        ),
        "slate: note: taken as on Netflix, the only service of Tidewater.\n",
    )
    assert slate(*line) == (0, "tidewater: nothing to do, it is recorded already\n", "")
    assert done("upcoming", "2021", "-f", "tsv", "--columns", "date,platform,region").split(
        "\n"
    ) == [
        "2021-07-09\t\tUS",
        "2021-07-30\tNetflix\t",
        "2021-09\tNetflix\tGB",
        "",
    ]


def test_the_suggested_update_command_has_the_further_releases(
    done: Done, refused: Refused
) -> None:
    done("add", "Tidewater", "-p", "Netflix")
    assert refused(1, "add", "Tidewater", "--also", "Hulu: 2021").endswith(
        "run: slate update tidewater --also 'Hulu: 2021'\n"
    )


def test_new_option_adds_another_title_of_the_same_name(done: Done) -> None:
    done("add", "Heroes")
    assert done("add", "Heroes", "--new", "--year", "2021", "-k", "film").splitlines() == [
        "heroes-2021: added Heroes, no date",
        "heroes-2021: status: announced (there is no date)",
    ]


def test_a_remake_is_added_as_another_title(done: Done) -> None:
    done("add", "Heroes")
    assert done("add", "Heroes", "--remake-of", "heroes", "-k", "film").splitlines() == [
        "heroes-2: added Heroes, no date",
        "heroes-2: status: in-development (it follows another title, and has no date)",
    ]


def test_a_sequel_must_name_an_existing_title(done: Done, refused: Refused) -> None:
    done("add", "We Can Be Heroes")
    assert refused(3, "add", "Heroes 2", "--sequel-of", "We Can Be Heros") == (
        'slate: No title "We Can Be Heros". Did you mean we-can-be-heroes?\n'
    )
    assert refused(3, "add", "Heroes 2", "--sequel-of", "Soul") == (
        'slate: No title "Soul". For all titles: slate list\n'
    )
    assert done("list", "-f", "slugs") == "we-can-be-heroes\n"
    assert done("add", "Heroes 2", "--sequel-of", "We Can Be Heroes").splitlines()[-1] == (
        "heroes-2: status: in-development (it follows another title, and has no date)"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["add", "We", "Can", "Be", "Heroes"], "slate add 'We Can Be Heroes'"),
        (
            ["add", "We", "Can", "-p", "HBO Max", "Be", "--rumor"],
            "slate add 'We Can Be' -p 'HBO Max' --rumor",
        ),
        (["--db", "a b.db", "add", "It's", "On"], "slate --db 'a b.db' add 'It'\"'\"'s On'"),
    ],
)
def test_an_unquoted_title_is_refused_with_the_quoted_command(
    refused: Refused, arguments: list[str], line: str
) -> None:
    words = len([word for word in arguments if word in {"We", "Can", "Be", "Heroes", "It's", "On"}])
    assert refused(2, *arguments) == (
        f"slate: The title is {words} words without quotes. Run: {line}\n"
    )
    assert not stored().exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "No title was given. Run: slate add TITLE, with the title in quotes."),
        ([""], "The title is empty."),
        (["\u00a0 "], "The title is empty."),
        (["A\x00B"], "The title holds the control character U+0000. Leave it out."),
        (["A\udcffB"], "The title is not valid UTF-8."),
        (["x" * 4_001], "The title is 4,001 characters long; the limit is 4,000."),
        (
            ["A", "--update", "--new"],
            "--update cannot be combined with --new. Use one or the other.",
        ),
    ],
)
def test_invalid_arguments_are_refused(
    refused: Refused, arguments: list[str], message: str
) -> None:
    assert refused(2, "add", *arguments) == f"slate: {message}\n"
    assert not stored().exists()


def test_a_title_may_look_like_an_option(done: Done) -> None:
    assert done("add", "-k", "film", "-s", "filming", "--", "--help") == (
        "help: added --help, no date\n"
    )


def test_add_on_the_demo_stores_nothing(slate: Run, screen: Run) -> None:
    assert slate("--demo", "add", "Soul", "-k", "film", "-s", "filming") == (
        0,
        "soul: added Soul, no date\n",
        "slate: note: changes of the demo slate are not kept.\n",
    )
    assert screen("--demo", "add", "Soul", "-k", "film", "-s", "filming") == (
        0,
        "soul: added Soul, no date\n",
        "Demo slate of 2021-01-07; changes are not kept.\n",
    )
    assert not stored().exists()
