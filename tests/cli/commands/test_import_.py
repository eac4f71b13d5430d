# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json
import os
import shlex
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Done, IsUntouched, Refused, Run, stored

RECORDS: list[dict[str, object]] = [
    {"title": "Soul", "date": "2020-12-25", "platform": "Disney+", "source": "Disney"},
    {"title": "Cobra Kai", "season": 3, "date": "early 2021"},
]
JSON = json.dumps(RECORDS)
NDJSON = "".join(f"{json.dumps(record)}\n" for record in RECORDS)


@pytest.mark.parametrize("text", [JSON, NDJSON, json.dumps(RECORDS, indent=2), f"\ufeff{JSON}"])
def test_json_records_are_imported(done: Done, text: str) -> None:
    Path("titles").write_text(text, encoding="utf-8")
    assert done("import", "titles", "--source", "me", "--reported-on", "2021-01-02") == "2 added\n"
    assert done("list", "-f", "tsv", "--columns", "slug,date,source,reported_on").splitlines() == [
        "cobra-kai-s3\t2021-early\tme\t2021-01-02",
        "soul\t2020-12-25\tDisney\t2021-01-02",
    ]
    assert done("import", "titles", "--source", "me", "--reported-on", "2021-01-02") == (
        "2 unchanged\n"
    )
    assert len(done("log").splitlines()) == 1 + 1


def test_import_reads_stdin(done: Done) -> None:
    assert done("import", "-", stdin=JSON) == "2 added\n"
    assert done("import", "-", stdin=JSON.encode("utf-16")) == "2 unchanged\n"
    assert done("import", "-", stdin="[]") == "no titles in it\n"


def test_import_reads_the_device_of_standard_input(installed: Run) -> None:
    assert installed("import", "/dev/stdin", stdin=JSON.encode()) == (0, "2 added\n", "")


def test_import_reads_a_fifo(done: Done) -> None:
    os.mkfifo("fifo")
    writer = threading.Thread(target=Path("fifo").write_text, args=(NDJSON,))
    writer.start()
    assert done("import", "fifo") == "2 added\n"
    writer.join()


def test_several_files_are_one_batch(done: Done) -> None:
    Path("a.json").write_text(JSON, encoding="utf-8")
    later = {**RECORDS[0], "date": "2021-01"}
    Path("b.json").write_text(json.dumps([later]), encoding="utf-8")
    assert done("import", "a.json", "b.json") == "2 added, 1 dated\n"
    assert done("undo").splitlines() == [
        "batch 1: undone (import a.json b.json)",
        "cobra-kai-s3: removed",
        "soul: removed",
    ]


def test_dry_run_prints_the_changes_and_stores_nothing(
    done: Done, is_untouched: IsUntouched
) -> None:
    Path("a.json").write_text(JSON, encoding="utf-8")
    assert done("import", "--dry-run", "a.json").splitlines() == [
        "soul: added Soul, 2020-12-25 Fri on Disney+",
        "cobra-kai-s3: added Cobra Kai: season 3, early 2021",
        "2 added (nothing was stored)",
    ]
    assert is_untouched()
    done("import", "a.json")
    before = stored().read_bytes()
    news = json.dumps([{**RECORDS[0], "date": "2021-01"}, RECORDS[1]])
    assert done("import", "--dry-run", "-", stdin=news).splitlines() == [
        "soul: dated Jan 2021 (was 2020-12-25, Disney, reported)",
        "1 dated, 1 unchanged (nothing was stored)",
    ]
    assert stored().read_bytes() == before


def test_a_note_alone_is_recorded(done: Done) -> None:
    done("add", "Soul")
    assert done("import", "-", stdin='[{"title": "Soul", "note": "Rated 83.", "source": "M"}]') == (
        "1 noted\nJoined by name with another source: 1\n  soul: Soul\n"
    )


def test_removed_titles_stay_removed(done: Done) -> None:
    done("import", "-", stdin=JSON)
    done("remove", "soul")
    assert done("import", "-", stdin=JSON) == "1 left removed, 1 unchanged\n"
    assert done("import", "-", "--dry-run", stdin=JSON).splitlines() == [
        "soul: skipped, it was removed",
        "1 left removed, 1 unchanged (nothing was stored)",
    ]


def test_the_json_of_list_can_be_imported(done: Done) -> None:
    done("import", "-", stdin=JSON)
    listed = done("list", "-f", "json")
    assert done("--db", "other.db", "import", "-", stdin=listed) == "2 added\n"
    assert done("--db", "other.db", "list", "-f", "json") == listed
    assert done("--db", "other.db", "import", "-", stdin=listed) == "2 unchanged\n"


