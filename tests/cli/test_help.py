import pytest

from tests.cli.conftest import Done, Run, undressed


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.endswith(":") and not line.startswith(" ")]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("list", ["Filters:", "Output:", "Looking back:", "Options:"]),
        ("count", ["Arguments:", "Options:", "Filters:", "Output:", "Looking back:"]),
        ("add", ["Arguments:", "What is known:", "Source:", "Options:"]),
        ("undo", ["Arguments:", "Options:"]),
    ],
)
def test_options_stand_in_groups(done: Done, command: str, expected: list[str]) -> None:
    assert headings(done(command, "--help")) == expected


def test_a_group_lists_its_options(done: Done) -> None:
    lines = done("list", "--help").splitlines()
    output = lines[lines.index("Output:") + 1 : lines.index("Looking back:") - 1]
    assert [line.split()[0] for line in output if line.startswith("  -")] == [
        *("--sort", "--limit", "-f,", "--columns", "-e,")
    ]


def test_the_texts_of_all_groups_are_aligned(done: Done) -> None:
    lines = done("list", "--help").splitlines()
    columns = {
        line.index(text)
        for text in ("Only on this service.", "Show at most N rows.", "Show this message")
        for line in lines
        if text in line
    }
    assert len(columns) == 1


def test_hidden_options_are_left_out(done: Done) -> None:
    assert "--undated" in done("list", "--help")
    assert "--undated" not in done("upcoming", "--help")


@pytest.mark.parametrize("arguments", [("--help",), (), ("help",)])
def test_a_terminal_has_bold_headings_and_whole_summaries(
    screen: Run, done: Done, arguments: tuple[str, ...]
) -> None:
    shown = screen(*arguments, width=60).out
    assert shown.startswith("\x1b[1mUsage:\x1b[0m slate ")
    assert "\n\x1b[1mLook back:\x1b[0m\n" in shown
    listed = undressed(shown).partition("Read:")[2]  # after the examples, which never wrap
    assert "..." not in listed
    assert max(map(len, listed.splitlines())) <= 60
    assert "\x1b" not in done(*arguments)


def test_a_terminal_without_colors_has_no_styles(
    screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[1mFilters:\x1b[0m" in screen("list", "--help").out
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert "\x1b" not in screen("list", "--help").out
