"""That the benchmarks measure what they say; how fast anything is, no test asserts."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.items import MONTH, WORD, items
from tests.benchmarks.picture import picture
from tests.benchmarks.programs import PROGRAMS, Program
from tests.benchmarks.timing import FailedCommandError, Timed, side_by_side


def test_items_are_the_same_each_time() -> None:
    found = list(items(500))
    assert found == list(items(500))
    assert len({item.title for item in found}) == 500
    assert sum(f"{item.day:%Y-%m}" == MONTH for item in found) == 20
    assert 50 < sum(WORD in item.title for item in found) < 150


def test_table_has_a_row_for_each_program_and_task() -> None:
    found = {
        ("slate", "list", 1_000): Timed(0.0751, 0.07, 20.4, 1),
        ("slate", "list", 10_000): Timed(0.18, 0.18, 30.6, 1),
        ("sqlite3", "list", 1_000): Timed(0.004, 0.004, 16.9, 0.0532),
        ("slate", "import", 10_000): Timed(12.6, 12, 100, 1),
    }
    assert list(benchmarks.table(found, [1_000, 10_000], least=16.8)) == [
        "| Task | Program | 1,000 | 10,000 | Memory |",
        "| --- | --- | ---: | ---: | ---: |",
        "| list | slate | 75 ms | 180 ms | 31 MB |",
        "|  | sqlite3 | 4 ms (0.053 x) |  | < 17 MB |",
        "| import | slate |  | 13 s | 100 MB |",
    ]


def test_picture_has_a_line_for_each_program_in_each_panel() -> None:
    times = {
        (program, task, size): size / 10_000
        for program in ("slate", "a<b")
        for task in ("list", "month")
        for size in (1_000, 10_000)
    }
    drawn = picture(times, ("list", "search", "month"))
    assert drawn.count("<polyline") == 4
    assert drawn.count(">a&lt;b</text>") == 2
    assert "<title>Times of slate, a&lt;b for: list, month</title>" in drawn
    assert picture(times, ()).count("<polyline") == 0


def test_commands_run_side_by_side(world: Path) -> None:
    (world / "new.db").touch()
    line = ["/bin/sh", "-c", 'test ! -e new.db && echo "$NAME" >>ran && touch new.db']
    timed = side_by_side(
        {"one": line, "two": line}, 3, environment={"NAME": "x"}, remove=[world / "new.db"]
    )
    assert list(timed) == ["one", "two"]
    assert timed["one"].ratio == 1
    assert all(each.seconds > 0 and each.memory > 0 for each in timed.values())
    assert Path("ran").read_text() == "x\n" * 8  # the first round fills caches
    with pytest.raises(FailedCommandError, match="exit status 3: /bin/sh -c exit 3"):
        side_by_side({"one": ["/bin/sh", "-c", "exit 3"]}, 1, environment={})


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_each_program_that_is_installed_prints_the_items(program: Program, world: Path) -> None:
    if program.path is None:
        pytest.skip(f"{program.name} is not installed")
    (slate,) = (one for one in PROGRAMS if one.name == "slate")
    others = [] if program is slate else [program]
    found = benchmarks.measure([slate, *others], [50], 1, world)
    measured = {task for name, task, _ in found if name == program.name}
    assert measured == program.commands.keys()
    for task, number in {"list": 50, "month": 2}.items():
        line = program.command(task, world / f"{program.name}-50")
        if line is not None:
            environment = os.environ | {"XDG_DATA_HOME": f"{world}/{program.name}-50"}
            printed = _printed(line, environment)
            assert sum("Title " in one for one in printed.splitlines()) == number


def _printed(line: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    ).stdout