def test_only_the_first_ten_problems_are_listed(refused: Refused, done: Done) -> None:
    done("add", "A")
    before = stored().read_bytes()
    bad = '{"title": "B"}\n' + '{"title": " "}\n' * 12
    told = refused(1, "import", "-", stdin=bad).splitlines()
    reason = "title is missing. Every record names the title it is about."
    assert told == [
        *(f"stdin:{line}: {reason}" for line in range(2, 12)),
        "slate: 12 problems in stdin (2 more not shown). Nothing was stored.",
    ]
    assert stored().read_bytes() == before


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"titel": "A"}', "titel is not a known field. Did you mean title?"),
        ('{"title": "A", "date": "2021-02-30"}', 'date: "2021-02-30" is not a date: February 2021 has 28 days'),
        ('{"title": "A", "season": "S3"}', 'season is "S3", but should be a whole number. Write 3.'),
        ('{"title": "A\\ud800"}', "The title is not valid UTF-8."),
        ('{"title": "A", "links": {"sequel-of": "Nope"}}', 'No title "Nope". For all titles: slate list'),
        ('{"title": "A", "reported_on": "2022"}', "reported_on is 2022, which is in the future (today is 2021-01-07). It is the day of the report, not of the release."),
        ("[1]", "a record is an object, and this is a number."),
        ('[{"title": "A"}', "the array is cut off."),
        ('{"title": "A"', "the record is cut off."),
        ('{"title": "A", "title": "B"}', '"title" appears twice in one object.'),
    ],
)  # fmt: skip
def test_each_problem_is_reported_with_its_line(refused: Refused, record: str, reason: str) -> None:
    assert refused(1, "import", "-", stdin=record).splitlines() == [
        f"stdin:1: {reason}",
        "slate: 1 problem in stdin. Nothing was stored.",
    ]


def test_rows_after_a_problem_are_checked_too(refused: Refused) -> None:
    lines = ['{"title": 7}', '{"title": "A"}', '{"title": "B", "date": "x y"}']
    told = refused(1, "import", "-", "--dry-run", stdin="\n".join(lines)).splitlines()
    assert [line.partition(" ")[0] for line in told] == ["stdin:1:", "stdin:3:", "slate:"]
    assert told[-1] == "slate: 2 problems in stdin. Nothing was stored."


def test_one_bad_file_keeps_the_others_from_being_stored(refused: Refused, slate: Run) -> None:
    Path("a.json").write_text(JSON, encoding="utf-8")
    Path("b.json").write_text('[{"title": 7}]', encoding="utf-8")
    assert refused(1, "import", "a.json", "b.json").splitlines() == [
        'b.json:1: title is a number, but should be a text. Write it in quotes: "7".',
        "slate: 1 problem in b.json. Nothing was stored.",
    ]
    assert refused(1, "import", "a.json", "nope.json") == (
        "slate: nope.json: cannot be read: No such file or directory.\n"
    )
    assert slate("list") == (0, "", "")


