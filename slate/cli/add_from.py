"""`slate add --from` and `slate update --from`: record what a live source states about a title."""

from dataclasses import replace

from slate.cli.advice import title_there
from slate.cli.errors import UnquotedError
from slate.cli.look_up import LookUp, named, wish_of
from slate.cli.output.change_lines import change_lines
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.cli.stderr import typed_line
from slate.domain.errors import UsageError
from slate.domain.ledger.errors import TitleThereError
from slate.domain.ledger.statement import Statement, with_name_parsed
from slate.domain.text import clean_to_store
from slate.usecases.look_up import add_answer, update_from_answer


def add_from(
    session: Session,
    form: str | None,
    title: list[str] | None,
    statement: Statement,
    source: str,
    *,
    everything: bool,
    new: bool,
) -> None:
    """Add the title that is meant, with its seasons, as a live source states them.

    Raises the errors of `LookUp`, RunInsteadError for a title that exists.
    """
    if title and len(title) > 1:
        raise UnquotedError("title", title)
    text = clean_to_store("title", title[0]) if title else None
    statement = with_name_parsed(replace(statement, title=text))
    looking = LookUp(session, source)
    wish = wish_of(session, statement)
    id_ = looking.typed_id(statement)
    if id_ is None and statement.title is None:
        raise UsageError(f"No title was given. Run: slate add TITLE --from {source}")
    answer = looking.answer(id_ or looking.choose(statement.title or "", wish))
    if id_ is not None and statement.title is not None:
        looking.check_name(id_, answer, statement.title)
    try:
        with named(looking.remote), session.writing(creates=True) as ledger:
            added = add_answer(ledger, answer, wish.season, everything=everything, new=new)
            batch = ledger.batch
    except TitleThereError as error:
        scheme = looking.remote.kind.name
        id_ = f"{scheme}={answer.what}"
        instead = typed_line("slate", "update", error.slug, "--from", source, "--id", id_)
        raise title_there(error, instead) from None
    lines = (line for change in added.changes for line in change_lines(change, derived=False))
    print_recorded(session, form, added.changes, batch, lines)
    if added.left_out:
        were = "1 season that is" if added.left_out == 1 else f"{added.left_out:,} seasons that are"
        session.hint(f"Left out {were} out already (--all includes them).")
    session.hint(f"slate refresh keeps it up to date. {looking.remote.kind.credit}.")
    session.close_screen()


def update_from(
    session: Session,
    form: str | None,
    titles: list[str],
    statement: Statement,
    source: str,
    *,
    dry_run: bool,
) -> None:
    """Record what a live source states about a title on the slate, and its id there.

    Raises the errors of `LookUp`.
    """
    if len(titles) != 1:
        raise UsageError("--from can be used with one title only.")
    looking = LookUp(session, source)
    with session.reading() as slate:
        title = slate.find_exactly(titles[0])
        kind, is_said, ids = slate.kind_and_ids(title)
    wish = wish_of(session, statement)
    if statement.kind is None and is_said:
        wish = wish._replace(group=kind.group)
    kind = statement.kind or kind
    statement = replace(statement, kind=kind)
    id_ = (
        looking.typed_id(statement)
        or looking.id_of(kind, ids)
        or looking.choose(title.title, wish, other_ids=ids)
    )
    answer = looking.answer(id_)
    with named(looking.remote), session.writing(dry_run=dry_run) as ledger:
        changes = update_from_answer(ledger, looking.remote.kind, answer, title)
        batch = ledger.batch
    lines = (line for change in changes for line in change_lines(change, derived=False))
    print_recorded(session, form, changes, batch, lines, stored=not dry_run)
    session.hint(f"slate refresh keeps it up to date. {looking.remote.kind.credit}.")
    session.close_screen()
