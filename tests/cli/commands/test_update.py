# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Done, IsUntouched, Refused, Run, stored

# Each row updates the result of the rows above it.
STORY = [
    (["-d", "2021-01-22"], ["cobra-kai-s3: slipped 2021-01-08 -> 2021-01-22, 14 days later"]),
    (["-d", "2021-01-22"], ["cobra-kai-s3: nothing to do, it is recorded already"]),
    (["-d", "2021-01"], ["cobra-kai-s3: widened 2021-01-22 -> Jan 2021"]),
    (["-d", "2021-01-20"], ["cobra-kai-s3: narrowed Jan 2021 -> 2021-01-20"]),
    (["-d", "2020-12"], ["cobra-kai-s3: advanced 2021-01-20 -> Dec 2020, 1 month earlier", "cobra-kai-s3: status scheduled -> released"]),
    (["-d", "TBA"], ["cobra-kai-s3: date withdrawn (was Dec 2020)", "cobra-kai-s3: status released -> announced"]),
    (["-d", "2021-02-05"], ["cobra-kai-s3: dated 2021-02-05", "cobra-kai-s3: status announced -> scheduled"]),
    (["-d", "2021-03", "--reported-on", "2020"], ["cobra-kai-s3: recorded, not shown: there is a newer report"]),
    (["-d", "2021-03", "--rumor"], ["cobra-kai-s3: recorded, not shown: a rumor does not override a report"]),
    (["-p", "Hulu"], ["cobra-kai-s3: moved Netflix -> Hulu"]),
    (["--also-on", "Peacock", "-d", "2021-06"], ["cobra-kai-s3: also on Peacock, Jun 2021"]),
    (["-p", "Peacock", "-d", "2021-07"], ["cobra-kai-s3: slipped Jun 2021 -> Jul 2021, 1 month later (Peacock)"]),
    (["-s", "filming"], ["cobra-kai-s3: status scheduled -> filming"]),
    (["--tag", "b", "--tag", "A"], ["cobra-kai-s3: tags: + a", "cobra-kai-s3: tags: + b"]),
    (["--untag", "A"], ["cobra-kai-s3: tags: - a"]),
    (["--sequel-of", "heroes"], ["cobra-kai-s3: links: + sequel-of heroes"]),
    (["--unlink", "heroes"], ["cobra-kai-s3: links: - sequel-of heroes"]),
    (["--credit", "Cast=Ralph Macchio"], ["cobra-kai-s3: people: + cast=Ralph Macchio"]),
    (["--id", "imdb=tt1"], ["cobra-kai-s3: ids: + imdb=tt1"]),
    (["--id", "tmdb=2"], ["cobra-kai-s3: ids: + tmdb=2"]),
    (["--no-id", "TMDB"], ["cobra-kai-s3: ids: - tmdb=2"]),
    (["--no-id", "imdb", "--id", "imdb=tt2"], ["cobra-kai-s3: ids: - imdb=tt1", "cobra-kai-s3: ids: + imdb=tt2"]),
    (["--aka", "CK"], ["cobra-kai-s3: also known as: + CK"]),
    (["--year", "2018"], ["cobra-kai-s3: year 2018"]),
    (["--note", "no more than that"], ["cobra-kai-s3: noted; nothing changes"]),
    (["--title", "Kobra Kai"], ["kobra-kai-s3: retitled Cobra Kai -> Kobra Kai"]),
    (["--slug", "kk"], ["kk: slug kobra-kai-s3 -> kk"]),
    (["--part", "1"], ["kk: part 1"]),
]  # fmt: skip


def test_update_changes_only_the_given_fields(done: Done) -> None:
    done("add", "Heroes")
    done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", "-d", "2021-01-08")
    told = [(given, done("update", "cobra-kai-s3", *given).splitlines()) for given, _ in STORY]
    assert told == STORY
    assert done("list", "-f", "slugs") == "kk\nheroes\n"


