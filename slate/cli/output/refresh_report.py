"""What to report about a refresh: problems, one message per remote and reason, and a summary."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from slate.cli.advice import message, parts
from slate.cli.errors import Advice
from slate.cli.stderr import typed_line
from slate.domain.changes.change import Change
from slate.domain.errors import SlateError
from slate.domain.quoting import quoted
from slate.formats.errors import RecordError
from slate.remotes.errors import (
    GoneError,
    KeyRefusedError,
    NoKeyError,
    OtherIdsError,
    OtherNameError,
    RemoteError,
    SettingsError,
    UntrustedError,
)
from slate.remotes.keys import variable_of
from slate.remotes.kinds import api_of
from slate.remotes.settings import Remote
from slate.usecases.refresh import Problem
from slate.wording.phrases import counted

_MOST = 10  # titles that are named in one line
# A text and the command to copy that ends it, if there is one; perhaps followed by another such.
Message = tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What came of asking one remote."""

    remote: Remote
    wanted: int  # titles, of which a series and each of its seasons is one
    answered: int = 0  # of these; a list counts as one
    changes: list[Change] = field(default_factory=list)
    batch: int | None = None
    problems: list[Problem] = field(default_factory=list)
    ended: SlateError | None = None  # why nothing more was requested
    lacks_key: bool = False


def problem_messages(
    outcome: Outcome, command_line: Callable[[str], str] = "slate {}".format
) -> Iterator[Message]:
    """Yield a message for each thing that somebody has to decide or to mend.

    `command_line` returns a command to copy, with the options that name the slate.
    """
    if outcome.ended is not None:
        yield ended_message(outcome.remote, outcome.ended, _done(outcome))
    others, gone = [], []
    # Answers come in any order.
    for problem in sorted(outcome.problems, key=lambda one: (one.slugs, one.what)):
        if isinstance(problem.error, OtherNameError):
            yield _name_message(outcome.remote, problem, problem.error, command_line)
            continue
        if isinstance(problem.error, GoneError):
            gone.append(problem)
            continue
        if isinstance(problem.error, OtherIdsError):
            text, command = ended_message(outcome.remote, problem.error)
            yield text, command_line(command.removeprefix("slate "))
            continue
        text, command = parts(problem.error)
        if command:
            yield f"{outcome.remote.shown}: {text}", command_line(command.removeprefix("slate "))
        else:
            others.append(problem)
    if others:
        yield (_failed_text(outcome, others) or _left_text(outcome, others),)
    if gone:
        yield _gone_message(outcome.remote, gone, command_line)


def ended_message(remote: Remote, error: SlateError, done: str = "") -> Message:
    """Return why a remote cannot be asked, what was done before, and what to do about it."""
    text, command = parts(error)
    if isinstance(error, RemoteError):
        advice, command = _advice(remote, error)
        text = " ".join(filter(None, (f"{remote.shown} {text}", done, advice)))
    elif not isinstance(error, SettingsError):  # which names the file, perhaps of several remotes
        text = f"{remote.shown}: {text}"
    return (text, command) if command else (text,)


def _advice(remote: Remote, error: RemoteError) -> Advice:
    """Return what to do about a remote that cannot be asked, or has something else."""
    match error:
        case NoKeyError() | KeyRefusedError():
            url = f" --url {remote.url}" if remote.url != remote.kind.url else ""
            return Advice(
                f"Set {variable_of(remote)}, or run:",
                f"slate remote add {remote.name} --kind {remote.kind.name}{url}",
            )
        case OtherIdsError(slug=slug, schemes=schemes):
            options = chain.from_iterable(("--no-id", scheme) for scheme in schemes)
            command = typed_line("slate", "update", slug, *options)
            return Advice("If they are one work, remove yours:", command)
        case UntrustedError():
            return Advice("If it is yours, add the certificate to the trust store of the system.")
    return Advice()


