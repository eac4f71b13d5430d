# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json
import os
import re
import threading
from base64 import b64decode
from pathlib import Path

import pytest

from slate.cli import export_run
from slate.domain.titles.record import COLUMNS, FULL
from tests.cli.conftest import Done, IsUntouched, Refused, Run, needs_full, stored
from tests.store import damaging

JSON = """\
[
 {"slug": "heroes-2", "title": "Heroes 2", "label": "Sequel in development", \
"status": "in-development", "kind": "film", "date": null, "precision": "tba", "year": null, \
"season": null, "part": null, "platform": null, "release_type": null, "region": null, \
"earliest": null, "latest": null, "certain": null, "leaves": null, "tags": ["kids"], \
"source": null, "url": null, "reported_on": "2021-01-07", "confidence": "rumor", \
"leaves_source": null, "leaves_confidence": null, "name": "Heroes 2", "releases": [], \
"links": {"sequel-of": ["we-can-be-heroes"]}, "credits": {}, "ids": {}, \
"notes": [], "names": []},
 {"slug": "we-can-be-heroes", "title": "We Can Be Heroes", "label": "Released", \
"status": "released", "kind": "film", "date": "2020-12-25", "precision": "day", "year": null, \
"season": null, "part": null, "platform": "Netflix", "release_type": "streaming", \
"region": null, "earliest": "2020-12-25", "latest": "2020-12-25", "certain": null, \
"leaves": null, "tags": [], "source": "Netflix", "url": null, "reported_on": "2021-01-07", \
"confidence": "reported", "leaves_source": null, "leaves_confidence": null, \
"name": "We Can Be Heroes", "releases": [{"release_type": "streaming", "region": null, \
"platform": "Netflix", "date": "2020-12-25", "leaves": null, "source": "Netflix", \
"confidence": "reported", "url": null, "contested": false, "within": null, \
"leaves_source": null, "leaves_confidence": null}], "links": {}, "credits": {}, \
"ids": {}, "notes": [], "names": []}
]
"""
NDJSON = "".join(f"{line.strip().removesuffix(',')}\n" for line in JSON.splitlines()[1:-1])
HEADER = f"{','.join(COLUMNS)}\n"
ROWS = """\
heroes-2,Heroes 2,Sequel in development,in-development,film,TBA,tba,,,,,,,,,,,kids,,,2021-01-07,rumor,,,Heroes 2
we-can-be-heroes,We Can Be Heroes,Released,released,film,2020-12-25,day,,,,Netflix,streaming,,\
2020-12-25,2020-12-25,,,,Netflix,,2021-01-07,reported,,,We Can Be Heroes
"""
CSV = HEADER + ROWS
TSV = ROWS.replace(",", "\t")
TABLE_HEAD = "| Date | Title | On | Status |\n| --- | --- | --- | --- |\n"
MARKDOWN = f"""\
{TABLE_HEAD}\
| no date | Heroes 2 |  | Sequel in development, rumor |
| 2020-12-25 Fri | We Can Be Heroes | Netflix | Released |
"""
NO_EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//slate//slate//EN
CALSCALE:GREGORIAN
X-WR-CALNAME:slate
END:VCALENDAR
""".replace("\n", "\r\n")
ICS = NO_EVENT.replace(
    "END:VCALENDAR\r\n",
    """\
BEGIN:VEVENT
UID:ec0cac797c4b51ca08c6bb321f2793e1@slate
DTSTAMP:20210107T120000Z
CREATED:20210107T120000Z
LAST-MODIFIED:20210107T120000Z
SEQUENCE:1
DTSTART;VALUE=DATE:20201225
DTEND;VALUE=DATE:20201226
SUMMARY:We Can Be Heroes
DESCRIPTION:Released (Netflix). Netflix\\, reported\\, 2021-01-07.
STATUS:TENTATIVE
TRANSP:TRANSPARENT
CATEGORIES:Netflix
X-SLATE-TITLE:We Can Be Heroes
X-SLATE-SLUG:we-can-be-heroes
X-SLATE-KIND:film
X-SLATE-PLATFORM:Netflix
X-SLATE-RELEASE-TYPE:streaming
X-SLATE-DATE:2020-12-25
X-SLATE-SOURCE:Netflix
X-SLATE-REPORTED-ON:2021-01-07
X-SLATE-CONFIDENCE:reported
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n"),
)
BY_DAY = """\
## Friday 25 December 2020

- **We Can Be Heroes**, released on Netflix, says Netflix

## No date yet

- **Heroes 2**, sequel in development, rumor
"""
FILMS = ("-k", "film")
WRITTEN = {"json": JSON, "ndjson": NDJSON, "csv": CSV, "tsv": TSV, "markdown": MARKDOWN, "ics": ICS}
EMPTY = {
    "json": "[]\n",
    "ndjson": "",
    "csv": HEADER,
    "tsv": "",
    "markdown": TABLE_HEAD,
    "ics": NO_EVENT,
}


def read(name: str) -> str:
    """Return the exact content of a file."""
    return Path(name).read_bytes().decode()


