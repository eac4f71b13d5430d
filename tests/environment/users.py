"""Users who may do less than root: all tests run as root or not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_RIGHTS = "-dac_override,-dac_read_search,-fowner"


def obeying_modes() -> tuple[str, ...]:
    """Return what to start a program with so that it must obey the modes of files."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    return ("setpriv", "--bounding-set", _RIGHTS, "--inh-caps", _RIGHTS)


def unknown_user() -> tuple[str, ...]:
    """Return what to start a program with as a user that the system does not list."""
    by = ("setpriv", "--reuid=12345", "--clear-groups")
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root may become another user, with setpriv")
    tried = subprocess.run([*by, sys.executable, "-c", "import slate"], check=False, cwd="/",
                           capture_output=True)  # fmt: skip
    if tried.returncode:
        pytest.skip("other users may not read this checkout")
    return by


def own_mounts() -> tuple[str, ...]:
    """Return what to start a program with that mounts something, which nobody else sees."""
    by = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--map-root-user")
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    script = "mount -t tmpfs tmpfs /mnt"
    if subprocess.run([*by, "sh", "-c", script], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    return by


def open_to_all(folder: Path) -> None:
    """Open a folder to other users: those of pytest are private."""
    reached = folder
    while reached != reached.parent and reached.stat().st_uid == os.getuid():
        reached.chmod(reached.stat().st_mode | 0o055)
        reached = reached.parent
