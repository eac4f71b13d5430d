from pathlib import Path

import pytest
from typer import Context
from typer.main import get_command

from slate.cli.app import app_for
from slate.cli.completion import complete_platform, complete_title
from tests.cli.conftest import Done, Run, stored


@pytest.fixture
def context() -> Context:
    return Context(get_command(app_for([])))


@pytest.mark.usefixtures("small")
def test_slugs(context: Context) -> None:
    assert complete_title(context, "") == ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]
    assert complete_title(context, "he") == ["heroes-2"]
    assert complete_title(context, "x") == []


def test_platforms(context: Context, done: Done) -> None:
    done("add", "A", "-p", "Netflix")
    done("add", "B", "-p", "Hulu")
    done("add", "C", "-p", "Ne\u202et")
    assert complete_platform(context, "") == ["Hulu", "Netflix", "Ne\\u202et"]
    assert complete_platform(context, "Net") == ["Netflix"]


def test_no_slate(context: Context) -> None:
    assert complete_title(context, "") == complete_platform(context, "") == []
    assert not stored().parent.exists()


def test_a_damaged_slate(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("text").write_text("no slate", encoding="utf-8")
    monkeypatch.setenv("SLATE_DB", "text")
    assert complete_title(context, "") == complete_platform(context, "") == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("slate show co", ["cobra-kai-s3"]),
        ("slate --db other.db show ", ["soul"]),
        ("slate next we", ["we-can-be-heroes"]),
        ("slate update cobra-kai-s3 -p N", ["Netflix"]),
        ("slate add A --platform N", ["Netflix"]),
        ("slate lis", ["list"]),
        ("slate upcoming ", []),
    ],
)
def test_in_a_shell(installed: Run, done: Done, words: str, offered: list[str]) -> None:
    done("--db", "other.db", "add", "Soul")
    ran = installed(
        _SLATE_COMPLETE="complete_bash",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    assert (ran.code, ran.out.split(), ran.err) == (0, offered, "")
