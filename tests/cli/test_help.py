import pytest

from tests.cli.conftest import Done


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
