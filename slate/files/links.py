"""Where files are to be written through symbolic links."""

import os
from pathlib import Path


def missing_folder(path: Path) -> Path:
    """Return the folder to create for a file: that of the target, if a link leads to nothing."""
    if any(one.is_symlink() and not one.exists() for one in (path, *path.parents)):
        path = Path(os.path.realpath(path))
    return path.parent
