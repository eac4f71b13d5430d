"""Commands of Typer that check their arguments more strictly, and say what to type instead."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from slate.cli.completion.command import CompletedCommand
from slate.cli.help import GroupedCommands
from slate.domain.errors import UsageError

# Of these the last one counts, so that an alias may contain one.
_LAST_COUNTS = frozenset({"form", "limit", "sort"})


class StrictCommands(GroupedCommands):
    """The command line as a whole, which refuses an option that is given twice."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- Typer's are private
        """Parse the options before the command; raise UsageError for one given twice."""
        _refuse_repeated(self, ctx, args)
        return list(super().parse_args(ctx, args))


class StrictCommand(CompletedCommand):
    """A command that refuses an option that is given twice, and words that it does not take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- as above
        """Parse the arguments; raise UsageError for an option given twice, and for other words.

        The error about words has the command line with the filters that they may mean.
        """
        _refuse_repeated(self, ctx, args)
        ctx.allow_extra_args = True
        words = super().parse_args(ctx, list(args))
        if words and not ctx.resilient_parsing:
            raise _unexpected(self, ctx, words)
        return list(words)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 -- as above
        """Run the command; raise DamagedError for an error that a damaged slate explains."""
        with ctx.obj.store.checked_after_errors():
            return super().invoke(ctx)


def _refuse_repeated(command: Any, ctx: Any, args: list[str]) -> None:  # noqa: ANN401 -- as above
    """Raise UsageError for an option that is given twice, of which Typer would take the last."""
    may_be = sum(word.startswith("-") for word in args) > 1  # saves most commands this parsing
    if ctx.resilient_parsing or not may_be:  # the former is completion
        return
    _, _, given = command.make_parser(ctx).parse_args(args=list(args))
    for option, times in Counter(given).items():
        if times > 1 and _has_one_value(option):
            name = next(name for name in option.opts if name.startswith("--"))
            raise UsageError(f"{name} is given more than once. Give it once.")


def _arguments_of(command: Any) -> Iterator[Any]:  # noqa: ANN401 -- as above
    """Yield the arguments of a command that are titles or files."""
    for parameter in command.params:
        metavar = parameter.metavar or ""
        if parameter.param_type_name == "argument" and ("TITLE" in metavar or "FILE" in metavar):
            yield parameter


def _has_one_value(option: Any) -> bool:  # noqa: ANN401 -- as above
    is_option = option.param_type_name == "option"
    has_one = is_option and not option.multiple and not option.is_flag
    return has_one and option.name not in _LAST_COUNTS


def _unexpected(command: Any, ctx: Any, words: list[str]) -> UsageError:  # noqa: ANN401 -- as above
    from slate.cli.errors import (  # noqa: PLC0415 -- only for errors
        ReplacedWordsError,
        UnquotedError,
    )
    from slate.cli.guesses import filters_instead  # noqa: PLC0415 -- as above
    from slate.domain.quoting import quoted  # noqa: PLC0415 -- as above

    for parameter in _arguments_of(command):
        if first := ctx.params.get(parameter.name):
            what = "title" if "TITLE" in parameter.metavar else "name of the file"
            return UnquotedError(what, [first, *words])
    known = {name for parameter in command.params for name in parameter.opts}
    text = f"slate {ctx.info_name} takes no {quoted(' '.join(words))}."
    if filters := filters_instead(words, known, ctx.obj):
        return ReplacedWordsError(f"{text} Run:", filters=filters)
    return UsageError(f"{text} Try: slate {ctx.info_name} --help")
