import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from slate.cli.completion.quoting import offered, quoted_for
from tests.cli.completion.conftest import Asks
from tests.cli.conftest import Done, Run


@pytest.mark.slow
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["slate", "show", "co"], ["cobra-kai-s3"]),
        (["slate", "--db", "other.db", "show", ""], ["soul"]),
        (["slate", "next", "we"], ["we-can-be-heroes"]),
        (["slate", "update", "cobra-kai-s3", "-p", "N"], ["Netflix"]),
        (["slate", "add", "A", "--platform", "N"], ["Netflix"]),
        (["slate", "add", "A", "--platform", "="], ["It\\'s\\ \\(not\\)\\ Hulu", "Netflix"]),
        (["slate", "add", "A", "-p", "It\\'s\\ "], ["It\\'s\\ \\(not\\)\\ Hulu"]),
        (["slate", "lis"], ["list"]),
        (["slate", "upcoming", "next-w"], ["next-week"]),
        (["slate", "list", "--platform", "=", "N"], ["Netflix"]),
        (["slate", "list", "--sort", "=", "-da"], ["-date"]),
        (["slate", "list", "-p", "Netflix,It"], ["Netflix,It\\'s\\ \\(not\\)\\ Hulu"]),
        (["slate", "import", ""], []),
    ],
)
def test_the_installed_command_completes_words_in_bash(
    installed: Run, done: Done, words: list[str], offers: list[str]
) -> None:
    done("--db", "other.db", "add", "Soul")
    done("add", "B", "-p", "It's (not) Hulu")
    ran = installed(
        _SLATE_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(words),
        COMP_CWORD=str(len(words) - 1),
    )
    assert (ran.code, ran.out.strip("\n").split("\n"), ran.err) == (0, offers or [""], "")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Netflix", "Netflix"),
        ("Apple TV+", r"Apple\ TV+"),
        ("Prime Video", r"Prime\ Video"),
        ("Net$(touch x)", r"Net\$\(touch\ x\)"),
        ("`touch z`", r"\`touch\ z\`"),
        ("a;touch y", r"a\;touch\ y"),
        ("*", r"\*"),
        ("It's", r"It\'s"),
        ('A"B', r"A\"B"),
        ("Wow!", r"Wow\!"),
        ("~root", r"\~root"),
        ("a\\b", r"a\\b"),
        ("a:b=c@d", r"a\:b\=c\@d"),
        ("imdb=", "imdb="),
        ("日本 テレビ", "日本\\ テレビ"),
    ],
)
def test_bash_words_are_escaped_with_backslashes(value: str, word: str) -> None:
    assert quoted_for("bash", value) == word


@pytest.mark.parametrize(
    ("quote", "values", "omitted"),
    [
        ('"', ["Prime Video", "a;b & {c} ~ #", "It's"], ['A"B', "$HOME", "`x`", "Wow!"]),
        ("'", ["Prime Video", "a;b & {c} ~ #", 'A"B', "$HOME", "`x`", "Wow!"], ["It's"]),
        ('"', [], ["a\\b", "*", "Que?", "[x]", "+(x)"]),
        ("'", [], ["a\\b", "*", "Que?", "[x]", "+(x)"]),
    ],
)
def test_quoted_bash_words_are_offered_only_without_special_characters(
    quote: str, values: list[str], omitted: list[str]
) -> None:
    assert [quoted_for("bash", value, quote) for value in values] == values
    assert [quoted_for("bash", value, quote) for value in omitted] == [None] * len(omitted)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Prime Video", "Prime Video"),
        ("*", "*"),
        ("Net$(touch x)", r"Net\$(touch x)"),
        ("`touch z`", r"\`touch z\`"),
        ("a:b", r"a\\:b"),
        ("It's", r"It'\''s"),
        ('A"B', r"A\"B"),
        (r"\$(touch x)", r"\\\\\$(touch x)"),
        ("a  b", None),
    ],
)
def test_zsh_words_are_escaped_for_each_time_that_they_are_read(
    value: str, word: str | None
) -> None:
    assert quoted_for("zsh", value) == word


@pytest.mark.parametrize("value", ["Net$(touch x)", "It's", 'A"B', "a\\b", "*", "a  b", "a~"])
def test_fish_is_offered_values_unchanged(value: str) -> None:
    assert quoted_for("fish", value) == value


@pytest.mark.parametrize("value", ["~", "~root"])
def test_fish_is_not_offered_values_that_start_with_a_tilde(value: str) -> None:
    assert quoted_for("fish", value) is None


