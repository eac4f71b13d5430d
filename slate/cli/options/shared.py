"""Sharing of options between commands: each is declared once, by the function that parses it.

A command has a parameter such as `query: Query`. `takes(query=filters)` shows Typer the
parameters of `filters` in its place, and calls `filters` before the command. Functions that parse
options may share some in the same way.
"""

import inspect
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, TypeVar, get_args

from slate.cli.help import ARGUMENTS

Parameters = dict[str, inspect.Parameter]
_Result = TypeVar("_Result")


def takes(
    **readers: Callable[..., Any],
) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """Return a decorator that adds the options of functions to a command.

    The result of each function is passed to the command as the argument of that name.
    """
    options = {name: inspect.signature(read).parameters for name, read in readers.items()}

    def decorate(command: Callable[..., _Result]) -> Callable[..., _Result]:
        own = inspect.signature(command).parameters
        shown: Parameters = {}
        for name, parameter in own.items():
            shown |= options.get(name, {name: parameter})

        def run(**given: Any) -> _Result:  # noqa: ANN401 -- whatever the options hold
            read = {
                name: reader(**{option: given[option] for option in options[name]})
                for name, reader in readers.items()
            }
            return command(**{name: read[name] if name in read else given[name] for name in own})

        run.__doc__ = command.__doc__
        keyword = inspect.Parameter.KEYWORD_ONLY
        signature = inspect.Signature([param.replace(kind=keyword) for param in shown.values()])
        vars(run)["__signature__"] = signature  # what Typer reads
        vars(run)[ARGUMENTS] = {option: name for name in options for option in options[name]}
        return run

    return decorate


def hiding(read: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """Return a reader that hides some of its options in the help.

    It is for options that the command always rejects: they are still parsed, so that the
    command can report why.
    """
    signature = inspect.signature(read)

    def reading(**given: Any) -> Any:  # noqa: ANN401 -- whatever the options hold
        return read(**given)

    shown = [_hidden(p) if name in names else p for name, p in signature.parameters.items()]
    vars(reading)["__signature__"] = signature.replace(parameters=shown)
    return reading


def _hidden(parameter: inspect.Parameter) -> inspect.Parameter:
    kind, option = get_args(parameter.annotation)
    option = copy(option)
    option.hidden = True
    return parameter.replace(annotation=Annotated[kind, option])


def without(read: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """Return a reader without some of its options, which keep their defaults."""
    signature = inspect.signature(read)
    kept = [param for name, param in signature.parameters.items() if name not in names]

    def reading(**given: Any) -> Any:  # noqa: ANN401 -- whatever the options hold
        return read(**given)

    vars(reading)["__signature__"] = signature.replace(parameters=kept)
    return reading
