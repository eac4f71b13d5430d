from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import Done, Refused, Run, stored
from tests.postgres import Postgres


@pytest.mark.about_files
def test_a_file_is_created_once(done: Done) -> None:
    assert done("init") == f"{stored()}: created\n"
    assert done("init") == f"{stored()}: there is a slate already\n"
    assert done("list") == ""
    assert done("--db", "film.db", "init") == "film.db: created\n"
    assert Path("film.db").stat().st_mode & 0o777 == 0o600


def test_an_empty_slate_is_there(done: Done, screen: Run) -> None:
    done("init")
    lines = done("info").splitlines()
    assert any(line.startswith("Size      2") for line in lines)
    assert lines[-1] == "Batches   0"
    assert "\nempty\n" in screen("info", width=200).out.replace("\r", "")


@pytest.mark.about_files
def test_a_file_has_no_grants(screen: Run) -> None:
    assert screen("init", width=200).err == ""


@pytest.mark.slow
def test_a_server_has_its_grants_printed_on_a_terminal(
    postgres: Postgres, screen: Run, done: Done
) -> None:
    url = postgres.database()
    lines = screen("--db", url, "init").err.splitlines()
    assert lines[1] == "For each user who writes:"
    role = f"ann_{url.rpartition('/')[2]}"
    postgres.run(url, f"create role {role} login")
    grants = [line.strip().replace("USER", role) for line in lines if "grant" in line][:3]
    postgres.run(url, *grants)
    own = url.replace("postgres@", f"{role}@")
    done("--db", own, "add", "Dune")
    done("--db", own, "changes", "--since", "last", "--mark")
    assert done("--db", own, "list", "-f", "slugs") == "dune\n"


@pytest.mark.slow
def test_grants_for_named_users_can_be_run_as_they_are(
    postgres: Postgres, slate: Run, done: Done
) -> None:
    url = postgres.database()
    end = url.rpartition("/")[2]
    ann, cleo = f"ann {end}", f'Cleo"{end}'
    postgres.run(url, f'create role "{ann}" login', f'create role "Cleo""{end}" login')
    ran = slate("--db", url, "init", "--writer", ann, "--reader", cleo)
    assert (ran.code, ran.err) == (0, f"slate: {url.replace('postgres@', '')}: created.\n")
    assert ran.out.count("\n") == 4
    postgres.run(url, *ran.out.splitlines())
    done("--db", url.replace("postgres@", f"{quote(ann)}@"), "add", "Dune")
    own = url.replace("postgres@", f"{quote(cleo)}@")
    assert done("--db", own, "list", "-f", "slugs") == "dune\n"
    refused = slate("--db", own, "add", "Mank")
    assert (refused.code, refused.out) == (1, "")
    assert "you may read this slate, but not write to it" in refused.err
    again = slate("--db", own, "init")
    assert again == (0, f"{url.replace('postgres@', '')}: there is a slate already\n", "")


@pytest.mark.about_files
def test_grants_are_for_servers(refused: Refused) -> None:
    for words in (["--writer", "ann"], ["--reader", "ann"]):
        assert refused(2, "init", *words) == (
            "slate: --writer and --reader are for a slate on a server. This one is a file.\n"
        )
