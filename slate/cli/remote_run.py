"""What `slate remote` does: listing and checking remotes, adding and removing them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from slate.cli.options.layout import Layout
from slate.cli.output.refresh_report import Message, ended_message
from slate.cli.output.rows import print_for_people, print_rows
from slate.cli.output.stdout import print_done, print_screen
from slate.cli.prompts import ask_secret
from slate.cli.session import Session
from slate.cli.stderr import one_line
from slate.domain.errors import SlateError, UsageError
from slate.domain.queries.query import Query
from slate.files import signals
from slate.remotes import settings_files
from slate.remotes.access import Access
from slate.remotes.errors import KeyRefusedError, NoKeyError, RemoteError
from slate.remotes.keys import Key, checked_key, is_old_key, variable_of
from slate.remotes.kinds import KINDS
from slate.remotes.settings import FILE, RegionsFrom, Remote, Settings, checked_remote

HEADER = ("Name", "Kind", "Address", "Key", "Last answer", "Titles")
CHECKED_HEADER = ("Name", "Kind", "Address", "Key", "Works")


class Row(NamedTuple):
    """A remote, and what is known of it."""

    remote: Remote
    key: str  # where it comes from
    answered: str | None
    titles: int | None
    works: bool | None = None
    version: str | None = None
    problem: Message | None = None


def show_remotes(
    session: Session,
    access: Access,
    name: str | None,
    layout: Layout,
    columns: Sequence[str],
    *,
    checks: bool,
) -> bool:
    """Print the remotes, or one of them; return whether there is a problem with any.

    They are asked if `checks`. Raises NoRemoteError.
    """
    remotes = list(access.settings.remotes.values())
    if name is not None:
        remotes = [access.settings.remote(name)]
    titles = _titles(session, remotes)
    rows = [_row(access, remote, titles.get(remote.kind.name), checks=checks) for remote in remotes]
    _print(session, layout, columns, rows, checks=checks)
    _hint(session, access, remotes)
    return any(row.problem for row in rows)


def _row(access: Access, remote: Remote, titles: int | None, *, checks: bool) -> Row:
    """Return what is known of a remote; unless it has no key, it is asked if `checks`.

    `titles` is how many have an id of it, None if it is not asked by id.
    """
    problem = None
    try:
        key = access.key(remote)
        origin = _origin(remote, key)
    except SlateError as error:
        key, origin, problem = None, "unusable", ended_message(remote, error)
    answered = access.last_answered(remote)
    row = Row(
        remote,
        origin,
        f"{answered.astimezone():%Y-%m-%d %H:%M}" if answered else None,
        titles,
        problem=problem,
    )
    if not checks or (origin == "missing" and not remote.is_added):
        return row
    if problem is not None:
        return row._replace(works=False)
    try:
        return row._replace(works=True, version=access.link(remote, key=key).status() or None)
    except SlateError as error:
        return row._replace(works=False, problem=ended_message(remote, error))


def _origin(remote: Remote, key: Key | None) -> str:
    """Return where a key comes from, or why there is none."""
    if key is not None:
        return key.origin
    if remote.needs_key:
        return "missing"
    return "not needed" if remote.kind.key is None else "none"


def _titles(session: Session, remotes: Sequence[Remote]) -> dict[str, int]:
    """Return how many titles have an id of each kind of remote that is asked by id."""
    kinds = {remote.kind.name for remote in remotes if remote.kind.has_titles}
    with session.reading() as slate:
        return {kind: len(slate.followed([kind], Query())) for kind in kinds}


def _print(
    session: Session, layout: Layout, columns: Sequence[str], rows: Sequence[Row], *, checks: bool
) -> None:
    if layout.is_for_people:
        header = CHECKED_HEADER if checks else HEADER
        cells = list(_cells(rows, checks=checks))
        if layout.is_screen and session.terminal.shows:
            from slate.render.screens.remotes import remotes_screen  # noqa: PLC0415 -- not for data

            print_screen(session, remotes_screen(header, cells, session.display))
        else:
            print_for_people(session, layout, header, cells)
        for problem in dict.fromkeys(row.problem for row in rows if row.problem is not None):
            session.say(*problem)
    else:
        print_rows(session, layout, columns, map(_record, rows))


def _hint(session: Session, access: Access, remotes: Sequence[Remote]) -> None:
    """Print the regions in which remotes are asked for dates, and the credits of the remotes."""
    lines = dict.fromkeys(f"{one.kind.credit}." for one in remotes if one.kind.credit)
    if any(remote.kind.is_regional for remote in remotes):
        lines = {_regions_text(access.settings, access.place.config): None, **lines}
    session.hint(*([""] if lines else []), *lines)


def _regions_text(settings: Settings, folder: Path) -> str:
    """Return which regions are used, and how to set them if they are not."""
    if settings.regions_from is RegionsFrom.SETTINGS:
        return f"Regions: {', '.join(settings.regions)}."
    (region,) = settings.regions
    where = "of the locale" if settings.regions_from is RegionsFrom.LOCALE else "no locale"
    text = f"Regions: {region} ({where}). Set them at the top of {folder / FILE}:"
    return f'{text}\nregions = ["{region}"]'


def _cells(rows: Iterable[Row], *, checks: bool) -> Iterable[tuple[str, ...]]:
    for row in rows:
        remote = row.remote
        start = (remote.name, remote.kind.source, remote.place, row.key)
        if checks:
            works = {None: "", True: row.version or "yes", False: "no"}[row.works]
            yield *start, works
        else:
            titles = "" if row.titles is None else f"{row.titles:,}"
            yield *start, row.answered or "", titles


def _record(row: Row) -> tuple[object, ...]:
    remote = row.remote
    return (
        *(remote.name, remote.kind.name, remote.url, row.key, row.answered, row.titles),
        *(row.works, row.version, row.problem and one_line(row.problem)),
        remote.kind.credit or None,
        remote.kind.terms or None,
    )


def add_remote(
    session: Session, access: Access, name: str, kind: str | None, url: str | None
) -> None:
    """Store a remote and its key; a key that the remote refuses is not stored, nor is the remote.

    Raises UsageError, SettingsError, AddedNothingError.
    """
    kind = kind or (name if name in KINDS else None)
    if kind is None:
        raise UsageError(f"What kind of remote is it? Add --kind {', '.join(KINDS)}.")
    known = access.settings.remotes.get(name)
    if url is None and known is not None and known.kind.name == kind:
        url = known.url  # only the key is new
    if url is None:
        raise UsageError("Where is it? Add --url, as in --url http://nas:8989.")
    remote = checked_remote(name, kind, url)
    folder = access.place.config
    key = _asked_key(session, access, remote)
    note = None
    try:
        version = access.link(remote, key=key, uses_stored_key=False).status()
        done = f"{remote.name}: {remote.kind.source}{version and f' {version}'} answers"
    except (KeyRefusedError, NoKeyError) as error:
        raise AddedNothingError(remote, error) from error
    except SlateError as error:
        done = f"{remote.name}: stored"
        note = ended_message(remote, error)
    # A new key belongs to the new address.
    with signals.held(), settings_files.keys_with_settings(folder):
        if key is not None and key.origin == "typed":
            settings_files.store_key(folder, remote.name, key.value)
        elif key is None and remote.kind.key is not None:
            done += ", key deleted" if settings_files.forget_key(folder, remote.name) else ""
        settings_files.store_remote(folder, remote)
    print_done([done])
    if note is not None:
        session.say(*note)
    if remote.kind.has_titles:
        session.hint(
            f"slate refresh keeps the titles with an ID of {remote.kind.source} up to date."
        )
    else:
        session.hint("slate refresh adds its titles that are to come, and keeps them up to date.")


class AddedNothingError(SlateError):
    """A remote that refused the key that was given for it, or that there was none."""

    def __init__(self, remote: Remote, error: RemoteError) -> None:
        super().__init__(f"{remote.shown} {error} Nothing was stored.")


def _asked_key(session: Session, access: Access, remote: Remote) -> Key | None:
    """Return the key that the environment has, or else the one that is typed or piped in.

    None for a remote that needs none; raise UsageError if it does.
    """
    rule = remote.kind.key
    if rule is None:
        return None
    variable = variable_of(remote)
    if access.place.environment.get(variable):
        return access.key(remote)
    condition = "" if remote.needs_key else ", if it needs one"
    question = f"{remote.kind.source} {rule.word.lower()}{condition} (not shown)"
    text = ask_secret(session, question).strip()
    if not text and not remote.needs_key:
        return None
    if not text:
        raise UsageError(
            f"{remote.kind.source} needs a key. Type it, pipe it in, or set {variable}."
        )
    if is_old_key(remote, text):
        raise UsageError(
            'This looks like TMDB\'s "API Key". slate needs the "API Read Access Token" beside it.'
        )
    return Key(checked_key(text, "The key"), "typed")


def remove_remote(access: Access, name: str) -> None:
    """Remove a remote of the user, or the address or key that was stored for a built-in one."""
    remote = access.settings.remote(name)
    name = remote.name  # it may have been named by its kind
    folder = access.place.config
    with signals.held(), settings_files.keys_with_settings(folder):
        had_key = settings_files.forget_key(folder, name)
        if remote.is_added:
            settings_files.forget_remote(folder, name)
    if not (had_key or remote.is_added):
        raise UsageError(f"{name} is built in, and nothing was stored for it.")
    done = ["key deleted"] if had_key else []
    if remote.is_added:
        done.insert(0, f"back to {remote.kind.url}" if remote.kind.is_built_in else "removed")
    print_done([f"{name}: {', '.join(done)}"])
