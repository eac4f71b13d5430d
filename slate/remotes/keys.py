"""Keys: from the environment, or from `keys.toml`, which only its owner may read.

A key goes into a header of a request to its remote, and nowhere else.
"""

import re
import stat
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple, cast

from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.remotes.errors import KeyCommandError, OpenKeysError, SettingsError
from slate.remotes.settings import Remote, read_toml

FILE = "keys.toml"
_MOST = 4_096  # characters
_MOST_PRINTED = 65_536  # bytes that a command prints
_KEY = re.compile(r"[!-~]+", re.ASCII)
_LONGEST = 60  # seconds for a command that prints a key: it may ask for a passphrase
_LONGEST_NAME = 24  # characters of a program or a folder; keys have 32 or more
_OLD_TMDB = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Key(NamedTuple):
    """A key, and where it comes from: the name of a variable, or of a file."""

    value: str
    origin: str

    def __repr__(self) -> str:
        """Return a text without the key, for tracebacks."""
        return f"Key(***, {self.origin!r})"


def variable_of(remote: Remote) -> str:
    """Return the name of the environment variable for the key of a remote."""
    word = remote.kind.key.word if remote.kind.key else "KEY"
    return f"SLATE_{remote.name.upper().replace('-', '_')}_{word}"


def find_key(remote: Remote, folder: Path, environment: Mapping[str, str]) -> Key | None:
    """Return the key of a remote, None if it needs none or there is none.

    Raises SettingsError for a file that cannot be used, OpenKeysError for one that others can read,
    KeyCommandError.
    """
    if remote.kind.key is None:
        return None
    variable = variable_of(remote)
    if text := environment.get(variable, "").strip():
        return Key(checked_key(text, variable), variable)
    path = folder / FILE
    refuse_open(path)
    said = read_toml(path).get(remote.name)
    if said is None:
        return None
    if not isinstance(said, dict) or len(said) != 1:
        said = {}
    match said:
        case {"key": str(text)}:
            return Key(_stored_key(text, path, f"the key of {remote.name}"), FILE)
        case {"key_command": str(command)}:
            return Key(_from_command(path, remote.name, command), "key_command")
    raise SettingsError(str(path), f"{remote.name} needs either key or key_command, a text.")


def checked_key(text: str, where: str) -> str:
    """Return a key; raise UsageError, without the key, for a text that cannot be sent as one."""
    if not _KEY.fullmatch(text) or len(text) > _MOST:
        raise UsageError(f"{where}: this is not a key. Keys are letters, digits and punctuation.")
    return text


def is_old_key(remote: Remote, key: str) -> bool:
    """Whether a key of TMDB is one for version 3, which is not accepted in a header."""
    return remote.kind.name == "tmdb" and _OLD_TMDB.fullmatch(key) is not None


def header_of(remote: Remote, key: Key | None) -> dict[str, str]:
    """Return the header with the key of a remote, nothing without a key."""
    rule = remote.kind.key
    return {} if rule is None or key is None else {rule.header: f"{rule.prefix}{key.value}"}


def refuse_open(path: Path) -> None:
    """Raise OpenKeysError for a file of keys that other users can read."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror or error}.") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise OpenKeysError(str(path))


def _stored_key(text: str, path: Path, what: str) -> str:
    """Return a key that a file names; raise SettingsError if it is empty."""
    if not (text := text.strip()):
        raise SettingsError(str(path), f"{what} is empty.")
    return checked_key(text, f"{path}: {what}")


def _from_command(path: Path, name: str, command: str) -> str:
    """Return the first line that a command prints; it is run without a shell."""
    import shlex  # noqa: PLC0415 -- few keys come from a command
    import subprocess  # noqa: PLC0415 -- as above; the command is the user's own

    file = str(path)
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise KeyCommandError(file, name, str(error)) from None
    if not words:
        raise SettingsError(file, f"the key command of {name} is empty.")
    try:
        status, printed = _run(words)
    except subprocess.TimeoutExpired:
        raise KeyCommandError(file, name, f"it took more than {_LONGEST} s") from None
    except FileNotFoundError:
        raise KeyCommandError(file, name, f"{_program(words[0])} cannot be found") from None
    except OSError as error:
        why = f"{_program(words[0])} cannot be run: {error.strerror or error}"
        raise KeyCommandError(file, name, why) from None
    except ValueError as error:
        raise KeyCommandError(file, name, str(error)) from None
    if status:
        raise KeyCommandError(file, name, f"exit status {status}")
    lines = printed.decode(errors="replace").splitlines()
    what = f"the first line that the key command of {name} printed"
    return _stored_key(lines[0] if lines else "", path, what)


def _run(words: Sequence[str]) -> tuple[int, bytes]:
    """Run a command, and return its exit status and what it printed.

    Raises OSError, subprocess.TimeoutExpired, and ValueError for words that cannot be arguments and
    for a command that prints without end.
    """
    import subprocess  # noqa: PLC0415 -- few keys come from a command

    until = time.monotonic() + _LONGEST
    # The user's own command.
    with subprocess.Popen(words, stdout=subprocess.PIPE, bufsize=0) as process:  # noqa: S603
        try:
            printed = _printed(cast("IO[bytes]", process.stdout), words, until)
            return process.wait(until - time.monotonic()), printed
        except BaseException:
            process.kill()
            raise


def _printed(output: IO[bytes], words: Sequence[str], until: float) -> bytes:
    """Return all that a command prints; raise ValueError, subprocess.TimeoutExpired."""
    import select  # noqa: PLC0415 -- as above
    import subprocess  # noqa: PLC0415 -- as above

    printed = bytearray()
    while select.select([output], [], [], max(until - time.monotonic(), 0))[0]:
        if not (part := output.read(_MOST_PRINTED)):
            return bytes(printed)
        printed += part
        if len(printed) > _MOST_PRINTED:
            raise ValueError(f"it printed more than {_MOST_PRINTED:,} bytes")
    raise subprocess.TimeoutExpired(words, _LONGEST)


def _program(word: str) -> str:
    """Return the name of a program for a message, unless it may be a key that stands there."""
    is_name = all(len(part) <= _LONGEST_NAME for part in word.split("/"))
    return quoted(word) if is_name else "the program"
