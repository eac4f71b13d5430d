"""Hostile strings, such as markup and control characters, in every field, command and format."""

import json
import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from markdown_it import MarkdownIt

from slate.store.reports import ledger_state
from tests.cli.conftest import Done, Run, stored

pytestmark = pytest.mark.slow  # together they take seconds

# Accepted everywhere, and shown literally.
LITERAL = (
    "[red]x[/red]",
    "[/]",
    "[link=file:///etc/passwd]x[/link]",
    ":smile:",
    "\u65e5\u672c\u8a9e",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Ame\u0301lie",
    "=1+1",
    "@SUM(1)",
    "'; drop table titles; --",
    "%s {x} {0.__class__} $HOME `id` $(id)",
    "100% _ \\",
    "-x",
    "--help",
    "--debug x",
    "a|b||c",
    "null",
    "007",
    "<script>alert(1)</script>",
    "|",
)
# Accepted, and shown as an escape.
HIDDEN = ("\u202eevil", "\u2066a\u2069", "x\u200ey", "\ufeffx")
# Never stored; the message names each of them.
REFUSED = ("\x1b]0;pwned\x07", "\x9b2J", "a\x00b", "a\x7f", "a\u2028b", "\udcff", "\x08")
LONG = ("\u5217" * 300, "long words " * 300)
# Tested in every place on every run; the others are tested there only by slow runs.
ALWAYS = (
    "[red]x[/red] [/] :smile: %s {x} \\",
    "\u65e5\u672c\u8a9e \U0001f468\u200d\U0001f469\u200d\U0001f467 Ame\u0301lie",
    "\u202e'; drop table titles; --",
    "--help",
    "\x1b]0;pwned\x07",
)
RARELY = [text for text in (*LITERAL, *HIDDEN, *REFUSED, *LONG) if text not in ALWAYS]
HOSTILE = [*ALWAYS, *(pytest.param(text, marks=pytest.mark.slow) for text in RARELY)]

FIELDS = (  # of add and update
    *("--platform", "--date", "--status", "--kind", "--season", "--year", "--sequel-of"),
    *("--spin-off-of", "--remake-of", "--release-type", "--region", "--leaves", "--tag", "--aka"),
    *("--slug", "--source", "--url", "--reported-on", "--note"),
)
PAIRS = ("--credit", "--id")
FILTERS = (
    *("--platform", "--status", "--kind", "--month", "--from", "--to", "--search", "--person"),
    *("--tag", "--release-type", "--region", "--sort", "--columns", "--format", "--limit"),
)
FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "slugs")

# What a terminal acts on, apart from SGR sequences.
DRIVES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def commands(text: str) -> Iterator[list[str]]:
    """Yield commands with the text in every place where text can be typed."""
    yield ["add", "--new", "--", text]
    yield ["add", "--source", "S", "--", text]  # the title exists now, unless it was refused
    yield ["add", "--", text, text]
    for field in FIELDS:
        yield ["add", "T", "--new", f"{field}={text}"]
        yield ["update", "known", f"{field}={text}"]
    for field in PAIRS:
        yield ["add", "T", "--new", f"{field}={text}={text}"]
        yield ["update", "known", f"{field}=a={text}"]
    for field in ("--title", "--also-on", "--untag", "--unlink"):
        yield ["update", "known", f"{field}={text}"]
    yield ["add", "T", "--new", f"--also=GB {text}: 2021"]
    yield ["update", "known", f"--also=theatrical: {text}"]
    yield ["update", "known", f"--also={text}"]
    yield ["update", "known", f"--platform={text}", "--drop-release"]
    for command in ("list", "upcoming", "next", "timeline"):
        for name in FILTERS:
            yield [command, f"{name}={text}"]
    yield ["upcoming", "--", text]
    yield ["digest", "--", text]
    for name in ("--format", "--group-by", "--template", "--month", "--as-of", "--limit"):
        yield ["digest", f"{name}={text}"]
    yield ["calendar", "--", text]
    yield ["calendar", f"--week-starts={text}"]
    for command in ("show", "next", "timeline", "undo", "redo", "update"):
        yield [command, "--", text]
    yield ["import", "--", text.replace("\x00", "")]
    yield ["import", f"--source={text}", "-"]
    yield ["list", f"--{text}"]
    yield ["--db", f"no/{text}".replace("\x00", ""), "list"]
    yield [text]
    yield ["remove", "--", text]


