from pathlib import Path

import pytest

from slate.files.links import missing_folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with links in it that lead to nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").symlink_to("none/slate.db")
    (tmp_path / "folder").symlink_to("gone")
    (tmp_path / "twice").symlink_to("file")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("file", "none"),
        ("./file", "none"),
        ("twice", "none"),
        ("folder/slate.db", "gone"),
        ("folder/deep/slate.db", "gone/deep"),
    ],
)
def test_folder_to_create_is_that_of_the_target(here: Path, name: str, wanted: str) -> None:
    folder = missing_folder(Path(name))
    assert folder == here.resolve() / wanted
    folder.mkdir(parents=True)
    Path(name).touch()  # it can be written now


def test_name_without_a_link_is_kept_as_it_was_typed(here: Path) -> None:
    (here / "there").mkdir()
    (here / "link").symlink_to("there")
    assert missing_folder(Path("a/b.db")) == Path("a")
    assert missing_folder(Path("link/a/b.db")) == Path("link/a")