@pytest.mark.parametrize("shell", ["powershell", "pwsh", ""])
@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("cobra-kai-s3", "cobra-kai-s3"),
        ("Disney+", "Disney+"),
        ("日本", "日本"),
        ("Prime Video", None),
        ("$(x)", None),
        ("a;b", None),
        ("\u2018x\u2019", None),
    ],
)
def test_other_shells_are_offered_only_plain_words(
    shell: str, value: str, word: str | None
) -> None:
    assert quoted_for(shell, value) == word


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("value", ["", "a\nb", "a\tb", "a\x1b[2J", "a\u202eb", "a\udcff"])
def test_no_shell_is_offered_control_characters(shell: str, value: str) -> None:
    assert quoted_for(shell, value) is None


def test_only_own_words_may_look_like_options(asks: Asks) -> None:
    asks("fish")
    assert offered(["-x", "x", "--demo"], "") == ["x"]
    assert offered(["-date", "date"], "", are_own=True) == ["-date", "date"]


@pytest.mark.parametrize(
    ("values", "incomplete", "offers"),
    [
        (["Netflix", "netbook"], "net", ["netbook"]),
        (["Netflix", "Hulu"], "net", ["Netflix"]),
        (["Disney+ Star", "DISNEY+ Star"], "dis", []),  # in common: only D
        (["Apple TV+", "Apple Music"], "ap", ["Apple TV+", "Apple Music"]),
        (["Élite"], "élite", ["Élite"]),
        (["Hulu"], "x", []),
        ([], "", []),
    ],
)
def test_values_are_compared_without_case_if_none_starts_as_typed(
    asks: Asks, values: list[str], incomplete: str, offers: list[str]
) -> None:
    asks("fish")
    assert offered(values, incomplete) == offers


def test_a_word_with_its_option_is_completed_as_a_whole(asks: Asks) -> None:
    asks("zsh", "slate list --platform=Pri")
    assert offered(["Prime Video", "Hulu"], "Pri") == ["--platform=Prime Video"]


def test_explanations_stand_beside_their_values(asks: Asks) -> None:
    asks("fish")
    why = {"1": "add 'Mank' [red]-p Netflix", "2": "x" * 200}
    assert offered(["1", "2", "3"], "", why) == [
        ("1", "add Mank red -p Netflix"),
        ("2", "x" * 117 + "..."),
        "3",
    ]


@pytest.mark.parametrize(
    ("words", "incomplete", "offers"),
    [
        (["-p", ""], "", [r"Prime\ Video", r"a\;b"]),
        (["-p", "Pri"], "Pri", [r"Prime\ Video"]),
        (["-p", r"Prime\ V"], "Prime V", [r"Prime\ Video"]),
        (["-p", "Prime\\"], "Prime", [r"Prime\ Video"]),
        (["-p", '"Prime V'], "Prime V", ["Prime Video"]),
        (["-p", "'Prime V"], "Prime V", ["Prime Video"]),
        (["--platform", "="], "", [r"Prime\ Video", r"a\;b"]),
        # bash would keep the text before the word break or the quote
        (["x", "="], "", []),
        (["x", ":"], ":", []),
        (["-p", "x", ":", "Pri"], "Pri", []),
        (["--platform", "=", "Pri"], "Pri", []),
        (["2", ">&", "Pri"], "Pri", []),
        (["-p", "Pri'me V"], "Prime V", []),
        (["-p", '"Pri"me'], "Prime", []),
        (["-p", '"Prime"'], "Prime", []),
        # if bash does not break words at `=`
        (["--platform=Pri"], "Pri", []),
    ],
)
def test_bash_offers_match_the_word_as_typed(
    asks_in_bash: Asks, words: list[str], incomplete: str, offers: list[str]
) -> None:
    asks_in_bash("slate", "add", *words)
    assert offered(["Prime Video", "a;b"], incomplete) == offers


def test_bash_completes_the_word_at_the_cursor(asks_in_bash: Asks) -> None:
    asks_in_bash("slate", "-p", "Pri", "--note", "x", at=2)
    assert offered(["Prime Video"], "Pri") == [r"Prime\ Video"]


