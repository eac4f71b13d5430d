from pathlib import Path

import pytest

from slate.domain.errors import UsageError
from slate.store.file import location


def test_the_default_place_is_the_users_data_folder(world: Path) -> None:
    path = world / "home" / "data" / "slate" / "slate.db"
    if location.default_path() != path:  # macOS has a place of its own
        path = world / "home" / "Library" / "Application Support" / "slate" / "slate.db"
    assert location.default_path() == path
    assert location.find(None) == (path, True)
    assert not path.parent.exists()


def test_what_was_typed_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_DB", "of-environment.db")
    assert location.find("typed.db") == (Path("typed.db"), False)
    assert location.find(None) == (Path("of-environment.db"), False)
    monkeypatch.setenv("SLATE_DB", "")
    assert location.find(None)[1]


def test_a_tilde_is_the_home_folder(world: Path) -> None:
    assert location.find("~/my.db") == (world / "home" / "my.db", False)
    assert location.find("~nobody-of-that-name/my.db") == (
        Path("~nobody-of-that-name/my.db"),
        False,
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://h/db", "postgresql://h/db"),
        ("postgresql://ann:open-sesame@h/db", "postgresql://***@h/db"),
        ("postgresql://h/db?password=open-sesame", "postgresql://h/db?password=***"),
        ("sqlite:///slate.db", "sqlite:///slate.db"),
        ("FILE:///tmp/slate.db", "FILE:///tmp/slate.db"),
        ("https://h/slate.db", "https://h/slate.db"),
        ("x+y.z-1://", "x+y.z-1://"),
    ],
)
def test_an_address_is_no_file(monkeypatch: pytest.MonkeyPatch, address: str, shown: str) -> None:
    refused = f'"{shown}" is an address, and a slate is a file. Give its path.'
    with pytest.raises(UsageError) as error:
        location.find(address)
    assert str(error.value) == refused
    monkeypatch.setenv("SLATE_DB", address)
    with pytest.raises(UsageError) as error:
        location.find(None)
    assert str(error.value) == refused


def test_a_path_that_only_looks_like_an_address() -> None:
    for name in ("a:b", "http:/x", "1://x", "./https://x", "//x"):
        assert location.find(name) == (Path(name), False)