def names() -> set[str]:
    """Return the names of the files in the working folder."""
    return {path.name for path in Path().iterdir()}


# Formats


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("form", "written"), WRITTEN.items(), ids=WRITTEN)
def test_the_format_option_chooses_the_format(done: Done, form: str, written: str) -> None:
    assert done("export", "-f", form, *FILMS) == written
    assert done("export", "-", "--format", form, *FILMS) == written
    assert done("export", "file.txt", "--format", form, *FILMS) == ""
    assert read("file.txt") == written
    # The option overrides the extension of the file.
    assert done("export", "file.json", "--format", form, *FILMS) == ""
    assert read("file.json") == written


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("form", "same"), [("md", "markdown"), ("jsonl", "ndjson")])
def test_file_extensions_are_format_names_too(done: Done, form: str, same: str) -> None:
    assert done("export", "-f", form, *FILMS) == WRITTEN[same]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.json", "json"),
        ("a.ndjson", "ndjson"),
        ("a.jsonl", "ndjson"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.ics", "ics"),
        ("A.ICS", "ics"),
        ("a.csv.json", "json"),
    ],
)
def test_the_file_extension_chooses_the_format(done: Done, name: str, form: str) -> None:
    assert done("export", name, *FILMS) == ""
    assert read(name) == WRITTEN[form]
    assert names() == {"home", name}


@pytest.mark.parametrize(("form", "written"), EMPTY.items(), ids=EMPTY)
def test_an_empty_slate_exports_an_empty_document(
    done: Done, form: str, written: str, is_untouched: IsUntouched
) -> None:
    assert done("export", "-f", form) == written
    done("export", "file", "-f", form)
    assert read("file") == written
    assert is_untouched()


@pytest.mark.parametrize("group", ["day", "month", "platform"])
def test_a_newsletter_of_an_empty_slate_is_empty(done: Done, group: str) -> None:
    assert done("export", "-f", "markdown", "--group-by", group) == ""


FORMATS = "json, ndjson, csv, tsv, markdown, html, ics, ledger"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "The format is not clear from stdout. Add --format json"),
        (["-"], "The format is not clear from stdout. Add --format json"),
        (["a"], "The format is not clear from a. Add --format json"),
        (["a.txt"], "The format is not clear from a.txt. Add --format json"),
        (["json"], "The format is not clear from json. Add --format json"),
        (["a" * 200], f"The format is not clear from {'a' * 117}.... Add --format json"),
        ([".json"], "The format is not clear from .json. Add --format json"),
        (["a.json", "-f", "xml"], f'"xml" is not a format. Choose from {FORMATS}.'),
        (["-f", "table"], f'"table" is not a format. Choose from {FORMATS}.'),
        (["-f", "slugs"], f'"slugs" is not a format. Choose from {FORMATS}.'),
        (["-f", "JSON"], f'"JSON" is not a format. Choose from {FORMATS}.'),
        (["-f", ""], f'"" is not a format. Choose from {FORMATS}.'),
        (["", "-f", "json"], "FILE is empty. Is a variable unset?"),
        ([" ", "-f", "json"], "FILE is empty. Is a variable unset?"),
        (["-f", "csv", "--columns", "slug,nope"], f'There is no column "nope". Choose from {", ".join(COLUMNS)}.'),
        (["-f", "csv", "--columns", "notes"], f'There is no column "notes". Choose from {", ".join(COLUMNS)}.'),
        (["-f", "json", "--columns", "nope"], f'There is no column "nope". Choose from {", ".join((*COLUMNS, *FULL))}.'),
        (["-f", "csv", "--columns", " , "], "--columns is empty. Write --columns slug,date,title."),
        (["-f", "ics", "--columns", "slug"], "--columns is for json, ndjson, csv, tsv or markdown, not for ics."),
        (["-f", "csv", "--group-by", "day"], "--group-by is for markdown, not for csv."),
        (["-f", "markdown", "--group-by", "day", "--columns", "slug"], "--columns cannot be combined with --group-by, which makes a list."),
        (["-f", "markdown", "--group-by", "week"], 'Cannot group by "week". Choose from day, month, platform.'),
        (["-f", "markdown", "--group-by", ""], 'Cannot group by "". Choose from day, month, platform.'),
        (["-f", "json", "--tentative"], "--tentative is for ics, not for json."),
        (["-f", "json", "--spreadsheet-safe"], "--spreadsheet-safe is for csv or tsv, not for json."),
        (["-f", "ics", "--spreadsheet-safe"], "--spreadsheet-safe is for csv or tsv, not for ics."),
        (["-f", "json", "--month", "2021-13"], '"2021-13" is not a date or time span: there is no month 13; they go from 01 to 12'),
    ],
)  # fmt: skip
def test_invalid_options_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "export", *arguments) == f"slate: {message}\n"
    assert names() == {"home"}


# Content


