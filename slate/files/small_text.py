"""Reading a small text whole, such as settings or a template; what never ends is refused."""

import errno
from pathlib import Path

LIMIT = 1_000_000  # characters


def read_text(path: Path, encoding: str = "utf-8", limit: int = LIMIT) -> str:
    """Return the text in a file; raise OSError, also if it has more than `limit` characters."""
    with path.open(encoding=encoding) as file:
        text = file.read(limit + 1)
    _refuse_longer(len(text), limit, "characters")
    return text


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of a file; raise OSError, also if it has more than `limit` bytes."""
    with path.open("rb") as file:
        content = file.read(limit + 1)
    _refuse_longer(len(content), limit, "bytes")
    return content


def _refuse_longer(length: int, limit: int, unit: str) -> None:
    if length > limit:
        raise OSError(errno.EFBIG, f"it has more than {limit:,} {unit}")