@pytest.mark.parametrize(
    ("code", "arguments", "stdin", "message"),
    [
        (1, ["nope"], "", "nope: cannot be read: No such file or directory."),
        (1, ["."], "", ".: cannot be read: Is a directory."),
        (1, ["x" * 300], "", f"{'x' * 300}: cannot be read: File name too long."),
        (1, ["-"], "", "stdin: contains no records. An array without any is written []."),
        (1, ["-"], "date,kind\n", "stdin: has no column title (its columns: date, kind). Name the one that holds the titles: --map COLUMN=title"),
        (2, ["-", "--as", "xml"], "[]", '"xml" is not a format. Choose from imdb, letterboxd, catalogue, tvtime, yamtrack, simkl-csv, tmdb-csv, netflix-top10, csv, tsv, ledger, tvmaze, tmdb, trakt, simkl, anilist, sonarr, radarr, vega, json, ndjson, myanimelist, ics.'),
        (2, ["-", "--timezone", "Mars"], "[]", '"Mars" is not a time zone. Choose from America/New_York, Europe/London, Asia/Tokyo, UTC or another name of the tz database.'),
        (2, ["-", "--timezone", "../etc"], "[]", '"../etc" is not a time zone. Choose from America/New_York, Europe/London, Asia/Tokyo, UTC or another name of the tz database.'),
        (2, ["-", "--platform", "theaters"], "[]", '"theaters" is not a service. Choose from --release-type theatrical, --release-type limited.'),
        (2, ["-", "--tag", "a,b"], "[]", '"a,b" is not a tag: a tag has no comma.'),
        (1, ["-", "--map", "A=title"], "[]", "stdin: is not a spreadsheet of your own: --map is for the columns of CSV and TSV."),
        (1, ["-", "--delimiter", ";"], "[]", "stdin: is not a table: --delimiter is for the columns of CSV and TSV."),
        (2, ["-", "--delimiter", "semicolon"], "a;b", "--delimiter must be one character, such as ';' or '|', or the word tab, not \"semicolon\"."),
        (2, ["-", "--map", "When, exactly=date"], "", "--map is COLUMN=FIELD, separated by commas, as in: --map 'My Title=title,When=date' (quote a name with a comma: --map '\"When, exactly\"=date')"),
        (2, ["-", "--map-status", "Soon"], "", "--map-status is WORD=STAGE, separated by commas, as in: --map-status 'Coming soon=announced,Watched=' (nothing after = leaves a word out)"),
        (2, ["-", "--map", "A=title", "--map", "B=title"], "", "--map names two columns for title. Choose one of them."),
        (1, ["-", "--map-status", "Soon="], "Const,Title,Title Type\ntt1,A,movie\n", "stdin: is not a list of your own: --map-status is for your own tables and records."),
        (1, ["-", "--map-status", "Soon="], "title\nA\n", "stdin: has no column status to map (its columns: title)."),
        (1, ["-", "--map", "Title="], "title\nA\n", 'stdin: has no title without its column "title". Do not leave it out, or map another one to title.'),
        (1, ["-"], "title,score,start_date,notes\nA,8,2020-02-09,x\n", "stdin: has columns that slate does not know: score, start_date, notes. To ignore them, map the columns to import, as in: --map title=title"),
        (1, ["-"], "title;date\n", "stdin: has semicolons between its columns. Add --delimiter ';'"),
        (1, ["-"], "title,dat\n", "stdin: has columns that slate does not know: dat. Map them: --map dat=date"),
        (2, ["-", "--encoding", "cp1525"], "title\n", '--encoding "cp1525" is no text encoding. Did you mean cp1252, cp1251 or cp1250?'),
        (1, ["-", "--encoding", "ascii"], b"title\nCaf\xe9\n", "stdin: is not in ascii: byte 0xE9 on line 2. Name its encoding, which may be cp1252 or cp1250: --encoding cp1252"),
        (1, ["-"], b"title\nCaf\xe9\n", "stdin: is not in UTF-8: byte 0xE9 on line 2. Name its encoding, which may be cp1252 or cp1250: --encoding cp1252"),
        (1, ["-"], "<!doctype html>", "stdin: is a web page, not a list. Save the table in it as CSV, or download its feed, such as a calendar (.ics)."),
        (1, ["-"], "%PDF-1.7\n", "stdin: is a PDF document, not a list. Put its titles into a spreadsheet, and save that as CSV."),
        (1, ["-"], "---\n- title: Soul\n", "stdin: is YAML, which slate does not read. Convert it to JSON first, for example with yq."),
        (1, ["-", "--as", "letterboxd"], "Title,Year\nDune,x\n", "stdin: is not a list of Letterboxd: its columns are Title, Year. Leave out --as, and slate detects the format."),
        (2, ["-", "--source", ""], "[]", "The source is empty."),
        (2, ["-", "--rumor", "--official"], "[]", "--rumor cannot be combined with --official. A report is one of them."),
        (2, ["-", "--reported-on", "2022"], "[]", "--reported-on 2022 is in the future (today is 2021-01-07). It is the day of the report, not of the release."),
        (2, ["-", "--reported-on", "early 2020"], "[]", '"early 2020" is not a date: --reported-on takes a day, a month or a year.'),
    ],
)  # fmt: skip
def test_invalid_input_is_refused(
    refused: Refused, code: int, arguments: list[str], stdin: str | bytes, message: str
) -> None:
    assert refused(code, "import", *arguments, stdin=stdin) == f"slate: {message}\n"
    assert not stored().exists() or stored().stat().st_size == 0