@pytest.mark.usefixtures("small")
def test_chosen_columns_are_written(done: Done) -> None:
    chosen = ("--columns", "On,slug,date", *FILMS)
    assert done("export", "-f", "csv", *chosen) == (
        "platform,slug,date\n,heroes-2,TBA\nNetflix,we-can-be-heroes,2020-12-25\n"
    )
    assert done("export", "-f", "tsv", *chosen) == (
        "\theroes-2\tTBA\nNetflix\twe-can-be-heroes\t2020-12-25\n"
    )
    assert done("export", "-f", "markdown", *chosen) == (
        "| platform | slug | date |\n| --- | --- | --- |\n"
        "|  | heroes-2 | TBA |\n| Netflix | we-can-be-heroes | 2020-12-25 |\n"
    )
    assert done("export", "-f", "ndjson", "--columns", "links,slug", "-k", "film") == (
        '{"links": {"sequel-of": ["we-can-be-heroes"]}, "slug": "heroes-2"}\n'
        '{"links": {}, "slug": "we-can-be-heroes"}\n'
    )
    assert done("export", "-f", "csv", "--columns", "slug", "-k", "short") == "slug\n"


@pytest.mark.usefixtures("small")
def test_group_by_writes_a_newsletter(done: Done) -> None:
    assert done("export", "-f", "markdown", "--group-by", "day", *FILMS) == BY_DAY
    assert done("export", "-f", "markdown", "--group-by", "Days", *FILMS) == BY_DAY
    assert done("export", "-f", "markdown", "--group-by", "month", "-s", "upcoming season") == (
        "## January 2021\n\n### Friday 8 January\n\n"
        "- **Cobra Kai: season 3**, upcoming season on Netflix\n"
    )
    done("update", "we-can-be-heroes", "-d", "2020-12-20", "--release-type", "theatrical")
    done("export", "news.md", "--group-by", "platform", "-s", "released")
    assert read("news.md") == (
        "## Netflix\n\n"
        "- Friday 25 December 2020: **We Can Be Heroes**, released, says Netflix\n\n"
        "## In theaters\n\n"
        "- Sunday 20 December 2020: **We Can Be Heroes**, released\n"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "slugs"),
    [
        ([], ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]),
        (["-p", "netflix"], ["cobra-kai-s3", "we-can-be-heroes"]),
        (["-s", "upcoming"], ["cobra-kai-s3", "heroes-2"]),
        (["--month", "2020-12"], ["we-can-be-heroes"]),
        (["--from", "2021"], ["cobra-kai-s3"]),
        (["--search", "heroes", "--tag", "kids"], ["heroes-2"]),
        (["--undated"], ["heroes-2"]),
        (["--sort", "-title", "--limit", "2"], ["we-can-be-heroes", "heroes-2"]),
        (["--limit", "0"], []),
    ],
)
def test_filters_choose_titles(done: Done, arguments: list[str], slugs: list[str]) -> None:
    told = done("export", "-f", "ndjson", *arguments).splitlines()
    assert [json.loads(line)["slug"] for line in told] == slugs
    assert done("export", "-f", "tsv", "--columns", "slug", *arguments).split() == slugs
    events = done("export", "-f", "ics", *arguments)
    found = [line[13:] for line in events.split("\r\n") if line.startswith("X-SLATE-SLUG:")]
    assert found == [slug for slug in slugs if slug != "heroes-2"]


@pytest.mark.usefixtures("small")
def test_export_writes_what_list_and_show_print(done: Done) -> None:
    for form in ("csv", "tsv"):
        assert done("export", "-f", form) == done("list", "-f", form)
    slugs = done("list", "-f", "slugs").split()
    for form in ("json", "ndjson"):
        assert done("export", "-f", form) == done("show", *slugs, "-f", form)


@pytest.mark.slow
def test_a_long_export_is_complete(done: Done) -> None:
    """Lines beyond the number held in memory are written unchanged."""
    titles = [{"title": f"Title {number}", "date": "2021-02-01"} for number in range(5_200)]
    done("import", "-", stdin=json.dumps(titles))
    done("export", "a.ndjson", "--columns", "title")
    told = [json.loads(line)["title"] for line in read("a.ndjson").splitlines()]
    assert sorted(told) == sorted(title["title"] for title in titles)
    assert done("export", "-f", "ndjson", "--columns", "title") == read("a.ndjson")


# Terminals and pipes


@pytest.mark.usefixtures("small")
def test_the_number_written_is_reported_on_a_terminal(screen: Run, slate: Run) -> None:
    assert screen("export", "a.csv") == (0, "", "3 written to a.csv.\n")
    assert screen("export", "a.ics", "--limit", "1") == (0, "", "1 written to a.ics.\n")
    assert screen("export", "-f", "csv", *FILMS) == (0, CSV, "")
    assert screen("export", "-f", "csv", *FILMS, pipes=["stdout"]) == (0, CSV, "")
    assert screen("export", "a.csv", pipes=["stderr"]) == (0, "", "")
    assert slate("export", "a.md", "--group-by", "day") == (0, "", "")
    assert screen("export", "a.md", "--group-by", "day").err == "3 written to a.md.\n"
    assert screen("--db", "none.db", "export", "a.md").err == "0 written to a.md.\n"


