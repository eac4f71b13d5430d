"""No credential reaches the ledger, the log, a message or the output of `--debug`."""

import json
import sqlite3
from contextlib import closing

import pytest

from slate.store.reports import ledger_state
from tests.cli.conftest import Done, Refused, Run, stored

pytestmark = pytest.mark.slow  # together they take seconds

KEY = "open-sesame"
FEED = f"https://h/feed.ics?apikey={KEY}"
LOGIN = f"https://ann:{KEY}@h/feed"
BLANKS = f"https://ann:my {KEY}@h/feed"
NAME_WITH_BLANKS = f"https://an\tn:{KEY}@h/feed"
CONTROL = f"https://ann:\x1b{KEY}@h/feed"


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["add", "Soul", "--url", FEED], "url"),
        (["add", "Soul", "--url", LOGIN], "url"),
        (["add", "Soul", "--url", f"h/feed?token={KEY}"], "url"),
        (["add", "Soul", "--source", LOGIN], "source"),
        (["add", "Soul", "--note", f"from {FEED}, as every week"], "note"),
        (["add", "Soul", "--tag", FEED], "tag"),
        (["add", "Soul", "--aka", FEED], "aka"),
        (["add", "Soul", "--id", f"plex={FEED}"], "--id"),
        (["add", "Soul", "--credit", f"director={FEED}"], "--credit"),
        (["add", "Soul", "-p", FEED], "platform"),
        (["add", FEED], "title"),
        *((["add", "Soul", f"--{option}", login], option)
          for option in ("url", "note", "source", "aka", "tag", "platform")
          for login in (BLANKS, NAME_WITH_BLANKS)),
        (["add", "Soul", "--id", f"plex={BLANKS}"], "--id"),
        (["add", "Soul", "--credit", f"director={NAME_WITH_BLANKS}"], "--credit"),
        (["add", "Soul", "--url", f"https://ann.b c:{KEY}@h"], "url"),
        (["add", "Soul", "--url", f"https:ann:{KEY}@h"], "url"),
        (["add", BLANKS], "title"),
        (["merge", "mank", "roma", "--note", f"see {BLANKS}"], "note"),
        (["update", "mank", "--url", FEED], "url"),
        (["update", "mank", "--title", FEED], "title"),
        (["update", "mank", "--also-on", FEED], "platform"),
        (["remove", "mank", "--note", FEED], "note"),
        (["merge", "mank", "roma", "--note", FEED], "note"),
        (["import", "-", "--source", FEED], "source"),
        (["import", "-", "--tag", FEED], "tag"),
        (["import", "-", "--platform", FEED], "platform"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_typed_credentials_are_refused(
    slate: Run, done: Done, arguments: list[str], field: str, debug: list[str]
) -> None:
    done("add", "Mank", "--url", "https://h/")
    done("add", "Roma")
    before = stored().read_bytes()
    ran = slate(*debug, *arguments)
    subject = field if field in {"url", "aka"} or field.startswith("-") else f"The {field}"
    refused = f"slate: {subject} holds a password or key, which would be stored forever. Leave it"
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].startswith(refused)
    assert "***" in ran.err
    assert KEY not in ran.err
    assert stored().read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", FEED),
        ("url", LOGIN),
        ("source", LOGIN),
        ("note", f"see {FEED}"),
        ("tags", [FEED]),
        ("names", [LOGIN]),
        ("ids", {"plex": FEED}),
        ("credits", {"director": [LOGIN]}),
        ("platform", LOGIN),
        ("releases", [{"platform": FEED}]),
        ("releases", [{"url": NAME_WITH_BLANKS}]),
        ("title", LOGIN),
        *((field, login) for field in ("url", "source", "note", "title", "platform", "names")
          for login in (BLANKS, NAME_WITH_BLANKS)),
    ],
)  # fmt: skip
def test_credentials_in_a_file_are_refused(
    slate: Run, done: Done, field: str, value: object
) -> None:
    rows = [{"title": "Mank"}, {"title": "Soul"} | {field: value}]
    lines = "\n".join(map(json.dumps, rows))
    ran = slate("import", "-", stdin=lines)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("stdin:2: ")
    assert "holds a password or key, which would be stored forever." in ran.err
    assert KEY not in ran.err
    ran = slate("import", "-", "--skip-invalid", stdin=lines)
    assert ran.code == 0
    assert ran.out.startswith("1 added\nLeft out: 1\n  stdin:2: ")
    assert KEY not in ran.out
    assert KEY not in ran.err
    assert KEY not in done("export", "--format", "ledger")


