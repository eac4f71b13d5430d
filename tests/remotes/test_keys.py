import sys
import traceback
from pathlib import Path

import pytest

from slate.domain.errors import SlateError, UsageError
from slate.remotes import keys
from slate.remotes.errors import KeyCommandError, OpenKeysError, SettingsError
from slate.remotes.keys import (
    Key,
    checked_key,
    find_key,
    header_of,
    is_old_key,
    refuse_open,
    variable_of,
)
from slate.remotes.kinds import KINDS
from slate.remotes.settings import Remote

TVMAZE, TMDB, NAS, NAS_2 = (
    Remote(name, KINDS[kind], "http://127.0.0.1:9", is_added=True)
    for name, kind in (
        ("tvmaze", "tvmaze"), ("tmdb", "tmdb"), ("nas", "sonarr"), ("nas-2", "radarr"),
    )
)  # fmt: skip
KEY = "open-sesame"
FAILED = "the key command of tmdb failed"


def write(folder: Path, text: str, permissions: int = 0o600) -> Path:
    path = folder / "keys.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(permissions)
    return path


def command(folder: Path, text: str) -> None:
    """Configure a command that prints the key of TMDB."""
    write(folder, f"[tmdb]\nkey_command = '''{text}'''\n")


def python(code: str) -> str:
    """Return a command that runs some code."""
    return f'"{sys.executable}" -c "{code}"'


def refusal(folder: Path, error: type[SlateError], **environment: str) -> str:
    """Return why there is no key of TMDB; the message and the traceback do not contain it."""
    with pytest.raises(error) as caught:
        find_key(TMDB, folder, environment)
    assert type(caught.value) is error
    assert KEY not in str(caught.value)
    assert KEY not in "".join(traceback.format_exception(caught.value))
    return str(caught.value)


@pytest.mark.parametrize(
    ("remote", "name"),
    [
        (TMDB, "SLATE_TMDB_TOKEN"),
        (NAS, "SLATE_NAS_KEY"),
        (NAS_2, "SLATE_NAS_2_KEY"),
        (TVMAZE, "SLATE_TVMAZE_KEY"),
    ],
)
def test_variable_has_the_name_of_the_remote(remote: Remote, name: str) -> None:
    assert variable_of(remote) == name


def test_remote_without_keys_needs_none(world: Path) -> None:
    write(world, "[tvmaze", 0o644)
    assert find_key(TVMAZE, world, {"SLATE_TVMAZE_KEY": KEY}) is None


def test_there_is_no_key_without_a_file(world: Path) -> None:
    assert find_key(TMDB, world, {}) is None
    assert find_key(TMDB, world / "none", {}) is None


def test_key_of_another_remote_is_not_used(world: Path) -> None:
    write(world, f'[nas]\nkey = "{KEY}"\n')
    assert find_key(TMDB, world, {"SLATE_NAS_KEY": KEY}) is None
    assert find_key(NAS, world, {}) == (KEY, "keys.toml")


def test_environment_comes_before_the_file(world: Path) -> None:
    write(world, '[tmdb]\nkey = "of-the-file"\n')
    found = find_key(TMDB, world, {"SLATE_TMDB_TOKEN": f" {KEY}\n"})
    assert found == (KEY, "SLATE_TMDB_TOKEN")
    for empty in ("", " \n"):
        found = find_key(TMDB, world, {"SLATE_TMDB_TOKEN": empty})
        assert found == ("of-the-file", "keys.toml")


def test_file_is_not_looked_at_if_the_environment_has_the_key(world: Path) -> None:
    write(world, "[tmdb", 0o644)
    assert find_key(TMDB, world, {"SLATE_TMDB_TOKEN": KEY}) == (KEY, "SLATE_TMDB_TOKEN")


def test_blanks_around_a_key_are_no_part_of_it(world: Path) -> None:
    write(world, f'[tmdb]\nkey = " {KEY}\\n"\n')
    assert find_key(TMDB, world, {}) == (KEY, "keys.toml")


@pytest.mark.parametrize(
    "text", ["a b", "a\tb", "a\nb", "a\x00b", "a\x1b[1m", "a\x7f", "kéy", "a\u200bb", "x" * 4097]
)
def test_what_cannot_be_sent_is_no_key(world: Path, text: str) -> None:
    text = f"{KEY}{text}"
    why = "this is not a key. Keys are letters, digits and punctuation."
    assert refusal(world, UsageError, SLATE_TMDB_TOKEN=text) == f"SLATE_TMDB_TOKEN: {why}"
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    path = write(world, f'[tmdb]\nkey = "{escaped}"\n')
    assert refusal(world, UsageError) == f"{path}: the key of tmdb: {why}"


