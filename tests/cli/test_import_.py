# ruff: noqa: E501 -- a table reads best with one case a line

import json
import os
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Refused, Run, stored

RECORDS: list[dict[str, object]] = [
    {"title": "Soul", "date": "2020-12-25", "platform": "Disney+", "source": "Disney"},
    {"title": "Cobra Kai", "season": 3, "date": "early 2021"},
]
JSON = json.dumps(RECORDS)
NDJSON = "".join(f"{json.dumps(record)}\n" for record in RECORDS)


@pytest.mark.parametrize("text", [JSON, NDJSON, json.dumps(RECORDS, indent=2), f"\ufeff{JSON}"])
def test_takes_in_records(done: Done, text: str) -> None:
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


def test_stdin(done: Done) -> None:
    assert done("import", "-", stdin=JSON) == "2 added\n"
    assert done("import", "-", stdin=JSON.encode("utf-16")) == "2 unchanged\n"
    assert done("import", "-", stdin="[]") == "nothing in it\n"


def test_a_fifo(done: Done) -> None:
    os.mkfifo("fifo")
    writer = threading.Thread(target=Path("fifo").write_text, args=(NDJSON,))
    writer.start()
    assert done("import", "fifo") == "2 added\n"
    writer.join()


def test_several_files_are_one_batch(done: Done) -> None:
    Path("a.json").write_text(JSON, encoding="utf-8")
    later = {**RECORDS[0], "date": "2021-01"}
    Path("b.json").write_text(json.dumps([later]), encoding="utf-8")
    assert done("import", "a.json", "b.json") == "2 added, 1 slipped, 1 status\n"
    assert done("undo").splitlines() == [
        "batch 1: undone (import a.json b.json)",
        "cobra-kai-s3: removed",
        "soul: removed",
    ]


def test_says_what_it_would_do(done: Done) -> None:
    Path("a.json").write_text(JSON, encoding="utf-8")
    assert done("import", "--dry-run", "a.json").splitlines() == [
        "soul: added Soul, 2020-12-25 Fri on Disney+",
        "soul: kind: film (no other kind was said)",
        "soul: status: released (the date is past)",
        "cobra-kai-s3: added Cobra Kai: season 3, early 2021",
        "cobra-kai-s3: kind: series (it has a season)",
        "cobra-kai-s3: status: scheduled (there is a date)",
        "2 added (nothing was stored)",
    ]
    assert not stored().exists()
    done("import", "a.json")
    before = stored().read_bytes()
    news = json.dumps([{**RECORDS[0], "date": "2021-01"}, RECORDS[1]])
    assert done("import", "--dry-run", "-", stdin=news).splitlines() == [
        "soul: slipped 2020-12-25 -> 2021-01, 1 month later",
        "soul: status released -> scheduled",
        "1 slipped, 1 status, 1 unchanged (nothing was stored)",
    ]
    assert stored().read_bytes() == before


def test_a_note_alone_is_recorded(done: Done) -> None:
    done("add", "Soul")
    assert done("import", "-", stdin='[{"title": "Soul", "note": "Rated 83.", "source": "M"}]') == (
        "1 recorded\n"
    )


def test_what_was_removed_stays_so(done: Done) -> None:
    done("import", "-", stdin=JSON)
    done("remove", "soul")
    assert done("import", "-", stdin=JSON) == "1 left removed, 1 unchanged\n"
    assert done("import", "-", "--dry-run", stdin=JSON).splitlines() == [
        "soul: left out, it was removed",
        "1 left removed, 1 unchanged (nothing was stored)",
    ]


def test_a_slate_through_a_pipe(done: Done) -> None:
    done("import", "-", stdin=JSON)
    listed = done("list", "-f", "json")
    assert done("--db", "other.db", "import", "-", stdin=listed) == "2 added\n"
    assert done("--db", "other.db", "list", "-f", "json") == listed
    assert done("--db", "other.db", "import", "-", stdin=listed) == "2 unchanged\n"


def test_the_first_ten_problems_and_how_many_more(refused: Refused, done: Done) -> None:
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
        ('{"titel": "A"}', "titel is no known field. Do you mean title?"),
        ('{"title": "A", "date": "2021-02-30"}', 'date: "2021-02-30" is no date: February 2021 has 28 days'),
        ('{"title": "A", "season": "3"}', "season is a text, and should be a whole number."),
        ('{"title": "A\\ud800"}', "title is not valid UTF-8."),
        ('{"title": "A", "links": {"sequel-of": "Nope"}}', 'no title "Nope" on the slate. slate list shows what there is.'),
        ('{"title": "A", "reported_on": "2022"}', "reported_on is 2022, still to come (today is 2021-01-07). It is when somebody said it, not the release."),
        ("[1]", "a record is an object, and this is a number."),
        ('[{"title": "A"}', "the array is cut off."),
        ('{"title": "A"', "the record is cut off."),
        ('{"title": "A", "title": "B"}', '"title" stands twice in one object.'),
    ],
)  # fmt: skip
def test_a_problem(refused: Refused, record: str, reason: str) -> None:
    assert refused(1, "import", "-", stdin=record).splitlines() == [
        f"stdin:1: {reason}",
        "slate: 1 problem in stdin. Nothing was stored.",
    ]


def test_what_stands_behind_a_problem_is_checked_too(refused: Refused) -> None:
    lines = ['{"title": 7}', '{"title": "A"}', '{"title": "B", "date": "x y"}']
    told = refused(1, "import", "-", "--dry-run", stdin="\n".join(lines)).splitlines()
    assert [line.partition(" ")[0] for line in told] == ["stdin:1:", "stdin:3:", "slate:"]
    assert told[-1] == "slate: 2 problems in stdin. Nothing was stored."


def test_one_bad_file_stores_nothing_of_the_others(refused: Refused, slate: Run) -> None:
    Path("a.json").write_text(JSON, encoding="utf-8")
    Path("b.json").write_text('[{"title": 7}]', encoding="utf-8")
    assert refused(1, "import", "a.json", "b.json").splitlines() == [
        'b.json:1: title is a number, and should be a text. Write it in quotes: "7".',
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
        (1, ["-"], "", "stdin: holds no records. An array without any is written []."),
        (1, ["-"], "title,date", "stdin: holds no records. They are a JSON array, or one object a line."),
        (2, ["-", "--source", ""], "[]", "source is empty. Give it a text."),
        (2, ["-", "--reported-on", "2022"], "[]", "--reported-on 2022 is still to come (today is 2021-01-07). It is the day on which somebody said it, not the release date."),
        (2, ["-", "--reported-on", "early 2020"], "[]", '"early 2020" is no date: --reported-on takes a day, a month or a year.'),
    ],
)  # fmt: skip
def test_refusals(
    refused: Refused, code: int, arguments: list[str], stdin: str, message: str
) -> None:
    assert refused(code, "import", *arguments, stdin=stdin) == f"slate: {message}\n"
    assert not stored().exists() or stored().stat().st_size == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_of_somebody_else(refused: Refused) -> None:
    Path("secret").touch(mode=0)
    assert refused(1, "import", "secret") == "slate: secret: cannot be read: Permission denied.\n"
