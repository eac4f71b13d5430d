"""Terminals and locales of any kind, or of none."""

from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run, undressed
from tests.environment.conftest import Started

_SCREENS = ("list", "show cobra-kai-s3", "upcoming", "timeline", "calendar 2021-01",
            "count --by platform,status", "changes --since 2020", "log", "info",
            "check")  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("term", ["dumb", "", "unknown-of-all", "xterm-256color", None])
def test_every_screen_is_the_same_on_any_terminal(
    screen: Run, monkeypatch: pytest.MonkeyPatch, term: str | None
) -> None:
    wanted = [screen(*command.split()).out for command in _SCREENS]
    if term is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", term)
    found = [screen(*command.split()) for command in _SCREENS]
    assert {one.code for one in found} == {0}
    if term == "dumb":  # without colors, and so without the bars that show those of services
        assert "\x1b" not in "".join(one.out for one in found)
        assert all(text.strip() for one in found for text in [one.out])
    else:
        assert [undressed(one.out) for one in found] == [undressed(text) for text in wanted]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("columns", ["0", "1", "x", "-5", "", " 80 ", "100000", "9" * 30])
def test_every_screen_fits_any_width(
    slate: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    for command in (*_SCREENS, "--help", "list --help"):
        with monkeypatch.context() as patch:  # pytest reads COLUMNS, too
            patch.setenv("FORCE_COLOR", "1")
            patch.setenv("COLUMNS", columns)
            ran = slate(*command.split())
        assert (ran.code, ran.err) == (0, ""), command
        assert ran.out.strip(), command
        assert max(map(len, undressed(ran.out).splitlines())) <= 10_000, command


# Those in which titles are printed and read are in tests/cli/test_main.py.
@pytest.mark.slow
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "xx_YY.UTF-8"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "", "LC_ALL": ""},
        {"PYTHONIOENCODING": "utf-16"},
        {"PYTHONIOENCODING": "cp037"},  # in which no letter is one of ASCII
        {"PYTHONUNBUFFERED": "1"},
        {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"},
    ],
    ids=str,
)
def test_data_do_not_depend_on_the_locale(
    started: Started, done: Done, world: Path, settings: dict[str, str]
) -> None:
    done("add", "Am\u00e9lie \u65e5\u672c", "-k", "film", "-s", "filming")
    for command in ("list -f csv", "export - -f ndjson"):
        wanted = done(*command.split())
        ran = started(*command.split(), environment=settings)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == wanted
    ran = started("export", "titles.csv", environment=settings)
    assert ran == (0, "", "")
    assert (world / "titles.csv").read_text(encoding="utf-8") == done("export", "-", "-f", "csv")