def summary(outcomes: Iterable[Outcome], *, dry_run: bool) -> Iterator[str]:
    """Yield what was asked and how much is new, and the credits that the sources ask for."""
    shown = [outcome for outcome in outcomes if not outcome.lacks_key]
    asked = []
    for outcome in shown:
        titles = f"{counted(outcome.wanted, 'title')}, " if outcome.wanted else ""
        asked.append(f"{outcome.remote.shown}: {titles}{_news(outcome)}.")
    if asked:
        yield " ".join(asked) + (" Nothing was stored." if dry_run else "")
    for outcome in outcomes:
        if outcome.lacks_key:
            name = outcome.remote.name
            yield (
                f"{counted(outcome.wanted, 'title')} with an ID of {outcome.remote.shown} could "
                f"be refreshed, too, with a key:\nslate remote add {name} --kind {name}"
            )
    for outcome in shown:
        if outcome.answered and outcome.remote.kind.credit:
            yield f"{outcome.remote.kind.credit}."


def _news(outcome: Outcome) -> str:
    """Return how much is new, as far as that is known."""
    left = len({slug for problem in outcome.problems for slug in problem.slugs})
    is_failed = outcome.ended is not None or (outcome.problems and left in {0, outcome.wanted})
    if outcome.changes:
        news = f"{len(outcome.changes):,} changed"
    elif is_failed:
        return "not refreshed"
    else:
        news = "nothing new" if outcome.answered else "none due" if not left else ""
    return ", ".join(filter(None, (f"{left:,} not refreshed" if left else "", news)))


def _done(outcome: Outcome) -> str:
    """Return how much was refreshed before a remote could no longer be asked."""
    if not outcome.answered:
        return "Nothing was refreshed."
    return f"{outcome.answered:,} of {counted(outcome.wanted, 'title')} refreshed."


def _name_message(
    remote: Remote, problem: Problem, error: OtherNameError, command_line: Callable[[str], str]
) -> Message:
    """Return the question whether an id belongs to a title, and how to answer it."""
    slug = problem.slugs[0]
    names = f"{quoted(error.theirs)}, not {quoted(error.ours)} ({slug})"
    return (
        f"{remote.shown} calls {problem.what} {names}. If they are one work:",
        command_line(typed_line("refresh", slug, "--accept")),
        "If not:",
        command_line(typed_line("update", slug, "--no-id", remote.kind.name)),
    )


def _failed_text(outcome: Outcome, problems: list[Problem]) -> str | None:
    """Return why nothing was refreshed, if it is the same for all of several titles, else None."""
    reasons = {_reason(problem.error) for problem in problems}
    number = sum(len(problem.slugs) for problem in problems)
    if len(reasons) > 1 or number < outcome.wanted or len(problems) == 1:
        return None
    return f"{outcome.remote.shown} {_ended(reasons.pop())} Nothing was refreshed."


def _gone_message(
    remote: Remote, problems: list[Problem], command_line: Callable[[str], str]
) -> Message:
    """Return for which titles a remote has nothing, and how to take their ids off: at most ten."""
    kind = remote.kind
    shown = problems[:_MOST]
    names = [
        f"{', '.join(problem.slugs)} ({kind.name}={api_of(kind).stored_id(problem.what)})"
        for problem in shown
    ]
    if (more := len(problems) - len(shown)) > 0:
        names.append(f"and {more:,} more")
    ids = "IDs" if len(problems) > 1 else "ID"
    slugs = chain.from_iterable(problem.slugs for problem in shown)
    return (
        f"{remote.shown} has no title for {', '.join(names)}. If it stays so, take the {ids} off:",
        command_line(typed_line("update", *slugs, "--no-id", kind.name)),
    )


def _left_text(outcome: Outcome, problems: list[Problem]) -> str:
    """Return which titles were not refreshed, by reason: at most ten, and how many more."""
    left = [
        (named, problem.error) for problem in problems for named in problem.slugs or [problem.what]
    ]
    by_reason: dict[str, list[str]] = {}
    for named, error in left[:_MOST]:
        by_reason.setdefault(_reason(error), []).append(named)
    reasons = [
        f"{', '.join(filter(None, names))}: {reason}".removeprefix(": ")
        for reason, names in by_reason.items()
    ]
    if (more := len(left) - _MOST) > 0:
        reasons.append(f"and {more:,} more")
    number = counted(len(left), "title")
    if outcome.wanted:
        number = f"{len(left):,} of {counted(outcome.wanted, 'title')}"
    return f"{outcome.remote.shown}: {number} not refreshed. {_ended('; '.join(reasons))}"


def _ended(text: str) -> str:
    return text if text[-1] in ".?" else f"{text}."


def _reason(error: SlateError) -> str:
    text = error.reason if isinstance(error, RecordError) else message(error)
    return text.removesuffix(".")