READERS = [
    *([*command.split(), "-f", form]
      for command in ("list", "upcoming 2021", "timeline", "show other", "log")
      for form in FORMATS),
    *(["digest", "2021", "-f", form] for form in ("markdown", "html", "text")),
    *(["calendar", "2021", "-f", form] for form in ("table", "json", "ics", "markdown")),
    *(["calendar", "2021-01"], ["next"], ["info"], ["undo", "--dry-run"]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text_is_harmless_in_every_place(slate: Run, screen: Run, text: str) -> None:
    for arguments in (
        ["Known", "-d", "2021", "--slug", "known"],
        ["Other", "-d", "2021-02", "--slug", "other"],
    ):
        assert slate("add", *arguments).code == 0
    kept = 0
    for arguments in commands(text):
        ran = slate(*arguments, stdin="[]")
        assert ran.code in {0, 1, 2, 3}, arguments
        assert not DRIVES.search(ran.err), arguments
        if not {"-f", "--format"} & set(arguments):
            assert not DRIVES.search(ran.out), arguments
        kept += ran.code == 0 and arguments[0] in {"add", "update"}
    assert kept == 0 if text in REFUSED else kept >= 10
    for arguments in READERS:
        ran = screen(*arguments, width=70, together=True)
        assert ran.code in {0, 2, 3}, arguments
        shown = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)
        allowed = shown.replace("\t", "") if "tsv" in arguments else shown
        if "ics" in arguments:  # whose lines end so
            allowed = allowed.replace("\r\n", "\n")
        assert not DRIVES.search(allowed), arguments
        assert slate(*arguments).code == ran.code


@pytest.mark.parametrize("text", [*LITERAL, *HIDDEN], ids=lambda text: ascii(text)[:20])
def test_accepted_text_is_stored_unchanged(slate: Run, text: str) -> None:
    fields = ("platform", "source", "url", "note", "aka", "credit=cast", "id=x")
    said = [f"--{field}={text}" for field in fields]
    ran = slate("add", *said, "-d", "2021", "--slug", "known", "--", text)
    assert ran.code == 0
    [record] = json.loads(slate("show", "known", "-f", "json").out)
    assert (record["title"], record["platform"], record["source"]) == (text, text, text)
    assert record["credits"] == {"cast": [text]}
    assert record["ids"] == {"x": text}
    assert [note["note"] for note in record["notes"]] == [text]
    assert slate("list", "-f", "tsv", "--columns", "title,url").out == f"{text}\t{text}\n"
    table = slate("list", "--columns", "title,platform").out.splitlines()[1]
    visible = "".join(f"\\u{ord(c):04x}" if DRIVES.match(c) else c for c in text)
    assert re.split(" {2,}", table) == [visible, visible]
    # The title is found by this name, and can be imported into another slate.
    assert slate("show", "-f", "slugs", "--", text).out == "known\n"
    assert slate("list", f"--search={text}", "-f", "slugs").out == "known\n"
    assert slate("list", f"--platform={text}", f"--person={text}", "-f", "slugs").out == "known\n"
    exported = slate("list", "-f", "json").out
    assert slate("--db", "other.db", "import", "-", stdin=exported).out == "1 added\n"
    assert slate("--db", "other.db", "list", "-f", "tsv", "--columns", "title,url").out == (
        f"{text}\t{text}\n"
    )


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
@pytest.mark.parametrize(
    "field", ["title", "platform", "tag", "source", "url", "note", "credits", "ids", "names"]
)
def test_refused_text_is_refused_in_files_too(slate: Run, text: str, field: str) -> None:
    value = {"credits": {"cast": text}, "ids": {"x": text}, "names": [text]}.get(field, text)
    name = "tags" if field == "tag" else field
    ran = slate("import", "-", stdin=json.dumps({"title": "T", name: value}))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("slate: 1 problem in stdin. Nothing was stored.\n")
    assert not DRIVES.search(ran.err)
    assert slate("list").out == ""


NO_WEB_PAGES = (
    "javascript:alert(1)",
    "JavaScript: alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:x",
    "ftp://example.com/x",
    "mailto:ann@example.com",
)


@pytest.mark.parametrize("url", NO_WEB_PAGES)
def test_only_addresses_of_the_web_are_recorded(slate: Run, done: Done, url: str) -> None:
    done("add", "Known", "--slug", "known")
    before = stored().read_bytes()
    refusal = f'url begins with "{url.partition(":")[0]}:", so it is not a web address.'
    for command in (["add", "T"], ["update", "known"], ["remove", "known"]):
        ran = slate(*command, "--url", url)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"slate: {refusal}")
    for data in (
        json.dumps({"title": "T", "url": url}),
        json.dumps({"title": "T", "releases": [{"source": "A", "date": "2021", "url": url}]}),
        json.dumps({"title": "T", "notes": [{"note": "n", "source": "A", "url": url}]}),
        f'title,url\nT,"{url}"\n',
        f"title\turl\nT\t{url}\n",
    ):
        ran = slate("import", "-", stdin=data)
        assert (ran.code, ran.out) == (1, "")
        assert refusal.partition(" ")[2] in ran.err
    assert stored().read_bytes() == before


