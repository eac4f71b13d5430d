"""Run commands with folders on a disk that is full, except for a number of bytes.

This is a program, started in mounts of its own: `unshare --mount python -m
tests.environment.small_disk FOLDER`. It reads the steps as JSON from standard input, and prints as
JSON what became of each. The folder is copied to the disk for each step anew.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_PIECE = 4_096
_FILLED = "filled"


def main() -> None:
    """Run all steps, and print the results."""
    folder = Path(sys.argv[1])
    kept = folder.with_name(f"{folder.name}-kept")
    shutil.copytree(folder, kept)
    size = sum(one.stat().st_size for one in kept.rglob("*")) + 2_000_000
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)  # noqa: S607 -- any
    json.dump([_result(folder, kept, step) for step in json.load(sys.stdin)], sys.stdout)


def _result(folder: Path, kept: Path, step: dict[str, Any]) -> dict[str, Any]:
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    _fill(folder / _FILLED, step["leave"])
    before = _content(folder)
    ran = subprocess.run(
        step["command"],
        env=os.environ | step["env"],
        input=step["piped"],
        capture_output=True,
        text=True,
        check=False,
    )
    after = _content(folder)
    new = sorted(after.keys() - before.keys())
    changed = sorted(name for name in before if after.get(name) != before[name])
    return {"code": ran.returncode, "out": ran.stdout, "err": ran.stderr, "new": new,
            "changed": changed}  # fmt: skip


def _fill(path: Path, leave: int) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY)
    with suppress(OSError):
        while os.write(descriptor, bytes(_PIECE)) == _PIECE:
            pass
    size = os.fstat(descriptor).st_size
    os.ftruncate(descriptor, size - leave)
    os.close(descriptor)


def _content(folder: Path) -> dict[str, bytes]:
    files = (one for one in folder.rglob("*") if one.is_file() and one.name != _FILLED)
    return {str(one.relative_to(folder)): one.read_bytes() for one in files}


if __name__ == "__main__":
    main()