def test_an_export_of_the_demo_notes_the_demo(screen: Run, done: Done) -> None:
    said = "Demo slate of 2021-01-07; changes are not kept.\n"
    assert screen("--demo", "export", "a.csv").err == f"9 written to a.csv.\n{said}"
    assert screen("--demo", "export", "-f", "csv") == (0, read("a.csv"), said)
    assert done("--demo", "export", "-f", "csv") == read("a.csv")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("form", "written"), WRITTEN.items(), ids=WRITTEN)
def test_export_prints_the_same_on_a_terminal(screen: Run, form: str, written: str) -> None:
    # It has no control characters, and the line ends of a calendar are not escaped.
    assert screen("export", "-f", form, *FILMS).out == written


EVIL = "\u202eevil"


def test_control_characters_are_escaped_on_a_terminal(done: Done, screen: Run) -> None:
    done("add", EVIL, "-d", "2021-02-01", "--source", "A")
    for form in ("json", "ndjson", "csv", "tsv", "markdown", "ics"):
        told = screen("export", "-f", form).out
        assert EVIL not in told
        assert "\\u202eevil" in told
    assert EVIL in done("export", "-f", "csv")
    assert screen("export", "-f", "csv", "/dev/null").out == ""


@pytest.mark.usefixtures("small")
def test_a_terminal_device_gets_escaped_output(done: Done) -> None:
    done("add", EVIL)
    master, terminal = os.openpty()
    done("export", os.ttyname(terminal), "-f", "tsv", "--columns", "title", "--search", "evil")
    assert os.read(master, 100) == b"\\u202eevil\r\n"
    os.close(terminal)
    os.close(master)


@pytest.mark.slow
def test_output_is_utf8_in_any_locale(installed: Run, world: Path) -> None:
    installed("add", "Amélie \N{PARTY POPPER}", "-p", "Éclair", "-d", "2021-02-01", "--source", "A")
    for form in ("csv", "ics"):
        plain = installed("export", "-f", form)
        assert "Amélie \N{PARTY POPPER}" in plain.out
        for variables in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}):
            assert installed("export", "-f", form, **variables) == plain
        assert installed("export", "a", "-f", form, LC_ALL="C") == (0, "", "")
        assert (world / "a").read_bytes().decode() == plain.out


# Spreadsheets

FORMULAS = """\
[{"title": "=1+1", "slug": "a", "source": "-x", "tags": ["+a"]},
{"title": "@SUM(1)", "slug": "b", "source": "a"}]
"""


def test_formulas_are_guarded_only_on_request(done: Done, slate: Run) -> None:
    done("import", "-", stdin=FORMULAS)
    chosen = ("--columns", "title,source,tags,year")
    plain = "title,source,tags,year\n=1+1,-x,+a,\n@SUM(1),a,,\n"
    assert done("export", "-f", "csv", *chosen) == plain
    guarded = "title,source,tags,year\n'=1+1,'-x,'+a,\n'@SUM(1),a,,\n"
    said = "slate: cells changed for spreadsheets: 4.\n"
    assert slate("export", "-f", "csv", "--spreadsheet-safe", *chosen) == (0, guarded, said)
    assert slate("export", "a.tsv", "--spreadsheet-safe", *chosen) == (0, "", said)
    assert read("a.tsv") == "'=1+1\t'-x\t'+a\t\n'@SUM(1)\ta\t\t\n"


@pytest.mark.usefixtures("small")
def test_spreadsheet_safe_reports_zero_changes_on_a_terminal(slate: Run, screen: Run) -> None:
    assert slate("export", "-f", "csv", "--spreadsheet-safe", *FILMS) == (0, CSV, "")
    assert screen("export", "a.csv", "--spreadsheet-safe", *FILMS).err == (
        "cells changed for spreadsheets: 0.\n2 written to a.csv.\n"
    )


# Files


@pytest.mark.parametrize("name", ["slate.db", "./slate.db", "link", "hard", "sub/../slate.db"])
@pytest.mark.parametrize("db", ["slate.db", "link"])
def test_export_refuses_to_overwrite_the_slate(
    done: Done, refused: Refused, name: str, db: str
) -> None:
    Path("sub").mkdir()
    done("--db", "slate.db", "add", "Soul")
    Path("link").symlink_to("slate.db")
    os.link("slate.db", "hard")
    before = Path("slate.db").read_bytes()
    assert refused(1, "--db", db, "export", name, "-f", "json") == (
        f"slate: {name}: is the slate itself. Nothing was written.\n"
    )
    assert Path("slate.db").read_bytes() == before
    assert Path("link").is_symlink()


@pytest.mark.usefixtures("small")
def test_export_refuses_to_overwrite_the_default_slate(refused: Refused) -> None:
    before = stored().read_bytes()
    assert refused(1, "export", str(stored()), "-f", "csv") == (
        f"slate: {stored()}: is the slate itself. Nothing was written.\n"
    )
    assert stored().read_bytes() == before