def test_the_example_in_the_help_prints_a_slip(done: Done) -> None:
    done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", "-d", "2021-01-08", "--source", "TVLine")
    assert done(
        *("update", "cobra-kai-s3", "-d", "2021-01-22", "--source", "Netflix", "--official")
    ) == ("cobra-kai-s3: slipped 2021-01-08 -> 2021-01-22, 14 days later\n")


def test_update_chooses_the_release_by_type_and_region(done: Done) -> None:
    done("add", "A", "-p", "Netflix", "-d", "2021-03")
    done("update", "a", "--also-on", "Netflix", "--region", "GB", "-d", "2021-04")
    assert done("update", "a", "--region", "GB", "-d", "2021-05") == (
        "a: slipped Apr 2021 -> May 2021, 1 month later (Netflix, GB)\n"
    )
    assert done("update", "a", "--release-type", "theatrical", "-d", "2021-02") == (
        "a: also in theaters, Feb 2021\n"
    )


def test_a_release_takes_the_place_of_one_of_which_nothing_is_stated(done: Done) -> None:
    done("add", "Mank", "-k", "film", "-d", "TBA")
    limited = ("--release-type", "limited", "--region", "US", "-d", "2020-11-13")
    assert done("update", "mank", *limited) == (
        "mank: in limited theaters (US)\n"
        "mank: dated 2020-11-13\n"
        "mank: status announced -> released\n"
    )
    assert done("undo") == (
        "batch 2: undone (update mank --release-type limited --region US -d 2020-11-13)\n"
        "mank: date withdrawn (was 2020-11-13) (limited theaters, US)\n"
        "mank: no longer in limited theaters (US)\n"
        "mank: status released -> announced\n"
    )


def test_changes_name_their_release_where_there_are_several(done: Done) -> None:
    done("add", "Tidewater", "-p", "Hulu", "-d", "2021-05-07", "--source", "Variety")
    told = [
        done("update", "tidewater", "--source", "Variety", *given)
        for given in (
            ["-d", "2021-05"],
            ["--release-type", "theatrical", "--region", "US", "-d", "2021-04-02"],
            ["-p", "Hulu", "-d", "2021-05-14"],
            ["-p", "Hulu", "-d", "2021-05-21"],
            ["--release-type", "theatrical", "-d", "2021-03-26"],
            ["-p", "Hulu", "--leaves", "2022"],
            ["-p", "Hulu", "-d", "2021-05-21", "--official"],
        )
    ]
    assert [line.removeprefix("tidewater: ") for line in told] == [
        "widened 2021-05-07 -> May 2021\n",
        "also in theaters (US), 2021-04-02\n",
        "narrowed May 2021 -> 2021-05-14 (Hulu)\n",
        "slipped 2021-05-14 -> 2021-05-21, 7 days later (Hulu)\n",
        "advanced 2021-04-02 -> 2021-03-26, 7 days earlier (theaters, US)\n",
        "leaving 2022 (Hulu)\n",
        "confirmed by Variety, 2021-05-21 (Hulu)\n",
    ]
    slip = "slipped 2021-05-14 -> 2021-05-21, 7 days later (Hulu)"
    assert slip in done("changes", "--what", "slipped")
    assert slip in done("changes", "-f", "markdown")
    assert slip in done("show", "tidewater", "--history")


@pytest.fixture
def tidewater(done: Done) -> None:
    """Add a title with three releases."""
    done("add", "Tidewater", "-p", "Netflix", "-d", "2021-03-01", "-k", "film")
    done("update", "tidewater", "--also-on", "Hulu", "-d", "2021-04-01")
    done("update", "tidewater", "--release-type", "theatrical", "--region", "US", "-d", "2021-02")


def _services(done: Done) -> list[str | None]:
    [row] = json.loads(done("show", "tidewater", "-f", "json"))
    return [release["platform"] for release in row["releases"]]


@pytest.mark.usefixtures("tidewater")
def test_a_release_is_dropped_and_brought_back(done: Done) -> None:
    line = "tidewater: no longer on Hulu, 2021-04-01\n"
    assert done("update", "tidewater", "-p", "hulu", "--drop-release", "--dry-run") == line
    assert _services(done) == [None, "Netflix", "Hulu"]
    assert done("update", "tidewater", "-p", "hulu", "--drop-release") == line
    assert _services(done) == [None, "Netflix"]
    assert done("undo") == (
        "batch 4: undone (update tidewater -p hulu --drop-release)\n"
        "tidewater: also on Hulu, 2021-04-01\n"
    )
    assert _services(done) == [None, "Netflix", "Hulu"]