def test_bash_words_that_are_not_one_per_line_are_not_completed(
    asks_in_bash: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks_in_bash("slate add -p Pri")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert offered(["Prime Video"], "Pri") == []


# How each shell uses an answer; the script prints the resulting words, each ended by a NUL.
TAKEN = {
    "bash": r"""
        . ./script
        COMP_WORDS=(slate -p '') COMP_CWORD=2
        _slate_completion slate
        for word in "${COMPREPLY[@]}"; do eval "printf '%s\0' $word"; done
    """,
    # The functions of zsh need its line editor; these treat the answer in the same way.
    "zsh": r"""
        compdef() {}
        _files() {}
        _arguments() {
            local action=${1#\*: :}
            action=${action//\\:/:}
            eval ws\=\( "${action[3,-3]}" \)
            for word in "$ws[@]"; do printf '%s\0' "${word//(#m)\\?/$MATCH[2]}"; done
        }
        setopt extendedglob
        . ./script
        words=(slate -p '') CURRENT=3
        _slate_completion
    """,
    "fish": r"""
        source ./script
        for word in (complete -C 'slate -p ' --escape)
            set word (string split \t -- $word)[1]
            eval "printf '%s\0' $word"
        end
    """,
}
PIECES = st.one_of(
    st.sampled_from(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\t\nabxy59é日🎬\u200b"),
    st.sampled_from(["$(touch x)", "`touch x`", ";touch x;", '") ; touch x; :', "\\", "Prime "]),
)
VALUES = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=8, unique=True)


@pytest.mark.slow
@pytest.mark.parametrize("shell", list(TAKEN))
@given(values=VALUES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_each_shell_reads_a_completed_word_as_its_value(
    tmp_path: Path, shell: str, values: list[str]
) -> None:
    taken = complete_in_shell(shell, values, tmp_path)
    if shell == "fish":  # fish hides words that start with a dot until it is typed
        values = [value for value in values if value in taken or not value.startswith(".")]
    assert taken == {
        value
        for value in values
        if quoted_for(shell, value) is not None and not value.startswith("-")
    }


@pytest.mark.slow
@pytest.mark.parametrize("shell", list(TAKEN))
def test_completing_runs_no_command_and_expands_no_pattern(tmp_path: Path, shell: str) -> None:
    hostile = [
        *("Net$(touch x)", "`touch x`", "a;touch x", "*", "?", "[a-z]", "{a,b}", "a|touch x"),
        *("~", r"\$(touch x)", "\\", '") ; touch x; :', "') ; touch x; :", "a\ntouch x"),
    ]
    taken = complete_in_shell(shell, hostile, tmp_path)
    assert taken >= set(hostile[:8])
    assert taken <= set(hostile)
    explained = {str(number): text for number, text in enumerate(hostile)}
    taken = complete_in_shell(shell, list(explained), tmp_path, explained)
    assert {word.partition(":")[0] for word in taken} == set(explained)  # zsh is told the rest


def complete_in_shell(
    shell: str, values: list[str], folder: Path, explanations: Mapping[str, str] | None = None
) -> set[str]:
    """Complete `slate -p ` with these values in a shell; return what slate would be run with."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    app = typer.Typer()

    @app.command()
    def slate(
        platform: Annotated[
            str,
            typer.Option(
                "-p",
                autocompletion=lambda incomplete: offered(values, incomplete, explanations or {}),
            ),
        ],
    ) -> None: ...

    def asked(**environment: str) -> str:
        return CliRunner().invoke(app, prog_name="slate", env=environment).stdout

    answer = asked(
        _SLATE_COMPLETE=f"complete_{shell}",
        COMP_WORDS="slate\n-p\n",
        COMP_CWORD="2",
        _TYPER_COMPLETE_ARGS="slate -p ",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    work, tools = folder / "work", folder / "tools"
    for made in (work, tools):
        made.mkdir(exist_ok=True)
    (folder / "answer").write_text(answer, encoding="utf-8")
    (tools / "slate").write_text("#!/bin/sh\nexec cat ../answer\n", encoding="utf-8")
    (tools / "slate").chmod(0o755)
    (work / "script").write_text(asked(_SLATE_COMPLETE=f"source_{shell}"), encoding="utf-8")
    for name in ("*", "a", "x y", "Prime Video"):
        (work / name).touch()
    before = sorted(work.iterdir())
    ran = subprocess.run(
        [shell, "-c", TAKEN[shell]],
        capture_output=True,
        check=False,
        cwd=work,
        env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        timeout=60,
    )
    assert ran.stderr == b""
    assert sorted(work.iterdir()) == before
    return set(re.findall("([^\0]*)\0", ran.stdout.decode()))
