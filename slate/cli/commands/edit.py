"""`slate edit`: edit a title as a text."""

from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple

import typer

from slate.cli import prompts
from slate.cli.completion.values import complete_title
from slate.cli.editor import EditedFile, chosen_editor, edited_file, run_editor
from slate.cli.errors import UnquotedError
from slate.cli.options.clock_options import writing_session
from slate.cli.options.report_options import origin, read_reported_on, typed_date
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import change_lines
from slate.cli.output.recorded import print_recorded
from slate.cli.output.undo_hints import undo_hints
from slate.cli.session import Session
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.errors import SlateError
from slate.domain.ledger.editing import Editable, facts_of
from slate.domain.ledger.errors import SlugTakenError
from slate.domain.ledger.statement import Origin
from slate.domain.text import clean, safe
from slate.domain.titles.vocabulary import parse_platform
from slate.formats.errors import TitleTextError
from slate.formats.title_text.marking import line_of, marked
from slate.formats.title_text.reading import Typing, read_title_text
from slate.formats.title_text.writing import title_text
from slate.usecases.edit import edit


class NothingRecordedError(SlateError):
    """A text with something wrong in it that nobody wants to edit again."""

    def __init__(self) -> None:
        super().__init__("Nothing was recorded.")


class _Done(NamedTuple):
    change: Change
    lines: Iterable[str]
    hints: Iterable[str] = ()
    batch: int | None = None


@takes(session=writing_session, origin=origin)
def command(
    titles: Annotated[
        list[str],
        typer.Argument(
            metavar="TITLE",
            help="The title to edit.",
            autocompletion=complete_title,
            show_default=False,
        ),
    ],
    *,
    origin: Origin,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Edit a title in your editor. Only what you change is recorded.

    \b
    slate edit cobra-kai-s3
    slate edit cobra-kai-s3 --source Netflix --official
    """
    form = parse_result_format(form)
    if len(titles) > 1:
        raise UnquotedError("title", titles)
    with session.reading() as slate:
        shown = slate.editable(slate.find_exactly(clean("TITLE", titles[0])))
    session.store.check_writable()  # before anybody types anything
    editor = chosen_editor(session)
    text = title_text(shown, origin, session.today.isoformat())
    with edited_file(text) as file:
        done = _Editing(session, shown, origin, text).run(editor, file)
    print_recorded(session, form, [done.change], done.batch, done.lines)
    session.hint(*done.hints)
    session.close_screen()


class _Editing(NamedTuple):
    session: Session
    shown: Editable
    origin: Origin  # as it stands in the text that is shown
    text: str  # that is shown

    def run(self, editor: Sequence[str], file: EditedFile) -> _Done:
        """Run the editor, and record what was changed; offer a text that is wrong again."""
        while True:
            run_editor(editor, file.path, self.session)
            text = file.read()
            try:
                return self._record(text)
            except TitleTextError as error:
                from slate.cli.advice import message  # noqa: PLC0415 -- only for errors

                file.write(marked(text, error.line, safe(message(error.cause))))
                if not self.session.terminal.answers:
                    raise
                self.session.say(message(error))
                if not prompts.agrees("Edit it again?"):
                    raise NothingRecordedError from error

    def _record(self, text: str) -> _Done:
        edited = read_title_text(text, self.text, self.shown, self._typing)
        is_noted = edited.origin.note not in (None, self.origin.note)
        if edited.facts == facts_of(self.shown.title) and not is_noted:
            slug = self.shown.slug
            change = Change(Outcome.UNCHANGED, slug, self.shown.title)
            return _Done(change, [f"{slug}: nothing to do, nothing was changed"])
        with self.session.writing() as ledger:
            try:
                change = edit(ledger, self.shown, edited.facts, edited.origin)
            except SlugTakenError as error:
                raise TitleTextError(line_of(text, ["slug"]), error) from error
            hints, batch = list(undo_hints(self.session, ledger, [change])), ledger.batch
        if batch is not None and not hints:
            hints = [f"To take it back: {self.session.command_line('undo')}"]
        return _Done(change, change_lines(change), hints, batch)

    @property
    def _typing(self) -> Typing:
        """How texts are read on this day, and on this slate."""
        session = self.session

        def key_of(text: str) -> str:
            with session.reading() as slate:
                return slate.find_exactly(clean("TITLE", text)).key

        return Typing(
            day=lambda text: read_reported_on(session, text, "reported_on"),
            date=lambda text, said_on: typed_date(session, text, said_on),
            title=key_of,
            platform=lambda text: prompts.meant_platform(session, parse_platform(text)),
        )
