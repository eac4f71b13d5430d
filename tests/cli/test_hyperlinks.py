import sqlite3
from contextlib import closing

import pytest

from slate.cli.hyperlinks import opens_links
from slate.store.reports import ledger_state
from tests.cli.conftest import Done, Run, stored


@pytest.mark.parametrize(
    ("environment", "opens"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4999"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "new"}, False),
        ({"TERM": "tmux-256color", "VTE_VERSION": "7600"}, False),
        ({"TERM": "screen", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "screen", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM_PROGRAM": "iTerm.app", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "NO_COLOR": "1"}, False),
    ],
)
def test_only_known_terminals_open_links(environment: dict[str, str], opens: bool) -> None:  # noqa: FBT001
    assert opens_links(environment) == opens


LINK = "\x1b]8;id="
PAGE = "https://example.com/soul"


@pytest.mark.parametrize("command", [["list"], ["upcoming"], ["show", "soul"], ["changes"]])
def test_links_are_printed_on_known_terminals_only(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    done("add", "Soul", "-d", "2021-02-01", "--source", "Disney", "--url", PAGE)
    monkeypatch.setenv("TERM", "xterm-kitty")
    shown = screen(*command).out
    assert LINK in shown
    assert f";{PAGE}\x1b\\" in shown
    assert LINK not in screen(*command, pipes=["stdout"]).out
    monkeypatch.setenv("TERM", "xterm")
    assert LINK not in screen(*command).out
    monkeypatch.setenv("TERM", "xterm-kitty")
    monkeypatch.setenv("NO_COLOR", "1")
    assert LINK not in screen(*command).out


@pytest.mark.parametrize("page", ["javascript:alert(1)", "https://e.com/\u202eko", "file:///etc"])
def test_addresses_that_are_no_web_pages_are_not_linked(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """Older versions of slate stored any text as a URL."""
    done("add", "Soul", "-d", "2021-02-01", "--source", "Disney", "--url", PAGE)
    with closing(sqlite3.connect(stored())) as older, older:
        older.execute("update reports set url = ?", (page,))
        ledger_state.put(older, ledger_state.computed(older))
    monkeypatch.setenv("TERM", "xterm-kitty")
    for command in (["list"], ["upcoming"], ["show", "soul"], ["changes"], ["log", "1"]):
        assert LINK not in screen(*command).out