@pytest.fixture
def _as_nobody() -> Iterator[None]:
    """Run without the privileges of root, which can read every file."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)  # nobody
    yield
    os.seteuid(user)


def test_an_unreadable_file_is_reported(request: pytest.FixtureRequest, refused: Refused) -> None:
    Path("secret").touch(mode=0)
    request.getfixturevalue("_as_nobody")
    assert refused(1, "import", "secret") == "slate: secret: cannot be read: Permission denied.\n"


# Values that the file does not state


def columns(done: Done, names: str) -> list[str]:
    return done("list", "-f", "tsv", "--columns", names).splitlines()


def test_map_imports_a_table_with_other_column_names(slate: Run, done: Done) -> None:
    Path("mine.csv").write_text(
        "My Title,When,Owner,Kind\nDune,2021-10-22,me,film\nCobra Kai,TBA,,series\n",
        encoding="utf-8",
    )
    mapped = ("import", "mine.csv", "--map", "My Title=title,When=date", "--source", "me")
    assert slate(*mapped) == (0, "2 added\n", "slate: ignored columns: Owner\n")
    assert columns(done, "slug,date,kind,source") == [
        "dune\t2021-10-22\tfilm\tme",
        "cobra-kai\tTBA\tseries\tme",
    ]
    assert slate(*mapped).out == "2 unchanged\n"


def test_map_may_be_repeated(slate: Run) -> None:
    Path("mine.csv").write_text("A,B\nDune,2021\n", encoding="utf-8")
    assert slate("import", "mine.csv", "--map", "A=title", "--map", "B=date").out == "1 added\n"


def test_a_column_can_be_left_out(slate: Run, done: Done) -> None:
    table = "Title,When,Status\nDune,2021-10-22,Watched\n"
    mapped = ("import", "-", "--map", "When=date,Status=")
    assert slate(*mapped, stdin=table) == (0, "1 added\n", "")
    assert columns(done, "slug,date,status") == ["dune\t2021-10-22\tscheduled"]


def test_the_advice_on_columns_can_be_copied(slate: Run, done: Done) -> None:
    table = "Title,Release date,Status,Score\nDune,25/01/2021,Watched,5\nSoul,10/02/2021,,4\n"
    ran = slate("import", "-", stdin=table)
    option = ran.err.rstrip().partition("so it is left out): ")[2]
    assert option == "--map 'Release date=date,Status=' --date-order dmy"
    copied = ("import", "-", *shlex.split(option))
    assert slate(*copied, stdin=table) == (0, "2 added\n", "slate: ignored columns: Score\n")
    assert columns(done, "slug,date") == ["dune\t2021-01-25", "soul\t2021-02-10"]


@pytest.mark.parametrize(
    "form",
    [
        "title,status\nA,{}\nB,{}\n",
        '[{{"title": "A", "status": "{}"}}, {{"title": "B", "status": "{}"}}]',
    ],
)
def test_the_advice_on_status_words_can_be_copied(slate: Run, done: Done, form: str) -> None:
    content = form.format("Watched", "Coming soon")
    ran = slate("import", "-", stdin=content)
    assert (ran.code, ran.out) == (1, "")
    problem, other, refused = ran.err.splitlines()
    assert '"Watched" is about watching, not about the title. Choose from ' in problem
    assert '"Coming soon" is not a status. Choose from ' in other
    option = refused.partition("leaves one out: ")[2]
    assert option == "--map-status 'Watched=,Coming soon='"
    assert done("import", "-", *shlex.split(option), stdin=content) == "2 added\n"
    stages = "Coming soon=filming,watched="
    assert done("import", "-", "--map-status", stages, stdin=content) == "1 status, 1 unchanged\n"
    assert columns(done, "slug,status") == ["a\tannounced", "b\tfilming"]


def test_the_advice_leaves_out_words_of_slate_that_a_watchlist_has(slate: Run, done: Done) -> None:
    content = "title,status\nA,Watched\nB,On Hold\nC,filming\n"
    advice = slate("import", "-", stdin=content).err.splitlines()[-1]
    why, _, option = advice.partition(" (On Hold is about watching here, too): ")
    assert why.endswith("nothing after = leaves one out")
    assert option == "--map-status 'Watched=,On Hold='"
    assert done("import", "-", *shlex.split(option), stdin=content) == "3 added\n"
    assert columns(done, "slug,status") == ["a\tannounced", "b\tannounced", "c\tfilming"]


def test_a_row_may_have_dates_for_several_regions_and_types(done: Done) -> None:
    table = "Title,US date,UK date,Digital,Disc\nDune,2021-10-22,2021-10-21,,2022-01-11\n"
    mapped = "US date=date@US,UK date=date@GB,Digital=date@digital,Disc=date@physical@US"
    assert done("import", "-", "--map", mapped, stdin=table) == "1 added\n"
    (title,) = json.loads(done("show", "dune", "-f", "json"))
    assert {(one["date"], one["region"], one["release_type"]) for one in title["releases"]} == {
        ("2021-10-22", "US", None),
        ("2021-10-21", "GB", None),
        ("2022-01-11", "US", "physical"),
    }


def test_map_accepts_a_quoted_column_with_a_comma(installed: Run) -> None:
    Path("mine.csv").write_text('Name,"When, exactly"\nDune,2021-10-22\n', encoding="utf-8")
    mapped = ("--map", 'name=title,"when, exactly"=date')
    assert installed("import", "mine.csv", *mapped) == (0, "1 added\n", "")
    assert installed("list", "-f", "tsv", "--columns", "date").out == "2021-10-22\n"


def test_the_encoding_option_decodes_a_file(slate: Run) -> None:
    text = "title\nCafé Meadow\n"
    ran = slate("import", "-", "--encoding", "cp1252", stdin=text.encode("cp1252"))
    assert (ran.code, ran.out) == (0, "1 added\n")
    ran = slate("import", "-", "--encoding", "cp1252", stdin=text)
    assert ran == (0, "1 unchanged\n", "slate: read as UTF-8, which it is, not as cp1252\n")
    assert slate("list", "-f", "tsv", "--columns", "title").out == "Café Meadow\n"


@pytest.mark.parametrize(
    ("delimiter", "said"), [(";", ";"), ("|", "|"), ("\t", "tab"), ("\t", "\t")]
)
def test_the_delimiter_option_splits_columns(done: Done, delimiter: str, said: str) -> None:
    text = "sep=,\ntitle,date\nDune,2021-10-22 00:00:00\nLupin: season 3,TBC\n"
    table = text.replace(",", delimiter)
    assert done("import", "-", "--delimiter", said, stdin=table) == "2 added\n"
    assert columns(done, "slug,date") == ["dune\t2021-10-22", "lupin-s3\tTBA"]


def test_a_person_is_told_once_that_no_source_was_named(screen: Run, slate: Run) -> None:
    hint = "No source was given; --source tells this list apart from others."
    for name, text in (("a", "title\nDune\n"), ("b", "title\nSoul\n"), ("c", JSON)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    assert screen("import", "a.txt", "b.txt").err.splitlines().count(hint) == 1
    assert slate("import", "a.txt") == (0, "1 unchanged\n", "")
    assert hint not in screen("import", "a.txt", "--source", "me").err
    assert hint not in screen("import", "c.txt").err


def test_the_help_fits_on_one_screen(slate: Run) -> None:
    lines = slate("import", "--help").out.splitlines()
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 80


def test_options_fill_in_missing_values(done: Done) -> None:
    told = (
        "-p",
        "netflix",
        "--source",
        "me",
        "--reported-on",
        "2021-01-02",
        "--tag",
        "A",
        "--tag",
        "b",
    )
    assert done("import", "-", *told, stdin="title,platform,tags\nDune,,x\nSoul,Disney+,\n") == (
        "2 added\n"
    )
    assert columns(done, "slug,platform,source,reported_on,tags") == [
        "dune\tNetflix\tme\t2021-01-02\ta,b,x",
        "soul\tDisney+\tme\t2021-01-02\ta,b",
    ]


def test_two_lists_of_one_source_keep_their_dates_apart(done: Done) -> None:
    listed = "title,date\nDune,{}\n"
    for kind, when in (("theatrical", "2021-10-01"), ("physical", "2022-01-11")):
        told = ("--source", "Studio", "--release-type", kind, "--region", "us")
        done("import", "-", *told, stdin=listed.format(when))
    upcoming = done("upcoming", "-f", "tsv", "--columns", "release_type,region,date")
    assert upcoming == "theatrical\tUS\t2021-10-01\nphysical\tUS\t2022-01-11\n"
    assert done("changes", "--what", "slipped") == ""


def test_rows_that_are_decided_at_the_end_of_their_file_have_lines(done: Done) -> None:
    head = "title,platform,date,source\n"
    table = f"{head}Dune,Netflix,2021-03-01,B\nSoul,,,B\nDune,Netflix,2021-02-01,B\n"
    done("import", "-", stdin=table)
    told = ("-f", "tsv", "--columns", "line,slug,outcome")
    for _ in range(2):
        assert done("import", "-", *told, stdin=table) == (
            "2\tdune\tunchanged\n3\tsoul\tunchanged\n4\tdune\tunchanged\n"
        )


def test_slugs_of_an_import_are_those_of_its_titles(slate: Run) -> None:
    ran = slate(
        "import", "-", "--skip-invalid", "-f", "slugs", stdin="title,date\nDune,2021\nHeat,x\n"
    )
    assert ran.out == "dune\n"


def test_chosen_columns_are_those_of_all_rows(done: Done) -> None:
    assert done("import", "-", "--columns", "slug,outcome", stdin="title\nDune\nHeat\n") == (
        "slug  outcome\ndune  added\nheat  added\n"
    )


def test_titles_that_a_reader_leaves_out_are_named(slate: Run) -> None:
    rated = "Const,Title,Title Type\ntt1,Pilot,TV Episode\ntt2,Soul,Movie\n"
    ran = slate("import", "-", stdin=rated)
    assert ran.out.splitlines() == [
        "1 added",
        "Left out: 1",
        "  stdin:2: Pilot: skipped a title of type TV Episode",
    ]
    assert ran.err == ""


def test_each_row_is_reported_in_a_data_format(screen: Run, slate: Run) -> None:
    table = "title,year,date,source\nMank,2020,,A\nSoul,2020,2021-02-30,B\nSoul,2020,2020-12-25,B\n"
    slate("import", "-", stdin="title,year,source\nSoul,2020,A\n")
    ran = slate("import", "-", "--skip-invalid", "-f", "csv", stdin=table)
    assert ran.out.splitlines() == [
        "file,line,slug,outcome,reason,changes,batch",
        "stdin,2,mank,added,,added,2",
        'stdin,3,,left out,"date: ""2021-02-30"" is not a date: February 2021 has 28 days",,',
        "stdin,4,soul,changed,joined by name: of A,dated,2",
    ]
    assert ran.err == ""
    Path("titles").write_text(JSON, encoding="utf-8")
    ran = screen("import", "titles", "-f", "tsv", "--columns", "line,outcome", pipes=["stdout"])
    assert ran.out == "1\tchanged\n1\tadded\n"
    assert ran.err == "1 added, 1 edited\n"


def test_the_file_format_is_the_default_source(done: Done) -> None:
    watchlist = "Date,Name,Year,Letterboxd URI\n2021-01-01,Dune,2021,https://boxd.it/a\n"
    assert done("import", "-", stdin=watchlist) == "1 added\n"
    assert columns(done, "slug,source") == ["dune\tLetterboxd"]
    # The same report from another source is new, and is stored.
    assert done("import", "-", "--source", "me", stdin=watchlist) == "1 noted\n"
    assert done("import", "-", "--source", "me", stdin=watchlist) == "1 unchanged\n"


def test_a_mapped_table_is_reported_under_the_name_of_its_file(slate: Run, done: Done) -> None:
    Path("lists").mkdir()
    Path("lists/My list.csv").write_text("Name,When\nDune,2021-10-22\n", encoding="utf-8")
    mapped = ("--map", "Name=title,When=date")
    assert slate("import", "lists/My list.csv", *mapped) == (0, "1 added\n", "")
    assert columns(done, "source,confidence") == ["My list\treported"]
    assert done("import", "lists/My list.csv", *mapped) == "1 unchanged\n"
    assert done("import", "lists/My list.csv", *mapped, "--source", "me") == (
        "1 noted\nJoined by name with another source: 1\n  dune: Dune, of My list\n"
    )


def test_a_pipe_has_no_name_for_a_source(done: Done) -> None:
    mapped = ("--map", "Name=title,When=date")
    assert done("import", "-", *mapped, stdin="Name,When\nDune,2021-10-22\n") == "1 added\n"
    assert columns(done, "source,confidence") == ["\treported"]


def test_records_of_slate_without_a_source_stay_without_one(done: Done) -> None:
    Path("mine.csv").write_text("title,date\nDune,2021-10-22\n", encoding="utf-8")
    Path("mine.json").write_text('[{"title": "Soul", "date": "2020-12-25"}]', encoding="utf-8")
    assert done("import", "mine.csv", "mine.json") == "2 added\n"
    assert columns(done, "slug,source,confidence") == [
        "dune\t\treported",
        "soul\t\treported",
    ]


def calendar(name: str = "") -> str:
    lines = (
        *("BEGIN:VCALENDAR", *([f"X-WR-CALNAME:{name}"] if name else []), "BEGIN:VEVENT"),
        *("SUMMARY:Dune", "DTSTART;VALUE=DATE:20211022", "END:VEVENT", "END:VCALENDAR"),
    )
    return "".join(f"{line}\r\n" for line in lines)


def test_a_calendar_lists_under_its_own_name_or_that_of_its_file(done: Done) -> None:
    Path("a.ics").write_text(calendar("My films"), encoding="utf-8")
    Path("b.ics").write_text(calendar(), encoding="utf-8")
    for file, first in (("a.ics", "added"), ("b.ics", "noted")):
        assert done("import", file).splitlines()[0] == f"1 {first}"
        assert done("import", file) == "1 unchanged\n"
    # Another file with the calendar of that name is the same source.
    Path("c.ics").write_text(calendar("My films"), encoding="utf-8")
    assert done("import", "c.ics") == "1 unchanged\n"
    ledger = done("export", "-f", "ledger", "-")
    reports = [json.loads(line) for line in ledger.splitlines() if '"said"' in line]
    assert [(report["source"], report["confidence"]) for report in reports] == [
        ("My films", "listed"),
        ("b", "listed"),
    ]


IMDB = "Const,Title,Title Type,Release Date\ntt1,Soul,movie,2020-12-25\n"
TOP_10 = "week\tcategory\tshow_title\tseason_title\n2021-01-03\tFilms (English)\tSoul\tN/A\n"
OWN = "title,date\nSoul,2020-12-25\n"
OWN_OFFICIAL = "title,date,confidence\nSoul,2020-12-25,official\n"


@pytest.mark.parametrize(
    ("text", "chosen", "confidence"),
    [
        (IMDB, [], "listed"),
        (IMDB, ["--rumor"], "rumor"),
        (IMDB, ["--listed"], "listed"),
        (IMDB, ["--reported"], "reported"),
        (IMDB, ["--official"], "official"),
        (TOP_10, [], "official"),
        (TOP_10, ["--rumor"], "rumor"),
        (calendar(), [], "listed"),
        (calendar(), ["--official"], "official"),
        (OWN, [], "reported"),
        (OWN, ["--listed"], "listed"),
        (OWN_OFFICIAL, [], "official"),
        (OWN_OFFICIAL, ["--rumor"], "official"),
    ],
)
def test_confidence_is_that_of_the_row_or_chosen_or_of_the_format(
    done: Done, text: str, chosen: list[str], confidence: str
) -> None:
    assert done("import", "-", *chosen, stdin=text) == "1 added\n"
    assert columns(done, "confidence") == [confidence]


def test_a_catalog_that_was_stored_as_reported_is_not_news_as_listed(done: Done) -> None:
    # Two rows about one title, with two dates.
    twice = f"{IMDB}tt1,Soul,movie,2020-12-24\n"
    assert done("import", "-", "--reported", stdin=twice).startswith("1 added, 1 dated\n")
    before = done("export", "-f", "ledger", "-")
    assert done("import", "-", stdin=twice).startswith("2 unchanged\n")
    assert done("export", "-f", "ledger", "-") == before
    assert done("import", "-", "--official", stdin=IMDB) == "1 slipped\n"


def test_the_as_option_sets_the_format(done: Done, refused: Refused) -> None:
    text = "title\tdate\nDune, part one\t2021\n"
    assert done("import", "-", "--as", "tsv", stdin=text) == "1 added\n"
    assert refused(1, "import", "-", "--as", "csv", stdin=text).startswith("slate: stdin: has no")


def test_utc_times_are_converted_to_new_york_by_default(done: Done) -> None:
    calendar = [
        {
            "first_aired": "2021-01-09T01:00:00.000Z",
            "episode": {"season": 3, "number": 1},
            "show": {"title": "Cobra Kai", "ids": {"trakt": 1, "slug": "cobra-kai"}},
        }
    ]
    aired = json.dumps(calendar)
    assert done("import", "-", "--dry-run", stdin=aired).startswith(
        "cobra-kai-s3: added Cobra Kai: season 3, 2021-01-08 Fri\n"
    )
    assert done("import", "-", "--timezone", "Asia/Tokyo", "--dry-run", stdin=aired).startswith(
        "cobra-kai-s3: added Cobra Kai: season 3, 2021-01-09 Sat\n"
    )


def test_restore_brings_removed_titles_back(done: Done) -> None:
    done("import", "-", stdin=JSON)
    done("remove", "soul")
    assert done("import", "-", "--restore", stdin=JSON) == "1 added, 1 unchanged\n"
    assert "soul" in columns(done, "slug")


# Rows that are refused

WATCHLIST = """title,date
Dune,2021-10-22
Soul,2021-02-30
"Two
Lines",2021
,2021
"""


def test_every_problem_has_its_line_and_field(refused: Refused) -> None:
    Path("watchlist.csv").write_text(WATCHLIST, encoding="utf-8")
    assert refused(1, "import", "watchlist.csv").splitlines() == [
        'watchlist.csv:3: date: "2021-02-30" is not a date: February 2021 has 28 days',
        "watchlist.csv:6: title is missing. Every record names the title it is about.",
        "slate: 2 problems in watchlist.csv. Nothing was stored.",
    ]
    assert not stored().exists() or stored().stat().st_size == 0


DAY_FIRST = "title,date\nSoul,25/12/2020\nMank,4/12/2020\n"


@pytest.mark.parametrize(
    ("dates", "advice"),
    [
        (
            ["25/12/2020", "4/12/2020"],
            'Dates begin with the day, as "25/12/2020" shows. Add --date-order dmy',
        ),
        (
            ["12/25/2020", "12/4/2020"],
            'Dates begin with the month, as "12/25/2020" shows. Add --date-order mdy',
        ),
        (
            ["12/4/2020"],
            (
                'If dates such as "12/4/2020" begin with the day, add --date-order dmy; if they '
                "begin with the month, --date-order mdy"
            ),
        ),
        (
            ["12/4/2020", "12/25/2020", "25/12/2020"],
            (
                'Dates have two orders, as "12/25/2020" and "25/12/2020" show: write them like '
                "2008-10-07."
            ),
        ),
    ],
)
def test_dates_that_are_not_clear_are_refused_with_the_option(
    refused: Refused, dates: list[str], advice: str
) -> None:
    rows = "".join(f"T{number},{text}\n" for number, text in enumerate(dates))
    told = refused(1, "import", "-", stdin=f"title,date\n{rows}").splitlines()
    assert "which is the month is not clear" in told[0]
    assert told[1] == f"slate: 1 problem in stdin. Nothing was stored. {advice}"


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_the_date_order_option_reads_the_dates_of_each_format(done: Done, name: str) -> None:
    rows: list[object] = [{"title": "Mank", "leaves": "4/12/2020", "reported_on": "3/2/2020"}]
    rows.append({"title": "Soul", "releases": [{"date": "5/12/2020"}]})
    text = (
        json.dumps(rows)
        if name == "a.json"
        else "title,leaves,reported_on\nMank,4/12/2020,3/2/2020\n"
    )
    Path(name).write_text(text, encoding="utf-8")
    done("import", name, "--date-order", "DMY")
    columns = ("-f", "tsv", "--columns", "slug,date,leaves,reported_on")
    found = done("list", *columns).splitlines()
    assert "mank\tTBA\t2020-12-04\t2020-02-03" in found
    assert name == "a.csv" or "soul\t2020-12-05\t\t2021-01-07" in found


def test_a_chosen_date_order_holds_for_each_row(refused: Refused) -> None:
    told = refused(1, "import", "-", "--date-order", "mdy", stdin=DAY_FIRST)
    assert told.splitlines() == [
        'stdin:2: date: "25/12/2020" is not a date: there is no month 25; they go from 01 to 12',
        "slate: 1 problem in stdin. Nothing was stored.",
    ]
    assert refused(2, "import", "-", "--date-order", "ymd", stdin=DAY_FIRST) == (
        'slate: "ymd" is not a date order. Choose from dmy, mdy.\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "-",
        "\u2014",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
    ],
)
def test_what_stands_for_no_date_states_nothing(done: Done, text: str) -> None:
    done("add", "Soul", "-d", "2020-12-25")
    done("import", "-", stdin=f"title,date,reported_on\nSoul,{text},{text}\nMank,{text},\n")
    found = done("list", "-f", "tsv", "--columns", "slug,date").splitlines()
    assert sorted(found) == ["mank\tTBA", "soul\t2020-12-25"]


@pytest.mark.parametrize("text", ["Friday", "tomorrow", "January 15", "mid-December", "next month"])
def test_relative_dates_in_files_are_refused(refused: Refused, text: str) -> None:
    told = refused(1, "import", "-", stdin=f"title,date\nSoul,{text}\n")
    assert told.startswith(f'stdin:2: date: "{text}" is not a date: ')


def test_serial_numbers_of_spreadsheets_are_refused_with_advice(refused: Refused) -> None:
    serial = (
        'date: "44201" is not a date: it looks like a spreadsheet\'s serial number of a day; format '
        "the column as a date, such as 2021-01-05, and save the file again"
    )
    told = refused(1, "import", "-", stdin="title,date\nSoul,44201\n")
    assert told.splitlines()[0] == f"stdin:2: {serial}"
    told = refused(1, "import", "-", stdin='[{"title": "Soul", "date": 44201}]')
    assert told.splitlines()[0] == f"stdin:1: {serial}"


def test_skip_invalid_stores_the_valid_rows(slate: Run, done: Done) -> None:
    Path("watchlist.csv").write_text(WATCHLIST, encoding="utf-8")
    ran = slate("import", "watchlist.csv", "--skip-invalid")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "2 added",
        "Left out: 2",
        '  watchlist.csv:3: date: "2021-02-30" is not a date: February 2021 has 28 days',
        "  watchlist.csv:6: title is missing. Every record names the title it is about.",
    ]
    assert columns(done, "title") == ["Two Lines", "Dune"]


def test_one_row_left_out_is_reported(slate: Run) -> None:
    ran = slate("import", "-", "--skip-invalid", stdin="title,date\nDune,2021-13\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "no titles in it",
        "Left out: 1",
        '  stdin:2: date: "2021-13" is not a date: there is no month 13; they go from 01 to 12',
    ]


def test_an_ambiguous_row_lists_the_candidates(refused: Refused, slate: Run, done: Done) -> None:
    done("add", "Dune", "--year", "1984")
    done("add", "Dune", "--year", "2021", "--new")
    several = (
        'stdin:3: "Dune" could be dune or dune-2021. Add what distinguishes them to the file, for example its slug, '
        "or skip the row with --skip-invalid."
    )
    rows = "title,date\nSoul,2020-12-25\nDune,\nMank,2020-12-04\n"
    assert refused(1, "import", "-", stdin=rows).splitlines() == [
        several,
        "slate: 1 problem in stdin. Nothing was stored.",
    ]
    ran = slate("import", "-", "--skip-invalid", stdin=rows)
    assert ran == (0, f"2 added\nLeft out: 1\n  {several}\n", "")
    assert done("import", "-", stdin="title,year,tags\nDune,1984,x\n") == "1 edited\n"


def test_problems_are_listed_in_line_order(refused: Refused, done: Done) -> None:
    done("add", "Dune", "--year", "1984")
    done("add", "Dune", "--year", "2021", "--new")
    rows = "title,status\nDune,\nSoul,\nDune,released\n"
    told = refused(1, "import", "-", stdin=rows).splitlines()
    assert [line.partition(" ")[0] for line in told] == ["stdin:2:", "stdin:4:", "slate:"]


def test_a_bad_file_is_refused_before_the_slate_is_locked(
    done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_DB", str(Path("slate.db").absolute()))
    done("add", "Dune")
    with closing(sqlite3.connect("slate.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        told = refused(1, "import", "-", stdin="title,date\nSoul,no day\n").splitlines()
    assert told[0].startswith('stdin:2: date: "no day" is not a date')
    assert told[1] == "slate: 1 problem in stdin. Nothing was stored."


def test_a_problem_in_a_page_of_results_has_its_number(refused: Refused) -> None:
    films = [
        {"id": 1, "title": "Dune", "original_title": "Dune", "release_date": day, "poster_path": ""}
        for day in ("2021-10-22", "2021-02-30")
    ]
    page = json.dumps({"page": 1, "results": films, "total_pages": 1, "total_results": 2})
    assert refused(1, "import", "-", stdin=page).startswith("stdin:1: results, number 2: ")


def test_unknown_values_are_counted_in_a_remark(slate: Run) -> None:
    row = {"_links": {}, "url": "https://www.tvmaze.com/shows/{}/x", "status": "Dreaming"}
    shows = [row | {"id": number, "name": f"Show {number}"} for number in (1, 2)]
    ran = slate("import", "-", stdin=json.dumps(shows))
    assert (ran.code, ran.out) == (0, "2 added\n")
    assert ran.err == ("slate: unknown status kept in the note: Dreaming (2)\n")
