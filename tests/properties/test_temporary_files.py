"""A link at the name of a temporary file, as another user may put there, is never followed."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from slate.cli.output.atomic_file import open_atomically
from slate.domain.errors import SlateError
from slate.files import aside
from slate.remotes.settings import checked_remote
from slate.remotes.settings_files import store_key, store_remote
from slate.store.file.connection import Store
from tests.store.writing import add


def export() -> None:
    with open_atomically("titles.csv") as file:
        file.write("new")


def back_up() -> None:
    Store(Path("slate.db")).copy_to(Path("backup.db"))


WRITES: dict[str, Callable[[], object]] = {
    "titles.csv": export,
    "backup.db": back_up,
    "keys.toml": lambda: store_key(Path(), "nas", "secret"),
    "config.toml": lambda: store_remote(Path(), checked_remote("nas", "sonarr", "http://nas")),
}


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("name", WRITES)
def test_a_link_at_the_name_of_a_temporary_file_is_not_followed(
    world: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_there: bool
) -> None:
    add(Store(Path("slate.db")), "Soul")
    target = world / "mine"
    if is_there:
        target.write_text("keep", encoding="utf-8")
    # What no one can guess is known here, and a link is there at the moment before it is used.
    monkeypatch.setattr(aside, "_temporary_name", ".{}.slate-00000000.tmp".format)
    link = world / f".{name}.slate-00000000.tmp"
    link.symlink_to(target)
    with suppress(SlateError, OSError):
        WRITES[name]()
    assert target.exists() == is_there
    assert not is_there or target.read_text(encoding="utf-8") == "keep"
    assert not (world / name).exists()
    assert link.is_symlink()
    link.unlink()
    WRITES[name]()
    assert (world / name).stat().st_size > 0