@pytest.mark.parametrize("text", ["", " ", "\\n"])
def test_empty_key_is_refused(world: Path, text: str) -> None:
    path = write(world, f'[tmdb]\nkey = "{text}"\n')
    assert refusal(world, SettingsError) == f"{path}: the key of tmdb is empty."


@pytest.mark.parametrize("text", ["x", "!~", "x" * 4096, "eyJhbGciOiJIUzI1NiJ9.e30.a-b_c="])
def test_key_is_any_visible_ascii(text: str) -> None:
    assert checked_key(text, "The key") == text


@pytest.mark.parametrize("permissions", [0o644, 0o640, 0o604, 0o620, 0o610, 0o601])
def test_keys_that_others_can_read_are_refused(world: Path, permissions: int) -> None:
    path = write(world, f'[tmdb]\nkey = "{KEY}"\n', permissions)
    assert refusal(world, OpenKeysError) == f"{path}: other users can read these keys."


@pytest.mark.parametrize("permissions", [0o600, 0o400, 0o700])
def test_keys_that_only_the_owner_can_read_are_used(world: Path, permissions: int) -> None:
    path = write(world, f'[tmdb]\nkey = "{KEY}"\n', permissions)
    refuse_open(path)
    assert find_key(TMDB, world, {}) == (KEY, "keys.toml")


def test_keys_behind_a_symbolic_link_are_checked_as_well(world: Path) -> None:
    target = write(world, f'[tmdb]\nkey = "{KEY}"\n', 0o644)
    (world / "config").mkdir()
    (world / "config" / "keys.toml").symlink_to(target)
    assert refusal(world / "config", OpenKeysError) == (
        f"{world}/config/keys.toml: other users can read these keys."
    )


def test_file_that_cannot_be_read_is_refused(world: Path) -> None:
    (world / "config").touch()
    assert refusal(world / "config", SettingsError) == (
        f"{world}/config/keys.toml: cannot be read: Not a directory."
    )
    (world / "keys.toml").mkdir(mode=0o700)
    assert refusal(world, SettingsError) == (f"{world}/keys.toml: cannot be read: Is a directory.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"[tmdb]\nkey = {KEY}\n", "is not valid TOML (at line 2, column 7)."),
        (f'[tmdb]\nkey = "{KEY}\n', "is not valid TOML (at line 2, column 19)."),
        (f'tmdb = "{KEY}"\n', "tmdb needs either key or key_command, a text."),
        (f'tmdb = ["{KEY}"]\n', "tmdb needs either key or key_command, a text."),
        (f'[[tmdb]]\nkey = "{KEY}"\n', "tmdb needs either key or key_command, a text."),
        ("[tmdb]\n", "tmdb needs either key or key_command, a text."),
        ("[tmdb]\nkey = 5\n", "tmdb needs either key or key_command, a text."),
        (f'[tmdb]\nkey = ["{KEY}"]\n', "tmdb needs either key or key_command, a text."),
        (f'[tmdb]\ntoken = "{KEY}"\n', "tmdb needs either key or key_command, a text."),
        ("[tmdb]\nkey_command = 5\n", "tmdb needs either key or key_command, a text."),
        ('[tmdb]\nkey_command = ["pass", "tmdb"]\n',
         "tmdb needs either key or key_command, a text."),
        (f'[tmdb]\nkey = "{KEY}"\nkey_command = "pass tmdb"\n',
         "tmdb needs either key or key_command, a text."),
        (f'[tmdb]\nkey = "{KEY}"\nuser = "ann"\n',
         "tmdb needs either key or key_command, a text."),
    ],
)  # fmt: skip
def test_wrong_content_is_refused(world: Path, text: str, why: str) -> None:
    path = write(world, text)
    assert refusal(world, SettingsError) == f"{path}: {why}"


def test_key_does_not_show_itself() -> None:
    key = Key(KEY, "keys.toml")
    assert repr(key) == str(key) == f"{key}" == "Key(***, 'keys.toml')"
    assert repr([key]) == "[Key(***, 'keys.toml')]"


@pytest.mark.parametrize(
    ("remote", "header"),
    [
        (TMDB, {"Authorization": f"Bearer {KEY}"}),
        (NAS, {"X-Api-Key": KEY}),
        (NAS_2, {"X-Api-Key": KEY}),
        (TVMAZE, {}),
    ],
)
def test_key_is_sent_in_the_header_of_its_kind(remote: Remote, header: dict[str, str]) -> None:
    assert header_of(remote, Key(KEY, "keys.toml")) == header
    assert header_of(remote, None) == {}


