"""The statements of a shared slate, in the SQL of PostgreSQL.

Each is sent as one text, with the values in it, and holds for one transaction only.
"""

from collections.abc import Sequence

from slate.domain.reports.confidences import CONFIDENCES
from slate.store.shared.news import BATCH_COLUMNS, REPORT_COLUMNS

FORMAT = 1  # of the tables
UTF8 = "UTF8"  # the only encoding that can store all characters
_ASKS = 2  # seconds between two attempts to get the lock
# Seconds after which the server ends the transaction of a command that does not show that: a
# machine that sleeps, or has no connection any more, must not lock the slate.
_SILENT = 120
_ENDS = 10  # seconds to wait for a transaction whose connection broke off
_LOCK = int.from_bytes(b"slat")  # advisory locks are those of one database


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


# So that what another program stores by mistake does not stop everybody.
_IS_TIME = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
_CONFIDENCES = ", ".join(f"'{name}'" for name in CONFIDENCES)
TABLES = f"""
    create table slate_ledger (
        only_row boolean primary key default true check (only_row),
        format integer not null
    );
    create table batches (
        id bigint primary key check (id > 0),
        uid text not null unique check (uid <> ''),
        recorded_at text not null check (recorded_at ~ '{_IS_TIME}'),
        author text not null,
        command text not null,
        undoes text,
        "only" text check (json_typeof("only"::json) = 'array'),
        corrects text check (json_typeof(corrects::json) = 'object'),
        arrived text check (arrived ~ '{_IS_TIME}'),
        version integer not null,
        login text not null default session_user,
        stored_at timestamptz not null default clock_timestamp()
    );
    create table reports (
        batch bigint not null references batches (id),
        n bigint not null check (n > 0),
        title_key text not null check (title_key <> ''),
        said text not null check (json_typeof(said::json) in ('object', 'null')),
        source text,
        url text,
        reported_on text not null check (reported_on <> ''),
        confidence text not null check (confidence in ({_CONFIDENCES})),
        note text,
        primary key (batch, n)
    );
    create table bookmarks (author text primary key, batch text not null);
    insert into slate_ledger (format) values ({FORMAT});
"""
# Whoever may write adds whole batches, at the end and under their own login. The functions depend
# on no setting of whoever runs them, such as a table of that name in another schema.
GUARDS = """
    create or replace function slate_guard_batch() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
    declare
        next bigint;
    begin
        execute format('select coalesce(max(id), 0) + 1 from %I.batches', tg_table_schema)
            into next;
        if new.id <> next then
            raise exception 'the next batch is %, not %', next, new.id;
        end if;
        new.login := session_user;
        new.stored_at := clock_timestamp();
        return new;
    end $$;
    create or replace function slate_guard_reports() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
    declare
        complete bigint;
    begin
        -- A batch is complete when the transaction that added it has ended.
        execute format(
            'select min(batch) from added join %I.batches on id = batch'
            ' where batches.xmin::text::bigint <> (txid_current() & 4294967295)',
            tg_table_schema
        ) into complete;
        if complete is not null then
            raise exception 'batch % is complete', complete;
        end if;
        return null;
    end $$;
    drop trigger if exists slate_guard on batches;
    create trigger slate_guard before insert on batches
        for each row execute procedure slate_guard_batch();
    drop trigger if exists slate_guard on reports;
    create trigger slate_guard after insert on reports referencing new table as added
        for each statement execute procedure slate_guard_reports();
"""
ENCODING = "select current_setting('server_encoding')"
EXISTS = "select to_regclass('slate_ledger') is not null"
# As a text: the driver reads a time only in one style and in the time zones that it knows.
_NOW = """to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""
_NEWS = f"""
    select format, {_NOW}, (select max(version) from batches where id > %(last)s),
        has_table_privilege('batches', 'insert') and has_table_privilege('reports', 'insert')
            and has_table_privilege('bookmarks', 'insert')
            and has_table_privilege('bookmarks', 'update')
    from slate_ledger;
    select uid from batches where id = %(last)s;
    select {_columns(BATCH_COLUMNS)} from batches where id > %(last)s order by id;
    select {_columns(REPORT_COLUMNS)} from reports where batch > %(last)s order by batch, n;
    select author, batch from bookmarks
"""
READ = f"begin isolation level repeatable read read only; {_NEWS}; commit"
# READ COMMITTED, so that each statement sees what was committed before the lock was granted. A
# command that works for minutes on this machine is not idle: see `writing`.
WRITE = f"""
    begin isolation level read committed;
    set local lock_timeout = '{_ASKS}s';
    set local idle_in_transaction_session_timeout = '{_SILENT}s';
    select pg_advisory_xact_lock({_LOCK});
    {_NEWS}
"""
HOLDER = f"""
    select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = {_LOCK}
        and l.database = (select oid from pg_database where datname = current_database())
"""
HAS_BATCH = "select exists (select 1 from batches where uid = %s)"
HAS_BOOKMARKS = "select count(*) = {} from bookmarks where (author, batch) in ({})"
# Whoever has the lock sees what became of the transaction that had it before.
LOCKED = f"""
    begin isolation level read committed;
    set local lock_timeout = '{_ENDS}s';
    select pg_advisory_xact_lock({_LOCK});
"""
ADD_BATCHES = f"insert into batches ({_columns((*BATCH_COLUMNS, 'version'))}) values {{}}"
ADD_REPORTS = f"insert into reports ({_columns(REPORT_COLUMNS)}) values {{}}"
PUT_BOOKMARKS = """
    insert into bookmarks (author, batch) values {}
    on conflict (author) do update set batch = excluded.batch
"""
