"""The command line that is being typed, as the scripts of Typer pass it on.

They run slate without arguments, with the line in environment variables: bash its words, with
quotes as typed, joined by newlines; zsh and fish the text up to the cursor.
"""

import os

_SHELL = "_SLATE_COMPLETE"
_COMPLETES = "complete_"
_WORDS, _PLACE = "COMP_WORDS", "COMP_CWORD"
_TEXT = "_TYPER_COMPLETE_ARGS"
_WIDE = "10000"  # columns


def shell() -> str:
    """Return the shell that asks for completions, empty in an ordinary run."""
    asked = os.environ.get(_SHELL, "")
    return asked.removeprefix(_COMPLETES) if asked.startswith(_COMPLETES) else ""


def bash_words() -> list[str]:
    """Return the words of the line in bash, up to the one at the cursor, as typed.

    The list is empty if the variables do not have that word.
    """
    words, place = os.environ.get(_WORDS, "").split("\n"), int(os.environ.get(_PLACE, "0"))
    return words[: place + 1] if 0 < place < len(words) else []


def words_before() -> list[str]:
    """Return the words between `slate` and the one at the cursor, without their quotes."""
    if shell() == "bash":
        return _split(" ".join(bash_words()[1:-1]))
    text = os.environ.get(_TEXT, "")
    words = _split(text)[1:]
    return words if text.endswith(" ") else words[:-1]


def option_before_equals() -> str:
    """Return `--platform=` if the word at the cursor begins so, otherwise an empty string.

    In bash an `=` begins another word.
    """
    words = [] if shell() == "bash" else _split(os.environ.get(_TEXT, ""))
    option, equals, _ = words[-1].partition("=") if words else ("", "", "")
    return f"{option}=" if equals and option.startswith("--") else ""


def prepare() -> None:
    """Change the environment so that Typer completes values after `=`, and breaks no lines.

    bash passes on the `=` between an option and its value as a word, but Typer expects the value
    right after the option. An explanation that Typer breaks at the width of the terminal is
    several completions in fish.
    """
    os.environ["COLUMNS"] = _WIDE
    words = bash_words()
    if words[-2:-1] == ["="] and "".join(words[-3:-2]).startswith("--"):
        os.environ[_WORDS] = "\n".join([*words[:-2], words[-1]])
        os.environ[_PLACE] = str(len(words) - 2)


def _split(text: str) -> list[str]:
    """Split a line into words as a shell does; in the last one, a quote may still be open."""
    from shlex import shlex  # noqa: PLC0415 -- only for completion

    reader = shlex(text, posix=True)
    reader.whitespace_split, reader.commenters = True, ""
    words: list[str] = []
    try:
        words.extend(reader)
    except ValueError:
        words.append(reader.token)
    return words
