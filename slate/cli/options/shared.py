"""Sharing of options between commands: each is declared once, by the function that parses it.

A command has a parameter such as `query: Query`. `takes(query=filters)` shows Typer the
parameters of `filters` in its place, and calls `filters` before the command. Functions that parse
options may share some in the same way.
"""

import inspect
from collections.abc import Callable, Mapping
from copy import copy
from typing import Annotated, Any, TypeVar, get_args

from slate.cli.completion.values import Complete
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


def hiding(read: Callable[..., _Result], *names: str) -> Callable[..., _Result]:
    """Return a reader that hides some of its options in the help.

    It is for options that the command always rejects: they are still parsed, so that the
    command can report why.
    """
    return _changing(read, dict.fromkeys(names, ("hidden", True)))


def completing(read: Callable[..., _Result], **completions: Complete) -> Callable[..., _Result]:
    """Return a reader of which some options are completed otherwise."""
    return _changing(
        read, {name: ("autocompletion", complete) for name, complete in completions.items()}
    )


def explaining(read: Callable[..., _Result], **helps: str) -> Callable[..., _Result]:
    """Return a reader of which some options have another text in the help."""
    return _changing(read, {name: ("help", text) for name, text in helps.items()})


def _changing(
    read: Callable[..., _Result], changes: Mapping[str, tuple[str, object]]
) -> Callable[..., _Result]:
    """Return a reader of which some options have another value of an attribute."""
    signature = inspect.signature(read)

    def reading(**given: Any) -> _Result:  # noqa: ANN401 -- whatever the options hold
        return read(**given)

    shown = [
        _changed(parameter, *changes[name]) if name in changes else parameter
        for name, parameter in signature.parameters.items()
    ]
    vars(reading)["__signature__"] = signature.replace(parameters=shown)
    return reading


def _changed(parameter: inspect.Parameter, attribute: str, value: object) -> inspect.Parameter:
    kind, option = get_args(parameter.annotation)
    option = copy(option)
    setattr(option, attribute, value)
    return parameter.replace(annotation=Annotated[kind, option])


def without(read: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """Return a reader without some of its options, which keep their defaults."""
    signature = inspect.signature(read)
    kept = [param for name, param in signature.parameters.items() if name not in names]

    def reading(**given: Any) -> Any:  # noqa: ANN401 -- whatever the options hold
        return read(**given)

    vars(reading)["__signature__"] = signature.replace(parameters=kept)
    return reading