def test_a_credential_in_the_author_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_AUTHOR", LOGIN)
    assert refused(2, "add", "Soul") == (
        "slate: The author holds a password or key, which would be stored forever. Leave it out: "
        "https://***@h/feed\n"
    )


@pytest.mark.parametrize("login", [BLANKS, NAME_WITH_BLANKS, CONTROL])
def test_credentials_in_a_table_are_refused(slate: Run, login: str) -> None:
    ran = slate("import", "-", stdin=f'title,url\nSoul,"{login}"\n')
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("stdin:2: url holds ")
    assert KEY not in ran.err


def test_the_log_omits_global_options(done: Done) -> None:
    """They state where the slate is, which the recipient of a ledger need not know."""
    done("--db", "secret-place.db", "add", "Soul")
    done("--db=secret-place.db", "update", "soul", "--tag", "a")
    done("--debug", "--db", "add", "add", "Soul", "--tag", "add")
    data = ("log", "-f", "tsv", "--columns", "command")
    assert done("--db", "secret-place.db", *data) == "update soul --tag a\nadd Soul\n"
    assert done("--db", "add", *data) == "add Soul --tag add\n"
    assert "secret-place" not in done("--db", "secret-place.db", "export", "--format", "ledger")


def test_credentials_in_the_name_of_an_imported_file_are_masked_in_the_log(done: Done) -> None:
    """A file may have any name, and the log stores the command that names it."""
    name = f"list?key={KEY}"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 -- a name with a `?`
        file.write(json.dumps({"title": "Soul"}))
    done("import", name)
    assert done("log", "-f", "tsv", "--columns", "command") == "import 'list?key=***'\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", LOGIN],
        ["show", f"{'x' * 90}{LOGIN}"],
        ["import", LOGIN],
        ["import", FEED],
        ["export", FEED],
        ["list", "--month", FEED],
        ["list", "--sort", LOGIN],
        ["add", "Soul", "--season", LOGIN],
        ["add", "Soul", "--credit", LOGIN],
        ["add", "Soul", LOGIN],
        *([*command, login]
          for command in (["show"], ["import"], ["export"], ["add", "Soul"], ["list", "--month"],
                          ["list", "--limit"], ["undo"], ["log"], ["list"], [])
          for login in (BLANKS, NAME_WITH_BLANKS, CONTROL)),
        ["import", f"ftp://an n:{KEY}@h/x.csv"],
        ["add", "Soul", "--url", CONTROL],
        ["add", "Soul", "--note", CONTROL],
        ["--db", LOGIN, "list"],
        ["--db", BLANKS, "list"],
        ["--db", NAME_WITH_BLANKS, "list"],
        ["--db", f"folder/{FEED}", "add", "Soul"],
        ["--db", f"h?key={KEY}", "add", "We", "Can", "Be"],
        [LOGIN],
        ["list", LOGIN],
    ],
)  # fmt: skip
@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_messages_do_not_show_credentials(
    slate: Run, arguments: list[str], debug: list[str]
) -> None:
    ran = slate(*debug, *arguments)
    assert ran.code in (1, 2, 3)
    assert ran.err.splitlines()[-1].startswith("slate: ")
    assert KEY not in ran.out + ran.err
    assert "open-" not in ran.out + ran.err


@pytest.mark.usefixtures("small")
def test_credentials_recorded_by_an_older_version_are_masked(slate: Run, done: Done) -> None:
    """The ledger stays as it is, on every machine; everything else masks the key."""
    with closing(sqlite3.connect(stored())) as older, older:
        older.execute("update batches set command = ? where id = 3", (f"add X --url {FEED}",))
        older.execute("update reports set url = ? where batch = 3", (FEED,))
        ledger_state.put(older, ledger_state.computed(older))
    assert KEY not in done("log") + done("log", "-f", "json")
    assert f"add X --url {FEED.replace(KEY, '***')}" in done("log")
    ledger = done("export", "--format", "ledger")
    assert KEY in ledger
    assert slate("--db", "other.db", "import", "-", stdin=ledger).code == 0
    assert done("--db", "other.db", "export", "--format", "ledger") == ledger
    assert KEY not in done("undo")