@pytest.mark.parametrize("url", NO_WEB_PAGES)
def test_other_addresses_of_an_older_version_are_shown_but_no_links(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    done("add", "Soul", "-d", "2021-02-01", "-p", "Hulu", "--source", "A", "--url", "https://h/")
    with closing(sqlite3.connect(stored())) as older, older:
        older.execute("update reports set url = ?", (url,))
        ledger_state.put(older, ledger_state.computed(older))
    for data in ("list", "show soul", "changes"):
        assert json.loads(done(*data.split(), "-f", "json"))[0]["url"] == url
    assert url in done("show", "soul")
    texts = [
        done("list", "-f", "markdown", "--columns", "title,url"),
        done("changes", "-f", "markdown"),
        done("show", "soul", "-f", "markdown"),
        done("export", "-f", "markdown", "--group-by", "month"),
    ]
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    assert all("Soul" in text and "href" not in reader.render(text) for text in texts)
    assert "\nURL" not in done("export", "-f", "ics")
    monkeypatch.setenv("TERM", "xterm-kitty")
    for command in ("list", "show soul", "changes", "log"):
        assert "\x1b]8;" not in screen(*command.split()).out
    ledger = done("export", "-f", "ledger")
    assert url in ledger
    done("--db", "other.db", "import", "-", stdin=ledger)
    assert done("--db", "other.db", "export", "-f", "ledger") == ledger
    assert "2021-02-02" in done("update", "soul", "-d", "2021-02-02", "-f", "json")


@pytest.mark.about_files
def test_a_slug_of_another_program_is_quoted_in_commands_to_copy(done: Done, screen: Run) -> None:
    done("import", "-", stdin="title,year\nRoma,2014\nRoma,2015\n")
    with closing(sqlite3.connect(stored())) as other, other:
        other.execute("update titles set slug = 'a;touch ' || year")
    hints = screen("duplicates", width=200).err.splitlines()[-2:]
    assert [shlex.split(line) for line in hints] == [
        ["slate", "merge", "a;touch 2014", "a;touch 2015"],
        ["slate", "duplicates", "--dismiss", "a;touch 2014", "a;touch 2015"],
    ]
