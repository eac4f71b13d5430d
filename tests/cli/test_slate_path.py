from pathlib import Path

import pytest

from slate.cli.slate_path import (
    NoHomeError,
    cache_folder,
    config_folder,
    default_path,
    server_address,
    slate_path,
)
from slate.domain.errors import UsageError


def test_the_default_path_is_in_the_users_data_folder(world: Path) -> None:
    path = world / "home" / "data" / "slate" / "slate.db"
    if default_path() != path:  # macOS has another default
        path = world / "home" / "Library" / "Application Support" / "slate" / "slate.db"
    assert default_path() == path
    assert slate_path(None) == (path, True)
    assert not path.parent.exists()


@pytest.mark.parametrize("is_named", [True, False])
def test_a_user_without_a_home_is_told_what_to_set(
    monkeypatch: pytest.MonkeyPatch,
    is_named: bool,  # noqa: FBT001 -- a parameter
) -> None:
    def folder(*_: object, **__: object) -> Path:
        if is_named:  # as older versions of platformdirs do
            return Path("~/.local/share/slate")
        raise RuntimeError

    for name in ("data", "config", "cache"):
        monkeypatch.setattr(f"platformdirs.user_{name}_path", folder)
    start = "There is no home folder for slate's files. Set HOME, or "
    for ask, what in (
        (default_path, "SLATE_DB to a file, or XDG_DATA_HOME"),
        (config_folder, "XDG_CONFIG_HOME"),
        (cache_folder, "XDG_CACHE_HOME"),
    ):
        with pytest.raises(NoHomeError) as error:
            ask()
        assert str(error.value) == f"{start}{what} to a folder."


def test_the_typed_path_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_DB", "of-environment.db")
    assert slate_path("typed.db") == (Path("typed.db"), False)
    assert slate_path(None) == (Path("of-environment.db"), False)
    monkeypatch.setenv("SLATE_DB", "")
    assert slate_path(None)[1]


def test_a_tilde_is_the_home_folder(world: Path) -> None:
    assert slate_path("~/my.db") == (world / "home" / "my.db", False)
    assert slate_path("~nobody-of-that-name/my.db") == (
        Path("~nobody-of-that-name/my.db"),
        False,
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("mysql://h/db", "mysql://h/db"),
        ("mysql://ann:open-sesame@h/db", "mysql://***@h/db"),
        ("mysql://h/db?password=open-sesame", "mysql://h/db?password=***"),
        ("sqlite:///slate.db", "sqlite:///slate.db"),
        ("FILE:///tmp/slate.db", "FILE:///tmp/slate.db"),
        ("https://h/slate.db", "https://h/slate.db"),
        ("x+y.z-1://", "x+y.z-1://"),
        ("postgresql:/desk/slate", "postgresql:/desk/slate"),
        ("postgresql:/ann:open-sesame@desk/slate", "postgresql:/***@desk/slate"),
        ("ann@desk/slate", "ann@desk/slate"),
    ],
)
def test_an_address_is_no_file(monkeypatch: pytest.MonkeyPatch, address: str, shown: str) -> None:
    refused = (
        f'"{shown}" is not the address of a slate. Give the path of a file, or '
        "postgresql://host/database."
    )
    with pytest.raises(UsageError) as error:
        slate_path(address)
    assert str(error.value) == refused
    monkeypatch.setenv("SLATE_DB", address)
    with pytest.raises(UsageError) as error:
        slate_path(None)
    assert str(error.value) == refused


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("postgresql://h/db", "postgresql://h/db"),
        ("POSTGRES://h", "POSTGRES://h"),
        ("postgresql:/h/db", None),
        ("mysql://h/db", None),
        ("a.db", None),
        (None, None),
    ],
)
def test_the_address_of_a_server_is_told_from_a_path(
    monkeypatch: pytest.MonkeyPatch, text: str | None, address: str | None
) -> None:
    assert server_address(text) == address
    monkeypatch.setenv("SLATE_DB", text or "")
    assert server_address(None) == address


def test_a_path_that_only_resembles_a_url_is_accepted() -> None:
    for name in ("a:b", "http:/x", "1://x", "./https://x", "//x"):
        assert slate_path(name) == (Path(name), False)
