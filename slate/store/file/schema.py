"""The tables. `STEPS` are never edited once shipped: each schema change is a further step.

Batches, reports and bookmarks are the ledger. All other tables are projections that
`projections.py` derives from it, with plain typed columns, so that sqlite-utils, Datasette or
the sqlite3 shell can read them without slate.

A column that is added to the record must also be added to the view `slate`: the step drops the
view and creates it again, with the stages that `word_lists.py` lists.
"""

import re

APPLICATION_ID = int.from_bytes(b"slat")

LEDGER_AND_PROJECTIONS = (
    """
    create table batches (
        id integer primary key,
        uid text not null unique,
        recorded_at text not null, -- ISO 8601, UTC; strictly increasing in one store
        author text not null,
        command text not null,
        undoes text -- uid of the batch that this one takes back
    ) strict
    """,
    """
    create table reports (
        id integer primary key,
        batch integer not null references batches (id),
        n integer not null,
        title_key text not null,
        said text not null, -- JSON: an RFC 7396 merge patch
        source text,
        url text,
        reported_on text not null, -- a day, a month or a year
        confidence text not null,
        note text,
        unique (batch, n)
    ) strict
    """,
    "create index reports_title_key on reports (title_key)",
    """
    create table bookmarks (
        author text primary key,
        batch text not null -- uid
    ) strict
    """,
    # The tables below are projections.
    "create table undone (batch integer primary key references batches (id)) strict",
    """
    create table titles (
        id integer primary key,
        key text not null unique,
        slug text not null unique,
        wanted_slug text not null, -- the slug, but for titles that want the same one
        title text not null,
        folded text not null, -- NFKC casefold
        kind text not null,
        kind_said integer not null,
        season integer,
        part integer,
        year integer,
        status text not null,
        label text not null, -- before the clock is asked
        tags text not null, -- joined by commas
        created text not null, -- recorded_at, batch and n of the report that made it
        said_by integer not null references reports (id) -- who last said the status
    ) strict
    """,
    "create index titles_folded on titles (folded)",
    "create index titles_wanted_slug on titles (wanted_slug)",
    "create index titles_late on titles (wanted_slug) where slug <> wanted_slug",
    """
    create table releases (
        id integer primary key,
        title integer not null references titles (id) on delete cascade,
        place integer not null, -- 0 first: the headline, unless it is a festival
        type text,
        region text,
        platform text,
        date text, -- canonical, as coarse as it was said
        earliest text, -- bounds of the date, not dates
        latest text,
        precision text not null,
        span integer, -- days from earliest to latest
        doubtful integer not null, -- ?, ~ or an open end: never certain
        leaves text,
        headline integer not null,
        said_by integer references reports (id), -- who last said the date
        unique (title, place)
    ) strict
    """,
    # Only ranges can be longer than a year, so with two indexes every overlap is found quickly.
    "create index releases_days on releases (earliest, latest) where precision <> 'range'",
    "create index releases_ranges on releases (earliest, latest) where precision = 'range'",
    "create index releases_platform on releases (platform)",
    """
    create table tags (
        title integer not null references titles (id) on delete cascade,
        tag text not null,
        primary key (title, tag)
    ) strict
    """,
    """
    create table credits (
        title integer not null references titles (id) on delete cascade,
        role text not null,
        name text not null,
        folded text not null,
        primary key (title, role, name)
    ) strict
    """,
    """
    create table links (
        title integer not null references titles (id) on delete cascade,
        relation text not null,
        other_key text not null, -- of a title that may be removed
        primary key (title, relation, other_key)
    ) strict
    """,
    "create index links_other_key on links (other_key)",
    """
    create table ids (
        title integer not null references titles (id) on delete cascade,
        scheme text not null,
        value text not null,
        primary key (title, scheme)
    ) strict
    """,
    "create index ids_value on ids (scheme, value)",
    """
    create table names (
        title integer not null references titles (id) on delete cascade,
        type text not null, -- former title, also known as, former slug
        name text not null,
        folded text not null,
        primary key (title, type, name)
    ) strict
    """,
    "create index names_folded on names (folded)",
    """
    create table removed ( -- titles as they were before they were removed
        key text primary key,
        slug text not null,
        title text not null,
        folded text not null,
        kind text, -- where it was said
        season integer,
        part integer,
        year integer
    ) strict
    """,
    "create index removed_folded on removed (folded)",
    """
    create view slate as
    select
        t.slug, t.title,
        case
            when r.latest < date('now', 'localtime')
                and t.status not in ('released', 'ended', 'canceled', 'on-hold')
            then 'Due ' || r.date || ', not confirmed'
            else t.label
        end as label,
        t.status, t.kind, r.date, coalesce(r.precision, 'tba') as precision,
        t.year, t.season, t.part, r.platform, r.type as release_type, r.region,
        r.earliest, r.latest, null as certain, r.leaves, t.tags,
        p.source, p.url, p.reported_on, p.confidence
    from titles t
    left join releases r on r.title = t.id and r.headline = 1
    join reports p on p.id = coalesce(r.said_by, t.said_by)
    """,
)
REMOVED_NAMES_AND_IDS = (
    """
    create table removed_names ( -- that a removed title had beside its last one
        key text not null references removed (key) on delete cascade,
        folded text not null,
        primary key (key, folded)
    ) strict
    """,
    "create index removed_names_folded on removed_names (folded)",
    """
    create table removed_ids (
        key text not null references removed (key) on delete cascade,
        scheme text not null,
        value text not null,
        primary key (key, scheme)
    ) strict
    """,
    "create index removed_ids_value on removed_ids (value, scheme)",
)
ONE_WORK = (
    # When a batch that was recorded in another slate arrived; null for one recorded here.
    "alter table batches add column arrived text",
    "create index reports_reported_on on reports (reported_on)",
    "alter table titles add column disputed integer not null default 0",
    "create index titles_disputed on titles (id) where disputed = 1",
    """
    create table one_work ( -- keys that were said to be one work with others
        key text primary key,
        leader text not null, -- the key that stands for all of them
        ever text not null -- as leader, as if nothing had been undone
    ) strict
    """,
    "create index one_work_leader on one_work (leader)",
    "create index one_work_ever on one_work (ever)",
)
CLAIMS = (
    # Named less firmly than another service of its type and region.
    "alter table releases add column contested integer not null default 0",
    # The report on the release itself; `said_by` is now null if a record cites the status.
    "alter table releases add column named_by integer references reports (id)",
    # The coarser date of another report that the date narrows, and that report.
    "alter table releases add column within text",
    "alter table releases add column within_by integer references reports (id)",
    # The report on the service, where another one states the date.
    "alter table releases add column placed_by integer references reports (id)",
    "alter table releases add column leaves_earliest text",
    "alter table releases add column leaves_latest text",
    # ?, ~ or an open end: never certain
    "alter table releases add column leaves_doubtful integer not null default 0",
    # who gets the credit for `leaves`
    "alter table releases add column leaves_said_by integer references reports (id)",
    "create index releases_leaving on releases (leaves_latest) where leaves is not null",
    # The day after which all releases have left, and the label from then on; null if some stay.
    "alter table titles add column left_after text",
    "alter table titles add column left_label text",
    "drop view slate",
    """
    create view slate as
    select
        t.slug, t.title,
        case
            when r.latest < date('now', 'localtime')
                and t.status not in ('released', 'ended', 'canceled', 'on-hold')
            then 'Due ' || r.date || ', not confirmed'
            when t.left_after < date('now', 'localtime')
            then t.left_label
            else t.label
        end as label,
        t.status, t.kind, r.date, coalesce(r.precision, 'tba') as precision,
        t.year, t.season, t.part, r.platform, r.type as release_type, r.region,
        r.earliest, r.latest, null as certain, r.leaves, t.tags,
        p.source, p.url, p.reported_on, p.confidence
    from titles t
    left join releases r on r.title = t.id and r.headline = 1
    join reports p on p.id = coalesce(r.said_by, t.said_by)
    """,
    # JSON, null if not set: the keys of the titles to which an undo is limited, and the times to
    # use for other batches, by their uids.
    "alter table batches add column only text",
    "alter table batches add column corrects text",
    """
    create table undone_titles ( -- of batches that are not undone as a whole
        batch integer not null references batches (id),
        title_key text not null,
        primary key (batch, title_key)
    ) strict
    """,
    """
    create table corrected (
        batch integer primary key references batches (id),
        recorded_at text not null -- that counts instead of the one in batches
    ) strict
    """,
)
LEAVING_SOURCES = (
    "drop view slate",
    """
    create view slate as
    select
        t.slug, t.title,
        case
            when r.latest < date('now', 'localtime')
                and t.status not in ('released', 'ended', 'canceled', 'on-hold')
            then 'Due ' || r.date || ', not confirmed'
            when t.left_after < date('now', 'localtime')
            then t.left_label
            else t.label
        end as label,
        t.status, t.kind, r.date, coalesce(r.precision, 'tba') as precision,
        t.year, t.season, t.part, r.platform, r.type as release_type, r.region,
        r.earliest, r.latest, null as certain, r.leaves, t.tags,
        p.source, p.url, p.reported_on, p.confidence,
        l.source as leaves_source, l.confidence as leaves_confidence
    from titles t
    left join releases r on r.title = t.id and r.headline = 1
    join reports p on p.id = coalesce(r.said_by, t.said_by)
    left join reports l on l.id = r.leaves_said_by
    """,
)
IDENTITY = (
    # The title as a slug, without a year in parentheses: how possible duplicates are found.
    "alter table titles add column spelling text",
    "create index titles_spelling on titles (spelling)",
    """
    create table split_reports ( -- that a split assigns to the title with another key
        report integer primary key references reports (id) on delete cascade,
        key text not null
    ) strict
    """,
    "create index split_reports_key on split_reports (key)",
    """create index reports_split on reports (title_key) where instr(said, '"split":') > 0""",
    """create index reports_differs on reports (title_key) where instr(said, '"differs":') > 0""",
)
ORDER_OF_CREDITS = (
    # Among all credits of the title, from 0: by role, and in each role as they are billed.
    "alter table credits add column place integer not null default 0",
)
LEDGER_STATE = (
    """
    create table ledger_state ( -- one row, to detect damage and changes by other programs
        id integer primary key check (id = 1),
        batches integer not null, -- how many there are
        reports integer not null,
        checksum text not null, -- of all of them, in any order; 32 hexadecimal digits
        saved_at integer -- the modification time set by slate's last write, in ns since 1970
    ) strict
    """,
    f"insert into ledger_state values (1, 0, 0, '{'0' * 32}', null)",
)
SEARCH = (
    # What `--search` compares: the words of the slug, with blanks.
    "alter table titles add column search text not null default ''",
    "alter table names add column search text not null default ''",
    "alter table credits rename column folded to search",
    # The same without an article at the start, by which titles are sorted.
    "alter table titles add column sorting text not null default ''",
    # With both columns, so that a search reads only the index.
    "create index titles_sorting on titles (sorting, search)",
    # As the screen names it: with season and part.
    "alter table titles add column name text not null default ''",
    "drop view slate",
    """
    create view slate as
    select
        t.slug, t.title,
        case
            when r.latest < date('now', 'localtime')
                and t.status not in ('released', 'ended', 'canceled', 'on-hold')
            then 'Due ' || r.date || ', not confirmed'
            when t.left_after < date('now', 'localtime')
            then t.left_label
            else t.label
        end as label,
        t.status, t.kind, r.date, coalesce(r.precision, 'tba') as precision,
        t.year, t.season, t.part, r.platform, r.type as release_type, r.region,
        r.earliest, r.latest, null as certain, r.leaves, t.tags,
        p.source, p.url, p.reported_on, p.confidence,
        l.source as leaves_source, l.confidence as leaves_confidence,
        case
            when t.year is not null and t.slug like '%-' || t.year and t.name not like '%' || t.year
            then t.name || ' (' || t.year || ')'
            else t.name
        end as name
    from titles t
    left join releases r on r.title = t.id and r.headline = 1
    join reports p on p.id = coalesce(r.said_by, t.said_by)
    left join reports l on l.id = r.leaves_said_by
    """,
)
LIST_ORDERS = (
    # By which titles are sorted, by section and date: in lists, and on a screen.
    "alter table titles add column list_order integer not null default 0",
    "alter table titles add column screen_order integer not null default 0",
    "create index titles_list_order on titles (list_order, sorting)",
    "create index titles_screen_order on titles (screen_order, sorting)",
)
STEPS = (
    ("0001_ledger_and_projections", LEDGER_AND_PROJECTIONS),
    ("0002_removed_names_and_ids", REMOVED_NAMES_AND_IDS),
    ("0003_one_work", ONE_WORK),
    ("0004_claims", CLAIMS),
    ("0005_leaving_sources", LEAVING_SOURCES),
    ("0006_identity", IDENTITY),
    ("0007_order_of_credits", ORDER_OF_CREDITS),
    ("0008_ledger_state", LEDGER_STATE),
    ("0009_search", SEARCH),
    ("0010_list_orders", LIST_ORDERS),
)
FORMAT = len(STEPS)

# The table in which sqlite-utils records the steps that have been applied.
APPLIED_STEPS = "_sqlite_migrations"
# The tables that are the ledger; all others are projections.
LEDGER = ("batches", "reports", "bookmarks", "ledger_state")
_CREATED = re.compile(r"\s*create (table|index|view) (\w+)")


def objects(found: int) -> dict[str, str]:
    """Return the types of the tables, indexes and views in a slate of this format, by name."""
    statements = (statement for _, step in STEPS[:found] for statement in step)
    return {match[2]: match[1] for match in map(_CREATED.match, statements) if match}
