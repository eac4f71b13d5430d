"""How to see the rest of what a terminal or `--limit` shows only in part."""

from slate.cli.stderr import unbroken


def see_all(total: int | None, limit: int | None) -> str:
    """Return what to change in the command to see all rows; `total` is None if it is not known.

    The command itself is not repeated: its filters must stay, and so must the slate it is about.
    """
    if limit is not None:
        return unbroken("leave out --limit")
    number = "N" if total is None else total
    return f"{unbroken(f'add --limit {number}')}, or {unbroken('| less')}"