@pytest.mark.usefixtures("tidewater")
def test_the_only_release_may_be_dropped(done: Done) -> None:
    done("update", "tidewater", "-p", "Hulu", "--drop-release")
    assert done("update", "tidewater", "-p", "none", "--drop-release") == (
        "tidewater: no longer in theaters (US), Feb 2021\n"
    )
    assert done("update", "tidewater", "--drop-release", "-s", "on-hold") == (
        "tidewater: date withdrawn (was 2021-03-01)\n"
        "tidewater: no longer on Netflix\n"
        "tidewater: status scheduled -> on-hold\n"
    )
    assert _services(done) == []


@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (2, [], '"Tidewater" has 3 releases: theatrical, US, Feb 2021; Netflix, 2021-03-01; Hulu, 2021-04-01. Say which: --release-type theatrical, -p Netflix or -p Hulu'),
        (2, ["--release-type", "streaming"], '"Tidewater" has 2 such releases: Netflix, 2021-03-01; Hulu, 2021-04-01. Say which: -p Netflix or -p Hulu'),
        (3, ["-p", "Peacock"], '"Tidewater" has no such release (Peacock). It has theatrical, US, Feb 2021; Netflix, 2021-03-01; Hulu, 2021-04-01.'),
        (3, ["-p", "Hulu", "--region", "GB"], '"Tidewater" has no such release (Hulu, GB). It has theatrical, US, Feb 2021; Netflix, 2021-03-01; Hulu, 2021-04-01.'),
        (3, ["-p", "Hulu", "--reported-on", "2021-01-05"], '"Tidewater" has no such release (Hulu). It has Netflix, 2021-03-01.'),
        (2, ["-p", "Hulu", "-d", "2021"], "--drop-release cannot be combined with --date. One removes a release, the other reports on one."),
        (2, ["-p", "Hulu", "--leaves", "TBA"], "--drop-release cannot be combined with --leaves. One removes a release, the other reports on one."),
        (2, ["--also-on", "Hulu"], "--drop-release cannot be combined with --also-on. One removes a release, the other reports on one."),
        (2, ["--also", "Hulu: 2021"], "--drop-release cannot be combined with --also. One removes a release, the other reports on one."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("tidewater")
def test_a_release_to_drop_must_be_one(
    refused: Refused, code: int, arguments: list[str], message: str
) -> None:
    before = stored().read_bytes()
    assert refused(code, "update", "tidewater", "--drop-release", *arguments) == (
        f"slate: {message}\n"
    )
    assert stored().read_bytes() == before


def test_a_source_drops_what_others_do_not_name_more_firmly(done: Done) -> None:
    drop = ("update", "tidewater", "-p", "Hulu", "--drop-release")
    done("add", "Tidewater", "-p", "Netflix", "-d", "2021-03-01", "--source", "Variety")
    for source in ("Variety", "Deadline"):
        update = ("update", "tidewater", "--also-on", "Hulu", "-d", "2021-04-01")
        done(*update, "--source", source)
    assert done(*drop, "--source", "Reddit", "--rumor") == (
        "tidewater: recorded, not shown: a rumor does not override what Variety said\n"
    )
    assert done(*drop, "--source", "Reddit", "--rumor") == (
        "tidewater: nothing to do, it is recorded already\n"
    )
    page = done("show", "tidewater")
    assert "  But         not Hulu, says Reddit, 2021-01-07, rumor\n" in page
    assert "  2021-01-07  said not on Hulu " in page
    assert done(*drop, "--source", "Variety") == "tidewater: no longer on Hulu, 2021-04-01\n"
    assert "  But         Hulu, says Deadline, 2021-01-07, reported\n" in done("show", "tidewater")


@pytest.mark.usefixtures("tidewater")
def test_a_dropped_release_reaches_others_with_the_ledger(done: Done) -> None:
    done("update", "tidewater", "-p", "Hulu", "--drop-release")
    done("export", "all.slate.ndjson")
    done("--db", "other.db", "import", "all.slate.ndjson")
    [row] = json.loads(done("--db", "other.db", "show", "tidewater", "-f", "json"))
    assert [release["platform"] for release in row["releases"]] == [None, "Netflix"]


@pytest.mark.parametrize("way", [[], ["--release-type", "streaming"]])
def test_a_release_in_another_region_is_on_the_only_service(
    slate: Run, done: Done, way: list[str]
) -> None:
    done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", "-d", "2021-02-01")
    update = ("update", "cobra-kai-s3", "--region", "GB", "-d", "2021-03-01")
    note = "slate: note: taken as on Netflix, the only service of Cobra Kai: season 3.\n"
    line = "cobra-kai-s3: also on Netflix (GB), 2021-03-01\n"
    assert slate(*update, *way, "--dry-run") == (0, line, note)
    assert slate(*update, *way) == (0, line, note)
    assert slate(*update, *way) == (
        0,
        "cobra-kai-s3: nothing to do, it is recorded already\n",
        "",
    )
    assert slate("update", "cobra-kai-s3", "--region", "US", "--release-type", "theatrical") == (
        0,
        "cobra-kai-s3: also in theaters (US)\n",
        "",
    )


@pytest.mark.usefixtures("small")
def test_several_titles_are_one_batch(done: Done) -> None:
    assert done("update", "cobra-kai-s3", "Heroes 2", "-s", "filming").splitlines() == [
        "cobra-kai-s3: status scheduled -> filming",
        "heroes-2: status in-development -> filming",
    ]
    assert done("undo").splitlines()[1:] == [
        "cobra-kai-s3: status filming -> scheduled",
        "heroes-2: status filming -> in-development",
    ]


@pytest.mark.usefixtures("small")
def test_slugs_from_stdin_are_one_batch(done: Done) -> None:
    told = done("update", "-", "-s", "filming", stdin="cobra-kai-s3\n\n heroes-2 \n")
    assert told.splitlines() == [
        "cobra-kai-s3: status scheduled -> filming",
        "heroes-2: status in-development -> filming",
    ]
    assert len(done("log").splitlines()) == 1 + 4


@pytest.mark.usefixtures("small")
def test_overdue_titles_can_be_updated_through_a_pipe(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-02-01")
    slugs = done("list", "--overdue", "-f", "slugs")
    assert slugs == "cobra-kai-s3\n"
    assert done("update", "-", "--status", "released", stdin=slugs) == (
        "cobra-kai-s3: status scheduled -> released\n"
    )
    assert done("list", "--overdue", "-f", "slugs") == ""


def test_one_unknown_title_stores_nothing(refused: Refused, small: Path) -> None:
    before = small.read_bytes()
    assert refused(3, "update", "cobra-kai-s3", "soul", "-s", "filming") == (
        'slate: No title "soul". For all titles: slate list\n'
    )
    assert refused(3, "update", "-", "-s", "filming", stdin="heroes-2\nsoul") == (
        'slate: No title "soul". For all titles: slate list\n'
    )
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, ["soul", "-s", "filming"], 'No title "soul". For all titles: slate list'),
        (3, ["cobra kay s3", "-s", "filming"], 'No title "cobra kay s3". Did you mean cobra-kai-s3?'),
        # To write takes the whole name: a start is enough only to read.
        (3, ["cobra", "-s", "filming"], 'No title "cobra". Did you mean cobra-kai-s3?'),
        (2, ["cobra-kai-s3"], "No field to update was given. For example: slate update cobra-kai-s3 -d 2021-01-08"),
        (2, ["cobra-kai-s3", "-p", "A", "--also-on", "B"], "--platform cannot be combined with --also-on. One moves a release, the other adds one."),
        (2, ["cobra-kai-s3", "heroes-2", "--title", "X"], "--title, --slug, --season and --part can be used with one title only."),
        (2, ["cobra-kai-s3", "heroes-2", "-n", "2"], "--title, --slug, --season and --part can be used with one title only."),
        (1, ["cobra-kai-s3", "--slug", "heroes-2"], 'The slug heroes-2 belongs to "Heroes 2". Choose another.'),
        (2, ["cobra-kai-s3", "--slug", "K K"], '"K K" is not a slug: letters, digits and hyphens. Write k-k.'),
        (2, ["cobra-kai-s3", "--untag", "a,b"], '"a,b" is not a tag: a tag has no comma.'),
        (2, ["cobra-kai-s3", "--title", " "], "The title is empty."),
        (2, ["cobra-kai-s3", "--also-on", ""], "The platform is empty."),
        (2, ["", "-s", "filming"], "TITLE is empty."),
        (2, ["heroes-2", "--sequel-of", "heroes-2"], '"Heroes 2" cannot follow itself.'),
        (1, ["heroes-2", "--no-id", "imdb"], '"Heroes 2" has no imdb id.'),
        (3, ["heroes-2", "--unlink", "soul"], 'No title "soul". For all titles: slate list'),
    ],
)  # fmt: skip
def test_invalid_updates_are_refused(
    refused: Refused, small: Path, code: int, arguments: list[str], message: str
) -> None:
    before = small.read_bytes()
    assert refused(code, "update", *arguments) == f"slate: {message}\n"
    assert small.read_bytes() == before


