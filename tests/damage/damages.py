# ruff: noqa: S608 -- statements of our own, which damage on purpose
"""Kinds of damage to the file of a slate: to its bytes, to its content by SQL, and beside it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from slate.store.file import schema
from slate.store.reports import ledger_state

_HEADER = 100  # bytes


class Files(NamedTuple):
    """The content of a file, and of the files beside it if there are any."""

    content: bytes
    journal: bytes | None = None
    wal: bytes | None = None

    def write(self, path: Path) -> None:
        """Write them to a path and beside it; delete what is there from another damage."""
        path.write_bytes(self.content)
        for suffix, data in (("-journal", self.journal), ("-wal", self.wal), ("-shm", None)):
            beside = path.with_name(f"{path.name}{suffix}")
            if data is None:
                beside.unlink(missing_ok=True)
            else:
                beside.write_bytes(data)


class Slate(NamedTuple):
    """What is damaged: a slate, the same before its last commands, and during a write."""

    content: bytes
    older: bytes
    writing: Files  # with the journal of a transaction that has not ended
    in_wal: Files  # with a committed write in the log only


def slate_of(older: Path, path: Path, folder: Path) -> Slate:
    """Return the two versions of a slate, and what a killed writer leaves of the newer one."""
    content = path.read_bytes()
    content = content[:18] + b"\1\1" + content[20:]  # the copy of a shared slate has a WAL
    return Slate(content, older.read_bytes(), _writing(content, folder), _in_wal(content, folder))


_WRITES = "update batches set command = command || ' again'; update titles set label = label || ' '"


def _writing(content: bytes, folder: Path) -> Files:
    path = folder / "writing.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma cache_size = 1")  # so pages are written before the commit
        connection.execute("begin immediate")
        for statement in _WRITES.split(";"):
            connection.execute(statement)
        found = Files(path.read_bytes(), path.with_name("writing.db-journal").read_bytes())
        connection.execute("rollback")
    path.unlink()
    return found


def _in_wal(content: bytes, folder: Path) -> Files:
    path = folder / "wal.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma wal_autocheckpoint = 0")
        connection.execute("insert into bookmarks values ('somebody', 'x')")
        connection.execute("delete from bookmarks where author = 'somebody'")
        found = Files(path.read_bytes(), wal=path.with_name("wal.db-wal").read_bytes())
    path.unlink()
    return found


# Bytes


def page_size(content: bytes) -> int:
    """Return the size of the pages that the header of a file states."""
    return int.from_bytes(content[16:18]) or 4096


def _place(content: bytes, random: Random) -> int:
    return random.randrange(_HEADER, len(content))  # not in the header: see `_header`


def _bit(slate: Slate, random: Random) -> bytes:
    changed = bytearray(slate.content)
    changed[_place(slate.content, random)] ^= 1 << random.randrange(8)
    return bytes(changed)


def _bytes(slate: Slate, random: Random) -> bytes:
    changed = bytearray(slate.content)
    place = _place(slate.content, random)
    changed[place : place + 16] = random.randbytes(len(changed[place : place + 16]))
    return bytes(changed)


def _pages(slate: Slate, random: Random) -> tuple[int, int, int]:
    """Return the size of a page, and where two pages begin that are not the first."""
    size = page_size(slate.content)
    page, other = random.sample(range(1, len(slate.content) // size), 2)
    return size, page * size, other * size


def _replaced(content: bytes, place: int, page: bytes) -> bytes:
    return content[:place] + page + content[place + len(page) :]


def _zeros(slate: Slate, random: Random) -> bytes:
    size, page, _ = _pages(slate, random)
    return _replaced(slate.content, page, bytes(size))


def _random(slate: Slate, random: Random) -> bytes:
    size, page, _ = _pages(slate, random)
    return _replaced(slate.content, page, random.randbytes(size))


def _swap(slate: Slate, random: Random) -> bytes:
    content = slate.content
    size, page, other = _pages(slate, random)
    changed = _replaced(content, page, content[other : other + size])
    return _replaced(changed, other, content[page : page + size])


def _copied(slate: Slate, random: Random) -> bytes:
    size, page, other = _pages(slate, random)
    return _replaced(slate.content, page, slate.content[other : other + size])


def _header(slate: Slate, random: Random) -> bytes:
    """Change a field of the header: sizes, versions, counters, the freelist, the marks."""
    changed = bytearray(slate.content)
    place, size = random.choice(
        [
            *((0, 16), (16, 2), (18, 1), (19, 1), (20, 1), (21, 3), (24, 4), (28, 4), (32, 4)),
            *((36, 4), (40, 4), (44, 4), (48, 4), (52, 4), (56, 4), (60, 4), (64, 4), (68, 4)),
            *((72, 20), (92, 4), (96, 4), (100, 8)),
        ]
    )
    odd = (bytes(size), b"\xff" * size, (1).to_bytes(size), (2).to_bytes(size))
    changed[place : place + size] = random.choice((*odd, random.randbytes(size)))
    return bytes(changed)


def _freelist(slate: Slate, random: Random) -> bytes:
    """Free pages, and then let the list of free pages name others."""
    used = ["create table x (a)", "insert into x values (zeroblob(30000))", "drop table x"]
    content = _with_sql(slate.content, used)
    changed = bytearray(content)
    trunk = (int.from_bytes(content[32:36]) - 1) * page_size(content)
    place = random.choice((32, 36, trunk, trunk + 4, trunk + 8))
    changed[place : place + 4] = random.choice(
        (random.randrange(len(content) // page_size(content) + 2), 2**31)
    ).to_bytes(4)
    return bytes(changed)


def _truncated(slate: Slate, random: Random) -> bytes:
    size = page_size(slate.content)
    end = random.choice(
        (random.randrange(len(slate.content)), size * random.randrange(len(slate.content) // size))
    )
    return slate.content[: max(end, 1)]  # an empty file is a new slate


def _extended(slate: Slate, random: Random) -> bytes:
    size = page_size(slate.content)
    more = random.choice((1, 100, size, 3 * size))
    return slate.content + random.choice((bytes(more), random.randbytes(more)))


def _mixed(slate: Slate, random: Random) -> bytes:
    """Replace some pages by those of an older version, as an interrupted copy does."""
    size, content = page_size(slate.content), slate.content
    pages = range(len(slate.older) // size)
    some = random.sample(pages, random.choice((1, 2, len(pages) // 2)))
    if random.random() < 0.3:
        some = list(pages[: random.randrange(1, len(pages))])
    for page in some:
        content = _replaced(content, page * size, slate.older[page * size : (page + 1) * size])
    return content


# Beside the file


def _cut(data: bytes, random: Random) -> bytes:
    match random.randrange(5):
        case 0:
            return data
        case 1:
            return data[: random.randrange(len(data))]
        case 2:
            place = random.randrange(len(data))
            return _replaced(data, place, random.randbytes(min(16, len(data) - place)))
        case 3:
            return data + random.randbytes(random.choice((1, 512, 5000)))
        case _:
            place = random.randrange(min(32, len(data)))
            return _replaced(data, place, random.choice((b"\0", b"\xff", b"\x01")))


def _journal(slate: Slate, random: Random) -> Files:
    files = slate.writing
    # The journal of another file, or of another state of the file.
    content = random.choice((files.content, files.content, slate.content, slate.older))
    return Files(content, _cut(files.journal or b"", random))


def _wal(slate: Slate, random: Random) -> Files:
    files = slate.in_wal
    content = random.choice((files.content, files.content, files.content, slate.content))
    return Files(content, wal=_cut(files.wal or b"", random))


# SQL

ODD_TEXTS = (
    *("", " ", "x", "0", "\x1b[31mred\x1b[0m", "\x00", "a\nb", "\u202e", "\x9b", "%s", "[red]"),
    *("null", "[]", "{}", "true", '"x"', "1e999", "-1", "2021-02-30", "2021-13", "TBA", "9" * 50),
    *("2021-01-07T12:00:00.000000Z", "0000-00-00T00:00:00.000000Z", "../x", "'; drop table x --"),
    *("x" * 5_000, "[" * 100_000, "a|b|c|d", "||||||", "streaming||Netflix", "\U0001f469\u200d"),
)
_ODD_NUMBERS = (0, -1, 1, 2, 7, 10**6, 2**31, 2**63 - 1, -(2**63))
_ODD_PATCHES = (
    *("null", "[]", "{}", "1", '"x"', "true", "", "{", "[1]", '{"title":null}', '{"title":1}'),
    *('{"title":"\\u001b[31m"}', '{"title":""}', '{"title":"a\\nb"}', '{"title":[]}'),
    *('{"releases":[]}', '{"releases":{"x":1}}', '{"releases":{"||":{"date":"x"}}}'),
    *('{"releases":{"||":{"date":"2021-02-30"}}}', '{"releases":{"streaming":{}}}'),
    *('{"releases":{"||":{"date":1}}}', '{"releases":{"||":{"x":"2021"}}}', '{"x":1}'),
    *('{"status":"x"}', '{"kind":"x"}', '{"year":1e999}', '{"year":"2021"}', '{"season":-1}'),
    *('{"year":99999999999999999999999}', '{"tags":{"":true}}', '{"tags":["a"]}'),
    *('{"links":{"sequel-of|x":true}}', '{"links":{"x":true}}', '{"credits":{"x":1}}'),
    *('{"same":{"x":"x"}}', '{"same":[]}', '{"differs":{"x":1}}', '{"split":{"x":"A"}}'),
    *('{"ids":{"imdb":null}}', '{"ids":{"imdb":1}}', '{"aka":{"\\u202e":true}}', '{"slug":1}'),
    *('{"slug":"A B"}', '{"title":"A","title":"B"}', "NaN", '{"a":' * 500 + "1" + "}" * 500),
)
_COLUMNS = "select name, upper(type) from pragma_table_info(?)"


def _with_sql(content: bytes, statements: list[str], *values: object) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content)
        for statement in statements:
            connection.execute(statement, values)
        return connection.serialize()


def _odd_value(table: str, column: str, type_: str, random: Random) -> object:
    if column == "said" and random.random() < 0.9:
        return random.choice(_ODD_PATCHES)
    if type_ == "INTEGER":
        return random.choice(_ODD_NUMBERS)
    if table == "batches" and column in {"only", "corrects"}:
        return random.choice((*_ODD_PATCHES, '["x"]', '{"x":"y"}', "[1]", "[null]"))
    return random.choice(ODD_TEXTS)


def _change_cell(connection: sqlite3.Connection, table: str, random: Random) -> None:
    column, type_ = random.choice(connection.execute(_COLUMNS, [table]).fetchall())
    row = f"(select rowid from {table} order by random() limit 1)"
    value: object = _odd_value(table, column, type_, random)
    change = "?"
    match random.randrange(4):
        case 0 if type_ == "TEXT":  # no text at all
            change, value = "cast(? as text)", random.choice((b"\xff", b"a\x80", b"\xed\xa0\x80"))
        case 1:
            change, value = f"(select {column} from {table} order by ? limit 1)", column
        case 2:
            value = None
    connection.execute(f"update {table} set {column} = {change} where rowid = {row}", [value])


def _delete_row(connection: sqlite3.Connection, table: str, _: Random) -> None:
    row = f"(select rowid from {table} order by random() limit 1)"
    connection.execute(f"delete from {table} where rowid = {row}")


def _double_row(connection: sqlite3.Connection, table: str, random: Random) -> None:
    names = [name for name, _ in connection.execute(_COLUMNS, [table])]
    values = {"id": "null", "uid": "lower(hex(randomblob(16)))", "n": "n + 1", "place": "place + 1"}
    new = random.choice([name for name in names if name != "id"])
    values.setdefault(new, f"{new} || 'x'")
    cells = ", ".join(values.get(name, name) for name in names)
    connection.execute(f"insert into {table} select {cells} from {table} order by random() limit 1")


_CHANGES = (_change_cell, _change_cell, _change_cell, _delete_row, _double_row)


def _changed(slate: Slate, random: Random, tables: tuple[str, ...]) -> sqlite3.Connection:
    """Return a copy in memory of a slate of which one to three rows are changed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(slate.content)
    if random.random() < 0.2:
        connection.execute("pragma ignore_check_constraints = on")
    # SQL has random numbers of its own.
    connection.create_function("random", 0, lambda: random.getrandbits(40))
    connection.create_function("randomblob", 1, random.randbytes)
    for _ in range(random.choice((1, 1, 1, 3))):
        with suppress(sqlite3.Error):  # a row that the schema does not allow
            random.choice(_CHANGES)(connection, random.choice(tables), random)
    return connection


