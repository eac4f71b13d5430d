"""What `slate refresh` does with one remote after another: ask, record, report."""

from collections.abc import Sequence
from itertools import chain

from slate.cli.output.change_lines import change_lines
from slate.cli.output.progress import requests_watched
from slate.cli.output.recorded import print_batches
from slate.cli.output.refresh_report import Message, Outcome, problem_messages, summary
from slate.cli.output.stdout import print_done
from slate.cli.remote_access import ZONE
from slate.cli.session import Session
from slate.domain.changes.change import Change
from slate.domain.errors import SlateError
from slate.domain.titles.followed import Followed
from slate.remotes.access import Access
from slate.remotes.errors import NoKeyError
from slate.remotes.kinds import api_of
from slate.remotes.settings import Remote
from slate.usecases.live_answers import LiveSettings, read_answers
from slate.usecases.refresh import Problem, Taken, by_id, record_answers, wanted_of


class RefreshRun:
    """A refresh: call `refresh` for each remote, then `close`."""

    def __init__(
        self,
        session: Session,
        access: Access,
        *,
        dry_run: bool,
        is_offline: bool,
        accept_names: bool,
        form: str | None,
    ) -> None:
        """Record what is new unless `dry_run`; print it as it comes, or in a form at the end."""
        self.outcomes: list[Outcome] = []
        self._said: set[Message] = set()
        self._session = session
        self._access = access
        self._dry_run = dry_run
        self._is_offline = is_offline
        self._accept_names = accept_names
        self._form = form
        self._live = LiveSettings(session.clock.today, ZONE, access.settings.regions)

    @property
    def changes(self) -> int:
        """How many titles were added or changed."""
        return sum(len(outcome.changes) for outcome in self.outcomes)

    @property
    def has_problems(self) -> bool:
        """Whether anything could not be refreshed."""
        return any(outcome.ended or outcome.problems for outcome in self.outcomes)

    def refresh(self, remote: Remote, followed: Sequence[Followed], *, everything: bool) -> None:
        """Ask a remote about its titles, record what is new, and report it."""
        kind = remote.kind
        titles = by_id(api_of(kind), (one for one in followed if one.scheme == kind.name))
        wanted = wanted_of(titles, self._session.clock.today, everything=everything)
        if kind.has_titles and not wanted:
            return
        slugs = {what: tuple(title.slug for title in own) for what, own in titles.items()}
        outcome = Outcome(remote, sum(len(slugs[one.id]) for one in wanted))
        try:
            with requests_watched(self._session, f"Asking {remote.shown}") as watch:
                link = self._access.link(remote, is_offline=self._is_offline, on_answer=watch)
                fetched = link.api.refresh(link, wanted, now=everything)
                answers, unread = read_answers(kind, fetched, self._live)
        except NoKeyError as error:
            if not remote.is_added:  # its ids may come from files
                outcome.lacks_key = True
            else:
                outcome.ended = error
            self._report(outcome)
            return
        except SlateError as error:  # about its key
            outcome.ended = error
            self._report(outcome)
            return
        outcome.ended = link.ended
        current = [answer.what for answer in answers if answer.is_current]
        outcome.answered = sum(len(slugs.get(what, [what])) for what in current)
        outcome.problems += [
            Problem(what, slugs.get(what, ()), error)
            for what, error in chain(link.failures, unread)
            if error is not outcome.ended
        ]
        if answers:
            with self._session.writing(
                dry_run=self._dry_run,
                creates=not kind.has_titles,
                may_take_long=True,
                remark=remote.shown,
            ) as ledger:
                taken: Taken = record_answers(
                    ledger, kind, answers, titles, accept_names=self._accept_names
                )
                outcome.batch = None if self._dry_run else ledger.batch
            outcome.changes = taken.changes
            outcome.problems += taken.problems
        self._report(outcome)

    def _report(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        if self._form is None:
            lines = (line for change in outcome.changes for line in _lines(change))
            print_done(lines, stored=not self._dry_run and outcome.batch is not None)
        for message in problem_messages(outcome, self._session.command_line):
            if message not in self._said:  # a file of keys is that of several remotes
                self._said.add(message)
                self._session.say(*message)

    def close(self) -> None:
        """Print what was recorded in a form for scripts, and what was asked, on a terminal."""
        if self._form is not None:
            batches = ((outcome.changes, outcome.batch) for outcome in self.outcomes)
            print_batches(self._session, self._form, batches, stored=not self._dry_run)
        self._session.hint(*summary(self.outcomes, dry_run=self._dry_run))
        self._session.close_screen()


def _lines(change: Change) -> list[str]:
    return list(change_lines(change, derived=False))