def test_an_ambiguous_title_is_refused(done: Done, refused: Refused) -> None:
    done("add", "Heroes", "-k", "film", "--slug", "one")
    done("add", "Heroes", "-k", "series", "--slug", "two")
    assert refused(2, "update", "Heroes", "-s", "filming") == (
        'slate: "Heroes" is ambiguous: one or two?\n'
    )


def test_update_on_an_empty_slate_is_refused(refused: Refused) -> None:
    assert refused(3, "update", "a", "-s", "filming") == (
        'slate: No title "a". For all titles: slate list\n'
    )


@pytest.mark.usefixtures("small")
def test_a_dry_run_prints_the_change_and_stores_nothing(done: Done) -> None:
    before = stored().read_bytes()
    assert done("update", "cobra-kai-s3", "-d", "2021-02-01", "--dry-run") == (
        "cobra-kai-s3: slipped 2021-01-08 -> 2021-02-01, 24 days later\n"
    )
    assert stored().read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["update", "x", "-d", "2021"], ["remove", "x"], ["undo"], ["redo"]]
)
def test_commands_that_cannot_add_titles_create_no_slate(
    refused: Refused,
    arguments: list[str],
    is_untouched: IsUntouched,
) -> None:
    refused(3, *arguments)
    assert is_untouched()