@pytest.mark.parametrize(
    ("remote", "key", "is_old"),
    [
        (TMDB, "0123456789abcdef" * 2, True),
        (TMDB, "0123456789abcdef" * 2 + "0", False),
        (TMDB, "0123456789ABCDEF" * 2, False),
        (TMDB, "eyJhbGciOiJIUzI1NiJ9.e30.abc", False),
        (NAS, "0123456789abcdef" * 2, False),
    ],
)
def test_key_of_an_older_version_of_tmdb_is_recognized(
    remote: Remote, key: str, *, is_old: bool
) -> None:
    assert is_old_key(remote, key) is is_old


@pytest.mark.parametrize(
    "code",
    [
        f"print('{KEY}')",
        f"print(' {KEY} ')",
        f"print('{KEY}\\nuser: ann')",
        f"import sys; sys.stdout.write('{KEY}')",
        f"import sys; sys.stdout.buffer.write(b'{KEY}\\r\\n\\xff')",
    ],
)
def test_first_line_that_a_command_prints_is_the_key(world: Path, code: str) -> None:
    command(world, python(code))
    assert find_key(TMDB, world, {}) == (KEY, "key_command")


def test_command_is_split_as_by_a_shell_but_runs_without_one(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    command(world, f"{sys.executable} -c 'import sys; print(*sys.argv[1:], sep=chr(47))' "
            '"a;b" $HOME ~ `id` >x *')  # fmt: skip
    assert find_key(TMDB, world, {}) == ("a;b/$HOME/~/`id`/>x/*", "key_command")
    assert not (world / "x").exists()


def test_command_is_not_run_if_the_environment_has_the_key(world: Path) -> None:
    command(world, python("open('ran', 'w').close()"))
    assert find_key(TMDB, world, {"SLATE_TMDB_TOKEN": KEY}) == (KEY, "SLATE_TMDB_TOKEN")
    assert not (world / "ran").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (python(f"print('{KEY}'); raise SystemExit(3)"), "exit status 3"),
        (python("import os; os.kill(os.getpid(), 9)"), "exit status -9"),
        ("slate-no-such-program open-sesame", '"slate-no-such-program" cannot be found'),
        (f"/no/such/folder/{'x' * 24}", f'"/no/such/folder/{"x" * 24}" cannot be found'),
        (f"{KEY}-and-{KEY}", "the program cannot be found"),
        (f"/{KEY}-and-{KEY}/x", "the program cannot be found"),
        ("/ open-sesame", '"/" cannot be run: Permission denied'),
        ('pass "open-sesame', "No closing quotation"),
        ("pass open-sesame\\", "No escaped character"),
    ],
)  # fmt: skip
def test_failed_command_is_an_error(world: Path, text: str, why: str) -> None:
    command(world, text)
    assert refusal(world, KeyCommandError) == f"{world / 'keys.toml'}: {FAILED}: {why}."


@pytest.mark.parametrize("text", ["", " "])
def test_empty_command_is_refused(world: Path, text: str) -> None:
    command(world, text)
    assert refusal(world, SettingsError) == (
        f"{world / 'keys.toml'}: the key command of tmdb is empty."
    )


@pytest.mark.parametrize("code", ["", "print()", f"print('\\n{KEY}')"])
def test_command_that_prints_nothing_is_an_error(world: Path, code: str) -> None:
    command(world, python(code))
    assert refusal(world, SettingsError) == (
        f"{world / 'keys.toml'}: the first line that the key command of tmdb printed is empty."
    )


def test_command_with_a_null_character_is_an_error(world: Path) -> None:
    write(world, '[tmdb]\nkey_command = "pass \\u0000open-sesame"\n')
    assert refusal(world, KeyCommandError) == (
        f"{world / 'keys.toml'}: {FAILED}: embedded null byte."
    )


def test_output_of_a_command_that_is_no_key_is_refused(world: Path) -> None:
    command(world, python(f"print('a {KEY}')"))
    assert refusal(world, UsageError) == (
        f"{world / 'keys.toml'}: the first line that the key command of tmdb printed: this is not "
        "a key. Keys are letters, digits and punctuation."
    )


def test_command_that_prints_without_end_is_ended(world: Path) -> None:
    command(world, python("while True: print('key')"))
    assert refusal(world, KeyCommandError) == (
        f"{world / 'keys.toml'}: {FAILED}: it printed more than 65,536 bytes."
    )


def test_command_that_goes_on_after_its_output_is_ended(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_LONGEST", 1)
    command(world, python("import os, signal; os.close(1); signal.pause()"))
    assert refusal(world, KeyCommandError) == (
        f"{world / 'keys.toml'}: {FAILED}: it took more than 1 s."
    )


def test_command_that_takes_too_long_is_ended(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_LONGEST", 0)
    command(world, python("input()"))
    assert refusal(world, KeyCommandError) == (
        f"{world / 'keys.toml'}: {FAILED}: it took more than 0 s."
    )
