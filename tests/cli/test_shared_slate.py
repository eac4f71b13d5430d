"""A slate on a server, from the command line."""

import json
import os
from pathlib import Path

import pytest
from typer import Context

from slate.cli.app import command_for
from slate.cli.completion.values import complete_title
from slate.cli.session import Clock
from slate.cli.shared_slate import open_shared
from tests.cli.conftest import SLATE, Done, Refused, Run, undressed
from tests.postgres import Postgres
from tests.store.damaging import change

PASSWORD = "hunter2"  # noqa: S105 -- of nobody


@pytest.fixture
def desk(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set the address of an empty database as that of the slate, and return it."""
    url = postgres.database().replace("postgres@", f"postgres:{PASSWORD}@")
    monkeypatch.setenv("SLATE_DB", url)
    return url


def shown(url: str) -> str:
    return url.replace(f"postgres:{PASSWORD}@", "")


@pytest.mark.slow
def test_a_desk_works_as_on_a_file(desk: str, done: Done, slate: Run) -> None:
    ran = slate("list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"slate: {shown(desk)}: there is no slate in this database. To create one: slate init\n"
    )
    assert done("init") == f"{shown(desk)}: created\n"
    assert done("init") == f"{shown(desk)}: there is a slate already\n"
    done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", "-d", "2021-01-08", "--official")
    assert done("upcoming", "--month", "2021-01", "-f", "tsv", "--columns", "slug") == (
        "cobra-kai-s3\n"
    )
    done("changes", "--since", "last", "--mark")
    assert done("undo").endswith("cobra-kai-s3: removed\n")
    rows = json.loads(done("log", "-f", "json"))
    assert [row["command"] for row in rows][-1].startswith("add 'Cobra Kai' -n 3")
    assert json.loads(done("info", "-f", "json"))[0]["path"] == shown(desk)
    assert "sound" in done("check", "-f", "tsv")


@pytest.mark.slow
def test_info_does_not_look_for_backups(desk: str, done: Done, screen: Run) -> None:
    done("init")
    done("add", "Dune")
    text = undressed(screen("info", width=100).out)
    assert text.splitlines()[0] == shown(desk)
    assert "  Size " in text
    assert "  Copy        /" in text
    assert "backup" not in text
    assert "\nCopy      /" in done("info")


@pytest.mark.slow
def test_a_password_is_nowhere(desk: str, done: Done, slate: Run, screen: Run) -> None:
    assert PASSWORD in desk
    done("init")
    done("--db", desk, "add", "Dune")
    told = [
        *(slate("--db", desk, *words) for words in (["log"], ["info"], ["list"], ["show", "nope"])),
        slate("--debug", "--db", desk, "restore", "x"),
        slate("--db", desk.replace("127.0.0.1", "127.0.0.1:1/x?host=127.0.0.1&port=1&z="), "list"),
        screen("--db", desk, "info"),
    ]
    for ran in told:
        assert PASSWORD not in ran.out + ran.err
    for path in Path(os.environ["HOME"]).rglob("*"):
        assert path.is_dir() or PASSWORD.encode() not in path.read_bytes()


@pytest.mark.slow
def test_commands_to_copy_have_the_name_of_the_user(
    desk: str, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLATE_DB")
    url = desk.replace(f":{PASSWORD}", "")
    ran = screen("--db", url, "list", width=200)
    assert ran.err.endswith(f" To create one:\n  slate --db {url} init\n")
    ran = screen("--db", desk, "list", width=200)
    masked = desk.replace(f"postgres:{PASSWORD}", "***")
    assert ran.err.endswith(f" To create one:\n  slate --db {masked} init\n")


@pytest.mark.slow
def test_offline_shows_what_this_machine_knows(desk: str, done: Done, slate: Run) -> None:
    done("init")
    done("add", "Dune")
    ran = slate("--offline", "list", "-f", "slugs")
    assert (ran.code, ran.out) == (0, "dune\n")
    assert ran.err.startswith(f"slate: offline: {shown(desk)} as it was at 20")
    ran = slate("--offline", "add", "Mank")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == (
        "slate: Offline, nothing can be recorded. Leave out --offline, or record it in a file "
        "(--db FILE) and import its ledger later."
    )


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_what_cannot_be_recorded_is_refused_before_anybody_types_or_sends_anything(
    done: Done, slate: Run, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("init")
    done("add", "Dune")
    monkeypatch.setenv("EDITOR", "touch edited")
    refused = "slate: Offline, nothing can be recorded."
    for words in (["edit", "dune"], ["changes", "--mark"], ["changes", "--mark", "--to", "tee x"]):
        ran = slate("--offline", *words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[-1].startswith(refused)
    assert not Path("edited").exists()
    assert not Path("x").exists()
    ran = screen("--offline", "add", width=200)
    assert (ran.code, ran.out) == (2, "")
    assert refused in ran.err
    assert slate("--offline", "update", "dune", "-d", "2027", "--dry-run").code == 0


def test_a_server_that_does_not_answer_is_one_line(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_DB", "postgresql://ann:hunter2@127.0.0.1:1/slate")
    assert refused(1, "list") == (
        "slate: postgresql://127.0.0.1:1/slate: cannot be reached: Connection refused. Nothing "
        "was changed. For what this machine knows: slate --offline list\n"
    )
    assert refused(1, "--offline", "list") == (
        "slate: postgresql://127.0.0.1:1/slate: this machine has no copy of it yet.\n"
    )


@pytest.mark.slow
def test_a_restore_is_refused(desk: str, done: Done, refused: Refused) -> None:
    done("init")
    Path("old.db").write_bytes(b"")
    assert refused(2, "restore", "old.db") == (
        f"slate: {shown(desk)} is on a server, not a file. An import of its backup brings back "
        "what is missing: slate import BACKUP.slate.ndjson\n"
    )


@pytest.mark.slow
def test_a_backup_is_a_ledger(desk: str, done: Done, screen: Run, world: Path) -> None:
    done("init")
    done("add", "Dune", "-d", "2021")
    Path("copies").mkdir()
    name = f"{desk.rpartition('/')[2]}.20210107T120000Z.slate.ndjson"
    assert done("backup", "copies", "--keep", "2") == f"copies/{name}\n"
    assert Path("copies", name).read_text(encoding="utf-8") == done("export", "-f", "ledger")
    ran = screen("backup", "copies/film.slate.ndjson", width=200)
    assert ran.out == "backup: copies/film.slate.ndjson (checked)\n"
    assert ran.err == "To bring back what is missing: slate import copies/film.slate.ndjson\n"
    assert done("import", "copies/film.slate.ndjson") == "0 of 1 batch was new\n"
    own = world / "home/data/slate"
    assert done("backup") == f"{own / name}\n"
    assert done("--db", "film.db", "restore", str(own / name)).startswith("restored from")
    assert done("--db", "film.db", "list") == done("list")


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_a_backup_is_no_database(
    done: Done, refused: Refused, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("init")
    assert refused(2, "backup", "copy.db") == (
        "slate: The backup of a shared slate is its ledger: name a folder, or a file that ends "
        "with .slate.ndjson.\n"
    )
    (world / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(world / "file"))
    assert "Not a directory" in refused(1, "backup")


@pytest.mark.slow
def test_a_check_compares_the_copy_with_the_server(
    desk: str, done: Done, slate: Run, postgres: Postgres
) -> None:
    done("init")
    done("add", "Dune", "-d", "2021")
    states = done("check", "-f", "tsv", "--columns", "part,state")
    assert states == "file\tok\nschema\tok\nledger\tok\ntitles\tok\n"
    postgres.run(desk, "update batches set command = 'x'")
    found = "the copy on this machine is not what the server has"
    assert slate("check", "-f", "tsv") == (1, f"ledger\twrong\t{found}\n", "")
    assert done("check", "--rebuild", "-f", "tsv").startswith(f"ledger\trepaired\t{found}\n")
    assert done("log", "-f", "tsv", "--columns", "command") == "x\n"
    done("check")


@pytest.mark.slow
def test_what_others_record_while_an_editor_is_open_is_seen(
    desk: str, done: Done, monkeypatch: pytest.MonkeyPatch, world: Path
) -> None:
    assert os.environ["SLATE_DB"] == desk  # of the editor, too
    done("init")
    done("add", "Yes Day", "-k", "film")
    script = world / "editor.sh"
    script.write_text(
        f"{SLATE} update yes-day --slug day\n{SLATE} add Other --new --slug yes-day\n"
        'sed -i \'s/^tags = .*/tags = ["right"]/\' "$1"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"sh {script}")
    done("edit", "yes-day")
    assert done("list", "--tag", "right", "-f", "slugs") == "day\n"


@pytest.mark.slow
def test_what_is_recorded_while_a_piped_command_runs_is_new_afterwards(
    desk: str, slate: Run, done: Done
) -> None:
    assert os.environ["SLATE_DB"] == desk
    done("init")
    done("add", "Dune")
    command = f"sh -c '{SLATE} add Meanwhile > got'"
    ran = slate("changes", "--since", "last", "--mark", "--pipe-to", command)
    assert ran.code == 0
    assert Path("got").read_text(encoding="utf-8").startswith("meanwhile: added Meanwhile")
    assert done("changes", "--since", "last", "-f", "slugs") == "meanwhile\n"


@pytest.mark.slow
def test_a_damaged_copy_is_made_anew(desk: str, done: Done, slate: Run, screen: Run) -> None:
    done("init")
    done("add", "Dune")
    (copy,) = Path(os.environ["XDG_CACHE_HOME"]).rglob("shared-*.db")
    change(copy, "update reports set said = '5'")
    assert screen("check", width=200).err == "\nTo repair it:\n  slate check --rebuild\n"
    assert slate("show", "dune") == (
        1,
        "",
        (
            f"slate: {shown(desk)}: the copy of it on this machine was damaged. Nothing was "
            "changed. Run the command again, which makes it anew.\n"
        ),
    )
    assert "Dune" in done("show", "dune")
    change(copy, "update reports set said = '5'")
    assert "Repaired: its checksum differs" in done("check", "--rebuild")
    assert "Wrong" not in done("check")


def test_offline_is_for_servers(refused: Refused) -> None:
    assert refused(2, "--offline", "list") == (
        "slate: --offline is for a slate on a server. This one is a file.\n"
    )


@pytest.mark.slow
def test_the_ledger_moves_out_and_in_byte_for_byte(desk: str, done: Done) -> None:
    done("--db", "film.db", "add", "Dune", "-d", "2021")
    done("--db", "film.db", "update", "dune", "-d", "2021-10-22")
    before = done("--db", "film.db", "export", "-f", "ledger")
    Path("film.slate.ndjson").write_text(before, encoding="utf-8")
    done("init")
    done("import", "film.slate.ndjson")
    assert done("--db", desk, "export", "-f", "ledger") == before


def test_others_see_who_writes_and_since_when() -> None:
    told: list[str] = []
    store = open_shared(
        "postgresql://ann:hunter2@desk/slate",
        Clock.read("2021-01-07"),
        told.append,
        command="import 'https://ann:pw@host/x'",
        is_offline=True,
    )
    assert store._user == "tester since 12:00: import 'https://***@host/x'"  # noqa: SLF001
    assert (store.name, told) == ("postgresql://desk/slate", [])
    store.close()


@pytest.mark.slow
def test_pressing_tab_asks_no_server(
    desk: str, done: Done, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("init")
    done("add", "Dune")
    done("list")
    postgres.run("postgres", f"drop database {desk.rpartition('/')[2]}")
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")
    context = Context(command_for([]))
    assert complete_title(context, "d") == ["dune"]
    monkeypatch.setenv("SLATE_DB", f"{desk}-other")
    assert complete_title(context, "d") == []