def test_links_are_printed_with_the_year_that_unlink_accepts(done: Done, refused: Refused) -> None:
    done("add", "Dune (1984)")
    done("add", "Soul")
    done("add", "Dune", "--year", "2021", "--new")
    said = done("update", "dune-2021", "--remake-of", "Dune (1984)", "-s", "announced")
    assert said == "dune-2021: links: + remake-of dune (1984)\n"
    assert "remake-of dune (1984)" in done("changes")
    assert refused(1, "update", "dune-2021", "--unlink", "soul") == (
        'slate: "Dune" has no link to "soul". It has remake-of dune (1984).\n'
    )
    assert done("update", "dune-2021", "--unlink", "dune (1984)") == (
        "dune-2021: links: - remake-of dune (1984)\n"
    )
    assert refused(1, "update", "dune-2021", "--unlink", "Dune (1984)") == (
        'slate: "Dune" has no link to "Dune (1984)".\n'
    )


def test_pages_name_remakes_as_lists_do(done: Done) -> None:
    done("add", "Dune (1984)")
    done("add", "Dune", "--year", "2021", "--remake-of", "dune")
    assert done("show", "Dune (2021)").startswith("Dune (2021)  ")
    assert done("show", "dune-2021", "--history").startswith("Dune (2021)  ")
    assert "by the remake Dune (2021) (dune-2021)" in done("show", "Dune (1984)")