def test_export_refuses_the_path_of_a_slate_not_yet_created(refused: Refused) -> None:
    Path("link.json").symlink_to("slate.json")
    for name in ("slate.json", "link.json"):
        assert refused(1, "--db", "slate.json", "export", name) == (
            f"slate: {name}: is the slate itself. Nothing was written.\n"
        )
    assert not Path("slate.json").exists()


@pytest.mark.usefixtures("small")
def test_a_symbolic_link_is_written_through(done: Done) -> None:
    Path("a.csv").write_text("OLD", encoding="utf-8")
    Path("link.csv").symlink_to("a.csv")
    done("export", "link.csv", *FILMS)
    assert Path("link.csv").is_symlink()
    assert read("a.csv") == CSV


@pytest.mark.usefixtures("small")
def test_export_writes_into_a_fifo(done: Done) -> None:
    os.mkfifo("fifo")
    seen: list[bytes] = []
    reader = threading.Thread(target=lambda: seen.append(Path("fifo").read_bytes()))
    reader.start()
    assert done("export", "fifo", "-f", "ics", *FILMS) == ""
    reader.join()
    assert seen == [ICS.encode()]
    assert Path("fifo").is_fifo()


NO_SPACE = "No space left on device"


@needs_full
@pytest.mark.usefixtures("small")
def test_a_full_device_is_reported(refused: Refused) -> None:
    assert refused(1, "export", "/dev/full", "-f", "json") == (
        f"slate: /dev/full: cannot be written: {NO_SPACE}.\n"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        (1, "sub", "sub: is a folder. Name a file in it."),
        (1, "sub.csv/", "sub.csv/: is a folder. Name a file in it."),
        (1, "no/a.csv", "There is no folder no. Create it first: mkdir -p no"),
        (1, "loop", "loop: cannot be written: Too many levels of symbolic links."),
        (1, "a\0b", "a\\x00b: no file can have this name."),
    ],
)
def test_invalid_targets_are_refused(refused: Refused, code: int, name: str, message: str) -> None:
    Path("sub").mkdir()
    Path("loop").symlink_to("loop")
    assert refused(code, "export", name, "-f", "csv") == f"slate: {message}\n"
    assert names() == {"home", "loop", "sub"}


@pytest.mark.about_files
def test_an_error_leaves_the_old_file_unchanged(done: Done, refused: Refused) -> None:
    Path("a.csv").write_text("OLD", encoding="utf-8")
    Path("no.db").write_text("no slate", encoding="utf-8")
    assert refused(1, "--db", "no.db", "export", "a.csv").startswith("slate: no.db: ")
    assert refused(2, "export", "a.csv", "--tentative").startswith("slate: --tentative is for ")
    assert read("a.csv") == "OLD"
    done("export", "a.csv")
    assert read("a.csv") == HEADER


# Calendars


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def events(done: Done, *arguments: str) -> dict[str, int]:
    """Return the SEQUENCE of each event by its UID."""
    lines = unfolded(done("export", "-f", "ics", *arguments))
    uids = [line.removeprefix("UID:") for line in lines if line.startswith("UID:")]
    numbers = [int(line.partition(":")[2]) for line in lines if line.startswith("SEQUENCE:")]
    return dict(zip(uids, numbers, strict=True))