def _rows(slate: Slate, random: Random) -> bytes:
    tables = tuple(name for name, type_ in schema.objects(schema.FORMAT).items()
                   if type_ == "table")  # fmt: skip
    with closing(_changed(slate, random, tables)) as connection:
        return connection.serialize()


def _ledger(slate: Slate, random: Random) -> bytes:
    with closing(_changed(slate, random, schema.LEDGER)) as connection:
        return connection.serialize()


def _forged(slate: Slate, random: Random) -> bytes:
    """Change the ledger, and then its checksum, so that only the titles do not agree with it."""
    with closing(_changed(slate, random, ("batches", "reports"))) as connection:
        with suppress(Exception):  # what cannot be read has no checksum
            found = ledger_state.computed(connection)
            connection.execute(
                "update ledger_state set batches = ?, reports = ?, checksum = ?",
                (found.batches, found.reports, found.checksum),
            )
        return connection.serialize()


_NAMES = ("x", "X Y", "é\u202e", "\x1b[31m", 'a"b', "a\nb", "select", "titles2", "x" * 3_000)


def _marks(slate: Slate, random: Random) -> bytes:
    name, values = random.choice(
        (("user_version", (0, -1, 1, 5, schema.FORMAT - 1, schema.FORMAT + 1, 2**31 - 1)),
         ("application_id", (0, -1, 1, 2**31 - 1)))
    )  # fmt: skip
    return _with_sql(slate.content, [f"pragma {name} = {random.choice(values)}"])


