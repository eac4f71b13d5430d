"""Tests of `takes`, as seen by the command and by Typer."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from slate.cli.completion.values import one_of
from slate.cli.options.shared import completing, explaining, hiding, takes, without


class Point(NamedTuple):
    x: int
    y: int


def point(x: int = 1, y: int = 2) -> Point:
    """Read the options of a point."""
    return Point(x, y)


def name(context: str, word: str = "w") -> str:
    """Read a name, which needs the context too."""
    return f"{context}:{word}"


SEEN: list[tuple[object, ...]] = []


@takes(point=point, name=name)
def command(context: str, point: Point, *, loud: bool = False, name: str) -> None:
    """Show what it was given."""
    SEEN.append((context, point, loud, name))


def test_takes_replaces_each_parameter_with_the_readers_options() -> None:
    parameters = inspect.signature(command).parameters
    assert list(parameters) == ["context", "x", "y", "loud", "word"]
    assert {p.kind for p in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert (parameters["y"].default, parameters["y"].annotation) == (2, int)
    assert command.__doc__ == "Show what it was given."


def test_the_command_receives_the_values_that_were_read() -> None:
    SEEN.clear()
    command(context="c", x=3, y=4, loud=True, word="v")
    [seen] = SEEN
    assert seen == ("c", Point(3, 4), True, "c:v")


@takes(point=point)
def circle(point: Point, radius: int = 1) -> tuple[Point, int]:
    """Read the options of a circle, among them those of a point."""
    return point, radius


def test_functions_that_read_options_may_share_some() -> None:
    assert list(inspect.signature(circle).parameters) == ["x", "y", "radius"]
    assert circle(x=3, y=4, radius=5) == (Point(3, 4), 5)


def test_without_drops_an_option_and_keeps_its_default() -> None:
    read = without(point, "y")
    assert list(inspect.signature(read).parameters) == ["x"]
    assert read(x=5) == Point(5, 2)


def greet(
    word: Annotated[str, typer.Option(metavar="WORD")] = "w",
    name: Annotated[str, typer.Option(metavar="NAME")] = "n",
) -> str:
    """Read two options of Typer."""
    return f"{word} {name}"


def options_of(read: Callable[..., str]) -> dict[str, Any]:
    parameters = inspect.signature(read).parameters
    return {name: parameter.annotation.__metadata__[0] for name, parameter in parameters.items()}


def test_hiding_hides_an_option_that_is_still_read() -> None:
    read = hiding(greet, "name")
    assert {name: option.hidden for name, option in options_of(read).items()} == {
        "word": False,
        "name": True,
    }
    assert read(word="a", name="b") == "a b"
    assert not options_of(greet)["name"].hidden


def test_completing_replaces_the_completion_of_an_option() -> None:
    complete = one_of(("ann", "bob"))
    read = completing(greet, name=complete)
    assert {name: option.autocompletion for name, option in options_of(read).items()} == {
        "word": None,
        "name": complete,
    }
    assert read(word="a", name="b") == "a b"
    assert options_of(greet)["name"].autocompletion is None


def test_explaining_replaces_the_help_of_an_option() -> None:
    read = explaining(greet, name="Who.")
    assert {name: option.help for name, option in options_of(read).items()} == {
        "word": None,
        "name": "Who.",
    }
    assert read(word="a", name="b") == "a b"
    assert options_of(greet)["name"].help is None