@pytest.mark.usefixtures("small")
def test_an_unchanged_slate_exports_the_same_calendar(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", "Overdue", "-d", "2021-01-08", "-p", "Hulu", "--source", "A")
    done("export", "a.ics", "--tentative")
    done("export", "b.ics", "--tentative")
    assert read("a.ics") == read("b.ics") == done("export", "-f", "ics", "--tentative")
    for day in ("2021-01-09", "2030-02-28"):
        monkeypatch.setenv("SLATE_TODAY", day)
        assert done("export", "-f", "ics", "--tentative") == read("a.ics")


def test_calendar_lines_end_in_crlf_and_are_folded(done: Done) -> None:
    done("add", "列" * 60, "-d", "2021-02-01", "--source", "A, B; C")
    done("export", "a.ics")
    data = Path("a.ics").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_an_event_keeps_its_uid(done: Done) -> None:
    done("add", "Wednesday", "-p", "netflix", "-d", "2021-02-01", "--source", "A")
    (uid,) = events(done)
    for change in (
        ["wednesday", "--title", "Addams"],
        ["addams", "--slug", "wed"],
        ["wed", "-p", "NETFLIX", "-d", "2021-03-01"],
        ["wed", "--year", "2022", "-k", "documentary"],
        ["wed", "-s", "canceled"],
    ):
        done("update", *change)
        assert list(events(done)) == [uid]
    done("update", "wed", "--also-on", "Hulu", "-d", "2021-04-01")
    assert len(events(done)) == 2
    assert uid in events(done)


def test_names_of_the_same_platform_share_event_uids(done: Done) -> None:
    done("add", "Dune", "-p", "HBO Max", "-d", "2021-02-01", "--source", "A")
    there = events(done)
    done("--db", "other.db", "add", "Dune", "-p", "Max", "-d", "2021-02-01", "--source", "A")
    assert "Max" in done("--db", "other.db", "list")
    assert events(lambda *arguments: done("--db", "other.db", *arguments)) == there


def test_the_sequence_of_an_event_always_rises(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    done("add", "Soul", "-d", "2021-02-01", "--source", "A")
    (uid,) = events(done)
    told = [1]
    for author, *command in (
        ("a", "update", "soul", "-d", "2021-03-01"),
        ("a", "undo"),
        ("a", "redo"),
        ("b", "update", "soul", "-d", "2021-04-01"),
        ("b", "undo"),
        ("a", "undo"),
        ("a", "update", "soul", "--note", "n"),
    ):
        monkeypatch.setenv("SLATE_AUTHOR", author)
        done(*command)
        told.append(events(done)[uid])
    assert told == [1, 2, 3, 4, 5, 6, 7, 8]
    done("remove", "soul")
    assert events(done) == {}
    done("undo")
    assert events(done) == {uid: 10}
    done("remove", "soul")
    done("add", "Soul", "-d", "2021-05-01")
    assert events(done) == {uid: 12}


def test_inexact_dates_are_exported_only_as_tentative(done: Done, screen: Run) -> None:
    for title, when in (("A", "2021-02-01"), ("B", "2021-02"), ("C", "2021"), ("D", "2021-02/.."), ("E", "TBA")):  # fmt: skip
        done("add", title, "-d", when)
    done("export", "exact.ics")
    assert [line for line in unfolded(read("exact.ics")) if line.startswith(("DTS", "DTE"))] == [
        "DTSTAMP:20210107T120000Z",
        "DTSTART;VALUE=DATE:20210201",
        "DTEND;VALUE=DATE:20210202",
    ]
    done("export", "spans.ics", "--tentative")
    assert sorted(line for line in unfolded(read("spans.ics")) if ";VALUE=DATE:" in line) == [
        "DTEND;VALUE=DATE:20210202",
        "DTEND;VALUE=DATE:20210301",
        "DTEND;VALUE=DATE:20220101",
        "DTSTART;VALUE=DATE:20210101",
        "DTSTART;VALUE=DATE:20210201",
        "DTSTART;VALUE=DATE:20210201",
    ]
    assert screen("export", "a.ics").err == (
        "No exact day: 3 skipped; --tentative includes most.\n1 written to a.ics.\n"
    )
    assert screen("export", "a.ics", "--tentative").err == (
        "Open-ended: 1 skipped.\n3 written to a.ics.\n"
    )
    assert screen("export", "-f", "ics", "--limit", "0").err == ""


RELEASED = ("title", "slug", "kind", "date", "year", "season", "part", "platform", "release_type",
            "region", "leaves", "status", "tags", "source", "url", "reported_on", "confidence")  # fmt: skip


def test_an_exported_calendar_imports_back_unchanged(done: Done) -> None:
    done("add", "Dune", "-d", "2021-10-01", "-p", "HBO Max", "--source", "Warner", "--official",
         "--url", "https://example.com/a,b;c", "--tag", "x", "--tag", "y z")  # fmt: skip
    done(
        "add", "Dune", "--new", "--year", "1984", "-d", "1984-12-14", "--release-type", "theatrical"
    )
    done("add", "Cobra Kai", "-n", "3", "--part", "1", "-d", "2021-02?", "-p", "Netflix", "--rumor")
    done("add", "Amélie, l'été; \\n", "-d", "2021-Q2", "--region", "FR", "--leaves", "2022")
    done("export", "a.ics", "--tentative")
    said = done("--db", "b.db", "import", "a.ics").splitlines()
    assert said[0] == "4 added, 1 leaving"
    assert said[2].startswith("  dune and dune-1984: same name; one was out long before (1984). ")
    chosen = ("-f", "csv", "--columns", ",".join(RELEASED))
    assert done("--db", "b.db", "list", *chosen) == done("list", *chosen)
    assert done("--db", "b.db", "import", "a.ics") == "5 unchanged\n"
    listed = done("list", *chosen)
    assert done("import", "a.ics") == "4 noted, 1 unchanged\n"  # the kind is now stated explicitly
    assert done("list", *chosen) == listed


@pytest.fixture
def leaving(done: Done) -> None:
    done("add", "Mank", "-p", "Netflix", "-d", "2020-12-04", "--leaves", "2021-02-10")
    done("add", "Lupin", "-p", "Netflix", "--leaves", "2021-01-31", "--source", "Deadline")
    done("add", "Roma", "-p", "Netflix", "--leaves", "2021-01-06")
    done("add", "Lost", "-p", "Netflix", "--leaves", "2021-01-31", "-s", "canceled")


LEAVING = """\
- Sunday 31 January 2021: **Lupin** leaves Netflix, says Deadline
- Wednesday 10 February 2021: **Mank** leaves Netflix
"""


@pytest.mark.usefixtures("leaving")
def test_a_newsletter_has_what_is_still_to_leave(done: Done, screen: Run) -> None:
    newsletter = ("export", "-f", "markdown", "--group-by", "day")
    assert done(*newsletter) == (
        "## Friday 4 December 2020\n\n"
        "- **Mank**, released on Netflix\n\n"
        "## No date known\n\n"
        "- **Roma**, left Netflix 2021-01-06\n"
        "- **Lost**, canceled at Netflix\n\n"
        f"## Leaving\n\n{LEAVING}"
    )
    lupin, mank = LEAVING.splitlines(keepends=True)
    assert done(*newsletter, "--month", "2021-01") == f"## Leaving\n\n{lupin}"
    assert done(*newsletter, "--month", "2021-02") == f"## Leaving\n\n{mank}"
    assert done(*newsletter, "--to", "2021-01-06").count("leaves") == 0
    assert done(*newsletter, "--limit", "5").endswith(f"\n\n{lupin}")
    assert done(*newsletter, "--search", "lupin") == f"## Leaving\n\n{lupin}"
    assert screen("export", "a.md", "--group-by", "day").err == "5 written to a.md.\n"


def _event_lines(done: Done, *arguments: str) -> list[str]:
    names = ("SUMMARY:", "DTSTART;", "X-SLATE-LEAVES")
    found = unfolded(done("export", "-f", "ics", *arguments))
    return [line for line in found if line.startswith(names)]


@pytest.mark.usefixtures("leaving")
def test_a_calendar_has_the_days_on_which_releases_leave(done: Done) -> None:
    lupin = [
        "DTSTART;VALUE=DATE:20210131",
        "SUMMARY:Lupin leaves Netflix",
        "X-SLATE-LEAVES:2021-01-31",
    ]
    assert _event_lines(done, "--search", "lupin") == lupin
    assert _event_lines(done, "--from", "2021-01-07", "--to", "2021-01") == lupin
    assert _event_lines(done, "--search", "mank") == [
        "DTSTART;VALUE=DATE:20201204",
        "SUMMARY:Mank",
        "DTSTART;VALUE=DATE:20210210",
        "SUMMARY:Mank leaves Netflix",
        "X-SLATE-LEAVES:2021-02-10",
    ]
    # Nothing is lost where the calendar has no event for it.
    assert _event_lines(done, "--month", "2020-12") == [
        "DTSTART;VALUE=DATE:20201204",
        "SUMMARY:Mank",
        "X-SLATE-LEAVES:2021-02-10",
    ]
    done("update", "lost", "-d", "2021-01-02")
    assert _event_lines(done, "--search", "lost") == [
        "DTSTART;VALUE=DATE:20210102",
        "SUMMARY:Lost",
        "X-SLATE-LEAVES:2021-01-31",
    ]


def test_a_calendar_with_what_leaves_imports_back_unchanged(done: Done) -> None:
    done("add", "Mank", "-p", "Netflix", "-d", "2020-12-04", "--source", "Deadline", "--tag", "x")
    done("update", "mank", "--leaves", "2021-02-10", "--source", "Netflix", "--official")
    done("add", "Lupin", "-n", "1", "-p", "Netflix", "--leaves", "2021-01-31", "--tag", "y")
    done("add", "Roma", "--leaves", "2021-01-06", "-s", "ended")
    done("export", "a.ics")
    assert done("--db", "b.db", "import", "a.ics") == "3 added, 1 leaving\n"
    chosen = ("-f", "csv", "--columns", ",".join(RELEASED))
    assert done("--db", "b.db", "list", *chosen) == done("list", *chosen)
    assert done("--db", "b.db", "import", "a.ics") == "4 unchanged\n"
    leaving = ("upcoming", "--leaving", "-f", "csv", "--columns", "slug,leaves,source,confidence")
    assert done("--db", "b.db", *leaving) == done(*leaving)


def test_a_rumored_release_is_not_imported_as_official(done: Done) -> None:
    done("add", "Alpha", "-k", "film", "-p", "Netflix", "--source", "Netflix", "--official")
    rumor = ("-d", "2021-03-05", "--source", "Reddit", "--rumor")
    done("update", "alpha", "--release-type", "theatrical", "--region", "US", *rumor)
    releases = ("show", "alpha", "-f", "json", "--columns", "releases")
    before = done(*releases)
    done("export", "a.json")
    done("import", "a.json")
    assert done(*releases) == before


@pytest.mark.about_files
def test_a_damaged_slate_does_not_replace_a_good_ledger(done: Done, refused: Refused) -> None:
    done("add", "Mank")
    done("add", "Roma")
    done("export", "good.slate.ndjson")
    before = Path("good.slate.ndjson").read_bytes()
    damaging.change(stored(), "update reports set note = 'changed' where id = 1")
    error = refused(1, "export", "good.slate.ndjson")
    assert "its checksum differs: a batch or a report was changed" in " ".join(error.split())
    assert Path("good.slate.ndjson").read_bytes() == before


@pytest.mark.parametrize("name", ["this-week", "2021-01", "january", "30d"])
def test_a_time_span_is_not_taken_for_a_file(refused: Refused, done: Done, name: str) -> None:
    assert refused(2, "export", name, "-f", "csv") == (
        f'slate: "{name}" is a time span, not a file (or write ./{name}). '
        f"Run: slate export -f csv --month {name}\n"
    )
    assert not Path(name).exists()
    assert done("export", f"./{name}", "-f", "csv") == ""
    assert Path(name).exists()


@pytest.mark.parametrize("name", ["titles", "2021-01.csv", "this week's"])
def test_other_names_are_files(done: Done, name: str) -> None:
    assert done("export", name, "-f", "csv") == ""
    assert Path(name).exists()


# Web pages


def ids(page: str) -> list[str]:
    """Return the slugs of the pages of titles on a web page."""
    return re.findall(r'<article id="title/([^"]*)"', page)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["slate.html", "SLATE.HTM"])
def test_a_web_page_has_the_titles_that_fit(done: Done, name: str) -> None:
    assert done("export", name, *FILMS) == ""
    page = read(name)
    assert page == done("export", "-f", "html", *FILMS)
    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")
    assert ids(page) == done("list", "-f", "slugs", *FILMS).split() != []
    assert ids(done("export", "-f", "html", "-k", "series")) == ["cobra-kai-s3"]


def test_a_web_page_says_how_many_titles_it_has(done: Done, screen: Run) -> None:
    done("add", "Soul", "-d", "2021-01-08")
    assert screen("export", "slate.html").err == "1 written to slate.html.\n"
    assert "As of <time" in read("slate.html")


def test_the_months_of_a_web_page_are_those_of_the_time_span(done: Done) -> None:
    done("add", "Soul", "-d", "2020-12-25")
    done("add", "Heat", "-d", "2021-02-05")
    months = re.compile(r'<section class="group month">\n<h3>([^<]*)</h3>\n<ol')
    assert months.findall(done("export", "-f", "html")) == ["February 2021"]
    page = done("export", "-f", "html", "--month", "2020-12")
    assert months.findall(page) == ["December 2020"]
    assert ids(page) == ["soul"]


def test_the_calendar_of_a_web_page_is_the_one_that_ics_is(done: Done) -> None:
    done("add", "Soul", "-d", "2021-01-08", "-p", "Disney+", "--leaves", "2021-03-01")
    done("add", "Heat", "-d", "2021-02")
    done("add", "Old", "-d", "2020-02-03")
    (data,) = re.findall('href="data:text/calendar;base64,([^"]*)"', done("export", "-f", "html"))
    assert b64decode(data).decode() == done("export", "-f", "ics", "--from", "2021-01")
    assert "data:text/calendar" not in done("export", "-f", "html", "--search", "Heat")


def test_a_week_of_a_web_page_begins_as_asked_for(
    done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", "Soul", "-d", "2021-01-08")
    first = re.compile('<ol class="weekdays"[^>]*><li>(...)')
    assert first.findall(done("export", "-f", "html")) == ["Mon"]
    assert first.findall(done("export", "-f", "html", "--week-starts", "saturday")) == ["Sat"]
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    assert first.findall(done("export", "-f", "html")) == ["Sun"]
    assert refused(2, "export", "a.csv", "--week-starts", "sunday") == (
        "slate: --week-starts is for html, not for csv.\n"
    )


def test_a_web_page_as_of_an_earlier_day(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2020-12-01")
    done("add", "Soul", "-d", "2021-01-08")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    done("add", "Heat", "-d", "2021-02-05")
    page = done("export", "-f", "html", "--as-of", "2020-12-15")
    assert ids(page) == ["soul"]
    assert 'datetime="2020-12-15">Tuesday 15 December 2020<' in page


def test_notes_are_on_a_web_page_only_if_asked_for(done: Done) -> None:
    done("add", "Soul", "-d", "2021-01-08", "--note", "As a friend told me.")
    assert "a friend" not in done("export", "-f", "html")
    assert "As a friend told me." in done("export", "-f", "html", "--notes")


def test_the_title_of_a_web_page(done: Done, refused: Refused) -> None:
    done("add", "Soul")
    assert "<h1>What is coming</h1>" in done("export", "-f", "html")
    assert "<h1>R &amp; D</h1>" in done("export", "-f", "html", "--title", "R  &  D")
    assert refused(2, "export", "a.html", "--title", " ") == "slate: The title is empty.\n"


def test_an_empty_slate_is_a_web_page(done: Done) -> None:
    page = done("export", "-f", "html")
    assert page.count("Nothing is to come.") == 2
    assert "from 0 sources" in page


def test_a_web_page_needs_jinja(slate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_run, "find_spec", lambda _: None)
    ran = slate("export", "slate.html")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "slate: A web page needs jinja2, which is not installed. Install it: "
        "pip install 'jinja2>=3.1,<4'\n"
    )
    assert "slate.html" not in names()


@pytest.mark.parametrize("option", ["--tentative", "--spreadsheet-safe", "--group-by=day"])
def test_options_for_other_formats_are_not_for_web_pages(refused: Refused, option: str) -> None:
    assert "not for html" in refused(2, "export", "slate.html", option)
