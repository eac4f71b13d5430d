import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from slate.cli.output.atomic_file import open_atomically
from slate.cli.output.stdout import OutputClosedError
from slate.domain.errors import NoFolderError, SlateError, UsageError
from slate.formats.errors import FileError
from tests.cli.conftest import needs_full

pytestmark = pytest.mark.slow  # together they take seconds

ROOT = Path(__file__).parents[2]
LONG = "x" * 100_000  # more than any buffer on the way
FULL = "No space left on device"
NO_UTF8 = pytest.param(
    "\udcff", marks=pytest.mark.skipif(sys.platform == "darwin", reason="its names are UTF-8")
)


def save(name: str | Path, *texts: str) -> None:
    with open_atomically(str(name)) as file:
        for text in texts:
            file.write(text)


def refused(kind: type[SlateError], name: str | Path, *texts: str) -> str:
    with pytest.raises(kind) as error:
        save(name, *texts)
    assert type(error.value) is kind
    return str(error.value)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create an empty folder and make it the working folder."""
    made = world / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """Keep this process from writing files longer than `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Content


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", b""),
        ("a\nb\r\nc\rd", b"a\nb\r\nc\rd"),
        ("Am\u00e9lie \U0001f3ac", "Am\u00e9lie \U0001f3ac".encode()),
        ("half \ud83c", b"half \xed\xa0\xbc"),
        (LONG, LONG.encode()),
    ],
    ids=["nothing", "line ends", "letters", "half a character", "long"],
)
def test_the_content_is_written_exactly(folder: Path, text: str, data: bytes) -> None:
    save("a.csv", text)
    assert Path("a.csv").read_bytes() == data
    save("a.csv", text, text)
    assert Path("a.csv").read_bytes() == data + data
    assert names(folder) == {"a.csv"}


def test_the_file_appears_only_when_the_block_ends(folder: Path) -> None:
    Path("old.csv").write_text("OLD", encoding="utf-8")
    with open_atomically("old.csv") as old, open_atomically("new.csv") as new:
        old.write(LONG)
        new.write(LONG)
        assert Path("old.csv").read_text(encoding="utf-8") == "OLD"
        assert not Path("new.csv").exists()
        aside = sorted(names(folder) - {"old.csv"})
    assert [name.partition(".slate-")[0] for name in aside] == [".new.csv", ".old.csv"]
    assert names(folder) == {"new.csv", "old.csv"}
    assert Path("old.csv").read_text(encoding="utf-8") == LONG
    assert Path("new.csv").read_text(encoding="utf-8") == LONG


@pytest.mark.usefixtures("flushed")
def test_the_file_is_synced_before_the_rename_and_the_folder_after(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = folder / "a.csv", []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        what = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append((what, os.fstat(descriptor).st_size if what == "file" else None, path.exists()))
        sync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", watched)
        save("a.csv", "text")
    assert seen == [("file", 4, False), ("folder", None, True)]


def test_files_are_written_in_other_folders(folder: Path) -> None:
    Path("sub").mkdir()
    for name in ("sub/a.csv", "./sub/b.csv", "sub/../sub/c.csv", folder / "sub" / "d.csv"):
        save(name, "text")
        assert Path(name).read_text(encoding="utf-8") == "text"
    assert names(folder) == {"sub"}
    assert names(folder / "sub") == {"a.csv", "b.csv", "c.csv", "d.csv"}


@pytest.mark.parametrize(
    "letter", ["x", "\u00e9", "\U0001f3ac", NO_UTF8], ids=["1", "2", "4", "raw"]
)
@pytest.mark.parametrize("size", [79, 80, 81, 100, 101, 255])
def test_the_temporary_name_of_a_long_name_is_not_longer(
    folder: Path, letter: str, size: int
) -> None:
    size -= size % len(os.fsencode(letter))
    name = letter * (size // len(os.fsencode(letter)))
    with open_atomically(name) as file:
        file.write("text")
        (aside,) = names(folder)
    assert len(os.fsencode(aside)) <= max(size, 100)
    assert aside.startswith(f".{letter * 15}")
    assert names(folder) == {name}


# Mode, owner and links


@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0, 0o666)])
def test_a_new_file_gets_the_default_mode(folder: Path, mask: int, expected: int) -> None:
    with umask(mask):
        save("a.csv", "text")
    assert mode(folder / "a.csv") == expected


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o666, 0o755])
def test_a_file_keeps_its_mode(folder: Path, kept: int) -> None:
    path = folder / "a.csv"
    path.touch()
    path.chmod(kept)
    with umask(0o077):
        save("a.csv", "text")
    assert (path.read_text(encoding="utf-8"), mode(path)) == ("text", kept)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner(folder: Path) -> None:
    path = folder / "a.csv"
    path.touch(mode=0o640)
    os.chown(path, 65534, 12)
    save("a.csv", "text")
    found = path.stat()
    assert (found.st_uid, found.st_gid, mode(path)) == (65534, 12, 0o640)


def test_a_hard_link_keeps_the_old_content(folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text("OLD", encoding="utf-8")
    os.link(path, "other.csv")
    save("a.csv", "text")
    assert Path("other.csv").read_text(encoding="utf-8") == "OLD"
    assert path.read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize("there", [True, False])
def test_a_symbolic_link_is_written_through(folder: Path, there: bool) -> None:  # noqa: FBT001 -- a parameter
    real = folder / "real"
    real.mkdir()
    if there:
        (real / "a.csv").write_text("OLD", encoding="utf-8")
    (real / "middle.csv").symlink_to("a.csv")
    (folder / "to").symlink_to(real)
    (folder / "link.csv").symlink_to("to/../real/middle.csv")
    save("link.csv", "text")
    assert (folder / "link.csv").is_symlink()
    assert (real / "middle.csv").is_symlink()
    assert (real / "a.csv").read_text(encoding="utf-8") == "text"
    assert not (real / "a.csv").is_symlink()
    assert names(folder) == {"link.csv", "real", "to"}
    assert names(real) == {"a.csv", "middle.csv"}


# Errors


@pytest.fixture(params=[True, False], ids=["there", "new"])
def place(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Yield what an error message states about a.csv, which exists already or does not.

    After the test the file and the folder must be as they were.
    """
    path = folder / "a.csv"
    if request.param:
        path.write_text("OLD", encoding="utf-8")
    before = path.stat() if request.param else None
    yield "It is unchanged." if request.param else "No file was created."
    assert names(folder) == ({"a.csv"} if request.param else set())
    if before is not None:
        assert path.read_text(encoding="utf-8") == "OLD"
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("size", [LONG, "x" * 101], ids=["in the block", "at its end"])
def test_a_file_that_grows_too_large_is_reported(place: str, size: str) -> None:
    with small_files(100):
        told = refused(FileError, "a.csv", size)
    assert told == f"a.csv: cannot be written: File too large. {place}"


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_an_error_in_fsync_is_reported(
    place: str, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def failing(descriptor: int) -> None:
        raise OSError(code, os.strerror(code), descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        told = refused(FileError, "a.csv", "text")
    assert told == f"a.csv: cannot be written: {os.strerror(code)}. {place}"


def test_an_error_without_a_number_is_reported(place: str) -> None:
    with pytest.raises(FileError) as error, open_atomically("a.csv"):
        raise OSError("odd")
    assert str(error.value) == f"a.csv: cannot be written: odd. {place}"


def test_an_error_syncing_the_folder_is_ignored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def failing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        save("a.csv", "text")
    assert (folder / "a.csv").read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize(
    "error",
    [KeyboardInterrupt(), FileError("slate.db", "is gone."), ValueError("a fault")],
    ids=repr,
)
@pytest.mark.parametrize(
    ("text", "limit"),
    [("", None), ("text", None), (LONG, None), ("x" * 101, 100)],
    ids=["nothing", "text", "long", "more than fits"],
)
@pytest.mark.usefixtures("place")
def test_an_error_in_the_block_is_raised_and_nothing_is_written(
    error: BaseException, text: str, limit: int | None
) -> None:
    with (  # noqa: PT012 -- a block
        small_files(limit) if limit else nullcontext(),
        pytest.raises(type(error)) as found,
        open_atomically("a.csv") as file,
    ):
        file.write(text)
        raise error
    assert found.value is error


def test_a_folder_created_meanwhile_under_the_name_is_reported(folder: Path) -> None:
    with pytest.raises(FileError) as error, open_atomically("a.csv") as file:  # noqa: PT012 -- a block
        file.write("text")
        Path("a.csv").mkdir()
    assert str(error.value) == "a.csv: cannot be written: Is a directory. No file was created."
    assert names(folder) == {"a.csv"}


def test_a_folder_deleted_meanwhile_is_reported(folder: Path) -> None:
    Path("sub").mkdir()
    with pytest.raises(FileError) as error, open_atomically("sub/a.csv") as file:  # noqa: PT012 -- as above
        next(Path("sub").iterdir()).unlink()
        Path("sub").rmdir()
        file.write("text")
    assert str(error.value) == (
        "sub/a.csv: cannot be written: No such file or directory. No file was created."
    )
    assert names(folder) == set()


SMALL_DISK = """
mount -t tmpfs -o size=64k tmpfs "$1" && cd "$1" && printf OLD > a.csv && "$2" -c "$3"
echo "$?"; ls -A; cat a.csv
"""


def test_a_full_disk_leaves_the_old_file(world: Path) -> None:
    disk = world / "disk"
    disk.mkdir()
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    try:
        subprocess.run([*alone, "mount", "-t", "tmpfs", "tmpfs", disk],
                       check=True, capture_output=True)  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here")
    ran = subprocess.run(
        [*alone, "sh", "-c", SMALL_DISK, "sh", disk, sys.executable, script("a.csv")],
        check=False, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.stdout == f"a.csv: cannot be written: {FULL}. It is unchanged.\n1\na.csv\nOLD"


def script(name: str, *, first: str = "") -> str:
    """Return a script that saves a long text and prints the error, if any, to stdout."""
    return f"""
import os, sys
from slate.cli.output.atomic_file import open_atomically
from slate.domain.errors import SlateError
{first}
try:
    with open_atomically({name!r}) as file:
        file.write("x" * 100_000)
except SlateError as error:
    print(error)
    sys.exit(error.exit_code)
"""


KILLED = """
import os, signal
from slate.cli.output.atomic_file import open_atomically
with open_atomically("a.csv") as file:
    file.write("x" * 100_000)
    os.kill(os.getpid(), signal.{signal})
"""


def run(code: str, **options: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        text=True,
        stdout=options.get("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )


@pytest.mark.parametrize("there", [True, False])
def test_a_kill_leaves_the_old_file(folder: Path, there: bool) -> None:  # noqa: FBT001 -- as above
    if there:
        Path("a.csv").write_text("OLD", encoding="utf-8")
    assert run(KILLED.format(signal="SIGKILL")).returncode == -signal.SIGKILL
    (aside,) = names(folder) - {"a.csv"}
    assert aside.startswith(".a.csv.slate-")
    assert aside.endswith(".tmp")
    assert Path("a.csv").exists() is there
    if there:
        assert Path("a.csv").read_text(encoding="utf-8") == "OLD"
    save("a.csv", "text")
    assert Path("a.csv").read_text(encoding="utf-8") == "text"
    assert names(folder) == {"a.csv"}


@pytest.mark.usefixtures("place")
def test_an_interrupt_leaves_no_temporary_file() -> None:
    ran = run(KILLED.format(signal="SIGINT"))
    assert ran.returncode == -signal.SIGINT
    assert ran.stderr.splitlines()[-1] == "KeyboardInterrupt"


# Permissions


@pytest.fixture
def as_nobody(world: Path) -> Callable[[str], str]:
    """Return a function that saves a file as an unprivileged user, and returns its output.

    The folders of pytest are private to their owner, so they are opened for other users.
    """
    reached = world
    while reached != reached.parent and reached.stat().st_uid == os.getuid():
        reached.chmod(reached.stat().st_mode | 0o055)
        reached = reached.parent
    first = "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)"
    return lambda name: run(script(name, first=first)).stdout


def test_a_read_only_file_is_refused(folder: Path, as_nobody: Callable[[str], str]) -> None:
    path = folder / "a.csv"
    path.write_text("OLD", encoding="utf-8")
    path.chmod(0o444)
    folder.chmod(0o777)
    assert as_nobody("a.csv") == "a.csv: cannot be written: Permission denied. It is unchanged.\n"
    assert path.read_text(encoding="utf-8") == "OLD"
    assert (names(folder), mode(path)) == ({"a.csv"}, 0o444)


@pytest.mark.parametrize(
    ("there", "what"), [(True, "It is unchanged."), (False, "No file was created.")]
)
def test_a_read_only_folder_is_refused(
    folder: Path,
    as_nobody: Callable[[str], str],
    there: bool,  # noqa: FBT001 -- a parameter
    what: str,
) -> None:
    path = folder / "a.csv"
    if there:
        path.write_text("OLD", encoding="utf-8")
        path.chmod(0o666)
    folder.chmod(0o555)
    told = as_nobody("a.csv")
    folder.chmod(0o755)
    assert told == f"a.csv: cannot be written: Permission denied in its folder. {what}\n"
    assert names(folder) == ({"a.csv"} if there else set())


def test_a_folder_must_be_writable_but_not_readable(
    folder: Path, as_nobody: Callable[[str], str]
) -> None:
    (folder / "sub").mkdir(mode=0o600)
    assert as_nobody("sub/a.csv") == "sub/a.csv: cannot be written: Permission denied.\n"
    (folder / "sub").chmod(0o733)  # files can be created in it, but not listed
    assert as_nobody("sub/a.csv") == ""
    assert (folder / "sub" / "a.csv").read_text(encoding="utf-8") == LONG


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_writing_another_users_file_changes_its_owner(
    folder: Path, as_nobody: Callable[[str], str]
) -> None:
    path = folder / "a.csv"
    path.touch()
    path.chmod(0o666)
    folder.chmod(0o777)
    assert as_nobody("a.csv") == ""
    found = path.stat()
    assert (found.st_uid, found.st_gid, mode(path)) == (65534, 65534, 0o666)
    assert path.read_text(encoding="utf-8") == LONG


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="only Linux has /sys")
def test_a_folder_that_accepts_no_files_is_reported() -> None:
    assert refused(FileError, "/sys/a.csv").startswith("/sys/a.csv: cannot be written: ")


# Names


@pytest.mark.parametrize("name", ["", " "])
def test_no_name(folder: Path, name: str) -> None:
    assert refused(UsageError, name) == "FILE is empty. Is a variable unset?"
    assert names(folder) == set()


@pytest.mark.parametrize("name", ["sub", "sub/", "sub/.", "sub/..", ".", "..", "/", "to",
                                  "to/", "new/", "new/.", "file/"])  # fmt: skip
def test_the_name_of_a_folder_is_refused(folder: Path, name: str) -> None:
    Path("sub").mkdir()
    Path("to").symlink_to("sub")
    Path("file").touch()
    assert refused(FileError, name) == f"{name}: is a folder. Name a file in it."
    assert names(folder) == {"sub", "to", "file"}


@pytest.mark.parametrize(
    ("name", "missing"),
    [("no/a.csv", "no"), ("no/such/a.csv", "no/such"), ("no/..", "no"), ("dangling", "no"),
     ("/no/such/a.csv", "/no/such")],
)  # fmt: skip
def test_a_missing_folder_is_reported(folder: Path, name: str, missing: str) -> None:
    Path("dangling").symlink_to("no/a.csv")
    assert refused(NoFolderError, name) == f"There is no folder {missing}."
    assert names(folder) == {"dangling"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x" * 256, "cannot be written: File name too long."),
        ("x/" * 3_000, "cannot be written: File name too long."),
        ("file/a.csv", "cannot be written: Not a directory."),
        ("loop", "cannot be written: Too many levels of symbolic links."),
        ("a\0b", "no file can have this name."),
        ("a\ud800b", "no file can have this name."),
    ],
    ids=["name", "path", "no folder", "loop", "nul", "half a character"],
)
def test_an_impossible_name_is_refused(folder: Path, name: str, reason: str) -> None:
    Path("loop").symlink_to("loop")
    Path("file").touch()
    assert refused(FileError, name) == f"{name}: {reason}"
    assert names(folder) == {"loop", "file"}


# Devices, FIFOs and sockets


@needs_full
@pytest.mark.parametrize("text", ["text", LONG], ids=["at the end", "in the block"])
@pytest.mark.parametrize("name", ["/dev/full", "link"])
@pytest.mark.usefixtures("folder")
def test_a_full_device_is_reported(name: str, text: str) -> None:
    Path("link").symlink_to("/dev/full")
    assert refused(FileError, name, text) == f"{name}: cannot be written: {FULL}."
    assert Path("/dev/full").is_char_device()
    assert Path("link").is_symlink()


def test_a_device_is_not_replaced() -> None:
    save("/dev/null", LONG)
    assert Path("/dev/null").is_char_device()


def read_from(fifo: str, size: int = -1) -> tuple[threading.Thread, list[bytes]]:
    """Start a thread that reads a FIFO, to its end or up to `size` bytes, and return both."""
    seen: list[bytes] = []

    def read() -> None:
        with Path(fifo).open("rb", buffering=0) as stream:
            seen.append(stream.read(size) if size >= 0 else stream.readall())

    reader = threading.Thread(target=read)
    reader.start()
    return reader, seen


@pytest.mark.parametrize("name", ["fifo", "link"])
@pytest.mark.parametrize("text", ["", "Am\u00e9lie\r\n\ud83c", LONG], ids=len)
def test_a_fifo_is_written_into(folder: Path, name: str, text: str) -> None:
    os.mkfifo("fifo")
    Path("link").symlink_to("fifo")
    reader, seen = read_from("fifo")
    save(name, text)
    reader.join()
    assert seen == [text.encode("utf-8", "surrogatepass")]
    assert names(folder) == {"fifo", "link"}
    assert Path("fifo").is_fifo()


def test_a_reader_that_stops_early_raises_output_closed(folder: Path) -> None:
    os.mkfifo("fifo")
    reader, seen = read_from("fifo", 10)
    with pytest.raises(OutputClosedError):
        save("fifo", LONG)  # more than a pipe holds
    reader.join()
    assert seen == [b"x" * 10]
    assert names(folder) == {"fifo"}


@pytest.mark.usefixtures("folder")
def test_a_pipe_gets_no_data_after_an_error_in_the_block() -> None:
    # Otherwise leaving the block would wait for a reader that has stopped reading.
    os.mkfifo("fifo")
    reading = os.open("fifo", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(KeyboardInterrupt), open_atomically("fifo") as file:  # noqa: PT012 -- as above
        file.write("text")
        raise KeyboardInterrupt
    assert os.read(reading, 10) == b""
    os.close(reading)


def test_a_socket_is_refused(folder: Path) -> None:
    import socket  # noqa: PLC0415 -- for this alone

    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        assert refused(FileError, "socket").startswith("socket: cannot be written: ")
    assert names(folder) == {"socket"}


# Open descriptors


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.usefixtures("folder")
def test_a_pipe_descriptor_is_written_into(link: bool) -> None:  # noqa: FBT001 -- a parameter
    reading, writing = os.pipe()
    name = f"/dev/fd/{writing}"
    if link:
        Path("link").symlink_to(name)
        name = "link"
    save(name, "text")
    os.write(writing, b" and more")
    os.close(writing)
    assert os.read(reading, 100) == b"text and more"
    os.close(reading)


def test_a_file_descriptor_is_appended_to(folder: Path) -> None:
    path = folder / "all.csv"
    path.write_text("OLD\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        found = path.stat().st_ino
        save(f"/dev/fd/{file.fileno()}", "text\n")
        file.write("more\n")
    assert path.read_text(encoding="utf-8") == "OLD\ntext\nmore\n"
    assert (path.stat().st_ino, names(folder)) == (found, {"all.csv"})


def test_dev_stdout_is_written_into(folder: Path) -> None:
    path = folder / "all.csv"
    path.write_text("OLD\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        ran = run(script("/dev/stdout"), stdout=file.fileno())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert path.read_text(encoding="utf-8") == f"OLD\n{LONG}"
    assert run(script("/dev/stdout")).stdout == LONG
    assert names(folder) == {"all.csv"}


def test_a_read_only_descriptor_is_refused(folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text("OLD", encoding="utf-8")
    with path.open("rb") as file:
        name = f"/dev/fd/{file.fileno()}"
        assert (
            refused(FileError, name, "text") == f"{name}: cannot be written: Bad file descriptor."
        )
    assert path.read_text(encoding="utf-8") == "OLD"


def test_a_descriptor_that_is_not_open_is_refused(folder: Path) -> None:
    name = f"/dev/fd/{10**30}"
    assert refused(FileError, name, "text").startswith(f"{name}: cannot be written: ")
    assert names(folder) == set()


def test_a_file_with_a_numeric_name_is_an_ordinary_file(folder: Path) -> None:
    save("2021", "text")
    save("2021", "more")
    assert (folder / "2021").read_text(encoding="utf-8") == "more"
