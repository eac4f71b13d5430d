import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.screens import (
    COLORED,
    PICTURED,
    PICTURES,
    SCREENS,
    TODAY,
    WIDTHS,
    arguments,
    commands,
    picture,
    stored,
    without_checksum,
)


@pytest.fixture
def desk(
    slate: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Use the slate of the stored screens; the first test that needs it records it."""
    made = tmp_path_factory.getbasetemp() / "desk.db"
    path = Path("desk.db")
    monkeypatch.setenv("SLATE_AUTHOR", "desk")
    monkeypatch.setenv("SLATE_DB", str(path))
    if made.exists():
        shutil.copy2(made, path)
    else:
        for day, words in commands():
            monkeypatch.setenv("SLATE_TODAY", day)
            assert slate(*words).code == 0
        shutil.copy2(path, made)
    monkeypatch.setenv("SLATE_TODAY", TODAY)


# These two show the path of the slate.
SHOWN = [
    pytest.param(name, marks=[pytest.mark.about_files] if name in {"check", "info"} else [])
    for name in SCREENS
]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHOWN)
def test_screens_are_those_that_are_stored(
    screen: Run, monkeypatch: pytest.MonkeyPatch, name: str, width: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = screen(*arguments(name), width=width, together=True)
    assert (shown.code, without_checksum(shown.out)) == (
        0,
        stored(name, width).read_text(encoding="utf-8"),
    )
    assert "\x1b" not in shown.out


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", SHOWN)
def test_screens_with_colors_are_those_that_are_stored(
    screen: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown = screen(*arguments(name), width=COLORED, together=True)
    assert without_checksum(shown.out) == stored(name, COLORED).read_text(encoding="utf-8")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", PICTURED)
def test_the_pictures_of_the_readme_are_current(
    screen: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLORTERM", "truecolor")
    shown = screen(*arguments(name), width=PICTURED[name], together=True)
    text = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert picture(name, shown.out, PICTURED[name]) == text