def _schema(slate: Slate, random: Random) -> bytes:
    odd = random.choice(_NAMES).replace('"', '""')
    own = random.choice(list(schema.objects(schema.FORMAT)))
    type_ = schema.objects(schema.FORMAT)[own]
    statements = random.choice(
        (
            [f'create table "{odd}" (a)', f'insert into "{odd}" values (1)'],
            [f'create view "{odd}" as select * from titles'],
            [f'create view "{odd}" as select * from nothing'],
            [f'create index "{odd}" on titles (title)'],
            [f'create unique index "{odd}" on titles (key, label)'],
            [f'create trigger "{odd}" after insert on reports begin delete from titles; end'],
            [f'create virtual table "{odd}" using fts5(a)'],
            [f"drop {type_} {own}"],
            [f"drop {type_} {own}", f'create table {own} ("{odd}")'],
            [f"drop {type_} {own}", f"create view {own} as select 1 as id, 'x' as title"],
            [f'alter table titles rename to "{odd}"'],
            [f'alter table titles rename column label to "{odd}"'],
            [f'alter table reports add column "{odd}" text'],
            ["pragma writable_schema = on",
             f"update sqlite_master set sql = replace(sql, 'text', 'x') where name = '{own}'"],
            ["pragma writable_schema = on",
             f"update sqlite_master set rootpage = rootpage + 1 where name = '{own}'"],
            ["pragma writable_schema = on",
             f"update sqlite_master set sql = cast(x'ff' as text) where name = '{own}'"],
            ["pragma writable_schema = on",
             f"update sqlite_master set type = 'x' where name = '{own}'"],
            ["pragma writable_schema = on", f"delete from sqlite_master where name = '{own}'"],
            ["pragma foreign_keys = off", f"delete from {random.choice(('batches', 'titles'))}"],
            ["pragma page_size = 512", "vacuum"],
            [f"drop table {schema.APPLIED_STEPS}"],
            [f"delete from {schema.APPLIED_STEPS}"],
        )
    )  # fmt: skip
    with suppress(sqlite3.Error):
        return _with_sql(slate.content, statements)
    return slate.content


Damage = Callable[[Slate, Random], bytes | Files]
KINDS: dict[str, Damage] = {
    "bit": _bit,
    "bytes": _bytes,
    "zeros": _zeros,
    "random": _random,
    "swap": _swap,
    "copied": _copied,
    "header": _header,
    "freelist": _freelist,
    "truncated": _truncated,
    "extended": _extended,
    "mixed": _mixed,
    "journal": _journal,
    "wal": _wal,
    "rows": _rows,
    "ledger": _ledger,
    "forged": _forged,
    "marks": _marks,
    "schema": _schema,
}


def damage(slate: Slate, kind: str, random: Random) -> Files:
    """Return a slate that is damaged in one way, the same for the same random numbers."""
    found = KINDS[kind](slate, random)
    return found if isinstance(found, Files) else Files(found)


def odd_patch(random: Random) -> Any:  # noqa: ANN401 -- JSON
    """Return a patch that slate does not write, as far as it is JSON."""
    try:
        return json.loads(random.choice(_ODD_PATCHES))
    except (ValueError, RecursionError):
        return {}
